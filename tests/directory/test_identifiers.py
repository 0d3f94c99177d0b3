import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from directory.identifiers import (
    clean_enterprise_number,
    clean_phone,
    shown_enterprise_number,
    shown_phone,
)


@pytest.mark.parametrize(
    "typed", ["02 240 30 80", "02/240.30.80", "+32 2 240 30 80", "0032 2 240 30 80", "(02)2403080"]
)
def test_a_telephone_number_is_stored_in_one_form(typed):
    assert clean_phone(typed) == "+3222403080"
    assert shown_phone(clean_phone(typed)) == "02 240 30 80"


@pytest.mark.parametrize("typed", ["02 000 00 01", "02 000 00 99"])
def test_numbers_that_nobody_can_own_are_taken_for_demonstrations(typed):
    assert shown_phone(clean_phone(typed)) == typed


def test_a_foreign_number_keeps_its_country():
    assert shown_phone(clean_phone("+31 20 123 4567")) == "+31 20 123 4567"


@pytest.mark.parametrize("typed", ["12", "appelez-nous", "02 240 30 80 90 100", "+999 1", "02 24"])
def test_what_is_no_telephone_number_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_phone(typed)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0403.019.261", "0403019261"),
        ("BE 0403.019.261", "0403019261"),
        ("be0403019261", "0403019261"),
        ("403.019.261", "0403019261"),
    ],
)
def test_an_enterprise_number_is_stored_as_ten_digits(typed, stored):
    assert clean_enterprise_number(typed) == stored
    assert shown_enterprise_number(stored) == "0403.019.261"


@pytest.mark.parametrize(
    "typed", ["0403.019.262", "2403.019.261", "0403", "abc", "0403019261000", "٠٤٠٣٠١٩٢٦١"]
)
def test_an_enterprise_number_that_does_not_exist_is_refused(typed):
    with pytest.raises(ValidationError):
        clean_enterprise_number(typed)


@given(st.integers(0, 19_999_999), st.integers(1, 97))
def test_only_one_ending_in_ninety_seven_is_right(start, ending):
    number = f"{start:08d}{ending:02d}"
    if ending == 97 - start % 97:
        assert clean_enterprise_number(number) == number
    else:
        with pytest.raises(ValidationError):
            clean_enterprise_number(number)
