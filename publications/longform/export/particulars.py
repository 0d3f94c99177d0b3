"""What only publications of some kind tell: the programme of a day, how it was made, whether it
works. The same words, in the same order, as on the site."""

from django.utils.formats import date_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..kinds import Aspect
from . import tree
from .blocks import paragraphs
from .tree import paragraph, words


def parts_of(page) -> list:
    """Before the chapters."""
    found = section(_("What it is for"), "purpose", texts(page, Aspect.PRACTICE, "purpose"))
    found += section(_("Whether it works"), "evaluations", evaluations(page))
    found += section(_("Programme"), "programme", programme(page))
    return found + section(_("How it was made"), "method", texts(page, Aspect.METHOD, "method"))


def section(title, name, blocks):
    return [tree.heading(1, words(title), name), *blocks] if blocks else []


def texts(page, aspect, field):
    if not page.concerns(aspect):
        return []
    return [paragraph(*words(text)) for text in paragraphs(getattr(page, field))]


def evaluations(page):
    return [
        tree.definitions(
            ([tree.strong(*words(name))], [paragraph(*said(value))])
            for name, value in (
                (_("Result"), one.result),
                (_("How it was evaluated"), one.method),
                (_("By"), one.evaluator),
                (pgettext("a day", "On"), one.evaluated_on and date_format(one.evaluated_on)),
            )
            if value
        )
        for one in page.evaluations_told
    ]


def programme(page):
    items = []
    for moment in page.programme_told:
        item = moment.item
        day = date_format(item.day) if moment.begins_day and item.day else ""
        hour = time_format(item.starts_at) if item.starts_at else ""
        when = " · ".join(filter(None, [day, hour, capfirst(item.get_kind_display())]))
        line = [*words(f"{when} · "), tree.strong(*said(item.title))]
        items.append([paragraph(*line), *map(speaker_line, moment.speakers)])
    return [tree.bullets(items)] if items else []


def speaker_line(speaker):
    part = f"{capfirst(speaker.part_label)} · " if speaker.part_label else ""
    comma = words(", ") if speaker.name and speaker.role else []
    return paragraph(*words(f"{part}{speaker.name}"), *comma, *said(speaker.role))


def said(value):
    """A text of both languages is marked with its own where it falls back."""
    inlines = words(getattr(value, "plain", value))
    if getattr(value, "is_fallback", False):
        return [tree.span(inlines, lang=value.html_lang)]
    return inlines
