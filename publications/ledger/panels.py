"""In the form of a recommendation or an interpellation: what happened so far."""

from django.utils import timezone
from wagtail.admin.panels import Panel


class CasePanel(Panel):
    """Sendings are records of their own: a draft, or an older version, must never undo one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/case.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            on = timezone.localdate()
            sendings = self.instance.sendings.all().with_everything()
            return super().get_context_data(parent_context) | {
                "rows": [(sending, sending.clock(on)) for sending in sendings],
                "subject_field": self.instance.sendings.field.name,
            }


class InterpellationPanel(Panel):
    """Signatures and events are records of their own too, and only some may see who is asked."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/interpellation_panel.html"

        def is_shown(self):
            may = self.request.user.has_perm("publications.change_signatory")
            return super().is_shown() and self.instance.pk is not None and may

        def get_context_data(self, parent_context=None):
            page = self.instance.original
            on = timezone.localdate()
            return super().get_context_data(parent_context) | {
                "original": page,
                "signed": page.signatories.standing(on).count(),
                "asked": page.consent_requests.filter(declined_on=None).count(),
                "milestones": page.milestones.all(),
            }
