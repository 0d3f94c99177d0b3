"""What the form of a long page tells its editor before anything is published."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class StandingPanel(Panel):
    """Calls without a note, notes nobody calls, roles that tell too much: as last saved."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/longform/standing.html"

        def is_shown(self):
            return bool(self.faults or self.warnings)

        @cached_property
        def faults(self):
            return [fault.text for fault in self.instance.faults] if self.instance.pk else []

        @cached_property
        def warnings(self):
            return self.instance.warnings if self.instance.pk else []


def standing():
    return StandingPanel(heading=_("To look at before publishing"))
