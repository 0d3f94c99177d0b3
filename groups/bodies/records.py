"""Steering committee, assembly, bureau: seats, terms, rules. Functions, never persons' names."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.models import Orderable

from cms.bilingual import Bilingual
from directory.organisations import Organisation

from . import composition


def ends_after_it_starts(name):
    return models.CheckConstraint(
        condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
        name=name,
        violation_error_message=_("The end comes before the beginning."),
    )


class BodyQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_public=True)

    def with_seats(self):
        return self.prefetch_related("constituencies")


class Body(ClusterableModel):
    class Kind(models.TextChoices):
        COMMITTEE = "committee", pgettext_lazy("governance body", "Steering committee")
        ASSEMBLY = "assembly", pgettext_lazy("governance body", "Assembly")
        BUREAU = "bureau", pgettext_lazy("governance body", "Bureau")
        OTHER = "other", pgettext_lazy("governance body", "Other body")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name_fr = models.CharField(_("name in French"), max_length=160)
    name_nl = models.CharField(_("name in Dutch"), max_length=160, blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=60,
        unique=True,
        help_text=_("Last part of the address of its page, the same in both languages."),
    )
    lead_fr = models.TextField(
        _("what it decides, in French"),
        blank=True,
        help_text=_("In two sentences. Example: ouvre et clôture les groupes, décide du budget."),
    )
    lead_nl = models.TextField(_("what it decides, in Dutch"), blank=True)
    needs_parity = models.BooleanField(
        _("all that vote have as many seats"),
        default=False,
        help_text=_("The list of bodies then says whether it is so today."),
    )
    meetings_min = models.PositiveSmallIntegerField(
        _("meetings a year at least"), null=True, blank=True, help_text=_("As its rules say.")
    )
    started_on = models.DateField(_("exists since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    is_public = models.BooleanField(_("shown on the site"), default=True)

    name = Bilingual()
    lead = Bilingual()

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name_fr"]
        verbose_name = _("governance body")
        verbose_name_plural = _("governance bodies")
        constraints = [ends_after_it_starts("body_ends_after_it_starts")]

    def __str__(self):
        return self.name.plain

    def get_absolute_url(self):
        return reverse("bodies:body", args=[self.slug])

    @property
    def has_ended(self):
        return self.ended_on is not None and self.ended_on < timezone.localdate()

    def parity_on(self, day):
        return composition.parity(self.constituencies.all(), day)


class Constituency(Orderable, ClusterableModel):
    """One side of the table: so many seats, with a vote or with advice."""

    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="constituencies")
    name_fr = models.CharField(
        _("who, in French"), max_length=160, help_text=_("Example: CPAS de Schaerbeek.")
    )
    name_nl = models.CharField(_("who, in Dutch"), max_length=160, blank=True)
    seats = models.PositiveSmallIntegerField(
        _("seats"),
        default=0,
        help_text=_("0 where no number is fixed, as for those who are invited."),
    )
    has_a_vote = models.BooleanField(
        _("has a vote"), default=True, help_text=_("Without: an advisory voice.")
    )
    started_on = models.DateField(_("sits since"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    name = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_nl")]),
        FieldRowPanel([FieldPanel("seats"), FieldPanel("has_a_vote")]),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
        InlinePanel("mandates", heading=_("Mandates, term by term"), label=_("mandate")),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("constituency of a body")
        verbose_name_plural = _("constituencies of a body")
        constraints = [ends_after_it_starts("constituency_ends_after_it_starts")]

    def __str__(self):
        return self.name.plain

    def covers(self, day):
        return composition.Term(0, self.started_on, self.ended_on).covers(day)


class Mandate(Orderable):
    """A term on a seat. Whoever comes next on the same seat replaces who was there."""

    constituency = ParentalKey(Constituency, on_delete=models.CASCADE, related_name="mandates")
    seat = models.PositiveSmallIntegerField(
        _("seat"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("Its number. The next mandate on the same seat replaces this one."),
    )
    function_fr = models.CharField(
        _("function, in French"),
        max_length=160,
        help_text=_("Never a name. Example: présidence du CPAS."),
    )
    function_nl = models.CharField(_("function, in Dutch"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    shown_since = models.DateField(
        _("agreed to be shown on"),
        null=True,
        blank=True,
        help_text=_("Without this date the organisation is not named, only the function."),
    )
    started_on = models.DateField(_("from"), null=True, blank=True)
    ended_on = models.DateField(_("until"), null=True, blank=True)

    function = Bilingual()

    panels = [
        FieldRowPanel([FieldPanel("seat"), FieldPanel("started_on"), FieldPanel("ended_on")]),
        FieldRowPanel([FieldPanel("function_fr"), FieldPanel("function_nl")]),
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("shown_since")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [ends_after_it_starts("mandate_ends_after_it_starts")]

    def __str__(self):
        return self.function.plain

    @property
    def term(self):
        return composition.Term(self.seat, self.started_on, self.ended_on)


class BodyDocument(Orderable):
    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Example: the rules of procedure, the charter. Never minutes."),
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("document of a body")
        verbose_name_plural = _("documents of a body")

    def __str__(self):
        return str(self.document)


class MeetingCount(models.Model):
    body = ParentalKey(Body, on_delete=models.CASCADE, related_name="meeting_counts")
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1970), MaxValueValidator(2200)]
    )
    held = models.PositiveSmallIntegerField(_("meetings held"))

    panels = [FieldRowPanel([FieldPanel("year"), FieldPanel("held")])]

    class Meta:
        ordering = ["-year"]
        verbose_name = _("meetings of a year")
        verbose_name_plural = _("meetings, year by year")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year"],
                name="one_count_a_year",
                violation_error_message=_("This year is there already."),
            )
        ]

    def __str__(self):
        return f"{self.year}: {self.held}"
