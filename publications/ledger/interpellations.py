"""A public interpellation: findings, demands, who was asked, how long the silence, the answers."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms.pages import SitePage
from cms.readable import ReadableQuerySet

from .findings import FindingsBlock
from .panels import CasePanel, InterpellationPanel
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
        from .listing import listed

        return super().get_context(request, *args, **kwargs) | listed(request)


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
    findings = StreamField(FindingsBlock(), verbose_name=_("findings"), blank=True)
    spokesperson = models.CharField(
        _("who speaks for it"),
        max_length=160,
        blank=True,
        help_text=_("A role, never a name. Example: the coordinators, for the Seniors group."),
    )

    objects = PageManager.from_queryset(ReadableQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("adopted_on"),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("findings"),
        InlinePanel("demands", heading=_("Demands, in order"), label=_("demand")),
        FieldPanel("spokesperson"),
        InlinePanel(
            "documents",
            heading=_("Documents"),
            label=_("document"),
            help_text=_("Example: the letter as it was sent. The files of an answer go with it."),
        ),
        InlinePanel(
            "see_also",
            heading=_("Working groups, publications and news that belong to it"),
            label=_("page"),
        ),
        InterpellationPanel(heading=_("Signatures and events")),
        CasePanel(heading=_("What happened")),
    ]
    # Facts: the same in both languages. What hangs on the original only is not copied to a
    # translation, nor to another interpellation.
    override_translatable_fields = [
        SynchronizedField("adopted_on", overridable=False),
        SynchronizedField("themes", overridable=False),
        BaseTranslatableField("demands"),
        BaseTranslatableField("documents"),
        BaseTranslatableField("see_also"),
    ]
    exclude_fields_in_copy = ["demands", "documents", "see_also"]

    parent_page_types = ["publications.InterpellationIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("interpellation")
        verbose_name_plural = _("interpellations")

    def get_context(self, request, *args, **kwargs):
        from .telling import told

        return super().get_context(request, *args, **kwargs) | told(self, request)


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


class InterpellationDocument(Orderable):
    page = ParentalKey(InterpellationPage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("document of an interpellation")
        verbose_name_plural = _("documents of an interpellation")

    def __str__(self):
        return str(self.document)


class SeeAlso(Orderable):
    page = ParentalKey(InterpellationPage, on_delete=models.CASCADE, related_name="see_also")
    other = models.ForeignKey(
        Page,
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("In either language: each reader gets it in their own where it exists."),
    )

    panels = [FieldPanel("other")]

    class Meta(Orderable.Meta):
        verbose_name = _("page that belongs to it")
        verbose_name_plural = _("pages that belong to it")

    def __str__(self):
        return str(self.other)
