"""A campaign asks many organisations at once; each request is one letter with one link."""

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..organisations import Organisation


class CampaignQuerySet(models.QuerySet):
    def with_progress(self):
        """How far each is: letters to send, gone, come back; entries confirmed or with remarks."""
        return self.annotate(
            asked=Count("requests"),
            sent=Count("requests", filter=Q(requests__sent_at__isnull=False)),
            failed=Count("requests", filter=~Q(requests__error="")),
            confirmed=Count("requests", filter=Q(requests__answer=Answer.CONFIRMED)),
            reported=Count("requests", filter=Q(requests__answer=Answer.REPORTED)),
        )


class Campaign(models.Model):
    started_at = models.DateTimeField(_("started on"), default=timezone.now, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("started by"),
    )
    answer_until = models.DateField(
        _("answer until"), help_text=_("The links in the letters stop working after this day.")
    )
    message_fr = models.TextField(
        _("a word to add, in French"),
        blank=True,
        help_text=_("Said above the link. Example: the printed guide goes to press in March."),
    )
    message_nl = models.TextField(_("a word to add, in Dutch"), blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        verbose_name = _("confirmation campaign")
        verbose_name_plural = _("confirmation campaigns")

    def __str__(self):
        day = date_format(timezone.localtime(self.started_at), "SHORT_DATE_FORMAT")
        return str(_("Campaign of %(day)s")) % {"day": day}


class Answer(models.TextChoices):
    NONE = "", _("No answer yet")
    CONFIRMED = "confirmed", _("All is right")
    REPORTED = "reported", _("Something is to be changed")


class RequestQuerySet(models.QuerySet):
    def to_send(self):
        return self.filter(sent_at__isnull=True, error="")

    def unanswered(self):
        return self.filter(answer=Answer.NONE)


class ConfirmationRequest(models.Model):
    """One organisation asked once. Its link opens this request and nothing else."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="requests")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="confirmation_requests"
    )
    email = models.EmailField(_("e-mail"))
    sent_at = models.DateTimeField(_("sent on"), null=True)
    reminded_at = models.DateTimeField(_("reminded on"), null=True)
    error = models.CharField(_("what went wrong"), max_length=200, blank=True)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name_fr"]
        verbose_name = _("request for confirmation")
        verbose_name_plural = _("requests for confirmation")
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organisation"], name="an_organisation_is_asked_once"
            )
        ]

    def __str__(self):
        return f"{self.organisation}, {self.email}"
