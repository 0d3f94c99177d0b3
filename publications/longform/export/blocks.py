"""Each block of a body as a part of the tree: the same order and the same words as on the site."""

from collections.abc import Callable

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.rich_text import RichText

from cms.alternates import absolute
from cms.blocks.actions import destination_of
from cms.blocks.body import anchor_of
from cms.languages import html_lang

from . import prose, tree
from .tree import box, emphasis, paragraph, strong, words

DRAWN: dict[str, Callable] = {}


def draws(*names):
    def register(function):
        DRAWN.update(dict.fromkeys(names, function))
        return function

    return register


def of_stream(stream, maker):
    """`maker` is the manuscript in the making: it knows links, notes, pictures, numbers."""
    found = []
    for child in stream:
        draw = DRAWN.get(child.block_type, anything)
        found += draw(child.value, anchor_of(child), maker)
    return found


def anything(value, anchor, maker):
    """A block that this file does not know yet: all its words, without its form."""
    found = [block for text in texts_in(value) for block in prose.blocks(text, maker)]
    return [box(found, anchor)] if found else []


def texts_in(value):
    if isinstance(value, RichText):
        yield value
    elif isinstance(value, str):
        yield RichText("".join(f"<p>{line}</p>" for line in [escaped(value)] if line))
    elif isinstance(value, StructValue):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, ListValue):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, StreamValue):
        for child in value:
            yield from texts_in(child.value)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def lines(*parts, between=" · "):
    """Those of the parts that say something, on one line."""
    return words(between.join(str(part) for part in parts if part))


# --- words ----------------------------------------------------------------------------------------
@draws("heading")
def draw_heading(value, anchor, maker):
    inlines = words(value["text"])
    if number := maker.document.label_of(anchor):
        inlines = [tree.span(words(number), "", "number"), *words(f" {value['text']}")]
    return [tree.heading(int(value["level"]), inlines, anchor)]


@draws("paragraph")
def draw_paragraph(value, anchor, maker):
    found = prose.blocks(value, maker)
    return [box(found, anchor)] if found else []


@draws("lead")
def draw_lead(value, anchor, maker):
    return [box([paragraph(*words(value))], anchor, "lead", custom_style="Lead")]


@draws("proposition")
def draw_proposition(value, anchor, maker):
    number, text = value["number"], prose.blocks(value["text"], maker)
    # On paper the number hangs in the margin: the template draws it from the attribute.
    head = [tree.span([strong(*words(number)), *words(" ")], "", "hung")]
    if title := value.get("title"):
        text = [paragraph(*head, strong(*words(title))), *text]
    elif text and text[0]["t"] == "Para":
        text[0] = paragraph(*head, *text[0]["c"])
    else:
        text = [paragraph(*head), *text]
    return [box(text, anchor, "proposition", number=number, custom_style="Proposition")]


@draws("quotation")
def draw_quotation(value, anchor, maker):
    page = value.get("page")
    source = lines(value.get("source"), page and _("p. %(page)s") % {"page": page}, between=", ")
    by = words(value.get("author"))
    by += words(" · ") if by and source else []
    by += [emphasis(*source)] if source else []
    said = [paragraph(*words(one)) for one in paragraphs(value["text"])]
    inside = [tree.quoted(in_quotes(said, maker))]
    inside += [box([paragraph(*by)], "", "by", custom_style="By")] if by else []
    return [box(inside, anchor, "quotation")]


QUOTES = {"fr": ("«\u202f", "\u202f»"), "nl": ("“", "”")}


def in_quotes(said, maker):
    """Around all of it; editors are asked to leave them out."""
    start, end = QUOTES[maker.language]
    if said and said[0]["t"] == "Para":
        said[0]["c"][:0] = words(start)
    if said and said[-1]["t"] == "Para":
        said[-1]["c"] += words(end)
    return said


def captioned(text, anchor, maker):
    """*Table 3.* before its caption, as on the site."""
    label = maker.document.label_of(anchor) if anchor else ""
    return words(f"{label}. {text}" if label and text else label or text)


def paragraphs(text):
    return [part.strip() for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]


@draws("testimony")
def draw_testimony(value, anchor, maker):
    inside = []
    for turn in value["turns"]:
        said = in_quotes(prose.blocks(turn["text"], maker), maker)
        role = [strong(*words(turn["role"])), *words(" — ")]
        if said and said[0]["t"] == "Para":
            said[0] = paragraph(*role, *said[0]["c"])
        else:
            said = [paragraph(*role), *said]
        inside.append(tree.quoted(said))
    if context := value.get("context"):
        inside.append(box([paragraph(*words(context))], "", "by", custom_style="By"))
    return [box(inside, anchor, "testimony")]


@draws("callout")
def draw_callout(value, anchor, maker):
    title = value.get("title") or value.kind_label
    inside = [paragraph(strong(*words(title))), *prose.blocks(value["text"], maker)]
    return [box(inside, anchor, "callout", custom_style="Callout")]


