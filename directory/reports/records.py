"""One line for each error that somebody told of, until it is looked at and closed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..organisations import Organisation


class Reason(models.TextChoices):
    CLOSED = "closed", _("It has closed for good")
    MOVED = "moved", _("It has moved")
    PHONE = "phone", _("The telephone number is wrong")
    HOURS = "hours", _("The hours are wrong")
    LANGUAGE = "language", _("A language is not spoken there")
    OTHER = "other", _("Something else")


class Origin(models.TextChoices):
    VISITOR = "visitor", _("A reader of the site")
    ORGANISATION = "organisation", _("The organisation itself, by its link")
    MEMBER = "member", _("The organisation itself, in the members’ area")


class Status(models.TextChoices):
    NEW = "new", _("To look at")
    CORRECTED = "corrected", _("Corrected")
    NOTHING = "nothing", _("Nothing to change")


class ReportQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(status=Status.NEW)


class Report(models.Model):
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="reports",
        verbose_name=_("organisation"),
    )
    reason = models.CharField(_("what is wrong"), max_length=20, choices=Reason)
    text = models.TextField(_("what it should say"), max_length=2000, blank=True)
    email = models.EmailField(
        _("e-mail to answer to"),
        blank=True,
        help_text=_("Erased as soon as the report is closed."),
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    origin = models.CharField(_("told by"), max_length=20, choices=Origin, default=Origin.VISITOR)
    created_at = models.DateTimeField(_("told on"), default=timezone.now, editable=False)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.NEW)
    note = models.TextField(
        _("note"), blank=True, help_text=_("For the coordination only. Example: called on Monday.")
    )
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("report of an error")
        verbose_name_plural = _("reports of errors")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.NEW) | Q(email=""), name="no_email_kept_when_closed"
            )
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_reason_display()}"

    def save(self, *args, **kwargs):
        if self.is_open:
            self.closed_at = None
        else:
            self.email = ""
            self.closed_at = self.closed_at or timezone.now()
        super().save(*args, **kwargs)

    @property
    def is_open(self):
        return self.status == Status.NEW
