"""What is checked when a group goes public or to the committee; a draft may be unfinished."""

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from .going_live import days_as_active, lacks_on, said_of, thresholds
from .phases import faults


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
        today, rows = timezone.localdate(), self.rows("participations")
        planned = cleaned.get("go_live_at")
        begins = max(timezone.localdate(planned), today) if planned else today
        for day in days_as_active(self.rows("phases"), begins):
            lacks = lacks_on(day, rows, cleaned.get("convention_agreed_on"), thresholds())
            if lacks:
                self.add_error(None, said_of(day, today))
                for lack in lacks:
                    self.add_error(None, lack)
                self.add_error(None, _("Nothing you typed is lost. It can be kept as a draft."))
                return

    def rows(self, name):
        """Those the form would leave, without the empty and the faulty ones: they say why."""
        formset = self.formsets[name]
        formset.is_valid()
        told = [form for form in formset.forms if form.instance.pk or form.has_changed()]
        whole = [form for form in told if form.is_valid() and not form.cleaned_data.get("DELETE")]
        return [form.instance for form in whole]
