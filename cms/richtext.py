"""Rich text as a reader gets it: links in their language, terms explained, passages named."""

from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import features

from .bilingual import only_in
from .languages import html_lang
from .reading import linked_from

PASSAGES = {"p", "ul", "ol", "blockquote"}
NOT_EXPLAINED_IN = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "sup", "abbr", "code"}
VOID = {"br", "hr"}
ALLOWED = PASSAGES | VOID | NOT_EXPLAINED_IN | {"b", "strong", "i", "em", "li", "sub"}
SAFE_SCHEMES = {"", "http", "https", "mailto", "tel"}
NO_LINK = ("", "")  # its words stay, as words

# Kinds of links that an app draws itself: `draw(reading, target, words)` gives the whole of it.
_drawn = {}


def draws(kind):
    def register(draw):
        _drawn[kind] = draw
        return draw

    return register


def link_to_passage(anchor):
    """Beside a passage, not in it: its sign comes from the style sheet, so nobody copies it."""
    return format_html(
        '<a class="anchor" href="#{}" title="{}"></a>', anchor, _("Link to this passage")
    )


def is_external(url):
    host = urlsplit(url).netloc
    return bool(host) and host != urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc


class Writer(HTMLParser):
    """Copies what the editor's rich text allows, in one pass; what was left open gets closed."""

    def __init__(self, reading, anchor=""):
        super().__init__(convert_charrefs=True)
        self.reading = reading
        self.anchor = anchor
        self.passages = 0
        self.open = []  # (tag, how it ends)
        self.out = []
        self.text = []
        self.drawn = None  # what will draw the link one is in, and its target

    def write(self, html):
        self.feed(html)
        self.close()
        self.draw()
        self.flush_text()
        self.out += [end for _tag, end in reversed(self.open)]
        return mark_safe("".join(self.out))  # noqa: S308 - rebuilt from escaped parts

    def handle_starttag(self, tag, attrs):
        if self.drawn:
            return
        self.flush_text()
        if tag not in ALLOWED:
            return
        attrs = dict(attrs)
        if tag == "a" and (draw := _drawn.get(attrs.get("linktype"))):
            self.drawn = draw, attrs.get("id") or ""
            return
        start, end = self.link(attrs) if tag == "a" else (self.start(tag), self.end(tag))
        self.out.append(start)
        if tag not in VOID:
            self.open.append((tag, end))

    def handle_endtag(self, tag):
        if self.drawn:
            if tag == "a":
                self.draw()
            return
        self.flush_text()
        if not any(tag == opened for opened, _end in self.open):
            return
        while True:
            opened, end = self.open.pop()
            self.out.append(end)
            if opened == tag:
                break

    def handle_data(self, data):
        self.text.append(data)

    def start(self, tag):
        if not self.anchor or self.open or tag not in PASSAGES:
            return f"<{tag}>"
        self.passages += 1
        return format_html('<{} id="{}">', tag, self.passage)

    def end(self, tag):
        """A passage of a long document is followed by the link to it."""
        passage = self.anchor and tag in PASSAGES and not self.open and self.reading.long_document
        return f"</{tag}>{link_to_passage(self.passage)}" if passage else f"</{tag}>"

    @property
    def passage(self):
        return f"{self.anchor}-{self.passages}" if self.passages > 1 else self.anchor

    def draw(self):
        if self.drawn:
            (draw, target), words = self.drawn, "".join(self.text)
            self.drawn, self.text = None, []
            self.out.append(draw(self.reading, target, words))

    # --- links ----------------------------------------------------------------------------------
    def link(self, attrs):
        kind, pk = attrs.get("linktype"), attrs.get("id", "")
        if kind == "page":
            return self.page_link(int(pk)) if pk.isdigit() else NO_LINK
        if kind == "document":
            return self.document_link(int(pk)) if pk.isdigit() else NO_LINK
        if kind in features.get_link_types():
            handler = features.get_link_types()[kind]
            return handler.expand_db_attributes_many([attrs])[0], "</a>"
        return self.plain_link(attrs.get("href", ""))

    def page_link(self, pk):
        link = self.reading.page(pk)
        if link is None:
            return NO_LINK
        if not link.language:
            return format_html('<a href="{}">', link.url), "</a>"
        return (
            format_html('<a href="{}" hreflang="{}">', link.url, link.html_lang),
            format_html(
                ' <abbr class="fallback__mark" title="{}">{}</abbr></a>',
                only_in(link.language),
                link.language.upper(),
            ),
        )

    def document_link(self, pk):
        document = self.reading.document(pk)
        if document is None:
            return NO_LINK
        language = html_lang(document.language or self.reading.language)
        return (
            format_html('<a href="{}" hreflang="{}">', document.url, language),
            format_html(" ({})</a>", document.file_extension.upper()),
        )

    def plain_link(self, href):
        if urlsplit(href).scheme not in SAFE_SCHEMES:
            return NO_LINK
        if not is_external(href):
            return format_html('<a href="{}">', href), "</a>"
        note = format_html('<span class="visually-hidden"> ({})</span></a>', _("other site"))
        return format_html('<a href="{}" rel="external noopener">', href), note

    # --- words ----------------------------------------------------------------------------------
    def flush_text(self):
        text, self.text = "".join(self.text), []
        if not text:
            return
        closed = any(tag in NOT_EXPLAINED_IN for tag, _end in self.open)
        glossary = None if closed else self.reading.glossary
        if glossary is None or text.isspace():
            self.out.append(escape(text, quote=False))
            return
        position = 0
        for start, end, anchor in glossary.find(text, self.reading.explained):
            self.reading.explained.add(anchor)
            self.out.append(escape(text[position:start], quote=False))
            self.out.append(self.term(glossary, anchor, text[start:end]))
            position = end
        self.out.append(escape(text[position:], quote=False))

    def term(self, glossary, anchor, words):
        return format_html(
            '<a class="term" href="{}?term={}#{}" title="{}">{}</a>',
            glossary.url,
            anchor,
            anchor,
            glossary.title(anchor),
            words,
        )


def render(value, reading, anchor=""):
    """`value` is a rich text of a block, or the source of a rich text field."""
    source = getattr(value, "source", value) or ""
    reading.expect(*linked_from(source))
    return Writer(reading, anchor).write(source)
