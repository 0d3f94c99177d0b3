"""When the door is open: weekly hours, and the dates on which they do not hold."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.bilingual import Bilingual

from . import hours

HOURS_HELP = _(
    "One line for each stretch. An hour of closing earlier than that of opening is one of the "
    "next morning. Example of a remark: by telephone only."
)


class OpeningSlot(models.Model):
    weekday = models.PositiveSmallIntegerField(_("day"), choices=WEEKDAYS)
    opens = models.TimeField(_("from"))
    closes = models.TimeField(_("until"))
    note_fr = models.CharField(_("remark in French"), max_length=80, blank=True)
    note_nl = models.CharField(_("remark in Dutch"), max_length=80, blank=True)

    note = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]),
        FieldRowPanel([FieldPanel("note_fr"), FieldPanel("note_nl")]),
    ]

    class Meta:
        abstract = True
        ordering = ["weekday", "opens"]

    def __str__(self):
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def slot(self):
        return hours.Slot(self.weekday, self.opens, self.closes)


class ReceptionSlot(OpeningSlot):
    organisation = ParentalKey(
        "directory.Organisation", on_delete=models.CASCADE, related_name="opening_slots"
    )

    class Meta(OpeningSlot.Meta):
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")


class ServiceSlot(OpeningSlot):
    service = ParentalKey(
        "directory.Service", on_delete=models.CASCADE, related_name="opening_slots"
    )

    class Meta(OpeningSlot.Meta):
        verbose_name = _("hours of this service")
        verbose_name_plural = _("hours of this service")


class OpeningException(models.Model):
    """Holidays of the team, an inventory, a late evening: stronger than the weekly hours."""

    organisation = ParentalKey(
        "directory.Organisation", on_delete=models.CASCADE, related_name="opening_exceptions"
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty for a single day.")
    )
    opens = models.TimeField(
        _("open from"), null=True, blank=True, help_text=_("Leave both hours empty when closed.")
    )
    closes = models.TimeField(_("open until"), null=True, blank=True)
    reason_fr = models.CharField(
        _("reason in French"), max_length=80, blank=True, help_text=_("Example: summer holidays.")
    )
    reason_nl = models.CharField(_("reason in Dutch"), max_length=80, blank=True)

    reason = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldRowPanel([FieldPanel("reason_fr"), FieldPanel("reason_nl")]),
    ]

    class Meta:
        ordering = ["first_day", "opens"]
        verbose_name = _("exceptional day")
        verbose_name_plural = _("exceptional days")

    def __str__(self):
        return f"{self.first_day} {self.reason_fr}".strip()

    def clean(self):
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day comes before the first one.")})
        if (self.opens is None) != (self.closes is None):
            raise ValidationError({"closes": _("Give both hours, or none when it is closed.")})

    @property
    def exception(self):
        return hours.Exceptional(
            self.first_day, self.last_day or self.first_day, self.opens, self.closes
        )


def schedule_of(records, open_on_holidays: bool) -> hours.Schedule:
    """From slots and exceptions, in any order; hours said twice count once."""
    exceptions = [r.exception for r in records if isinstance(r, OpeningException)]
    slots = [r.slot for r in records if isinstance(r, OpeningSlot)]
    return hours.Schedule(tuple(dict.fromkeys(slots)), tuple(exceptions), open_on_holidays)
