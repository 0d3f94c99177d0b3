"""While one types: organisations, themes and neighbourhoods that begin so, with their address."""

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import languages
from cms.filters import LONGEST_TEXT
from search.documents import Kind
from search.find import suggest
from search.language.folding import fold

from . import streetnames, words
from .words import NEIGHBOURHOOD, THEME

SHORTEST = 2
MOST_WORDS, MOST = 3, 8
AMONG = 24  # hits of all kinds, of which organisations are kept


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request):
    text = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST_TEXT]
    found = [*of_lists(text), *organisations(text)] if len(text) >= SHORTEST else []
    response = JsonResponse({"suggestions": found[:MOST]})
    response["X-Robots-Tag"] = "noindex"
    return response


def of_lists(text: str) -> list[dict[str, str]]:
    typed = " ".join(streetnames.WORD.findall(fold(text)))
    lists, found = words.read(), []
    for name, kind in ((THEME, _("Theme")), (NEIGHBOURHOOD, _("Neighbourhood"))):
        matching = [word for word in lists[name].values() if begins(word.label.plain, typed)]
        found += [
            {
                "title": word.label.plain,
                "kind": kind,
                "url": f"{reverse('directory:list')}?{name}={word.code}",
            }
            for word in matching[:MOST_WORDS]
        ]
    return found


def begins(label: str, typed: str) -> bool:
    """The label, or one of its words."""
    plain = " ".join(streetnames.WORD.findall(fold(label)))
    return bool(typed) and f" {typed}" in f" {plain}"


def organisations(text: str) -> list[dict[str, str]]:
    return [
        {"title": hit.title, "kind": hit.kind_label, "url": hit.url}
        for hit in suggest(text, languages.current(), limit=AMONG)
        if hit.kind == Kind.ORGANISATION
    ]
