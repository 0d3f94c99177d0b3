"""Reminders: drafted when a silence reaches a step, read and sent by the coordination.

Nothing leaves by itself, and no step is reminded of twice: one row for each sending and step.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .authorities import Authority

FIRST_STEPS = "30, 60, 90"


def steps_in(text):
    """Numbers of days, in order. Raises `ValueError` for anything else."""
    steps = sorted({int(part) for part in text.replace(";", ",").split(",") if part.strip()})
    if not steps or steps[0] < 1:
        raise ValueError(text)
    return steps


def validate_steps(text):
    try:
        steps_in(text)
    except ValueError as error:
        message = _("Numbers of days, separated by commas. Example: 30, 60, 90.")
        raise ValidationError(message) from error


@register_setting(icon="time")
class ReminderSettings(BaseSiteSetting):
    steps = models.CharField(
        _("reminders after"),
        max_length=60,
        default=FIRST_STEPS,
        validators=[validate_steps],
        help_text=_("Days without an answer, separated by commas. Example: 30, 60, 90."),
    )
    greeting_fr = models.TextField(
        _("first words, in French"), blank=True, help_text=_("Empty: the usual words.")
    )
    greeting_nl = models.TextField(
        _("first words, in Dutch"), blank=True, help_text=_("Empty: the usual words.")
    )
    closing_fr = models.TextField(
        _("last words, in French"),
        blank=True,
        help_text=_("Empty: a greeting and the name of the coordination."),
    )
    closing_nl = models.TextField(
        _("last words, in Dutch"),
        blank=True,
        help_text=_("Empty: a greeting and the name of the coordination."),
    )

    panels = [
        FieldPanel("steps"),
        FieldRowPanel([FieldPanel("greeting_fr"), FieldPanel("greeting_nl")]),
        FieldRowPanel([FieldPanel("closing_fr"), FieldPanel("closing_nl")]),
    ]

    class Meta:
        verbose_name = _("reminders to authorities")


class Way(models.TextChoices):
    EMAIL = "email", _("sent by e-mail")
    POST = "post", _("sent by post")
    SKIPPED = "skipped", _("not sent, on purpose")


class Reminder(ClusterableModel):
    """One letter to one authority about all that it has left without an answer."""

    authority = models.ForeignKey(
        Authority, verbose_name=_("addressee"), on_delete=models.PROTECT, related_name="reminders"
    )
    way = models.CharField(_("what was done"), max_length=10, choices=Way.choices)
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    recipient = models.EmailField(_("sent to"), blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    delivered_at = models.DateTimeField(_("left the mail server at"), null=True, editable=False)
    failure = models.CharField(_("why it did not leave"), max_length=250, blank=True)

    class Meta:
        ordering = ["-decided_at"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")

    def __str__(self):
        return f"{self.authority} · {self.get_way_display()}"


class RemindedQuerySet(models.QuerySet):
    def sent(self, on):
        return self.exclude(reminder__way=Way.SKIPPED).filter(reminder__sent_on__lte=on)


class Reminded(models.Model):
    """That this sending was reminded of at this step: what makes it happen once only."""

    reminder = ParentalKey(Reminder, on_delete=models.CASCADE, related_name="items")
    sending = models.ForeignKey(
        "publications.Sending",
        verbose_name=_("sending"),
        on_delete=models.CASCADE,
        related_name="reminded",
    )
    step = models.PositiveSmallIntegerField(_("step"))

    objects = RemindedQuerySet.as_manager()

    class Meta:
        ordering = ["reminder__sent_on", "pk"]
        verbose_name = _("thing reminded of")
        verbose_name_plural = _("things reminded of")
        constraints = [
            models.UniqueConstraint(fields=["sending", "step"], name="reminded_once_a_step")
        ]

    def __str__(self):
        return f"{self.sending} · {self.step}"
