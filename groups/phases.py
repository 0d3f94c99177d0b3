"""The life of a group, as dated steps. The present one is the latest; nobody types it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.bilingual import Bilingual


class Stage(models.TextChoices):
    PREPARATION = "preparation", pgettext_lazy("working group", "In preparation")
    ACTIVE = "active", pgettext_lazy("working group", "Active")
    WATCH = "watch", pgettext_lazy("working group", "Watch")
    CLOSED = "closed", pgettext_lazy("working group", "Closed")
    DISSOLVED = "dissolved", pgettext_lazy("working group", "Dissolved")


# The shape that goes with the word (docs/design-system.md).
MARKS = {
    Stage.PREPARATION: "waiting",
    Stage.ACTIVE: "open",
    Stage.WATCH: "acknowledged",
    Stage.CLOSED: "closed",
    Stage.DISSOLVED: "abandoned",
}


# What may come after what. Older groups enter the site at any stage: what was before is not known.
# A closed group may wake up again; of a dissolved one nothing is left to wake up.
NEXT = {
    Stage.PREPARATION: [Stage.ACTIVE, Stage.CLOSED, Stage.DISSOLVED],
    Stage.ACTIVE: [Stage.WATCH, Stage.CLOSED, Stage.DISSOLVED],
    Stage.WATCH: [Stage.ACTIVE, Stage.CLOSED, Stage.DISSOLVED],
    Stage.CLOSED: [Stage.PREPARATION, Stage.ACTIVE, Stage.WATCH],
    Stage.DISSOLVED: [],
}


def begun(phases, on):
    """Those that began by that day, oldest first; also of a draft, whose rows are in no table."""
    return sorted((p for p in phases if p.started_on <= on), key=lambda p: p.started_on)


def stage_on(phases, day):
    """The stage of that day, or None before the first one."""
    history = begun(phases, day)
    return Stage(history[-1].stage) if history else None


@dataclass(frozen=True)
class Fault:
    """A stage that cannot follow the one before it."""

    before: Stage
    after: Stage
    day: date

    def __str__(self):
        said = {
            "before": self.before.label,
            "after": self.after.label,
            "day": date_format(self.day),
            "possible": " · ".join(str(stage.label) for stage in NEXT[self.before]),
        }
        if self.before == self.after:
            return _now("On %(day)s the stage is “%(after)s”, as it was already.") % said
        if not NEXT[self.before]:
            return _now("Nothing comes after “%(before)s”: “%(after)s” of %(day)s cannot.") % said
        return (
            _now("“%(after)s” (%(day)s) cannot come after “%(before)s”. What can: %(possible)s.")
            % said
        )


def faults(steps):
    """Of pairs (day, stage), in any order: where one cannot follow the other."""
    ordered = sorted((day, Stage(stage)) for day, stage in steps)
    return [
        Fault(before, after, day)
        for (_day, before), (day, after) in pairwise(ordered)
        if after not in NEXT[before]
    ]


class Phase(models.Model):
    page = ParentalKey("groups.GroupPage", on_delete=models.CASCADE, related_name="phases")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    started_on = models.DateField(_("since"))
    day_is_known = models.BooleanField(
        _("the day is known"),
        default=True,
        help_text=_("If not, only the month and the year are shown."),
    )
    reason_fr = models.TextField(
        _("why, in French"),
        blank=True,
        help_text=_("Example: aims met; no common project after two years."),
    )
    reason_nl = models.TextField(_("why, in Dutch"), blank=True)

    reason = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("stage"), FieldPanel("started_on"), FieldPanel("day_is_known")]),
        FieldRowPanel([FieldPanel("reason_fr"), FieldPanel("reason_nl")]),
    ]

    class Meta:
        ordering = ["started_on", "pk"]
        verbose_name = _("stage of a group")
        verbose_name_plural = _("stages of a group")
        constraints = [
            models.UniqueConstraint(
                fields=["page", "started_on"],
                name="one_stage_a_day",
                violation_error_message=_("Two stages cannot begin on the same day."),
            )
        ]

    def __str__(self):
        return f"{self.started_on} {self.get_stage_display()}"

    @property
    def mark(self):
        return MARKS[Stage(self.stage)]
