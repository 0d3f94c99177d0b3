"""Entries from a table. Identified by their address; compared with what is there, text by text."""

from contextlib import AbstractContextManager

from django.utils.translation import gettext_lazy

from cms import importing
from cms.importing import Plan, Record
from search import indexer

from ..models import Organisation
from .cells import Words
from .columns import KEY, READ_ONLY, REMOVALS, all_columns
from .drafting import DRAFTS, Draft
from .rows import complete, entries, rows_of
from .saving import save


def documented():
    """What a person reads of our columns, in the form that every importer gives it."""
    everything = [*all_columns(), *REMOVALS.values()]
    return tuple(
        importing.Column(c.name, c.label, c.help, c.example, c.name == KEY, c.cell.choices)
        for c in everything
    )


class Organisations(importing.Importer):
    kind = "organisations"
    title = gettext_lazy("Organisations")
    intro = gettext_lazy(
        "One line an organisation. A further place, service or contact takes a line of its own "
        "below it, with the same id and the other columns empty. To remove a place, a service or "
        "a contact, write yes in its column “remove”."
    )
    permissions = tuple(
        f"directory.{action}_organisation" for action in ("add", "change", "publish")
    )
    key_column = KEY
    ignored = tuple(READ_ONLY)
    options = {
        DRAFTS: gettext_lazy(
            "Keep as drafts: nothing is published, and the day of confirmation stays as it is"
        )
    }

    @property
    def columns(self):
        return documented()

    def current(self):
        ids = Organisation.objects.order_by("slug").values_list("pk", flat=True)
        wanted = list(all_columns())
        names = [column.name for column in self.columns]
        for entry in entries(ids.iterator(), Organisation.objects.all()):
            for row in rows_of(entry, wanted):
                yield [row.get(name, "") for name in names]

    def quietly(self) -> AbstractContextManager:
        return indexer.paused()

    def plan(self, records: list[Record], job) -> list[Plan]:
        words = Words()
        found = complete(Organisation.objects.filter(slug__in=[r.key for r in records]))
        known = {entry.slug: entry for entry in found}
        return [Draft(record, known.get(record.key), words, job).plan() for record in records]

    def write(self, plan: Plan, job) -> None:
        save(plan.target, plan.outcome == importing.Outcome.CREATED, job)
