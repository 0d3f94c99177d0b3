"""A translation that lost the call of a note is not published: its reader would miss the note."""

import json

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail_localize.models import StringSegment

from cms import fidelity

from .faults import last_words


def calls_lost(segments):
    """The words of the texts in which the last call of a note was left out.

    `segments`: (translated text, {name of the link in it: attributes}). Pure.
    """
    kept, left_out = set(), {}
    for text, links in segments:
        for name, attributes in links.items():
            if attributes.get("linktype") != "note":
                continue
            if f'id="{name}"' in text:
                kept.add(attributes.get("id"))
            else:
                left_out.setdefault(attributes.get("id"), text)
    return [last_words(strip_tags(text)) for note, text in left_out.items() if note not in kept]


def why_not_public(source, locale):
    segments = StringSegment.objects.filter(source=source, attrs__contains='"note"')
    known = segments.annotate_translation(locale).order_by("order")
    lost = calls_lost(
        (text or "", json.loads(attrs)) for text, attrs in known.values_list("translation", "attrs")
    )
    if not lost:
        return ""
    return _("Not published: in “%(title)s”, the call of a note was lost in “%(words)s”.") % {
        "title": source.object_repr,
        "words": lost[0],
    }


fidelity.objections.append(why_not_public)
