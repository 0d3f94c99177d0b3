"""Those who are asked. Elections change who holds an authority, never the addressee."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel

from cms.bilingual import Bilingual

from .kinds import Level


class Authority(ClusterableModel):
    name_fr = models.CharField(_("name in French"), max_length=160)
    name_nl = models.CharField(_("name in Dutch"), max_length=160, blank=True)
    short_name_fr = models.CharField(
        _("short name in French"), max_length=40, blank=True, help_text=_("Example: CPAS.")
    )
    short_name_nl = models.CharField(
        _("short name in Dutch"), max_length=40, blank=True, help_text=_("Example: OCMW.")
    )
    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        help_text=_("Last part of the address of its page, the same in both languages."),
    )
    level = models.CharField(_("level of power"), max_length=20, choices=Level.choices)

    name = Bilingual()
    short_name = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_nl")]),
        FieldRowPanel([FieldPanel("short_name_fr"), FieldPanel("short_name_nl")]),
        FieldRowPanel([FieldPanel("level"), FieldPanel("slug")]),
        InlinePanel("holders", heading=_("Who holds it, term by term"), label=_("term")),
    ]

    class Meta:
        ordering = ["name_fr"]
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")

    def __str__(self):
        return self.name.plain

    @property
    def called(self):
        """The short name where it has one."""
        return self.short_name or self.name


class Holder(models.Model):
    """A function, never a person: names are not needed to keep this account."""

    authority = ParentalKey(Authority, on_delete=models.CASCADE, related_name="holders")
    role_fr = models.CharField(
        _("role in French"),
        max_length=160,
        help_text=_("Without a name. Example: the council elected in October 2018."),
    )
    role_nl = models.CharField(_("role in Dutch"), max_length=160, blank=True)
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    role = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("role_fr"), FieldPanel("role_nl")]),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
    ]

    class Meta:
        ordering = ["-started_on", "pk"]  # rows of a form are sorted by names only
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                name="term_ends_after_it_starts",
                violation_error_message=_("A term cannot end before it starts."),
            )
        ]

    def __str__(self):
        return self.role.plain
