"""What search may find of this app."""

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from cms import languages
from cms.words import passages_in_words
from search import changes
from search.documents import Document, Kind
from search.registry import register

from .ledger.authorities import Authority
from .ledger.interpellations import InterpellationPage
from .ledger.recommendations import Recommendation
from .ledger.sendings import Sending


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
    code = page.locale.language_code
    with translation.override(code):
        return [
            Document(
                kind=Kind.INTERPELLATION,
                language=code,
                title=page.title,
                url=page.get_url(),
                summary=page.lead,
                passages=passages_in_words(page.findings),
                date=page.adopted_on,
            )
        ]


def describe_authority(one):
    """Who looks for an authority by its name finds what it was asked."""
    documents = []
    for code in languages.CODES:
        name = getattr(one, f"name_{code}")
        if not name:
            continue
        with translation.override(code):
            documents.append(
                Document(
                    kind=Kind.PAGE,
                    language=code,
                    title=name,
                    url=reverse("ledger:authority", args=[one.slug]),
                    summary=_("What it was asked, since when, and what it answered."),
                    keywords="\n".join(filter(None, [one.short_name_fr, one.short_name_nl])),
                )
            )
    return documents


def public_authorities():
    """Those to whom something public was addressed; the others have no page."""
    addressed = Sending.objects.public().order_by().values("authority")
    return Authority.objects.filter(pk__in=addressed)


@receiver(post_save, sender=Recommendation)
@receiver([page_published, page_unpublished], sender=InterpellationPage)
def addressees_changed(sender, instance, **kwargs):
    """What is published or withdrawn may give its addressees a page, or take it away."""
    asked = instance.sendings.order_by().values_list("authority", flat=True).distinct()
    changes.record(Authority, list(asked))


register(
    Authority,
    public=public_authorities,
    describe=describe_authority,
    follows={Sending: "authority"},
)
register(
    Recommendation,
    public=lambda: Recommendation.objects.public().prefetch_related("themes"),
    describe=describe_recommendation,
)
register(
    InterpellationPage,
    public=lambda: InterpellationPage.objects.live().public().select_related("locale"),
    describe=describe_interpellation,
)
