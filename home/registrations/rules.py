"""What the coordination decides for the registrations of one event, on its original page."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from cms.bilingual import Bilingual

from ..agenda import EventPage

ADDED_HELP = _("Added to the letter. Example: coffee from 9:00, entrance through the garden.")


class State(models.TextChoices):
    """Of the registrations as a whole, for who would like to come."""

    CANCELLED = "cancelled", _("The event is cancelled: nobody can register.")
    PAST = "past", _("The event has begun or is over: nobody can register any more.")
    NOT_YET = "not-yet", _("Registration is not open yet.")
    CLOSED = "closed", _("Registration is closed.")
    FULL = "full", _("All places are taken.")
    WAITING = "waiting", _("All places are taken: you can put yourself on the waiting list.")
    OPEN = "open", _("Registration is open.")


OPEN_STATES = (State.OPEN, State.WAITING)


class RulesQuerySet(models.QuerySet):
    def of(self, page):
        """Of an event in either language."""
        return self.filter(event__translation_key=page.translation_key)

    def with_counts(self):
        return self.annotate(
            confirmed=Count("registrations", filter=Q(registrations__state="confirmed")),
            waiting=Count("registrations", filter=Q(registrations__state="waiting")),
        )


class RegistrationRules(models.Model):
    event = models.OneToOneField(
        EventPage, on_delete=models.CASCADE, related_name="registration_rules"
    )
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Empty: at once.")
    )
    closes_at = models.DateTimeField(
        _("closes"), null=True, blank=True, help_text=_("Empty: when the event begins.")
    )
    places = models.PositiveSmallIntegerField(
        _("number of places"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Empty: no limit. More places move the waiting list up at once."),
    )
    has_waiting_list = models.BooleanField(
        _("waiting list"),
        default=True,
        help_text=_("Once it is full. A place that is given back goes to the first who waits."),
    )
    asks_phone = models.BooleanField(_("telephone"), default=False)
    asks_access = models.BooleanField(
        _("what makes coming easier (access, interpreter)"), default=False
    )
    asks_meal = models.BooleanField(_("what one does not eat"), default=False)
    asks_remarks = models.BooleanField(_("a remark"), default=False)
    confirmation_fr = models.TextField(
        _("text of the confirmation in French"), blank=True, help_text=ADDED_HELP
    )
    confirmation_nl = models.TextField(_("text of the confirmation in Dutch"), blank=True)
    days_kept = models.PositiveSmallIntegerField(
        _("erased so many days after the event"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
        help_text=_("Said to everybody who registers. Only numbers stay."),
    )

    confirmation = Bilingual()

    objects = RulesQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("registrations of an event")
        verbose_name_plural = _("registrations of events")
        default_permissions = ()

    def __str__(self):
        return self.event.title

    def clean(self):
        super().clean()
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("It cannot close before it opens.")})

    @property
    def erased_on(self):
        return self.event.last_day + timedelta(days=self.days_kept)

    @property
    def asked(self):
        """The fields asked for besides name, organisation and address."""
        return [name for name in OPTIONAL if getattr(self, f"asks_{name}")]

    def is_over(self, now):
        """Nobody comes, or moves up, any more."""
        return self.event.cancelled or self.event.start <= now

    def state(self, now, confirmed):
        if self.event.cancelled:
            return State.CANCELLED
        if self.event.start <= now:
            return State.PAST
        if self.opens_at and now < self.opens_at:
            return State.NOT_YET
        if self.closes_at and now >= self.closes_at:
            return State.CLOSED
        if self.places is None or confirmed < self.places:
            return State.OPEN
        return State.WAITING if self.has_waiting_list else State.FULL


OPTIONAL = ("phone", "access", "meal", "remarks")
