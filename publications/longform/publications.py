"""Publications: facts stored once, prose translated, long ones in chapters."""

from django import forms
from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail_localize.fields import SynchronizedField

from cms import languages, pictures
from cms.pages import SitePage, paginate
from cms.readable import ReadableQuerySet, readable

from ..ledger.casefile import with_clocks
from ..ledger.recommendations import Recommendation
from .blocks import LongformBody, Notes
from .filters import PublicationFilter
from .kinds import Kind
from .outlined import Outlined
from .panels import standing


class PublicationIndexPage(SitePage):
    template = "publications/publication_index.html"
    accent = "publications"
    page_description = _("Lists the publications, latest first, by kind, year and theme.")

    lead = models.TextField(_("introduction"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    subpage_types = ["publications.PublicationPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")

    def get_context(self, request, *args, **kwargs):
        readable = PublicationPage.objects.readable_in(languages.current())
        form = PublicationFilter(request.GET, years=readable.years())
        found = readable.matching(**form.values).latest_first()
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "page_obj": paginate(found.prefetch_related("themes"), request.GET.get("page")),
        }


class PublicationQuerySet(ReadableQuerySet):
    def latest_first(self):
        return self.order_by("-published_on", "-pk")

    def years(self):
        """Those with a publication, latest first."""
        dates = self.exclude(published_on=None).order_by()
        return sorted(set(dates.values_list("published_on__year", flat=True)), reverse=True)

    def matching(self, kind=None, year=None, theme=None):
        found = self
        if kind:
            found = found.filter(kind=kind)
        if year:
            found = found.filter(published_on__year=year)
        if theme:
            found = found.filter(themes__code=theme)
        return found


class PublicationPage(Outlined, SitePage):
    template = "publications/publication.html"
    accent = "publications"
    page_description = _("Proceedings, memorandum, report… A long one has chapters below it.")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    authors = models.CharField(
        _("authors"),
        max_length=250,
        blank=True,
        help_text=_("As the reader should quote them. Example: Seniors working group."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    language = models.CharField(
        _("language of origin"), max_length=2, choices=settings.LANGUAGES, default="fr"
    )
    agreed_on = models.DateField(_("agreed by the steering committee on"), null=True, blank=True)
    themes = ParentalManyToManyField(
        "directory.Theme", verbose_name=_("themes"), blank=True, related_name="+"
    )
    lead = models.TextField(
        _("introduction"), blank=True, help_text=_("What it is and what it says, in two sentences.")
    )
    body = StreamField(LongformBody(), verbose_name=_("text"), blank=True)
    notes = StreamField(Notes(), verbose_name=_("notes"), blank=True)
    outline = models.JSONField(default=dict, editable=False)  # derived: see outline.py
    cover = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("cover"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Decoration: the page says the title and the date itself."),
    )
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("file to download"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PageManager.from_queryset(PublicationQuerySet)()

    content_panels = [
        standing(),
        *SitePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("language")]),
                FieldRowPanel([FieldPanel("authors"), FieldPanel("publisher")]),
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("agreed_on")]),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldRowPanel([FieldPanel("cover"), FieldPanel("document")]),
            ],
            heading=_("What it is"),
        ),
        FieldPanel("body"),
        FieldPanel("notes"),
    ]
    # Facts: the same in both languages, so a translation takes them from its original.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "kind",
            "published_on",
            "authors",
            "publisher",
            "language",
            "agreed_on",
            "themes",
            "cover",
        )
    ] + [SynchronizedField("document")]  # there may be a file in each language

    parent_page_types = ["publications.PublicationIndexPage"]
    subpage_types = ["publications.ChapterPage"]

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def get_context(self, request, *args, **kwargs):
        if self.cover_id:
            self.cover = pictures.fetch(self.cover_id)
        return super().get_context(request, *args, **kwargs) | {
            "publication": self,
            "recommendations": self.recommendations,
        }

    @cached_property
    def recommendations(self):
        """Those of the ledger that come from it, with where they stand."""
        family = Page.objects.filter(translation_key=self.translation_key)
        found = Recommendation.objects.public().filter(source_page__in=family)
        return with_clocks(found.order_by("number"))

    @cached_property
    def chapters(self):
        """In the order of the menu, those the public may read."""
        return list(readable(ChapterPage.objects.child_of(self)).defer("body", "notes"))


class ChapterPage(Outlined, SitePage):
    template = "publications/chapter.html"
    accent = "publications"
    page_description = _("One chapter of a long publication.")

    lead = models.TextField(_("introduction"), blank=True)
    body = StreamField(LongformBody(), verbose_name=_("text"), blank=True)
    notes = StreamField(Notes(), verbose_name=_("notes"), blank=True)
    outline = models.JSONField(default=dict, editable=False)  # derived: see outline.py

    objects = PageManager.from_queryset(ReadableQuerySet)()

    content_panels = [
        standing(),
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("notes"),
    ]

    parent_page_types = ["publications.PublicationPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def get_context(self, request, *args, **kwargs):
        chapters = self.publication.chapters
        here = chapters.index(self) if self in chapters else len(chapters)
        return super().get_context(request, *args, **kwargs) | {
            "publication": self.publication,
            "previous": chapters[here - 1] if here else None,
            "next": chapters[here + 1] if here + 1 < len(chapters) else None,
        }

    @cached_property
    def publication(self):
        return PublicationPage.objects.parent_of(self).get()
