"""Telephone and enterprise numbers: typed in many ways, stored in one, shown in the usual one."""

import re

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

COUNTRY = "BE"


def clean_phone(typed: str) -> str:
    """`02/240.30.80` → `+3222403080`.

    Country and length are checked, the range is not: ranges open faster than libraries learn
    them, and numbers in 02 000, which nobody can own, must pass for demonstration entries.
    """
    try:
        number = phonenumbers.parse(typed, COUNTRY)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ValidationError(
            _("This is not a telephone number: %(value)s. Example: 02 240 30 80."),
            code="phone",
            params={"value": typed},
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(stored: str) -> str:
    """`+3222403080` → `02 240 30 80`; numbers of other countries keep their prefix."""
    try:
        number = phonenumbers.parse(stored, COUNTRY)
    except phonenumbers.NumberParseException:
        return stored
    belgian = number.country_code == phonenumbers.country_code_for_region(COUNTRY)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if belgian else form.INTERNATIONAL)


def clean_enterprise_number(typed: str) -> str:
    """`BE 0403.019.261` → `0403019261`. The last two digits check the first eight (modulo 97)."""
    digits = re.sub(r"[\s.\-/]", "", typed.upper()).removeprefix("BE")
    if re.fullmatch(r"[2-9]\d{8}", digits, re.ASCII):
        digits = f"0{digits}"  # numbers of before 2005 lose their zero in old letterheads
    if not re.fullmatch(r"[01]\d{9}", digits, re.ASCII):
        raise ValidationError(
            _("An enterprise number has ten digits and starts with 0 or 1."), code="enterprise"
        )
    if 97 - int(digits[:8]) % 97 != int(digits[8:]):
        raise ValidationError(
            _("This enterprise number does not exist: its last two digits do not match."),
            code="enterprise",
        )
    return digits


def shown_enterprise_number(stored: str) -> str:
    return f"{stored[:4]}.{stored[4:7]}.{stored[7:]}" if stored else ""


class PhoneInput(forms.CharField):
    """Editors see the number as they would write it."""

    def prepare_value(self, value):
        return shown_phone(value) if value else value


class PhoneField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 20)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return super().clean(clean_phone(value) if value else value, model_instance)

    def formfield(self, **kwargs):
        # Spaces and strokes are typed, and not stored.
        return super().formfield(**{"form_class": PhoneInput, "max_length": 40, **kwargs})


class EnterpriseNumberInput(forms.CharField):
    def prepare_value(self, value):
        whole = isinstance(value, str) and len(value) == 10 and value.isdecimal()
        return shown_enterprise_number(value) if whole else value


class EnterpriseNumberField(models.CharField):
    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return super().clean(clean_enterprise_number(value) if value else value, model_instance)

    def formfield(self, **kwargs):
        kwargs = {"form_class": EnterpriseNumberInput, "max_length": 20, **kwargs}
        return super().formfield(**kwargs)
