"""Those who are asked. Elections change who holds an authority, never the addressee."""

from collections import defaultdict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms import languages
from cms.bilingual import Bilingual

from .kinds import Level
from .panels import OpenItemsPanel

BOTH = "both"


class AuthorityQuerySet(models.QuerySet):
    def absorbed_by(self, authority):
        """The bodies that it took over, and those that they had taken over: their pks."""
        pairs = self.exclude(successor=None).values_list("pk", "successor_id")
        return absorbed(authority.pk, pairs)


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

    email = models.EmailField(
        _("e-mail for letters and reminders"),
        blank=True,
        help_text=_("Of the secretariat, not of a person. Never shown on the site."),
    )
    language = models.CharField(
        _("language of letters"),
        max_length=4,
        choices=[*settings.LANGUAGES, (BOTH, _("both languages"))],
        default=BOTH,
    )
    ended_on = models.DateField(
        _("dissolved or merged on"),
        null=True,
        blank=True,
        help_text=_("Its page and its history stay; what is open goes to its successor."),
    )
    successor = models.ForeignKey(
        "self",
        verbose_name=_("taken over by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text=_("Empty if nobody took over its tasks."),
    )
    ending_fr = models.TextField(
        _("what happened to it, in French"),
        blank=True,
        help_text=_("Example: Fusionnée avec la commission des soins par l’ordonnance de 2023."),
    )
    ending_nl = models.TextField(_("what happened to it, in Dutch"), blank=True)

    name = Bilingual()
    short_name = Bilingual()
    ending = Bilingual()

    objects = AuthorityQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_nl")]),
        FieldRowPanel([FieldPanel("short_name_fr"), FieldPanel("short_name_nl")]),
        FieldRowPanel([FieldPanel("level"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("language")]),
        OpenItemsPanel(heading=_("What waits for an answer")),
        InlinePanel("holders", heading=_("Who holds it, term by term"), label=_("term")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("ended_on"), FieldPanel("successor")]),
                FieldRowPanel([FieldPanel("ending_fr"), FieldPanel("ending_nl")]),
            ],
            heading=_("If it no longer exists"),
        ),
    ]

    class Meta:
        ordering = ["name_fr"]
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")

    def __str__(self):
        return self.name.plain

    def clean(self):
        super().clean()
        if self.successor_id is None:
            return
        if self.ended_on is None:
            raise ValidationError({"ended_on": _("Say since when the other one took over.")})
        if self.pk and self.successor_id in {self.pk, *Authority.objects.absorbed_by(self)}:
            message = _("%(name)s cannot be taken over by a body that it took over itself.")
            raise ValidationError({"successor": message % {"name": self.name.plain}})

    @property
    def called(self):
        """The short name where it has one."""
        return self.short_name or self.name

    @property
    def letter_languages(self):
        """In which languages one writes to it."""
        return languages.CODES if self.language == BOTH else (self.language,)

    def holder_on(self, day):
        """Who held it that day; of two terms on the same day, the later one."""
        return next((one for one in self.holders.all() if one.covers(day)), None)


def absorbed(pk, pairs):
    """All that merged into it, however far back. Of pairs (a body, the one that took it over)."""
    taken_over = defaultdict(set)
    for former, successor in pairs:
        taken_over[successor].add(former)
    found, waiting = set(), [pk]
    while waiting:
        new = taken_over[waiting.pop()] - found - {pk}
        found |= new
        waiting += new
    return found


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

    def covers(self, day):
        return (self.started_on is None or self.started_on <= day) and (
            self.ended_on is None or day <= self.ended_on
        )
