"""Recommendations from a table. Identified by their number, which never changes."""

from contextlib import AbstractContextManager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms import importing
from cms.importing import Plan, Record
from directory.exchange.cells import Words
from search import indexer

from ..recommendations import Recommendation
from .columns import FIELDS, KEY, PARENT, RELATIONS, SENDING
from .draft import DRAFTS, Draft, new_relation, numbers


class Recommendations(importing.Importer):
    kind = "recommendations"
    title = gettext_lazy("Recommendations")
    intro = gettext_lazy(
        "One line a recommendation. A number that is here already is compared with what is here; "
        "a number that is not, or an empty one, is new. Columns that are not in the file stay as "
        "they are. What is not in the file stays too. Relations and sendings are added, never "
        "taken away."
    )
    permissions = (
        "publications.add_recommendation",
        "publications.change_recommendation",
        "publications.publish_recommendation",
        "publications.add_sending",
    )
    key_column = KEY
    options = {DRAFTS: gettext_lazy("Keep as drafts: nothing is published")}
    columns = (
        importing.Column(
            KEY,
            gettext_lazy("Number"),
            gettext_lazy("Permanent. Empty: the next one of its year."),
            "R2015-07",
            required=True,
        ),
        *(
            importing.Column(
                one.name,
                one.label,
                one.help,
                one.example,
                required=one.name == "title_fr",
                codes=one.cell.choices,
            )
            for one in (*FIELDS, PARENT, *RELATIONS.values(), *SENDING.values())
        ),
    )

    def current(self):
        """Without the sendings: they are not changed by a table, only added."""
        found = Recommendation.objects.order_by("number").prefetch_related("themes", "audiences")
        known = {column.name: column for column in FIELDS}
        for one in found.iterator(chunk_size=500):
            texts = {KEY: one.reference} | {
                name: column.text(one) for name, column in known.items()
            }
            yield [texts.get(column.name, "") for column in self.columns]

    def quietly(self) -> AbstractContextManager:
        return indexer.paused()

    def plan(self, records: list[Record], job) -> list[Plan]:
        words, mentioned = Words(), mentions(records)
        found = Recommendation.objects.filter(number__in=mentioned)
        related = found.select_related("parent").prefetch_related("related__other", "sendings")
        known = {one.number: one for one in related}
        return [
            Draft(record, known, self.higher(record, job), twins(records), words, job).plan()
            for record in records
        ]

    def higher(self, record, job):
        """The numbers that stand above this line in its file."""
        if not hasattr(job, "line_of_number"):
            job.line_of_number = {}
            for one in self.records(job.path, job.name):
                for number in numbers(one.lines[0].cells.get(KEY, "")):
                    job.line_of_number.setdefault(number, one.number)
        lines = job.line_of_number
        return {number for number, line in lines.items() if line < record.number}

    def write(self, plan: Plan, job) -> None:
        save(plan.target, job)


def mentions(records):
    """Every number that these lines name, their own included."""
    names = (KEY, PARENT.name, *RELATIONS)
    lines = [line for record in records for line in record.lines]
    return {n for line in lines for name in names for n in numbers(line.cells.get(name, ""))}


def twins(records):
    """What is here already, by year and words, to find what a file brings a second time."""
    titles = {record.lines[0].cells.get("title_fr", "").strip() for record in records}
    found = Recommendation.objects.filter(title_fr__in=titles - {""})
    return {(str(one.year), one.title_fr): one for one in found}


def numbered(number):
    found = Recommendation.objects.filter(number=number).first()
    if found is None:
        raise ValidationError(
            _("%(number)s, which this one names, was not taken in.") % {"number": number}
        )
    return found


@transaction.atomic
def save(target, job) -> None:
    """As the form would: a revision, published unless drafts were asked for, and its history."""
    one, as_draft = target.one, job.has(DRAFTS)
    if target.parent:
        one.parent = numbered(target.parent)
    if target.is_new:
        one.live = False
        one.save()
    order = len(one.related.all())
    for position, (kind, number) in enumerate(target.related, start=order):
        one.related.add(new_relation(one, kind, numbered(number), position))
    revision = one.save_revision(user=job.created_by, changed=True)
    if not as_draft:
        revision.publish(user=job.created_by, skip_permission_checks=True)
    elif target.is_new:
        one.save()
    for sending in target.sendings:
        sending.recommendation = one
        sending.full_clean()
        sending.save()
    data = {"file": job.name}
    log(one, "cms.import", user=job.created_by, revision=revision, data=data, content_changed=True)
