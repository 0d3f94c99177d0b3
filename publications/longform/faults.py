"""What keeps a page from being published: calls that lead nowhere, notes nobody calls."""

from dataclasses import dataclass

from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from .outline import calls_in, is_key, texts_of
from .references import Reference

FIRST_WORDS = 8


@dataclass(frozen=True)
class Fault:
    code: str  # note, unused-note, reference, passage
    words: str  # where: the words before, or those of the note
    title: str = ""

    @property
    def text(self):
        where = {"title": self.title, "words": self.words}
        return {
            "note": _("In “%(title)s”, after “%(words)s”: note call without a note."),
            "unused-note": _("In “%(title)s”: nothing calls the note “%(words)s”."),
            "reference": _("In “%(title)s”, after “%(words)s”: citation without a reference."),
            "passage": _("In “%(title)s”, after “%(words)s”: what it refers to is gone."),
        }[self.code] % where


def last_words(text):
    """The end of what stands before a call: an editor finds it by searching for it."""
    words = " ".join(text.split()).split(" ")
    more = "…" if len(words) > FIRST_WORDS else ""
    return more + " ".join(words[-FIRST_WORDS:])


def first_words(html):
    return Truncator(" ".join(strip_tags(html).split())).words(FIRST_WORDS, truncate="…")


def faults_in(texts, notes, has_reference, has_passage):
    """`texts`: rich texts in order; `notes`: id → rich text; the others answer yes or no.

    Pure: the checks of the form, of the import and of the tests are the same.
    """
    called = set()
    calls = [call for text in [*texts, *notes.values()] for call in calls_in(text)]
    known = {
        "note": lambda target: target in notes,
        "reference": lambda target: target.isdecimal() and has_reference(int(target)),
        "passage": has_passage,
    }
    for call in calls:
        if call.kind == "note":
            called.add(call.target)
        if not known[call.kind](call.target):
            yield Fault(call.kind, last_words(call.before))
    for note, text in notes.items():
        if note not in called:
            yield Fault("unused-note", first_words(text))


def faults_of(page, publication):
    """Those of a page as it is now, saved or not. `publication` is None where there is none yet."""
    texts = list(texts_of(page.body.stream_block, page.body.get_prep_value()))
    notes = {note["id"]: note["value"] for note in page.notes.get_prep_value()}
    calls = [call for text in [*texts, *notes.values()] for call in calls_in(text)]
    references = {int(c.target) for c in calls if c.kind == "reference" and c.target.isdecimal()}
    known = set(Reference.objects.filter(pk__in=references).values_list("pk", flat=True))
    passages = Passages(page, {c.target for c in calls if c.kind == "passage"}, publication)
    found = faults_in(texts, notes, known.__contains__, passages.exist)
    return [Fault(fault.code, fault.words, page.title) for fault in found]


class Passages:
    """Which cross-references lead somewhere: one query for all pages they name."""

    def __init__(self, page, targets, publication):
        self.own = str(page.translation_key)
        self.anchors = {self.own: set(page.current_outline["anchors"])}
        keys = {key for key, _colon, _anchor in (target.partition(":") for target in targets)}
        for other in self._pages(keys - {self.own}):
            found = self.anchors.setdefault(str(other.translation_key), set())
            found |= set(getattr(other, "outline", {}).get("anchors", ()))

    @staticmethod
    def _pages(keys):
        keys = [key for key in keys if is_key(key)]
        return Page.objects.filter(translation_key__in=keys).specific() if keys else []

    def exist(self, target):
        key, _colon, anchor = target.partition(":")
        anchors = self.anchors.get(key)
        return anchors is not None and (not anchor or anchor in anchors)
