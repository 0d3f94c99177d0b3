"""What became of it: accepted is not done. Each assessment has its date and its evidence."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.bilingual import Bilingual

from .kinds import Assessor, Implementation
from .recommendations import Recommendation


class FollowUp(models.Model):
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="follow_ups",
    )
    assessed_on = models.DateField(_("assessed on"))
    implementation = models.CharField(
        _("what was carried out"), max_length=20, choices=Implementation.choices
    )
    assessed_by = models.CharField(_("assessed by"), max_length=20, choices=Assessor.choices)
    evidence_fr = models.TextField(
        _("on what evidence, in French"), help_text=_("What anyone can check, and where.")
    )
    evidence_nl = models.TextField(_("on what evidence, in Dutch"), blank=True)

    evidence = Bilingual()

    panels = [
        FieldPanel("recommendation"),
        FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("assessed_by")]),
        FieldPanel("implementation"),
        FieldRowPanel([FieldPanel("evidence_fr"), FieldPanel("evidence_nl")]),
    ]

    class Meta:
        ordering = ["assessed_on", "pk"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-up")

    def __str__(self):
        return f"{self.recommendation.reference} · {self.assessed_on}"
