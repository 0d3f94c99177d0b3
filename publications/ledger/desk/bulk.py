"""Tick recommendations in the list, say to whom and when they were sent: rows are made at once."""

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import DetailView
from wagtail import hooks
from wagtail.admin import messages, widgets
from wagtail.admin.auth import permission_required
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .. import dispatch
from ..authorities import Authority
from ..kinds import Addressing, Basis, Channel
from ..recommendations import Recommendation
from ..sendings import Batch

PERMISSION = "publications.add_sending"
LISTED = 5


class SentToForm(forms.Form):
    authorities = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Sent to"),
        queryset=Authority.objects.filter(ended_on=None),
        widget=forms.CheckboxSelectMultiple,
    )
    addressing = forms.ChoiceField(
        label=gettext_lazy("The addressee is"),
        choices=Addressing.choices,
        widget=forms.RadioSelect,
        initial=Addressing.NAMED,
    )
    sent_on = forms.DateField(
        label=gettext_lazy("Sent on"),
        widget=widgets.AdminDateInput,
        initial=timezone.localdate,
    )
    channel = forms.ChoiceField(label=gettext_lazy("By"), choices=Channel.choices)
    due_on = forms.DateField(
        label=gettext_lazy("Answer awaited by"),
        widget=widgets.AdminDateInput,
        required=False,
        help_text=gettext_lazy("Leave empty if the letter sets no date."),
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Basis of this date"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        required=False,
        initial=Basis.ASKED,
    )
    basis_text_fr = forms.CharField(
        label=gettext_lazy("Text of the basis, in French"),
        required=False,
        help_text=gettext_lazy(
            "The article of the law, or the sentence of the letter that asks for it."
        ),
    )
    basis_text_nl = forms.CharField(
        label=gettext_lazy("Text of the basis, in Dutch"), required=False
    )

    def clean(self):
        data = super().clean()
        sent_on, due_on = data.get("sent_on"), data.get("due_on")
        if sent_on and due_on and due_on < sent_on:
            raise ValidationError({"due_on": _("An answer cannot be awaited before the sending.")})
        if due_on and not data.get("basis"):
            raise ValidationError({"basis": _("Say whether this date is set by law or asked for.")})
        if not due_on:
            data |= {"basis": "", "basis_text_fr": "", "basis_text_nl": ""}
        return data


@hooks.register("register_bulk_action")
class SentToAction(SnippetBulkAction):
    models = [Recommendation]
    display_name = gettext_lazy("Sent to…")
    aria_label = gettext_lazy("Record that the selected recommendations were sent")
    action_type = "sent_to"
    action_priority = 5
    template_name = "publications/admin/sent_to.html"
    form_class = SentToForm

    def check_perm(self, recommendation):
        return self.request.user.has_perm(PERMISSION)

    def get_execution_context(self):
        return {**super().get_execution_context(), "data": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects, data=None, **kwargs):
        action, data = kwargs["self"], dict(data)
        authorities = data.pop("authorities")
        action.dispatched = dispatch.send(objects, authorities, data, action.request.user)
        return len(objects), len(authorities)

    def get_success_message(self, num_parent_objects, num_child_objects):
        return ""

    def form_valid(self, form):
        response = super().form_valid(form)
        tell(self.request, self.dispatched)
        return response


def tell(request, done):
    """What was done, what was not, and the way back."""
    if done.done:
        made = ngettext(
            "%(count)d sending recorded.", "%(count)d sendings recorded.", len(done.done)
        )
        undo = messages.button(reverse("batch", args=[done.batch.pk]), _("Look, or undo"))
        messages.success(request, made % {"count": len(done.done)}, buttons=[undo])
    if done.known:
        names = " · ".join(str(row) for row in done.known[:LISTED])
        left = ngettext(
            "%(count)d left out, because it was sent that day or still awaits an answer: %(names)s",
            "%(count)d left out, because they were sent that day or still await an answer: "
            "%(names)s",
            len(done.known),
        ) % {"count": len(done.known), "names": names}
        messages.warning(request, left + (" …" if len(done.known) > LISTED else ""))


@require_POST
@permission_required(PERMISSION)
def undo_batch(request, pk):
    taken, stay = dispatch.undo(get_object_or_404(Batch, pk=pk))
    messages.success(
        request,
        ngettext(
            "Undone: %(count)d sending was taken back.",
            "Undone: %(count)d sendings were taken back.",
            taken,
        )
        % {"count": taken},
    )
    if stay:
        messages.warning(
            request,
            ngettext(
                "%(count)d stays: something came back, or a reminder left, since.",
                "%(count)d stay: something came back, or a reminder left, since.",
                stay,
            )
            % {"count": stay},
        )
    return redirect("wagtailsnippets_publications_sending:list")


class UndoView(PermissionRequiredMixin, WagtailAdminTemplateMixin, DetailView):
    """What was sent in one go, and the button that takes it back."""

    permission_required = PERMISSION
    raise_exception = True
    model = Batch
    template_name = "publications/admin/batch.html"
    header_icon = "mail"
    page_title = gettext_lazy("Sent in one go")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        rows = self.object.sendings.select_related("authority", "recommendation")
        moved = rows.exclude(answers=None, reminded=None).distinct().count()
        return super().get_context_data(rows=rows, moved=moved, **kwargs)


@hooks.register("register_admin_urls")
def urls():
    return [
        path("sendings/batch/<int:pk>/", UndoView.as_view(), name="batch"),
        path("sendings/batch/<int:pk>/undo/", undo_batch, name="undo_batch"),
    ]
