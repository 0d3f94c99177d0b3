"""What search may find of this app."""

from django.utils import translation

from cms import languages
from cms.words import passages_in_words
from search.documents import Document, Kind
from search.registry import register

from .ledger.interpellations import InterpellationPage
from .ledger.recommendations import Recommendation
from .longform.publications import ChapterPage, PublicationPage


def describe_recommendation(one):
    """In both languages: where the text exists in one only, its page says so."""
    documents = []
    for code in languages.CODES:
        with translation.override(code):
            title = getattr(one, f"title_{code}")
            if not title:
                continue
            documents.append(
                Document(
                    kind=Kind.RECOMMENDATION,
                    language=code,
                    title=f"{one.reference} · {title}",
                    url=one.get_absolute_url(),
                    summary=getattr(one, f"text_{code}"),
                    keywords=f"{one.reference} {one.number}",
                    date=one.adopted_on,
                    facets={
                        "theme": tuple(theme.code for theme in one.theme_list),
                        "level": (one.level,),
                    },
                )
            )
    return documents


def describe_interpellation(page):
    return [page_document(page, Kind.INTERPELLATION, page.findings, page.adopted_on)]


def describe_publication(page):
    facets = {"theme": tuple(page.themes.values_list("code", flat=True)), "kind": (page.kind,)}
    return [page_document(page, Kind.PUBLICATION, page.body, page.published_on, facets)]


def describe_chapter(page):
    """A hit in a long publication leads to its chapter."""
    publication = page.publication
    if not publication.live:
        return []
    document = page_document(page, Kind.PUBLICATION, page.body, publication.published_on)
    return [document]


def page_document(page, kind, body, date, facets=None):
    code = page.locale.language_code
    with translation.override(code):
        return Document(
            kind=kind,
            language=code,
            title=page.title,
            url=page.get_url(),
            summary=page.lead,
            passages=passages_in_words(body),
            date=date,
            facets=facets or {},
        )


register(
    Recommendation,
    public=lambda: Recommendation.objects.public().prefetch_related("themes"),
    describe=describe_recommendation,
)
for model, describe in (
    (InterpellationPage, describe_interpellation),
    (PublicationPage, describe_publication),
    (ChapterPage, describe_chapter),
):
    register(
        model,
        public=lambda model=model: model.objects.live().public().select_related("locale"),
        describe=describe,
    )
