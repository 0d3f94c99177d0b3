"""What is checked when a group goes public or to the committee; a draft may be unfinished."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Site

from cms.coordination import Coordination

from .conditions import Thresholds, missing
from .phases import Stage, faults, stage_on


class GroupPageForm(WagtailAdminPageForm):
    def clean(self):
        cleaned = super().clean()
        # A draft keeps whatever was typed; the rows of a translation hang on its original.
        if not self.is_deferred_validation and self.has_its_own_rows:
            self.check_life()
            self.check_conditions(cleaned)
        return cleaned

    @property
    def has_its_own_rows(self):
        return {"phases", "participations"} <= self.formsets.keys() and (
            self.instance.pk is None or self.instance.original.pk == self.instance.pk
        )

    def check_life(self):
        for fault in faults((row.started_on, row.stage) for row in self.rows("phases")):
            self.add_error(None, str(fault))

    def check_conditions(self, cleaned):
        today = timezone.localdate()
        if stage_on(self.rows("phases"), today) != Stage.ACTIVE:
            return
        present = {r.organisation.pk: r for r in self.rows("participations") if r.is_present(today)}
        lacks = missing(
            (row.organisation.kind for row in present.values()),
            cleaned.get("convention_agreed_on"),
            Thresholds.of(coordination()),
            today,
        )
        if lacks:
            self.add_error(None, _("To be published as active, this group still lacks something."))
            for lack in lacks:
                self.add_error(None, lack)
            self.add_error(None, _("Nothing you typed is lost. It can be kept as a draft."))

    def rows(self, name):
        """Those the form would leave, without the empty and the faulty ones: they say why."""
        formset = self.formsets[name]
        formset.is_valid()
        told = [form for form in formset.forms if form.instance.pk or form.has_changed()]
        whole = [form for form in told if form.is_valid() and not form.cleaned_data.get("DELETE")]
        return [form.instance for form in whole]


def coordination():
    site = Site.objects.filter(is_default_site=True).first()
    found = Coordination.objects.filter(site=site).first()
    return found or Coordination(site=site)
