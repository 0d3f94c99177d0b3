"""Where search and the site map find the bodies."""

from django.urls import reverse
from django.utils import translation

from cms import languages, sitemaps
from search.documents import Document, Kind
from search.registry import register

from .records import Body, Constituency


def describe(body):
    """In each language that has its name; organisations that sit are found by their own entry."""
    return [document(body, code) for code in languages.CODES if getattr(body, f"name_{code}")]


def document(body, code):
    with translation.override(code):
        return Document(
            kind=Kind.PAGE,
            language=code,
            title=getattr(body, f"name_{code}"),
            url=body.get_absolute_url(),
            summary=getattr(body, f"lead_{code}"),
            keywords=body.get_kind_display(),
            labels=" ".join(one.name.plain for one in body.constituencies.all()),
        )


def addresses(language):
    with translation.override(language):
        found = {(name,): (reverse(name), None) for name in ("bodies:list", "history")}
        for slug in Body.objects.public().values_list("slug", flat=True):
            found["body", slug] = (reverse("bodies:body", args=[slug]), None)
        return found


register(
    Body,
    public=lambda: Body.objects.public().with_seats(),
    describe=describe,
    follows={Constituency: "body"},
)
sitemaps.register(addresses)
