"""A public interpellation: findings, demands, who was asked, how long the silence, the answers."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.blocks import BodyBlock
from cms.pages import SitePage
from cms.readable import ReadableQuerySet
from directory.organisations import Organisation

from .panels import CasePanel
from .recommendations import Recommendation


class InterpellationIndexPage(SitePage):
    template = "publications/interpellation_index.html"
    accent = "ledger"
    page_description = _("Lists the interpellations, those still waiting for an answer first.")

    lead = models.TextField(_("introduction"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    subpage_types = ["publications.InterpellationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of interpellations")
        verbose_name_plural = _("lists of interpellations")

    def get_context(self, request, *args, **kwargs):
        from .casefile import interpellations_listed

        return super().get_context(request, *args, **kwargs) | interpellations_listed(request)


class InterpellationPage(SitePage):
    template = "publications/interpellation.html"
    accent = "ledger"
    page_description = _("Findings, demands, and a public count of the days without an answer.")

    lead = models.TextField(
        _("introduction"), blank=True, help_text=_("What is asked and why, in two sentences.")
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    themes = ParentalManyToManyField(
        "directory.Theme", verbose_name=_("themes"), blank=True, related_name="+"
    )
    findings = StreamField(BodyBlock(), verbose_name=_("findings"), blank=True)

    objects = PageManager.from_queryset(ReadableQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("adopted_on"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("findings"),
        InlinePanel("demands", heading=_("Demands, in order"), label=_("demand")),
        InlinePanel(
            "signatories",
            heading=_("Signatories"),
            label=_("signatory"),
            help_text=_("Only organisations whose consent is dated are ever shown."),
        ),
        CasePanel(heading=_("What happened")),
    ]
    # Facts: the same in both languages. Demands and signatures hang on the original only, so they
    # are neither copied to a translation nor, with their consent, to another interpellation.
    override_translatable_fields = [
        SynchronizedField("adopted_on", overridable=False),
        SynchronizedField("themes", overridable=False),
        BaseTranslatableField("demands"),
        BaseTranslatableField("signatories"),
    ]
    exclude_fields_in_copy = ["demands", "signatories"]

    parent_page_types = ["publications.InterpellationIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("interpellation")
        verbose_name_plural = _("interpellations")

    def get_context(self, request, *args, **kwargs):
        from .casefile import interpellation_told

        return super().get_context(request, *args, **kwargs) | interpellation_told(self)


class Demand(Orderable):
    page = ParentalKey(InterpellationPage, on_delete=models.CASCADE, related_name="demands")
    recommendation = models.ForeignKey(
        Recommendation,
        verbose_name=_("recommendation"),
        on_delete=models.PROTECT,
        related_name="demanded_in",
    )

    panels = [FieldPanel("recommendation")]

    class Meta(Orderable.Meta):
        verbose_name = _("demand")
        verbose_name_plural = _("demands")
        constraints = [
            models.UniqueConstraint(fields=["page", "recommendation"], name="demanded_once")
        ]

    def __str__(self):
        return str(self.recommendation)


def consented(signatories):
    """Organisations that may be shown; taking part never implies signing.

    The rows may be those of a draft, which are in no table yet.
    """
    signed = [row.organisation_id for row in signatories if row.consent_on]
    return Organisation.objects.listed().filter(pk__in=signed).order_by("name_fr")


class Signatory(models.Model):
    page = ParentalKey(InterpellationPage, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    consent_on = models.DateField(
        _("consent given on"),
        null=True,
        blank=True,
        help_text=_("Without this date the organisation appears nowhere."),
    )
    consent_given_by = models.CharField(
        _("how it was given"),
        max_length=200,
        blank=True,
        help_text=_("Never shown. Example: e-mail of the board to the coordination."),
    )

    panels = [
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("consent_on"), FieldPanel("consent_given_by")]),
    ]

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [models.UniqueConstraint(fields=["page", "organisation"], name="signs_once")]

    def __str__(self):
        return str(self.organisation)
