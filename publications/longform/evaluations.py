"""Whether a practice or a tool does what it is for: looked at by somebody, somehow, on a day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.bilingual import Bilingual


class Evaluation(models.Model):
    page = ParentalKey(
        "publications.PublicationPage", on_delete=models.CASCADE, related_name="evaluations"
    )
    evaluated_on = models.DateField(_("evaluated on"), null=True, blank=True)
    evaluator_fr = models.CharField(
        _("by whom, in French"),
        max_length=200,
        blank=True,
        help_text=_("A group, an organisation, a role. Example: douze travailleurs sociaux."),
    )
    evaluator_nl = models.CharField(_("by whom, in Dutch"), max_length=200, blank=True)
    method_fr = models.TextField(
        _("how, in French"),
        blank=True,
        help_text=_("Example: essai de trois mois, puis un entretien avec chacun."),
    )
    method_nl = models.TextField(_("how, in Dutch"), blank=True)
    result_fr = models.TextField(
        _("result, in French"),
        blank=True,
        help_text=_("What works, what does not, for whom. No names, no cases of persons helped."),
    )
    result_nl = models.TextField(_("result, in Dutch"), blank=True)

    evaluator = Bilingual()
    method = Bilingual()
    result = Bilingual()

    panels = [
        FieldPanel("evaluated_on"),
        FieldRowPanel([FieldPanel("evaluator_fr"), FieldPanel("evaluator_nl")]),
        FieldRowPanel([FieldPanel("method_fr"), FieldPanel("method_nl")]),
        FieldRowPanel([FieldPanel("result_fr"), FieldPanel("result_nl")]),
    ]

    class Meta:
        ordering = ["-evaluated_on", "-pk"]
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")

    def __str__(self):
        return self.result.plain or str(self.evaluated_on or "")

    def clean(self):
        super().clean()
        if not (self.result_fr or self.result_nl):
            raise ValidationError({"result_fr": _("Say the result in one language at least.")})
