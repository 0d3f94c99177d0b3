"""What a coordinator decides of an issue: for whom, which days, what is told, in which order."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from .cadence import Cadence
from .records import Digest

A_YEAR = timedelta(days=366)


class PeriodForm(forms.ModelForm):
    class Meta:
        model = Digest
        fields = ["cadence", "since", "until"]
        widgets = {"since": AdminDateInput, "until": AdminDateInput}

    def clean(self):
        told = super().clean()
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            raise ValidationError({"until": _("It cannot end before it begins.")})
        if since and until and until - since > A_YEAR:
            raise ValidationError({"since": _("A year at most.")})
        return told


class WordsForm(forms.ModelForm):
    class Meta:
        model = Digest
        fields = ["intro_fr", "intro_nl"]
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in fields}


def proposed(cadence: str) -> Digest:
    """From the day after the last issue, or for as long as it comes back, until yesterday."""
    until = timezone.localdate() - timedelta(days=1)
    last = Digest.objects.filter(cadence=cadence).order_by("-until").first()
    days = 7 if cadence == Cadence.WEEKLY else 31
    since = until - timedelta(days=days - 1)
    if last and since - timedelta(days=60) < last.until < until:
        since = last.until + timedelta(days=1)
    return Digest(cadence=cadence, since=since, until=until)


def chosen_in(data, lines) -> list[str]:
    """The ticked ones of what is found, by the numbers that were typed beside them."""
    ticked = set(data.getlist("item"))

    def place(pair):
        number, key = pair
        typed = data.get(f"place:{key}", "")
        return (int(typed) if typed.isdecimal() and len(typed) < 6 else number, number)

    found = [(number, one.key) for number, one in enumerate(lines, 1) if one.key in ticked]
    return [key for _number, key in sorted(found, key=place)]
