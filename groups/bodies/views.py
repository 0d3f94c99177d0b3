"""The public pages of the governance bodies."""

from datetime import date

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cms.filters import ListFilter

from ..meetings.telling import meetings_of_body
from .records import Body
from .telling import benches, changes, documents, whole

ISO = "%Y-%m-%d"
EARLIEST = date(1900, 1, 1)


class DayFilter(ListFilter):
    on = forms.DateField(
        label=gettext_lazy("Composition on"),
        required=False,
        input_formats=[ISO],
        widget=forms.DateInput(attrs={"type": "date"}, format=ISO),
    )

    def clean_on(self):
        """A day that is still to come is not known yet; one out of all measure is not a day."""
        on = self.cleaned_data["on"]
        return on if on and EARLIEST <= on <= timezone.localdate() else None


def crumb():
    return {"title": _("Governance"), "url": reverse("bodies:list")}


@require_safe
def bodies(request):
    today = timezone.localdate()
    found = whole(Body.objects.public())
    rows = sorted(
        ((body, body.parity_on(today)) for body in found),
        key=lambda row: (row[0].has_ended, Body.Kind.values.index(row[0].kind)),
    )
    context = {
        "rows": rows,
        "description": _("Who decides in the coordination, with how many seats each."),
    }
    return render(request, "groups/bodies/list.html", context)


@require_safe
def body(request, slug):
    one = get_object_or_404(whole(Body.objects.public()), slug=slug)
    today = timezone.localdate()
    asked = DayFilter(request.GET).values.get("on")
    day = asked or today
    context = {
        "body": one,
        "day": day,
        "is_today": day == today,
        "form": DayFilter({"on": day.strftime(ISO)}),
        "today": today,
        "benches": benches(one, day, today),
        "parity": one.parity_on(day),
        "changes": changes(one, today),
        "documents": documents(one),
        "counts": one.meeting_counts.all(),
        "meetings": meetings_of_body(one, today),
        "crumbs": [crumb()],
        "description": one.lead.plain,
        "robots": "noindex" if asked else "",
    }
    return render(request, "groups/bodies/body.html", context)
