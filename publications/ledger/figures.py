"""The account in figures: asked, answered, carried out; and how long it takes.

Counted by recommendation (one that was sent to three authorities counts once), waiting times by
sending.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cms.charts import Chart, Series

from . import account, states
from .kinds import Level
from .pages import crumb, data_links
from .recommendations import Recommendation

FEW = 5  # of fewer answers a median says nothing
MOST_YEARS = 12  # in the drawing; the table has them all
SPANS = (
    (30, gettext_lazy("up to 30 days")),
    (60, gettext_lazy("31 to 60 days")),
    (90, gettext_lazy("61 to 90 days")),
    (180, gettext_lazy("91 to 180 days")),
    (365, gettext_lazy("181 days to a year")),
    (None, gettext_lazy("more than a year")),
)


@dataclass(frozen=True)
class Row:
    code: str
    label: str
    asked: int
    answered: int
    done: int


@dataclass(frozen=True)
class Span:
    label: str
    answered: int
    waiting: int


class Figures:
    def __init__(self, on: date):
        self.on = on
        public = Recommendation.objects.public()
        self.rows = list(public.order_by().values_list("pk", "year", "level"))
        self.account = account.read(on, {row[0] for row in self.rows})

    def of(self, rows, code, label):
        stands = {row[0]: self.account.bucket(row[0]) for row in rows}
        sent = [pk for pk, bucket in stands.items() if bucket != states.Bucket.NOT_SENT]
        return Row(
            code,
            label,
            asked=len(sent),
            answered=sum(map(self.account.is_answered, sent)),
            done=sum(stands[pk] == states.Bucket.DONE for pk in sent),
        )

    @cached_property
    def whole(self):
        return self.of(self.rows, "", "")

    @cached_property
    def by_year(self):
        years = sorted({row[1] for row in self.rows}, reverse=True)
        rows = [
            self.of([row for row in self.rows if row[1] == year], str(year), str(year))
            for year in years
        ]
        return [row for row in rows if row.asked]

    @cached_property
    def by_level(self):
        rows = [
            self.of([row for row in self.rows if row[2] == code], code, str(label).capitalize())
            for code, label in Level.choices
        ]
        return [row for row in rows if row.asked]

    @cached_property
    def sent(self):
        return [clock for clock in self.account.sendings.values() if clock.sent_on]

    @cached_property
    def waits(self):
        """Days until each answer on the substance."""
        return [clock.days for clock in self.sent if clock.answered_on]

    @cached_property
    def silences(self):
        """Days of each silence that lasts."""
        return [clock.days for clock in self.sent if clock.is_open]

    @property
    def median_wait(self):
        return round(median(self.waits)) if len(self.waits) >= FEW else None

    @property
    def median_silence(self):
        return round(median(self.silences)) if len(self.silences) >= FEW else None

    @cached_property
    def spans(self):
        found, begin = [], -1
        for end, label in SPANS:
            reach = end if end is not None else float("inf")
            counts = [
                sum(begin < days <= reach for days in all_days)
                for all_days in (self.waits, self.silences)
            ]
            found.append(Span(str(label), *counts))
            begin = reach
        return found

    @property
    def since(self):
        return min((clock.sent_on for clock in self.sent), default=None)

    # --- drawings -------------------------------------------------------------------------------
    @property
    def charts(self):
        return {
            "years": outcome_chart("years", self.by_year[:MOST_YEARS], _("By year")),
            "levels": outcome_chart("levels", self.by_level, _("By level of power")),
            "waits": Chart(
                "waits",
                _("How long it takes"),
                [span.label for span in self.spans],
                [
                    Series(_("answered after"), [span.answered for span in self.spans]),
                    Series(_("without an answer since"), [span.waiting for span in self.spans]),
                ],
            ),
        }


def outcome_chart(name, rows, title):
    return Chart(
        name,
        title,
        [row.label for row in rows],
        [
            Series(_("asked"), [row.asked for row in rows]),
            Series(_("answered"), [row.answered for row in rows]),
            Series(_("carried out"), [row.done for row in rows]),
        ],
    )


def lines() -> Iterator[list]:
    """For the files."""
    found = Figures(timezone.localdate())
    for by, rows in (("year", found.by_year), ("level", found.by_level)):
        for row in rows:
            yield [by, row.code, row.label, row.asked, row.answered, row.done]


@require_safe
def page(request):
    found = Figures(timezone.localdate())
    context = {
        "figures": found,
        "charts": found.charts,
        "data": data_links("figures", forms=("csv", "json")),
        "crumbs": [crumb()],
        "description": _("Asked, answered, carried out, and how long it takes."),
    }
    return render(request, "publications/ledger/figures.html", context)
