"""How references are written, in the reader's language. Pure: pages and exports share it."""

from collections import defaultdict
from dataclasses import dataclass
from string import ascii_lowercase

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cms.languages import html_lang

from .references import ReferenceKind

QUOTED = {ReferenceKind.ARTICLE, ReferenceKind.CHAPTER}
MOST_AUTHORS = 2  # in the text; beyond, the first one and others


@dataclass(frozen=True)
class Part:
    """A piece of an entry of the bibliography."""

    text: str
    is_title: bool = False  # in italics
    language: str = ""
    url: str = ""


@dataclass(frozen=True)
class Entry:
    reference: object
    letter: str = ""  # tells two works of the same year apart

    @property
    def anchor(self):
        return f"ref-{self.reference.pk}"

    @property
    def year(self):
        year = self.reference.year or _("n.d.")
        return f"{year}{self.letter}"

    @property
    def html(self):
        return format_html_join("", "{}", ((_part_html(part),) for part in parts(self)))

    @property
    def text(self):
        return "".join(part.text for part in parts(self))

    def citation(self, locator=""):
        """(Dupont & Peeters, 2015, p. 12)"""
        pieces = [who(self.reference), self.year, locator.strip()]
        return "({})".format(", ".join(piece for piece in pieces if piece))


def who(reference):
    """The authors as a text names them; a work without authors goes by its title."""
    families = [family for family, _first in reference.people]
    if not families:
        return Truncator(reference.title).words(4, truncate="…")
    if len(families) > MOST_AUTHORS:
        return _("%(author)s et al.") % {"author": families[0]}
    return _joined(families)


def bibliography(references):
    """Entries in alphabetical order, with letters where one could take one work for another."""
    alike = defaultdict(list)
    for one in sorted(references, key=_order):
        alike[who(one).casefold(), one.year].append(one)
    entries = []
    for same in alike.values():
        letters = ascii_lowercase if len(same) > 1 else ""
        for place, one in enumerate(same):
            entries.append(Entry(one, letters[place] if place < len(letters) else ""))
    return sorted(entries, key=lambda entry: (*_order(entry.reference), entry.letter))


def _order(reference):
    people = [" ".join(person).casefold() for person in reference.people]
    return (
        people or [reference.title.casefold()],
        reference.year or 0,
        reference.title.casefold(),
        reference.pk or 0,
    )


def parts(entry):
    """The whole reference, piece by piece."""
    one = entry.reference
    authors = _authors(one)
    yield Part(f"{authors} ({entry.year}). " if authors else "")
    quoted = one.kind in QUOTED
    title = _("“%(title)s”") % {"title": one.title} if quoted else one.title
    yield Part(title, is_title=not quoted, language=one.language)
    yield Part(". " if authors else f" ({entry.year}). ")
    if one.container:
        yield Part(_("In:") + " " if one.kind == ReferenceKind.CHAPTER else "")
        yield Part(one.container, is_title=True, language=one.language)
        yield Part(f", {_pages(one)}. " if one.pages else ". ")
    where = ", ".join(filter(None, [one.place, one.publisher]))
    pages = "" if one.container else _pages(one)
    if where or pages:
        yield Part("{}. ".format(", ".join(filter(None, [where, pages])).rstrip(".")))
    if one.isbn:
        yield Part(f"ISBN {one.isbn}. ")
    if address := address_of(one):
        yield Part(address, url=address)


def _authors(reference):
    names = [f"{family}, {first}" if first else family for family, first in reference.people]
    return _joined(names)


def _joined(names):
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _pages(reference):
    return _("p. %(pages)s") % {"pages": reference.pages} if reference.pages else ""


def address_of(reference):
    return f"https://doi.org/{reference.doi}" if reference.doi else reference.url


def _part_html(part):
    if part.url:
        return format_html('<a href="{}" rel="external noopener">{}</a>', part.url, part.text)
    if part.is_title:
        return format_html('<cite lang="{}">{}</cite>', html_lang(part.language), part.text)
    return part.text
