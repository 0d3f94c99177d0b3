"""A date in the admin is shown, and may be typed, as one writes it in Brussels."""

from datetime import date, datetime

import pytest
from django import forms
from django.utils import timezone, translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput


class Dated(forms.Form):
    day = forms.DateField(widget=AdminDateInput())
    moment = forms.DateTimeField(widget=AdminDateTimeInput())
    hour = forms.TimeField(widget=AdminTimeInput())


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_what_is_shown_is_accepted_back(code):
    shown = {"day": "03/12/2026", "moment": "03/12/2026 09:30", "hour": "09:30"}
    with translation.override(code):
        form = Dated(shown)
        assert form.is_valid(), form.errors
        day, moment = form.cleaned_data["day"], form.cleaned_data["moment"]
        html = Dated(initial=form.cleaned_data).as_p()
    assert day == date(2026, 12, 3)  # and not the 12th of March
    assert timezone.make_naive(moment) == datetime(2026, 12, 3, 9, 30)
    for value in shown.values():
        assert f'value="{value}"' in html


@pytest.mark.parametrize("code", ["fr", "nl"])
def test_the_order_of_machines_is_still_accepted(code):
    with translation.override(code):
        form = Dated({"day": "2026-12-03", "moment": "2026-12-03 09:30", "hour": "09:30:00"})
        assert form.is_valid(), form.errors
