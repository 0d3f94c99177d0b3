"""How many follow what: never who. And the way to erase an address for somebody who asks."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from . import topics
from .models import Subscriber, Subscription

SEES = "cms.view_subscription"


class EraseForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Address to erase"),
        help_text=gettext_lazy("Of somebody who asks to be forgotten and has lost her letters."),
    )


@sensitive_post_parameters()
@permission_required(SEES, login_url="wagtailadmin_login")
def overview(request):
    form = EraseForm(request.POST or None)
    if form.is_valid():
        Subscriber.objects.filter(email=form.cleaned_data["email"].lower()).delete()
        # The same whether it was known: who follows something is nobody else's business.
        messages.success(request, _("If this address was known, it is erased with its alerts."))
        return redirect("alerts_overview")
    context = {
        "header_title": _("E-mail alerts"),
        "page_title": _("E-mail alerts"),
        "header_icon": "mail",
        "breadcrumbs_items": [{"url": "", "label": _("E-mail alerts")}],
        "rows": rows(),
        "form": form,
    }
    return render(request, "subscriptions/admin.html", context)


def rows():
    """Each topic with how many follow it, and how many have not confirmed yet."""
    confirmed = Count("pk", filter=~Q(confirmed_at=None))
    waiting = Count("pk", filter=Q(confirmed_at=None))
    found = Subscription.objects.values("topic").annotate(confirmed=confirmed, waiting=waiting)
    return [
        row | {"subject": topics.subject_of(row["topic"]), "kind": topics.kind_of(row["topic"])}
        for row in found.order_by("-confirmed", "topic")
    ]


@hooks.register("register_admin_urls")
def addresses():
    return [path("alerts/", overview, name="alerts_overview")]


class AlertsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(SEES)


@hooks.register("register_reports_menu_item")
def in_the_reports():
    return AlertsMenuItem(
        gettext_lazy("E-mail alerts"),
        reverse("alerts_overview"),
        name="alerts",
        icon_name="mail",
        order=900,
    )
