"""Which draft is of which year, and what the site had written in it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publications.models import PublicationPage


class ReportDraft(models.Model):
    page = models.OneToOneField(PublicationPage, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    chapters = models.JSONField(default=dict)  # key of a chapter → page
    prints = models.JSONField(default=dict)  # block → fingerprint of what the site wrote
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("draft of an activity report")
        verbose_name_plural = _("drafts of activity reports")
        ordering = ["-made_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.page.title
