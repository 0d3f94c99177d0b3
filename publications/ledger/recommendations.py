"""What was asked for, once and for good: a number that never changes, a text in both languages."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, Page, RevisionMixin, WorkflowMixin

from cms.bilingual import Bilingual

from .kinds import Level, Origin, Type, Validation
from .panels import CasePanel

NUMBER = r"[0-9]{4}-[0-9]{2,4}"
ATTEMPTS = 5


class RecommendationQuerySet(models.QuerySet):
    def public(self):
        return self.filter(live=True)

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
    level = models.CharField(_("level of power"), max_length=20, choices=Level.choices)
    origin = models.CharField(_("origin"), max_length=20, choices=Origin.choices)
    validation = models.CharField(_("agreement"), max_length=20, choices=Validation.choices)
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
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("A wider recommendation that this one makes more precise."),
    )

    title = Bilingual()
    text = Bilingual()
    source_note = Bilingual()

    objects = RecommendationQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_nl")]),
        FieldRowPanel([FieldPanel("text_fr"), FieldPanel("text_nl")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("year"), FieldPanel("adopted_on")]),
                FieldRowPanel([FieldPanel("number"), FieldPanel("type")]),
                FieldRowPanel([FieldPanel("level"), FieldPanel("parent")]),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("What it is"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("origin"), FieldPanel("validation")]),
                FieldRowPanel([FieldPanel("source_note_fr"), FieldPanel("source_note_nl")]),
                FieldPanel("source_page"),
            ],
            heading=_("Where it comes from"),
        ),
        CasePanel(heading=_("What happened")),
    ]

    class Meta:
        ordering = ["-year", "-number"]
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self):
        return f"{self.reference} {self.title.plain}"

    def clean(self):
        super().clean()
        given = Recommendation.objects.public().filter(pk=self.pk).values("number").first()
        if given and self.number != given["number"]:
            raise ValidationError({"number": _("A published number never changes.")})

    def save(self, *args, **kwargs):
        if self.number:
            return super().save(*args, **kwargs)
        return self._save_with_next_number(*args, **kwargs)

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

    @cached_property
    def theme_list(self):
        return list(self.themes.all())
