"""*Confirmed today*, with one click in the list, on the entry, or for many at once."""

from datetime import date

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import LogFormatter
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from ..confirmation.confirming import ACTION, confirm
from ..models import Organisation

PERMISSION = "directory.publish_organisation"


class DayForm(forms.Form):
    """The day the organisation said so; empty is today."""

    on = forms.DateField(
        label=gettext_lazy("Confirmed on"), required=False, widget=AdminDateInput, localize=True
    )

    def clean_on(self):
        day = self.cleaned_data["on"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(_("A confirmation is noted once it was given."))
        return day


def confirm_one(request, pk):
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    entry = get_object_or_404(Organisation, pk=pk)
    form = DayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        confirm([entry], on=form.cleaned_data["on"], user=request.user)
        words = _("“%(name)s” is confirmed on %(day)s.")
        day = date_format(entry.confirmed_on, "SHORT_DATE_FORMAT")
        messages.success(request, words % {"name": entry, "day": day})
        return redirect(way_back(request, entry))
    return render(request, "directory/admin/confirm_one.html", {"entry": entry, "form": form})


def way_back(request, entry):
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return asked
    return reverse("wagtailsnippets_directory_organisation:edit", args=[entry.pk])


@hooks.register("register_admin_urls")
def addresses():
    return [path("directory/confirm/<int:pk>/", confirm_one, name="directory_confirm")]


@hooks.register("register_bulk_action")
class ConfirmMany(SnippetBulkAction):
    display_name = gettext_lazy("Confirmed today")
    action_type = "confirm"
    aria_label = gettext_lazy("Note that these organisations confirmed their entry today")
    template_name = "directory/admin/confirm_many.html"
    action_priority = 5
    models = [Organisation]

    def check_perm(self, entry):
        return self.request.user.has_perm(PERMISSION)

    @classmethod
    def execute_action(cls, objects, user=None, **kwargs):
        return confirm(objects, user=user), 0

    def get_execution_context(self):
        return {**super().get_execution_context(), "user": self.request.user}

    def get_success_message(self, num_parent_objects, num_child_objects):
        words = ngettext(
            "%(count)s entry is confirmed today.",
            "%(count)s entries are confirmed today.",
            num_parent_objects,
        )
        return words % {"count": num_parent_objects}


@hooks.register("register_log_actions")
def history_of_entries(actions):
    @actions.register_action(ACTION)
    class Confirmed(LogFormatter):
        label = gettext_lazy("Confirm")

        def format_message(self, entry):
            day = date_format(date.fromisoformat(entry.data["on"]), "SHORT_DATE_FORMAT")
            if entry.data.get("by_link"):
                return _("The organisation confirmed by its link on %(day)s") % {"day": day}
            return _("Confirmed on %(day)s") % {"day": day}
