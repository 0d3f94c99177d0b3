"""Confirmation campaigns: whom to ask, the letters, who answered."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets import AdminDateInput

from ..confirmation import letters, starting
from ..confirmation.campaigns import Campaign

PERMISSION = "directory.add_campaign"
FIVE_WEEKS = timedelta(weeks=5)
AGES = [
    (months, gettext_lazy("Not confirmed for %(months)s months") % {"months": months})
    for months in (6, 12, 18, 24)
]
A_YEAR = 12


class AgeForm(forms.Form):
    """Stands inside the form of the campaign, and belongs to another one."""

    months = forms.TypedChoiceField(
        label=gettext_lazy("Entries"),
        choices=AGES,
        coerce=int,
        required=False,
        widget=forms.Select(attrs={"form": "age"}),
    )


class WhomToAsk(forms.Field):
    """Those ticked among the entries shown; who confirmed meanwhile is left in peace."""

    widget = forms.SelectMultiple
    entries = ()

    def clean(self, ticked):
        chosen = [entry for entry in self.entries if str(entry.pk) in ticked]
        if not chosen:
            raise ValidationError(_("Tick whom to ask."))
        return chosen


class CampaignForm(forms.ModelForm):
    organisations = WhomToAsk()

    class Meta:
        model = Campaign
        fields = ["answer_until", "message_fr", "message_nl"]
        widgets = {
            "answer_until": AdminDateInput,
            "message_fr": forms.Textarea(attrs={"rows": 3}),
            "message_nl": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisations"].entries = entries

    def clean_answer_until(self):
        day = self.cleaned_data["answer_until"]
        if day <= timezone.localdate():
            raise ValidationError(_("Give them some time: choose a day to come."))
        return day


@permission_required(PERMISSION)
def index(request):
    campaigns = Campaign.objects.with_progress().select_related("started_by")
    return render(request, "directory/admin/campaigns.html", {"campaigns": campaigns})


@permission_required(PERMISSION)
def new(request):
    asked = AgeForm(request.GET)
    months = (asked.is_valid() and asked.cleaned_data["months"]) or A_YEAR
    entries = starting.due(months)
    initial = {"answer_until": timezone.localdate() + FIVE_WEEKS}
    data = request.POST if request.method == "POST" else None
    form = CampaignForm(data, initial=initial, entries=entries.exclude(email=""))
    if form.is_valid():
        campaign = starting.start(
            form.cleaned_data.pop("organisations"),
            started_by=request.user,
            **form.cleaned_data,
        )
        messages.success(request, _("The letters are on their way."))
        return redirect("directory_campaigns:show", campaign.pk)
    waiting = starting.already_asked()
    ticked = set(request.POST.getlist("organisations")) if data else None
    context = {
        "form": form,
        "age": AgeForm(initial={"months": months}),
        "rows": [
            {
                "entry": entry,
                "is_waiting": entry.pk in waiting,
                "is_ticked": entry.pk not in waiting if ticked is None else str(entry.pk) in ticked,
            }
            for entry in sorted(entries, key=lambda entry: not entry.email)
        ],
    }
    return render(request, "directory/admin/campaign_new.html", context)


@permission_required(PERMISSION)
def show(request, pk):
    campaign = get_object_or_404(Campaign.objects.with_progress(), pk=pk)
    requests = campaign.requests.select_related("organisation")
    context = {
        "campaign": campaign,
        "requests": requests,
        "is_sending": campaign.sent + campaign.failed < campaign.asked,
        "is_over": campaign.answer_until < timezone.localdate(),
        "to_remind": requests.unanswered()
        .filter(sent_at__isnull=False, reminded_at__isnull=True)
        .count(),
    }
    return render(request, "directory/admin/campaign.html", context)


@require_POST
@permission_required(PERMISSION)
def remind(request, pk):
    campaign = get_object_or_404(Campaign, pk=pk)
    number = campaign.requests.unanswered().filter(reminded_at__isnull=True).count()
    letters.remind(campaign)
    words = ngettext(
        "%(number)s reminder is on its way.", "%(number)s reminders are on their way.", number
    )
    messages.success(request, words % {"number": number})
    return redirect("directory_campaigns:show", pk)


@require_POST
@permission_required(PERMISSION)
def again(request, pk):
    """After a mail server was mended, or a worker stopped: what is not sent yet is sent."""
    letters.retry(get_object_or_404(Campaign, pk=pk))
    messages.success(request, _("The letters are on their way."))
    return redirect("directory_campaigns:show", pk)


class CampaignMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(PERMISSION)


class CampaignViewSet(ViewSet):
    name = "directory_campaigns"
    url_prefix = "directory/campaigns"
    icon = "mail"
    menu_label = gettext_lazy("Have entries confirmed")
    menu_item_class = CampaignMenuItem

    def get_urlpatterns(self):
        return [
            path("", index, name="index"),
            path("new/", new, name="new"),
            path("<int:pk>/", show, name="show"),
            path("<int:pk>/remind/", remind, name="remind"),
            path("<int:pk>/again/", again, name="again"),
        ]
