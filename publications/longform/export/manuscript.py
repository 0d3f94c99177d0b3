"""A publication, or one chapter, read once in one language, for every kind of file."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms import languages
from cms.alternates import absolute
from cms.coordination import Coordination
from cms.readable import readable
from cms.reading import Reading, linked_from

from .. import citing, publications
from ..document import Document, key_of
from . import blocks, facts, levels, particulars, pictures, quoting, tree  # noqa: F401
from .links import Links, with_targets


@dataclass
class Manuscript:
    title: str
    language: str  # "fr"
    address: str
    kind: str = ""
    whole: str = ""  # of a chapter: the title of its publication
    authors: str = ""
    publisher: str = ""
    published_on: date | None = None
    lead: str = ""
    citation: str = ""
    blocks: list = field(default_factory=list)
    bibliography: list = field(default_factory=list)
    pictures: dict = field(default_factory=dict)  # name → content
    cover: str = ""  # its name among the pictures
    first_note: int = 1

    @property
    def html_lang(self):
        return languages.html_lang(self.language)


def of_publication(page) -> Manuscript:
    with translation.override(page.locale.language_code):
        maker = Maker(page)
        chapters = chapters_to_print(page)
        maker.printed = {key_of(one): f"chapter-{one.pk}" for one in chapters}
        parts = [*levels.shifted(maker.body(page), -1), *particulars.parts_of(page)]
        for chapter in chapters:
            is_here = chapter.locale_id == page.locale_id
            parts += maker.chapter(chapter) if is_here else maker.untranslated(chapter)
        return maker.finished(page, parts)


def of_chapter(chapter) -> Manuscript:
    publication = chapter.publication
    with translation.override(chapter.locale.language_code):
        maker = Maker(publication)
        maker.first_note = first_note_of(chapter)
        parts = levels.shifted(maker.body(chapter), -1)
        made = maker.finished(publication, parts)
        made.title, made.whole, made.lead = chapter.title, publication.title, chapter.lead
        made.address, made.cover = absolute(chapter.get_url() or ""), ""
        made.citation = quoting.plain(quoting.of_page(chapter))
        made.first_note = maker.first_note
        return made


def of_page(page) -> Manuscript:
    is_chapter = isinstance(page, publications.ChapterPage)
    return of_chapter(page) if is_chapter else of_publication(page)


def before(chapter, publication):
    """What a reader reads before this chapter."""
    pages = [publication]
    for other in publication.chapters:
        if other.pk == chapter.pk:
            break
        pages.append(other)
    return pages


def first_note_of(chapter):
    """Numbers run on through the whole publication, in a chapter that is printed alone too."""
    return 1 + sum(map(notes_called_in, before(chapter, chapter.publication)))


def notes_called_in(page):
    return len(set(page.outline.get("notes", ())))


def chapters_to_print(page):
    """In the order of the original; where a chapter has no twin in this language, the original."""
    chapters = publications.ChapterPage.objects
    own = list(readable(chapters.child_of(page)).select_related("locale"))
    if page.original.pk == page.pk:
        return own
    here = {chapter.translation_key: chapter for chapter in own}
    found = [
        here.pop(chapter.translation_key, chapter)
        for chapter in readable(chapters.child_of(page.original)).select_related("locale")
    ]
    return [*found, *here.values()]


def texts_of(page):
    """The texts that hold most of the links, so that these are looked up together."""
    paragraphs = (child for child in page.body if child.block_type == "paragraph")
    return [child.value.source for child in (*page.notes, *paragraphs)]


class Maker(Links):
    """Reads page after page; what runs through all of them (notes, references) it remembers."""

    def __init__(self, publication):
        self.publication = publication
        self.reading = Reading()
        self.language = publication.locale.language_code
        self.notes = {}  # of the page being read: identity → rich text
        self.called = set()
        self.cited = {}  # pk → entry of the bibliography
        self.pictures = {}
        self.printed = {}  # key → name of its heading, of the pages in this file

    @cached_property
    def contact(self):
        return Coordination.for_site(Site.objects.get(is_default_site=True))

    def body(self, page):
        self.document = Document(page, self.publication)
        self.notes = {child.id: child.value for child in page.notes}
        self.reading.prepare(page.body)
        pages, documents = zip((set(), set()), *map(linked_from, texts_of(page)), strict=True)
        self.reading.expect(set().union(*pages), set().union(*documents))
        return blocks.of_stream(page.body, self)

    def chapter(self, page):
        head = tree.heading(1, tree.words(page.title), self.printed[key_of(page)])
        lead = blocks.draw_lead(page.lead, "", self) if page.lead else []
        body = self.body(page)
        first = self.document.numbering.first_note[key_of(page)]
        head["c"][1][2].append(["first-note", str(first)])
        return [head, *lead, *body]

    def untranslated(self, page):
        """Said, never filled in with the other language."""
        code = page.locale.language_code
        title = tree.span(tree.words(page.title), lang=languages.html_lang(code))
        said = (
            _("This chapter is not translated yet. It can be read in French:")
            if code == "fr"
            else _("This chapter is not translated yet. It can be read in Dutch:")
        )
        address = absolute(page.get_url() or "")
        words = [*tree.words(f"{said} "), tree.link(tree.words(address), address)]
        return [
            tree.heading(1, [title], f"chapter-{page.pk}"),
            tree.box([tree.paragraph(*words)], "", "callout", custom_style="Callout"),
        ]

    def finished(self, page, parts):
        parts = levels.without_jumps(parts)
        cover = pictures.of(page.cover, "cover") if page.cover else None
        if cover:
            self.pictures[cover.name] = cover.content
        return Manuscript(
            title=page.title,
            language=page.locale.language_code,
            address=absolute(page.get_url() or ""),
            kind=capfirst(page.get_kind_display()),
            authors=page.authors,
            publisher=page.publisher,
            published_on=page.published_on,
            lead=page.lead,
            citation=quoting.plain(quoting.of_page(page)),
            blocks=with_targets(parts, [f"ref-{pk}" for pk in self.cited]),
            bibliography=self.bibliography(),
            pictures=self.pictures,
            cover=cover.name if cover else "",
        )

    def bibliography(self):
        """Of what is cited in this file, as the site lists it."""
        entries = self.document.bibliography if self.cited else ()
        return [
            tree.box([tree.paragraph(*entry_of(one))], one.anchor, "entry")
            for one in entries
            if one.reference.pk in self.cited
        ]

    def picture(self, image):
        """Its name among the files of the document; nothing if it cannot be read."""
        made = pictures.of(image, f"picture-{image.pk}")
        if made is None:
            return ""
        self.pictures[made.name] = made.content
        return made.name


def entry_of(entry):
    """The pieces of a reference, in the tree."""
    found = []
    for part in citing.parts(entry):
        inlines = tree.words(part.text)
        if part.is_title:
            inlines = [tree.emphasis(*inlines)]
        if part.url:
            inlines = [tree.link(inlines, part.url)]
        elif part.language:
            inlines = [tree.span(inlines, lang=languages.html_lang(part.language))]
        found += inlines
    return found
