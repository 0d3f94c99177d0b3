"""What was asked for, once and for good: a number that never changes, a text in both languages."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin, WorkflowMixin

from cms.bilingual import Bilingual

from .kinds import Level, Origin, Type, Validation

NUMBER = r"[0-9]{4}-[0-9]{2,4}"
ATTEMPTS = 5


class RecommendationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(live=True, withdrawn_on=None)

    def with_an_address(self):
        """Those ever published: their number was printed somewhere, so it answers for good."""
        return self.exclude(live=False, first_published_at=None)

    def latest_first(self):
        return self.order_by("-year", "-number")

    def about(self, theme):
        return self.filter(themes__code=theme)

    def of_year(self, year):
        return self.filter(year=year)

    def next_number(self, year):
        """One more than the highest given in that year, drafts included."""
        given = self.filter(number__startswith=f"{year}-").values_list("number", flat=True)
        last = max((int(number.split("-")[1]) for number in given), default=0)
        return f"{year}-{last + 1:02}"


class Recommendation(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, ClusterableModel
):
    number = models.CharField(
        _("number"),
        max_length=9,
        unique=True,
        blank=True,
        validators=[RegexValidator(f"^{NUMBER}$", _("Year, dash, number. Example: 2015-07."))],
        help_text=_("Permanent. Leave empty for the next one of its year. Example: 2015-07."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1900), MaxValueValidator(2200)]
    )
    adopted_on = models.DateField(
        _("adopted on"), null=True, blank=True, help_text=_("If the day is known.")
    )
    title_fr = models.CharField(
        _("in one sentence, in French"),
        max_length=200,
        help_text=_("Starts with a verb. Example: Financer au moins un mi-temps de coordination."),
    )
    title_nl = models.CharField(_("in one sentence, in Dutch"), max_length=200, blank=True)
    text_fr = models.TextField(_("full text in French"), blank=True)
    text_nl = models.TextField(_("full text in Dutch"), blank=True)
    type = models.CharField(
        _("type"), max_length=20, choices=Type.choices, default=Type.RECOMMENDATION
    )
    themes = ParentalManyToManyField(
        "directory.Theme", verbose_name=_("themes"), blank=True, related_name="+"
    )
    audiences = ParentalManyToManyField(
        "directory.Audience", verbose_name=_("for whom"), blank=True, related_name="+"
    )
    level = models.CharField(_("level of power"), max_length=20, choices=Level.choices)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin.choices)
    taken_over_from_fr = models.CharField(
        _("taken over from, in French"),
        max_length=250,
        blank=True,
        help_text=_("The earlier text and its year. Example: Mémorandum de 2010, proposition 7."),
    )
    taken_over_from_nl = models.CharField(
        _("taken over from, in Dutch"), max_length=250, blank=True
    )
    validation = models.CharField(_("agreement"), max_length=20, choices=Validation.choices)
    validated_by_fr = models.CharField(
        _("agreed or contested by, in French"),
        max_length=250,
        blank=True,
        help_text=_("A forum, never persons. Example: l’assemblée du 12 mars 2015."),
    )
    validated_by_nl = models.CharField(
        _("agreed or contested by, in Dutch"), max_length=250, blank=True
    )
    source_note_fr = models.TextField(
        _("note on the source, in French"),
        blank=True,
        help_text=_("Where it was said, by whom it was agreed on, what is not certain."),
    )
    source_note_nl = models.TextField(_("note on the source, in Dutch"), blank=True)
    source_page = models.ForeignKey(
        Page,
        verbose_name=_("publication it comes from"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    source_anchor = models.CharField(
        _("exact passage"),
        max_length=40,
        blank=True,
        validators=[RegexValidator(r"^[\w-]+$")],
        help_text=_("Readers are led to these words. Choose the publication first."),
    )
    group = models.ForeignKey(
        Page,
        verbose_name=_("working group"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The group that worked on it."),
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("A wider recommendation that this one makes more precise."),
    )

    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("It leaves all lists and counts; its address says that it was withdrawn."),
    )
    withdrawn_because_fr = models.TextField(_("reason of the withdrawal, in French"), blank=True)
    withdrawn_because_nl = models.TextField(_("reason of the withdrawal, in Dutch"), blank=True)

    title = Bilingual()
    text = Bilingual()
    taken_over_from = Bilingual()
    validated_by = Bilingual()
    source_note = Bilingual()
    withdrawn_because = Bilingual()

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        indexes = [models.Index(fields=["live", "withdrawn_on"], name="public_recommendations")]

    def __str__(self):
        return f"{self.reference} {self.title.plain}"

    def clean(self):
        super().clean()
        if (given := self.given_number) and self.number != given:
            raise ValidationError({"number": _("A published number never changes.")})
        if self.origin == Origin.TAKEN_OVER and not (
            self.taken_over_from_fr or self.taken_over_from_nl
        ):
            raise ValidationError(
                {"taken_over_from_fr": _("Say which text it is taken over from.")}
            )
        if self.withdrawn_on and not (self.withdrawn_because_fr or self.withdrawn_because_nl):
            raise ValidationError(
                {"withdrawn_because_fr": _("Say why: its address keeps telling readers.")}
            )
        if self.parent_id and self.pk in ancestors(self.parent):
            raise ValidationError({"parent": _("It would become a part of itself.")})

    @property
    def given_number(self):
        """The number under which it was published, if it ever was."""
        known = Recommendation.objects.with_an_address().filter(pk=self.pk)
        return known.values_list("number", flat=True).first()

    def save(self, *args, **kwargs):
        if given := self.given_number:
            self.number = given  # an older version may carry another one
        if self.number:
            return super().save(*args, **kwargs)
        return self._save_with_next_number(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.given_number:
            raise models.ProtectedError(published_stays(self), {self})
        return super().delete(*args, **kwargs)

    def _save_with_next_number(self, *args, **kwargs):
        """Two editors may take the same number at the same moment: the second tries the next."""
        for attempt in range(ATTEMPTS):
            self.number = Recommendation.objects.next_number(self.year)
            try:
                with transaction.atomic():
                    return super().save(*args, **kwargs)
            except IntegrityError:
                if attempt == ATTEMPTS - 1:
                    raise

    def get_absolute_url(self):
        return reverse("ledger:recommendation", args=[self.number])

    @property
    def reference(self):
        return f"R{self.number}"

    @property
    def is_withdrawn(self):
        return not self.live or self.withdrawn_on is not None

    @cached_property
    def theme_list(self):
        return list(self.themes.all())

    @cached_property
    def audience_list(self):
        return list(self.audiences.all())


def ancestors(recommendation):
    """Itself and what it is part of, up to the widest. A circle ends the walk."""
    found = []
    while recommendation is not None and recommendation.pk not in found:
        found.append(recommendation.pk)
        recommendation = recommendation.parent
    return found


def published_stays(recommendation):
    return _(
        "%(reference)s was published: its number is printed in letters, so it is never deleted. "
        "Withdraw it instead; its address will say so."
    ) % {"reference": recommendation.reference}
