"""A long document as one reader has it open: where this page stands in it, and all its numbers.

It costs the query of the publication, the one of its chapters, and one for references, pages of
other publications and recommendations each, where there are any.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils.functional import cached_property
from wagtail.models import Page

from cms import languages
from cms.blocks.body import anchor_of_id
from cms.chosen import references_of
from cms.readable import readable
from cms.reading import Link

from ..ledger.casefile import with_clocks
from ..ledger.recommendations import Recommendation
from . import citing, numbering
from .outline import calls_in, is_key, texts_of, unique
from .references import Reference

MOST_HEADINGS = 150  # in the contents of a whole publication
LEVELS = (2, 3, 4)


@dataclass(frozen=True)
class Note:
    number: int
    anchor: str
    text: object
    calls: tuple[str, ...]  # the anchors from which it is called


def note_anchor(note):
    return f"n{anchor_of_id(note)[1:]}"


def call_anchor(note, time):
    return f"r{anchor_of_id(note)[1:]}-{time}"


def key_of(page):
    return str(page.translation_key)


def pages_of(publication, page):
    """The publication and its chapters, in order; a draft that is previewed has its place too."""
    chapters = publication.chapters
    if page.pk != publication.pk and page not in chapters:
        chapters = sorted([*chapters, page], key=lambda one: one.path)
    return [publication, *chapters]


def pages_by_key(keys):
    """Those the public may read, in the reader's language where they exist in it."""
    keys = [key for key in keys if is_key(key)]
    if not keys:
        return {}
    family = readable(Page.objects.filter(translation_key__in=keys)).select_related("locale")
    here = languages.current()
    found = {}
    for page in family.specific():
        wanted = page.locale.language_code == here or key_of(page) not in found
        if wanted and hasattr(page, "outline"):
            found[key_of(page)] = page
    return found


class Document:
    """What the texts of `page` need to be drawn."""

    def __init__(self, page, publication, request=None):
        self.page, self.publication, self.request = page, publication, request
        self.pages = pages_of(publication, page)
        # The page one reads speaks for itself: it may be a draft, newer than what is stored.
        self.outlines = {key_of(one): one.outline for one in self.pages}
        self.key = key_of(page)
        self.outlines[self.key] = page.current_outline
        self.numbering = numbering.number(
            [(key_of(one), one.title, self.outlines[key_of(one)]) for one in self.pages]
        )
        self._calls = Counter()

    @property
    def headings(self):
        return self.outlines[self.key]["headings"]

    @property
    def own_headings(self):
        return self._headings(self.page, LEVELS[-1])

    def label_of(self, anchor):
        """The number shown before a heading, a caption, a proposition."""
        named = self.numbering.named(self.key, anchor)
        return named.label if named and named.kind != "passage" else ""

    # --- notes ----------------------------------------------------------------------------------
    def call(self, note):
        """(number, anchor of this call, anchor of the note); None if nobody wrote the note."""
        number = self.numbering.notes.get((self.key, note))
        if number is None or note not in self._texts:
            return None
        self._calls[note] += 1
        return number, call_anchor(note, self._calls[note]), note_anchor(note)

    @cached_property
    def _texts(self):
        return {child.id: child.value for child in self.page.notes}

    @property
    def notes(self):
        """Those called from this page, in the order of their numbers."""
        return [
            Note(
                number,
                note_anchor(note),
                self._texts[note],
                tuple(call_anchor(note, time + 1) for time in range(times)),
            )
            for number, note, times in self.numbering.notes_of(self.key)
            if note in self._texts
        ]

    # --- references -----------------------------------------------------------------------------
    @cached_property
    def bibliography(self):
        """All that the publication cites: letters are given among all, wherever one reads."""
        cited = unique(pk for one in self.outlines.values() for pk in one.get("references", ()))
        found = Reference.objects.in_bulk(cited) if cited else {}
        return citing.bibliography(found.values())

    @cached_property
    def entries(self):
        return {entry.reference.pk: entry for entry in self.bibliography}

    @property
    def cited(self):
        """What is listed on this page: a chapter lists its own, the publication lists all."""
        if self.page.pk == self.publication.pk:
            return self.bibliography
        here = set(self.outlines[self.key]["references"])
        return [entry for entry in self.bibliography if entry.reference.pk in here]

    # --- what the text refers to ----------------------------------------------------------------
    def passage(self, target):
        """(Link, Named) of `key:anchor`; None if it is gone or not public."""
        key, _colon, anchor = target.partition(":")
        if key in self.outlines:
            named = self.numbering.named(key, anchor)
            return named and (Link(url=self._url(key, anchor)), named)
        return self._passage_elsewhere(key, anchor)

    def _url(self, key, anchor):
        fragment = f"#{anchor}" if anchor else ""
        if key == self.key:
            return fragment or "#content"
        page = next(one for one in self.pages if key_of(one) == key)
        return f"{page.get_url(self.request)}{fragment}"

    def _passage_elsewhere(self, key, anchor):
        """In another publication, or in a chapter that exists in the other language only."""
        page = self._elsewhere.get(key)
        if page is None:
            return None
        alone = numbering.number([(key, page.title, page.outline)])
        # Its tables are counted there, from another beginning: its title says where one goes.
        named = alone.named(key, anchor)
        if named and (not anchor or named.kind in numbering.COUNTED):
            named = numbering.Named("page", "", page.title)
        language = page.locale.language_code
        return named and (
            Link(
                url=f"{page.get_url(self.request)}{f'#{anchor}' if anchor else ''}",
                language="" if language == languages.current() else language,
            ),
            named,
        )

    @cached_property
    def _elsewhere(self):
        """{key: page} of all other documents that the texts of this page refer to."""
        calls = [call for text in self._own_texts for call in calls_in(text)]
        targets = [call.target for call in calls if call.kind == "passage"]
        return pages_by_key({target.partition(":")[0] for target in targets} - set(self.outlines))

    @property
    def _own_texts(self):
        for stream in (self.page.body, self.page.notes):
            yield from texts_of(stream.stream_block, list(stream.raw_data))

    # --- contents -------------------------------------------------------------------------------
    @cached_property
    def contents(self):
        """Each page with its headings; as deep as a reader can still take in."""
        deepest = LEVELS[0]
        for level in LEVELS:
            if sum(len(self._headings(one, level)) for one in self.pages) <= MOST_HEADINGS:
                deepest = level
        return [(one, self._headings(one, deepest)) for one in self.pages]

    def _headings(self, page, deepest):
        headings = self.outlines[key_of(page)].get("headings", ())
        return [one for one in headings if one["level"] <= deepest]

    # --- the ledger -----------------------------------------------------------------------------
    @cached_property
    def standing(self):
        """The public recommendations this page shows, each with its clock: gathered once."""
        wanted = references_of(self.page.body).get(Recommendation, ())
        if not wanted:
            return {}
        pairs = with_clocks(Recommendation.objects.public().filter(pk__in=wanted))
        return {one.pk: (one, clock) for one, clock in pairs}

    @property
    def recommendations(self):
        return {pk: one for pk, (one, _clock) in self.standing.items()}
