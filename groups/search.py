"""What search may find of this app."""

from django.utils import timezone, translation

from cms.words import passages_in_words
from search.documents import Document, Kind
from search.registry import register

from .models import GroupPage, Phase


def describe(page):
    code = page.locale.language_code
    with translation.override(code):
        return [
            Document(
                kind=Kind.GROUP,
                language=code,
                title=page.title,
                url=page.get_url(),
                summary=page.lead,
                passages=passages_in_words(page.body) + passages_in_words(page.perspectives),
                facets={
                    "theme": (page.theme.code,) if page.theme else (),
                    "stage": (page.stage,) if page.stage else (),
                },
            )
        ]


register(
    GroupPage,
    public=lambda: (
        GroupPage.objects.live()
        .public()
        .select_related("locale", "theme")
        .with_stage(timezone.localdate())
    ),
    describe=describe,
    follows={Phase: "page"},
)