@draws("foreign")
def draw_foreign(value, anchor, maker):
    code = value["language"]
    inside = [box(prose.blocks(value["text"], maker), "", "original", lang=html_lang(code))]
    if translated := prose.blocks(value.get("translation"), maker):
        by = paragraph(emphasis(*words(_("Translation:"))))
        inside.append(box([by, *translated], "", "translation"))
    return [box(inside, anchor, "foreign")]


@draws("speech")
def draw_speech(value, anchor, maker):
    who = words(value.get("speaker"))
    who += (
        lines("", value.get("role"))
        if not who
        else words(f", {value['role']}" if value.get("role") else "")
    )
    inside = [paragraph(strong(*words(value["title"])))] if value.get("title") else []
    inside += [paragraph(*who)] if who else []
    return [box([*inside, *prose.blocks(value.get("text"), maker)], anchor, "speech")]


@draws("steps")
def draw_steps(value, anchor, maker):
    items = [titled(step, maker) for step in value["steps"]]
    return [box([tree.numbered(items)], anchor)]


@draws("accordion")
def draw_accordion(value, anchor, maker):
    items = [block for item in value["items"] for block in titled(item, maker)]
    return [box(items, anchor)]


def titled(value, maker):
    return [paragraph(strong(*words(value["title"]))), *prose.blocks(value.get("text"), maker)]


@draws("columns")
def draw_columns(value, anchor, maker):
    sides = [box(prose.blocks(value[side], maker), "", "column") for side in ("first", "second")]
    return [box(sides, anchor, "columns")]


@draws("key_terms")
def draw_key_terms(value, anchor, maker):
    pairs = [
        ([strong(*words(term.term.plain))], [paragraph(*words(term.definition.plain))])
        for term in value["terms"]
        if term
    ]
    return [box([tree.definitions(pairs)], anchor)] if pairs else []


# --- pictures and files ---------------------------------------------------------------------------
@draws("figure")
def draw_figure(value, anchor, maker):
    if not value.get("image"):
        return []
    picture = value["image"]
    credit = picture.credit and _("Picture: %(credit)s") % {"credit": picture.credit}
    name = maker.picture(picture)
    if not name:
        return []
    alt = picture.contextual_alt_text or ""
    drawn = tree.plain(tree.image(name, alt))
    said = captioned(value.get("caption") or "", anchor, maker)
    said += words(" · ") if said and credit else []
    return [tree.figure([drawn], [*said, *words(credit)], anchor)]


@draws("side_by_side")
def draw_side_by_side(value, anchor, maker):
    shown = [one for one in value["pictures"] if one.get("image")]
    named = next((one for one in shown if one.get("caption")), None)  # it carries the number
    figures = [
        figure
        for one in shown
        for figure in draw_figure(one, anchor if one is named else "", maker)
    ]
    return [box(figures, "", "side-by-side")] if figures else []


@draws("video")
def draw_video(value, anchor, maker):
    if not value.video:
        return []
    address = value.video.page_url
    title = paragraph(*words(_("Video:")), *words(" "), tree.link(words(value["title"]), address))
    said = [paragraph(*words(one)) for one in paragraphs(value.get("summary") or "")]
    return [box([title, *said], anchor)]


@draws("download")
def draw_download(value, anchor, maker):
    document = value.get("document")
    if not document:
        return []
    title = value.get("title") or document.title
    size = filesizeformat(document.get_file_size())
    facts = f" ({document.file_extension.upper()}, {size})"
    name = tree.link(words(title), absolute(document.url))
    return [box([paragraph(name, *words(facts))], anchor)]


# --- ways on --------------------------------------------------------------------------------------
@draws("button")
def draw_button(value, anchor, maker):
    way = destination_of(value, maker.reading)
    if not way:
        return []
    return [box([paragraph(tree.link(words(value["label"]), maker.address(way.url)))], anchor)]


@draws("link_cards")
def draw_link_cards(value, anchor, maker):
    items = []
    for card in value["cards"]:
        if way := destination_of(card, maker.reading):
            name = tree.link(words(card.get("title") or way.title), maker.address(way.url))
            text = card.get("text") or way.summary
            items.append([paragraph(name), *([paragraph(*words(text))] if text else [])])
    title = [paragraph(strong(*words(value["title"])))] if value.get("title") else []
    return [box([*title, tree.bullets(items)], anchor)] if items else []


@draws("contact")
def draw_contact(value, anchor, maker):
    contact = maker.contact
    title = value.get("title") or contact.name.plain
    inside = [paragraph(strong(*words(title)))]
    inside += [paragraph(*words(value["text"]))] if value.get("text") else []
    ways = [words(contact.phone)] if contact.phone else []
    if contact.email:
        ways.append([tree.link(words(contact.email), f"mailto:{contact.email}")])
    ways += [words(contact.address.plain)] if contact.address else []
    inside += [tree.bullets([[tree.plain(*way)] for way in ways])] if ways else []
    return [box(inside, anchor, "callout", custom_style="Callout")]
