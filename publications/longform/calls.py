"""How a call of a note, a citation and a cross-reference look in a text."""

from django.utils.html import format_html

from cms.bilingual import only_in
from cms.richtext import draws

STAR = "*"


@draws("note")
def note(reading, target, words):
    found = reading.long_document.call(target) if reading.long_document else None
    if found is None:
        return format_html('<sup class="note-ref">{}</sup>', words)
    number, anchor, of_note = found
    return format_html(
        '<sup class="note-ref" id="{}"><a href="#{}" role="doc-noteref">{}</a></sup>',
        anchor,
        of_note,
        number,
    )


@draws("reference")
def citation(reading, target, words):
    locator = "" if words.strip() == STAR else words
    entries = reading.long_document.entries if reading.long_document else {}
    entry = entries.get(int(target)) if target.isdecimal() else None
    if entry is None:
        return format_html("({})", words)
    return format_html(
        '<a class="citation" href="#{}" role="doc-biblioref">{}</a>',
        entry.anchor,
        entry.citation(locator),
    )


@draws("passage")
def passage(reading, target, words):
    found = reading.long_document.passage(target) if reading.long_document else None
    if found is None:
        return format_html("{}", "" if words.strip() == STAR else words)
    link, named = found
    # A paragraph has no number: what the author wrote says best what stands there.
    said = words if named.kind == "passage" and words.strip() != STAR else named.words
    if not link.language:
        return format_html('<a href="{}">{}</a>', link.url, said)
    return format_html(
        '<a href="{}" hreflang="{}">{} <abbr class="fallback__mark" title="{}">{}</abbr></a>',
        link.url,
        link.html_lang,
        said,
        only_in(link.language),
        link.language.upper(),
    )
