"""In the form of a recommendation or an interpellation: what happened so far."""

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel


class CasePanel(Panel):
    """Sendings are records of their own: a draft, or an older version, must never undo one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/case.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            on = timezone.localdate()
            sendings = self.instance.sendings.all().with_clock()
            return super().get_context_data(parent_context) | {
                "rows": [(sending, sending.clock(on)) for sending in sendings],
                "subject_field": self.instance.sendings.field.name,
            }


class OutcomePanel(CasePanel):
    """Of a recommendation: what was promised, what was carried out, what we think of it."""

    class BoundPanel(CasePanel.BoundPanel):
        template_name = "publications/admin/outcome.html"


class MentionedPanel(Panel):
    """What others say of it: written on the other one, shown on both."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/mentioned.html"

        @cached_property
        def rows(self):
            mentions = self.instance.related_from.select_related("recommendation")
            return list(mentions) if self.instance.pk else []

        def is_shown(self):
            return super().is_shown() and bool(self.rows)


class OpenItemsPanel(Panel):
    """Of an authority: what waits, and what its present holder found on taking office."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/open_items.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            from .sendings import Sending

            on = timezone.localdate()
            holder = self.instance.holder_on(on)
            waiting = Sending.objects.standing().answerable_by(self.instance).awaiting_answer(on)
            rows = [(sending, sending.clock(on)) for sending in waiting.with_clock()]
            since = holder.started_on if holder else None
            return super().get_context_data(parent_context) | {
                "holder": holder,
                "found": [row for row in rows if since and row[0].sent_on < since],
                "asked": [row for row in rows if not since or row[0].sent_on >= since],
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


class AnswerLinksPanel(Panel):
    """In the form of a sending: the way to let the authority answer by itself."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "publications/admin/answer_links_panel.html"

        def is_shown(self):
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            links = self.instance.answer_links.all()
            return super().get_context_data(parent_context) | {
                "sending": self.instance,
                "ready": sum(link.state == link.State.READY for link in links),
            }
