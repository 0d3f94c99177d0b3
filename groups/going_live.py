"""Whether a group may be called active on the days on which it would be: today, on the day a
planned publication takes place, and on each day for which a stage was planned.

The form asks when somebody publishes. What takes place without a form asks again (`held_back`): a
publication planned weeks ago, and many pages published at once.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.coordination import Coordination

from .conditions import Thresholds, missing
from .phases import Stage, stage_on

PLANNED = "wagtail.publish.scheduled"  # what Wagtail writes in its log for such a publication


def days_as_active(phases, begins):
    """From the day on which the page goes live: each day on which it would begin to be active."""
    phases = list(phases)
    first = [begins] if stage_on(phases, begins) == Stage.ACTIVE else []
    later = (p.started_on for p in phases if p.stage == Stage.ACTIVE and p.started_on > begins)
    return first + sorted(later)


def lacks_on(day, participations, agreed_on, wanted):
    """What is missing for it to be active that day, in whole sentences."""
    present = {row.organisation_id: row for row in participations if row.is_present(day)}
    kinds = [row.organisation.kind for row in present.values()]
    return missing(kinds, agreed_on, wanted, day)


def lacks_of(page, begins=None):
    """Of a page, or a draft of it. The rows of a translation hang on its original."""
    if page.pk and page.original.pk != page.pk:
        return []
    days = days_as_active(page.phases.all(), begins or timezone.localdate())
    rows, wanted = list(page.participations.all()), thresholds() if days else None
    return list(
        dict.fromkeys(
            lack for day in days for lack in lacks_on(day, rows, page.convention_agreed_on, wanted)
        )
    )


def thresholds():
    site = Site.objects.filter(is_default_site=True).first()
    found = Coordination.objects.filter(site=site).first()
    return Thresholds.of(found or Coordination(site=site))


def is_held_back(revision, log_action):
    """A publication planned before stays planned: once nothing is missing, it takes place."""
    return log_action == PLANNED and bool(lacks_of(revision.as_object()))


def said_of(day, today):
    if day <= today:
        return _("To be published as active, this group still lacks something.")
    text = _("On %(day)s this group would be active, and it still lacks something.")
    return text % {"day": date_format(day)}
