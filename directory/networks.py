"""Networks: what organisations do together, often known to nobody but their members."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.bilingual import Bilingual


class Network(models.Model):
    name_fr = models.CharField(_("name in French"), max_length=140, unique=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=140, blank=True)
    acronym = models.CharField(_("acronym"), max_length=20, blank=True)
    summary_fr = models.CharField(_("in one sentence, in French"), max_length=250, blank=True)
    summary_nl = models.CharField(_("in one sentence, in Dutch"), max_length=250, blank=True)
    website = models.URLField(_("website"), blank=True)

    name = Bilingual()
    summary = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_nl")]),
        FieldRowPanel([FieldPanel("summary_fr"), FieldPanel("summary_nl")]),
        FieldRowPanel([FieldPanel("acronym"), FieldPanel("website")]),
    ]

    class Meta:
        ordering = ["name_fr"]
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self):
        return self.name.plain
