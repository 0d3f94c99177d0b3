"""How to quote a publication or a chapter: in words, and for programs (BibTeX, RIS, Highwire)."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cms import languages
from cms.alternates import absolute

from .. import kinds, publications

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True)
class Citation:
    key: str
    title: str
    kind: str
    language: str
    address: str
    whole: str = ""  # of a chapter: the title it stands in
    authors: tuple[str, ...] = ()
    publisher: str = ""
    day: date | None = None

    @property
    def is_proceedings(self):
        return self.kind == kinds.Kind.PROCEEDINGS


def of_page(page, request=None) -> Citation:
    whole = page.publication if isinstance(page, publications.ChapterPage) else page
    names = [name.strip() for name in whole.authors.split(";")]
    year = f"-{whole.published_on.year}" if whole.published_on else ""
    return Citation(
        key=re.sub(r"[^a-z0-9-]", "", page.slug.lower())[:60] + year,
        title=one_line(page.title),
        kind=whole.kind,
        language=languages.html_lang(page.locale.language_code),
        address=whole_address(page, request),
        whole="" if whole is page else one_line(whole.title),
        authors=tuple(one_line(name) for name in names if name),
        publisher=one_line(whole.publisher),
        day=whole.published_on,
    )


def whole_address(page, request=None):
    """A request knows the roots of the addresses; without one they are looked up."""
    url = page.get_url(request) or ""
    return absolute(url) if url.startswith("/") else url


def one_line(text):
    return " ".join(CONTROLS.sub(" ", str(text)).split())


# --- in words -------------------------------------------------------------------------------------
def plain(one: Citation) -> str:
    """As one writes it under a text, in the reader's language."""
    title = one.title
    if one.whole:
        title = _("“%(chapter)s”, in %(whole)s") % {"chapter": one.title, "whole": one.whole}
    # The publisher who is also the author is named once.
    publisher = "" if (one.publisher,) == one.authors else one.publisher
    year = str(one.day.year) if one.day else _("undated")
    said = [", ".join(one.authors), title, publisher, year]
    return f"{', '.join(part for part in said if part)}. {one.address}"


# --- for programs ---------------------------------------------------------------------------------
BIBTEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "{}$&%#_"},
}
IN_ADDRESSES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def bibtex(one: Citation) -> str:
    kind = "proceedings" if one.is_proceedings else "techreport"
    fields = {
        # In braces of its own: a group is not a first name and a family name.
        "author": " and ".join(f"{{{escaped(name)}}}" for name in one.authors),
        "title": f"{{{escaped(one.title)}}}",
        "booktitle": escaped(one.whole),
        "publisher" if one.is_proceedings or one.whole else "institution": escaped(one.publisher),
        "year": str(one.day.year) if one.day else "",
        "month": str(one.day.month) if one.day else "",
        "language": one.language,
        "url": one.address.translate(IN_ADDRESSES),
    }
    if one.is_proceedings and not one.whole:
        fields["organization"], fields["author"] = fields["author"], ""
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    head = f"@{'incollection' if one.whole else kind}{{{one.key},\n"
    return head + ",\n".join(lines) + "\n}\n"


def escaped(text):
    return "".join(BIBTEX.get(letter, letter) for letter in text)


def ris(one: Citation) -> str:
    kind = "CHAP" if one.whole else "CONF" if one.is_proceedings else "RPRT"
    lines = [("TY", kind), ("TI", one.title), ("T2", one.whole)]
    lines += [("AU", name) for name in one.authors]
    lines += [("PB", one.publisher)]
    lines += [("PY", f"{one.day:%Y}"), ("DA", f"{one.day:%Y/%m/%d}")] if one.day else []
    lines += [("LA", one.language), ("UR", one.address)]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def highwire(one: Citation, pdf: str) -> list[tuple[str, str]]:
    """What reference managers and Google Scholar read in the head of a page."""
    institution = "citation_publisher"
    if not one.is_proceedings and not one.whole:
        institution = "citation_technical_report_institution"
    known = [
        ("citation_title", one.title),
        *(("citation_author", name) for name in one.authors),
        ("citation_publication_date", f"{one.day:%Y/%m/%d}" if one.day else ""),
        ("citation_inbook_title", one.whole),
        (institution, one.publisher),
        ("citation_language", one.language),
        ("citation_fulltext_html_url", one.address),
        ("citation_pdf_url", pdf),
    ]
    return [(name, value) for name, value in known if value]
