"""Closed lists, each entry with a code that never changes and a label in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.bilingual import Bilingual


class Vocabulary(models.Model):
    code = models.SlugField(
        _("code"),
        max_length=40,
        unique=True,
        help_text=_("Part of addresses and exports: it does not change. Example: housing."),
    )
    label_fr = models.CharField(_("label in French"), max_length=80)
    label_nl = models.CharField(_("label in Dutch"), max_length=80)
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("The smallest number comes first in lists.")
    )

    label = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("label_fr"), FieldPanel("label_nl")]),
        FieldRowPanel([FieldPanel("code"), FieldPanel("position")]),
    ]

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self):
        return self.label.plain


class Theme(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")


class Audience(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class SpokenLanguage(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")


class Municipality(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")


class Neighbourhood(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("neighbourhood")
        verbose_name_plural = _("neighbourhoods")


class AccessMode(models.TextChoices):
    """How one gets in. The code decides what to say about it, so the list is not editable."""

    WALK_IN = "walk-in", _("Without an appointment")
    APPOINTMENT = "appointment", _("By appointment")
    REFERRAL = "referral", _("On referral by a service")


class BodyKind(models.TextChoices):
    PUBLIC = "public", _("Public service")
    ASSOCIATION = "association", _("Association")
    OTHER = "other", _("Other")


class WhenOpen(models.TextChoices):
    NOW = "now", _("Open now")
    SATURDAY = "saturday", _("Open on Saturday")
    EVENING = "evening", _("Open after 18:00")


class Building(models.TextChoices):
    STEP_FREE = "step-free", _("Step-free from the street")
