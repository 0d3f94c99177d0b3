"""Screens: letters that are ready, one letter to read and decide on, what was decided."""

from django import forms
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages, widgets
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from ..authorities import Authority
from ..reminders import Reminder, Way
from . import deciding, ready
from .letter import draft

PERMISSION = "publications.change_sending"
KEPT_ON_SCREEN = 50


class LetterForm(forms.Form):
    sendings = forms.MultipleChoiceField(
        label=gettext_lazy("About"), widget=forms.CheckboxSelectMultiple
    )
    recipient = forms.EmailField(
        label=gettext_lazy("E-mail"),
        required=False,
        help_text=gettext_lazy(
            "Of the secretariat. Kept with the authority, never shown on the site."
        ),
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200, required=False)
    body = forms.CharField(
        label=gettext_lazy("Text"), widget=forms.Textarea({"rows": 22}), required=False
    )
    sent_on = forms.DateField(
        label=gettext_lazy("Sent by post on"), required=False, widget=widgets.AdminDateInput
    )

    def __init__(self, *args, letter, **kwargs):
        super().__init__(*args, **kwargs)
        self.by_pk = {str(sending.pk): sending for sending in letter.sendings}
        self.fields["sendings"].choices = [(pk, str(one)) for pk, one in self.by_pk.items()]

    def clean_sendings(self):
        return [self.by_pk[pk] for pk in self.cleaned_data["sendings"]]

    def clean(self):
        """What a decision needs depends on the decision."""
        data, way = super().clean(), self.data.get("way")
        if way == Way.EMAIL:
            for name in ("recipient", "subject", "body"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Needed to send it by e-mail."))
        if way == Way.POST:
            if not data.get("sent_on") and "sent_on" not in self.errors:
                self.add_error("sent_on", _("Say when it was posted."))
            elif data.get("sent_on") and data["sent_on"] > timezone.localdate():
                self.add_error("sent_on", _("That day is still to come."))
        return data


class Screen(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = PERMISSION
    raise_exception = True
    header_icon = "history"

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, here]


class ReadyView(Screen):
    template_name = "publications/admin/reminding/ready.html"
    page_title = gettext_lazy("Reminders")

    def get_context_data(self, **kwargs):
        decided = Reminder.objects.select_related("authority", "decided_by")
        return super().get_context_data(
            letters=ready.letters(timezone.localdate()),
            steps=ready.steps(),
            decided=decided.prefetch_related("items")[:KEPT_ON_SCREEN],
            today=timezone.localdate(),
            **kwargs,
        )


class LetterView(Screen):
    template_name = "publications/admin/reminding/letter.html"

    @cached_property
    def authority(self):
        return get_object_or_404(Authority, pk=self.kwargs["pk"])

    @cached_property
    def letter(self):
        return ready.letter_to(self.authority, timezone.localdate())

    def dispatch(self, request, *args, **kwargs):
        if request.user.has_perm(PERMISSION) and self.letter is None:
            messages.warning(
                request, _("Nothing is to be reminded of any more: it was done, or answered.")
            )
            return redirect("reminders:ready")
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return _("Reminder to: %(authority)s") % {"authority": self.authority}

    def get_breadcrumbs_items(self):
        ready_url = {"url": reverse("reminders:ready"), "label": _("Reminders")}
        first, *others = super().get_breadcrumbs_items()
        return [first, ready_url, *others]

    def initial(self, sendings):
        return {
            "sendings": [str(one.pk) for one in sendings],
            "recipient": self.authority.email,
            "sent_on": timezone.localdate(),
            **draft(self.authority, sendings, timezone.localdate()),
        }

    def get_context_data(self, **kwargs):
        form = LetterForm(initial=self.initial(self.letter.sendings), letter=self.letter)
        return super().get_context_data(letter=self.letter, **({"form": form} | kwargs))

    def post(self, request, pk):
        form = LetterForm(request.POST, letter=self.letter)
        if not form.is_valid():
            return render(request, self.template_name, self.get_context_data(form=form), status=422)
        if "again" in request.POST:
            initial = self.initial(form.cleaned_data["sendings"])
            form = LetterForm(initial=initial, letter=self.letter)
            return render(request, self.template_name, self.get_context_data(form=form))
        return self.decide(form.cleaned_data)

    def decide(self, data):
        way = self.request.POST.get("way")
        if way not in Way.values:
            raise Http404
        wording = {} if way == Way.SKIPPED else {n: data[n] for n in ("subject", "body")}
        if way == Way.EMAIL:
            wording["recipient"] = data["recipient"]
        if way == Way.POST:
            wording["sent_on"] = data["sent_on"]
        try:
            deciding.decide(self.authority, data["sendings"], way, self.request.user, **wording)
        except IntegrityError:
            messages.warning(self.request, _("Somebody was faster: this reminder is done already."))
        else:
            messages.success(self.request, DONE[way] % {"authority": self.authority})
        return redirect("reminders:ready")


DONE = {
    Way.EMAIL: gettext_lazy("The reminder to %(authority)s is on its way."),
    Way.POST: gettext_lazy("Noted: the reminder to %(authority)s left by post."),
    Way.SKIPPED: gettext_lazy("Nothing leaves to %(authority)s at this step."),
}


@require_POST
@permission_required(PERMISSION)
def try_again(request, pk):
    failed = Reminder.objects.exclude(failure="").filter(way=Way.EMAIL, delivered_at=None)
    deciding.try_again(get_object_or_404(failed, pk=pk))
    messages.success(request, _("Tried again: look here in a moment."))
    return redirect("reminders:ready")


class ReminderMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


class ReminderViewSet(ViewSet):
    name = "reminders"
    icon = "history"
    menu_label = gettext_lazy("Reminders")
    menu_item_class = ReminderMenuItem

    def get_urlpatterns(self):
        return [
            path("", ReadyView.as_view(), name="ready"),
            path("<int:pk>/", LetterView.as_view(), name="letter"),
            path("<int:pk>/again/", try_again, name="again"),
        ]
