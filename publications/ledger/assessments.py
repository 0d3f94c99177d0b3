"""What the coordination thinks of what came of it, and what the authority says to that.

Apart from the answers (what was promised) and from the follow-up (what was carried out): an
opinion never changes the clock.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.bilingual import Bilingual

from .authorities import Authority
from .kinds import Verdict
from .recommendations import Recommendation


class AssessmentQuerySet(models.QuerySet):
    def replied(self, on):
        """Those to which the authority had replied by that day."""
        written = ~models.Q(reply_fr="") | ~models.Q(reply_nl="")
        return self.filter(written, replied_on__lte=on)


class Assessment(models.Model):
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.CASCADE,
        related_name="assessments",
    )
    made_on = models.DateField(_("day of the assessment"))
    verdict = models.CharField(_("what came of it"), max_length=20, choices=Verdict.choices)
    opinion_fr = models.TextField(
        _("our assessment, in French"),
        help_text=_("In a constructive tone. Example: Les chèques existent, peu les connaissent."),
    )
    opinion_nl = models.TextField(_("our assessment, in Dutch"), blank=True)
    replied_by = models.ForeignKey(
        Authority,
        verbose_name=_("reply of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    replied_on = models.DateField(_("reply received on"), null=True, blank=True)
    reply_fr = models.TextField(
        _("reply in French"),
        blank=True,
        help_text=_("Shown beside our assessment, in the words of the authority."),
    )
    reply_nl = models.TextField(_("reply in Dutch"), blank=True)

    opinion = Bilingual()
    reply = Bilingual()

    objects = AssessmentQuerySet.as_manager()

    panels = [
        FieldPanel("recommendation"),
        FieldRowPanel([FieldPanel("made_on"), FieldPanel("verdict")]),
        FieldRowPanel([FieldPanel("opinion_fr"), FieldPanel("opinion_nl")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("replied_by"), FieldPanel("replied_on")]),
                FieldRowPanel([FieldPanel("reply_fr"), FieldPanel("reply_nl")]),
            ],
            heading=_("What the authority replies to it"),
        ),
    ]

    class Meta:
        ordering = ["made_on", "pk"]
        verbose_name = _("assessment of the coordination")
        verbose_name_plural = _("assessments of the coordination")

    def __str__(self):
        return f"{self.recommendation.reference} · {self.get_verdict_display()}"

    def clean(self):
        super().clean()
        if not (self.reply_fr or self.reply_nl):
            return
        if not self.replied_by_id:
            raise ValidationError({"replied_by": _("Say which authority replied.")})
        if not self.replied_on:
            raise ValidationError({"replied_on": _("Say when it replied.")})
        if self.made_on and self.replied_on < self.made_on:
            raise ValidationError({"replied_on": _("A reply cannot come before the assessment.")})
