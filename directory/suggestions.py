"""While one types: organisations, themes and neighbourhoods that begin so, with their address."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms import languages
from cms.filters import LONGEST_TEXT
from search import suggesting
from search.documents import Kind
from search.find import suggest
from search.language.folding import fold
from search.suggesting import MOST, MOST_WORDS, SHORTEST, Suggestion

from . import streetnames, words
from .words import NEIGHBOURHOOD, THEME

AMONG = 24  # hits of all kinds, of which organisations are kept


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request):
    text = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST_TEXT]
    found = [*of_lists(text), *organisations(text)] if len(text) >= SHORTEST else []
    return suggesting.response(found[:MOST])


@require_safe
@cache_control(private=True, max_age=60)
def names(request):
    """Organisations alone: for a box in which one is named."""
    text = request.GET.get("q", "").replace("\x00", " ").strip()[:LONGEST_TEXT]
    found = organisations(text) if len(text) >= SHORTEST else []
    return suggesting.response(found[:MOST])


@suggesting.words
def of_lists(text: str) -> list[Suggestion]:
    typed = " ".join(streetnames.WORD.findall(fold(text)))
    lists = words.read()
    found: list[Suggestion] = []
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


def organisations(text: str) -> list[Suggestion]:
    found = suggest(text, languages.current(), limit=AMONG)
    return [suggesting.of_hit(hit) for hit in found if hit.kind == Kind.ORGANISATION]
