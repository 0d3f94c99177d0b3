"""Opening hours, their remarks, exceptional days and their reasons, each in one cell."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..opening import OpeningException
from . import hours_text
from .cells import Cell

EXCEPTION = ("first_day", "last_day", "opens", "closes")


class Week(Cell):
    """Slots that stay keep their remarks."""

    def get(self, record, field):
        return [(slot.weekday, slot.opens, slot.closes) for slot in record.opening_slots.all()]

    def write(self, value):
        return hours_text.write_week(value)

    def read(self, text, words):
        return hours_text.read_week(text)

    def put(self, record, field, value):
        known = {(s.weekday, s.opens, s.closes): s for s in record.opening_slots.all()}
        model = record.opening_slots.model
        record.opening_slots = [
            known.get(key) or model(weekday=key[0], opens=key[1], closes=key[2]) for key in value
        ]


class Remarks(Cell):
    def get(self, record, field):
        return [(s.weekday, s.opens, getattr(s, field)) for s in record.opening_slots.all()]

    def write(self, value):
        return hours_text.write_remarks(value)

    def read(self, text, words):
        return hours_text.read_remarks(text)

    def put(self, record, field, value):
        slots = list(record.opening_slots.all())
        missing = set(value) - {(slot.weekday, slot.opens) for slot in slots}
        for day, opens in sorted(missing):
            raise ValidationError(
                _("There are no hours on %(day)s at %(time)s to which this remark belongs.")
                % {"day": hours_text.DAYS[day], "time": f"{opens:%H:%M}"}
            )
        for slot in slots:
            setattr(slot, field, value.get((slot.weekday, slot.opens), ""))
        record.opening_slots = slots


class Exceptions(Cell):
    def get(self, record, field):
        return [
            (day.first_day, day.last_day, day.opens, day.closes)
            for day in record.opening_exceptions.all()
        ]

    def write(self, value):
        return hours_text.write_exceptions(value)

    def read(self, text, words):
        return hours_text.read_exceptions(text)

    def put(self, record, field, value):
        known = {
            (d.first_day, d.last_day, d.opens, d.closes): d for d in record.opening_exceptions.all()
        }
        record.opening_exceptions = [
            known.get(key) or OpeningException(**dict(zip(EXCEPTION, key, strict=True)))
            for key in value
        ]


class Reasons(Cell):
    def get(self, record, field):
        return [(day.first_day, getattr(day, field)) for day in record.opening_exceptions.all()]

    def write(self, value):
        return hours_text.write_reasons(value)

    def read(self, text, words):
        return hours_text.read_reasons(text)

    def put(self, record, field, value):
        days = list(record.opening_exceptions.all())
        for day in days:
            setattr(day, field, value.get(day.first_day, ""))
        record.opening_exceptions = days
