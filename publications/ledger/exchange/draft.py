"""One recommendation as a file wants it, in memory: what would be different, or why not."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from cms.importing import Change, Plan

from ..kinds import Addressing
from ..recommendations import NUMBER, Recommendation
from ..relations import Related
from ..sendings import Sending
from .columns import FIELDS, KEY, KINDS, PARENT, RELATIONS, SENDING

DRAFTS = "drafts"
SEPARATORS = re.compile(r"[\s,;|]+")
AS_A_DAY = re.compile(r"(\d{4}-\d{2})-01")  # what a spreadsheet makes of 2015-07


@dataclass
class Target:
    """What `write` brings into the database."""

    one: Recommendation
    is_new: bool
    parent: str = ""
    related: list[tuple[str, str]] = field(default_factory=list)  # kind, number
    sendings: list[Sending] = field(default_factory=list)


def numbers(text):
    """2010-03 or R2010-03, as people write them."""
    parts = [part.upper().removeprefix("R") for part in SEPARATORS.split(text) if part]
    return [AS_A_DAY.sub(r"\1", part) for part in parts]


class Draft:
    """`known` are recommendations by number; `higher` the numbers that stand higher in the file."""

    def __init__(self, record, known, higher, twins, words, job):
        self.record, self.known, self.higher, self.job = record, known, higher, job
        self.words, self.twins = words, twins
        self.cells = record.lines[0].cells
        self.number = next(iter(numbers(self.cells.get(KEY, ""))), "")
        self.before = known.get(self.number)
        self.target = Target(self.before or Recommendation(number=self.number), not self.before)
        self.errors, self.changes = [], []

    def plan(self):
        if objection := self.objection():
            return Plan.refused(self.record, [objection], self.subject)
        if self.before and self.before.has_unpublished_changes:
            self.target.one = self.before.get_latest_revision_as_object()
        self.fill()
        self.fill_parent()
        self.fill_related()
        self.fill_sendings()
        if not self.errors:
            self.check()
        if self.errors:
            return Plan.refused(self.record, self.errors, self.subject)
        return Plan.decided(
            self.record, self.subject, self.changes, self.target, self.target.is_new
        )

    @property
    def subject(self):
        return str(self.target.one).strip() or self.cells.get("title_fr", "") or self.record.key

    def objection(self):
        if len(self.record.lines) > 1 or self.number in self.higher:
            return _("The number %(number)s stands in the file more than once.") % {
                "number": self.number
            }
        if self.number and not re.fullmatch(NUMBER, self.number):
            return _("“%(number)s” is no number of a recommendation. Example: 2015-07.") % {
                "number": self.number
            }
        if not self.number and (twin := self.twin()):
            return _("%(reference)s has the same words: give its number to change it.") % {
                "reference": twin.reference
            }
        if self.before and self.before.locked:
            return _("It is locked: somebody wants it to stay as it is.")
        if self.before and self.before.has_unpublished_changes and not self.job.has(DRAFTS):
            return _(
                "Somebody has a draft of it that is not published. Publish it or throw it away, "
                "then import again."
            )
        return ""

    def twin(self):
        return self.twins.get((self.cells.get("year", ""), self.cells.get("title_fr", "").strip()))

    def fill(self):
        one = self.target.one
        for column in FIELDS:
            text = self.cells.get(column.name)
            if text is None or (self.target.is_new and not text):
                continue  # what is new has its usual values
            was = "" if self.target.is_new else column.text(one)
            try:
                column.cell.put(one, column.name, column.cell.read(text, self.words))
            except ValidationError as error:
                self.refuse(column.label, error)
            else:
                self.note(column.name, was, column.text(one))
        if one.year is None and self.number:
            one.year = int(self.number[:4])

    def fill_parent(self):
        text = self.cells.get(PARENT.name, "")
        parent = self.target.one.parent
        for number in numbers(text)[:1]:
            if self.is_there(number):
                self.target.parent = number
                self.note(PARENT.name, parent.number if parent else "", number)

    def fill_related(self):
        """Added, never taken away: a table cannot know what was said since."""
        one = self.target.one
        there = {(row.kind, row.other.number) for row in one.related.all()} if one.pk else set()
        for name in RELATIONS:
            for number in numbers(self.cells.get(name, "")):
                pair = (KINDS[name], number)
                if pair not in there and self.is_there(number):
                    self.target.related.append(pair)
                    self.note(name, "", number)

    def is_there(self, number):
        found = number in self.known or number in self.higher
        if not found:
            message = _("There is no recommendation %(number)s, neither here nor higher up.")
            self.errors.append(message % {"number": number})
        return found

    def fill_sendings(self):
        facts = {name: self.read(name) for name in SENDING if self.cells.get(name)}
        if self.errors or not facts:
            return
        authorities = facts.pop("addressees", None)
        if not authorities:
            self.errors.append(_("Say to whom it was sent."))
            return
        facts.setdefault("addressing", Addressing.NAMED)
        one = self.target.one
        there = {(row.authority_id, row.sent_on) for row in (one.sendings.all() if one.pk else ())}
        for authority in authorities:
            if (authority.pk, facts.get("sent_on")) not in there:
                self.target.sendings.append(Sending(authority=authority, **facts))
                day = facts.get("sent_on") or ""
                self.note("addressees", "", f"{authority.slug} {day}".strip())

    def read(self, name):
        column = SENDING[name]
        try:
            return column.cell.read(self.cells[name], self.words)
        except ValidationError as error:
            self.refuse(column.label, error)

    def note(self, name, before, after):
        if before != after:
            self.changes.append(Change(name, before, after))

    def refuse(self, label, error):
        self.errors += [f"{label}: {message}" for message in error.messages]

    def check(self):
        """What the form would refuse, the file may not bring in either."""
        try:
            self.target.one.full_clean(exclude=["parent"])
            for sending in self.target.sendings:
                sending.full_clean(exclude=["recommendation"], validate_constraints=False)
                if sending.due_on and not sending.basis:
                    raise ValidationError(_("Say whether this date is set by law or asked for."))
                if sending.due_on and sending.sent_on and sending.due_on < sending.sent_on:
                    raise ValidationError(_("An answer cannot be awaited before the sending."))
        except ValidationError as error:
            named = getattr(error, "error_dict", {NON_FIELD_ERRORS: [error]})
            labels = {column.name: column.label for column in FIELDS}
            for name, errors in named.items():
                label = labels.get(name, "")
                for one in errors:
                    self.errors += [f"{label}: {m}" if label else m for m in one.messages]


def new_relation(one, kind, other, order):
    row = Related(recommendation=one, kind=kind, other=other, sort_order=order)
    row.full_clean()
    return row
