"""Publications: facts stored once, prose translated, long ones in chapters."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageManager
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from cms import pictures
from cms.bilingual import Bilingual
from cms.filters import chips
from cms.pages import SitePage, paginate
from cms.readable import ReadableQuerySet, has_expired, readable

from ..ledger.casefile import with_clocks
from ..ledger.recommendations import Recommendation
from . import linked_data, publication_panels
from .attachments import enclosed
from .blocks import LongformBody, Notes
from .corrections.form import CHANGE_PANEL
from .corrections.pages import Corrected
from .kinds import Aspect, ChapterRole, Kind, concerns
from .listing import Listing, feed_address
from .outlined import Outlined
from .panels import standing
from .programme import programme_of
from .publication_form import PublicationForm, method_faults
from .surroundings import around, of_draft

# Facts: the same in both languages, so a translation takes them from its original.
FACTS = (
    "kind",
    "published_on",
    "authors",
    "publisher",
    "language",
    "agreed_on",
    "themes",
    "cover",
    "event_name_fr",
    "event_name_nl",
    "event_on",
    "event_until",
    "event_place_fr",
    "event_place_nl",
    "covers_from",
    "covers_to",
    "territory_fr",
    "territory_nl",
)
ROWS = ["programme", "evaluations", "attachments"]  # on the original, read from there
YEARS = [MinValueValidator(1900), MaxValueValidator(2200)]


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
        listing = Listing(request.GET)
        page_obj = paginate(listing.ordered, request.GET.get("page"))
        return super().get_context(request, *args, **kwargs) | {
            "listing": listing,
            "page_obj": page_obj,
            "items": listing.pages(page_obj.object_list),
            "chips": chips(listing.facets, request.GET),
            "data": {"atom": feed_address(request.GET)},
            "robots": "" if listing.is_plain else "noindex, follow",
        }


class PublicationQuerySet(ReadableQuerySet):
    def latest_first(self):
        return self.order_by("-published_on", "-pk")


class PublicationPage(Corrected, Outlined, SitePage):
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
    event_name_fr = models.CharField(
        _("name of the event in French"),
        max_length=200,
        blank=True,
        help_text=_("Where it is not the title. Example: colloque des cinq ans de la CASS."),
    )
    event_name_nl = models.CharField(_("name of the event in Dutch"), max_length=200, blank=True)
    event_on = models.DateField(_("took place on"), null=True, blank=True)
    event_until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if it lasted several days.")
    )
    event_place_fr = models.CharField(_("place in French"), max_length=200, blank=True)
    event_place_nl = models.CharField(_("place in Dutch"), max_length=200, blank=True)
    covers_from = models.PositiveSmallIntegerField(
        _("year covered"),
        null=True,
        blank=True,
        validators=YEARS,
        help_text=_("Of an activity report: its year. Of a diagnosis: the first year."),
    )
    covers_to = models.PositiveSmallIntegerField(
        _("last year covered"), null=True, blank=True, validators=YEARS
    )
    territory_fr = models.CharField(
        _("territory in French"),
        max_length=200,
        blank=True,
        help_text=_("Example: Schaerbeek, quartiers Brabant et Nord."),
    )
    territory_nl = models.CharField(_("territory in Dutch"), max_length=200, blank=True)
    themes = ParentalManyToManyField(
        "directory.Theme", verbose_name=_("themes"), blank=True, related_name="+"
    )
    lead = models.TextField(
        _("introduction"), blank=True, help_text=_("What it is and what it says, in two sentences.")
    )
    method = models.TextField(
        _("method note"),
        blank=True,
        help_text=_(
            "Who was asked, how many, how, by whom, with which limits. A long one may be a "
            "chapter marked “method note” instead."
        ),
    )
    purpose = models.TextField(
        _("what it is for"),
        blank=True,
        help_text=_("In which situation one takes it up, with whom, and what it gives."),
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

    event_name = Bilingual()
    event_place = Bilingual()
    territory = Bilingual()

    objects = PageManager.from_queryset(PublicationQuerySet)()

    base_form_class = PublicationForm
    content_panels = [
        CHANGE_PANEL,
        standing(),
        *SitePage.content_panels,
        *publication_panels.CONTENT,
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Text")),
            ObjectList(publication_panels.FACTS, heading=_("Facts")),
            ObjectList(publication_panels.FILES, heading=_("Documents")),
            ObjectList(SitePage.promote_panels, heading=_("Address and menu")),
            ObjectList(SitePage.settings_panels, heading=_("Dates of publication")),
        ]
    )
    override_translatable_fields = [
        *(SynchronizedField(name, overridable=False) for name in FACTS),
        SynchronizedField("document"),  # there may be a file in each language
        *(BaseTranslatableField(name) for name in ROWS),
    ]
    exclude_fields_in_copy = ROWS

    read_with = ("document",)
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
            "makers": self.around.makers,
            "programme": self.programme_told,
            "evaluations": self.evaluations_told,
            "attachments": enclosed(self.around.attachments),
            "linked_data": linked_data.of_publication(self, request),
        }

    @property
    def faults(self):
        return [*method_faults(self), *super().faults]

    @cached_property
    def around(self):
        """What hangs on it, on its original if it is a translation, or what a draft holds."""
        if isinstance(self.original.programme.all(), models.QuerySet):
            return around(self, self.original.pk)
        return of_draft(self, self.original)

    @property
    def theme_list(self):
        return self.around.themes

    def concerns(self, aspect):
        return concerns(aspect, self.kind)

    @property
    def aspects(self):
        """The groups of facts that concern its kind."""
        return {aspect.value for aspect in Aspect if self.concerns(aspect)}

    @property
    def programme_told(self):
        if not self.concerns(Aspect.EVENT):
            return []
        return programme_of(self.around.programme, self.chapters, self.around.families)

    @property
    def evaluations_told(self):
        """The latest first, also of a draft."""
        if not self.concerns(Aspect.PRACTICE):
            return []
        rows = self.around.evaluations
        return sorted(rows, key=lambda row: str(row.evaluated_on or ""), reverse=True)

    @property
    def method_chapter(self):
        """Where it is a chapter of its own."""
        of_method = (one for one in self.chapters if one.role == ChapterRole.METHOD)
        return next(of_method, None) if self.concerns(Aspect.METHOD) else None

    @cached_property
    def recommendations(self):
        """Those of the ledger that come from it, with where they stand."""
        family = Page.objects.filter(translation_key=self.translation_key)
        found = Recommendation.objects.public().filter(source_page__in=family)
        return with_clocks(found.order_by("number"))

    @cached_property
    def chapters(self):
        """In the order of the menu, those the public may read."""
        return list(self.public_chapters.defer_streamfields())

    @property
    def public_chapters(self):
        return readable(ChapterPage.objects.child_of(self)).order_by("path")


class ChapterPage(Corrected, Outlined, SitePage):
    template = "publications/chapter.html"
    accent = "publications"
    page_description = _("One chapter of a long publication.")

    role = models.CharField(
        _("what this chapter is"),
        max_length=20,
        choices=ChapterRole.choices,
        blank=True,
        help_text=_("Where it is worth saying: preface, workshop, conclusions, annex…"),
    )
    lead = models.TextField(_("introduction"), blank=True)
    body = StreamField(LongformBody(), verbose_name=_("text"), blank=True)
    notes = StreamField(Notes(), verbose_name=_("notes"), blank=True)
    outline = models.JSONField(default=dict, editable=False)  # derived: see outline.py

    objects = PageManager.from_queryset(ReadableQuerySet)()

    content_panels = [
        CHANGE_PANEL,
        standing(),
        *SitePage.content_panels,
        FieldPanel("role"),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("notes"),
    ]
    override_translatable_fields = [SynchronizedField("role", overridable=False)]

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
            "linked_data": linked_data.of_chapter(self, request),
        }

    @property
    def waits(self):
        """A chapter is as public as the whole: of a draft, its finished chapters wait with it."""
        whole = self.get_parent()
        return not whole.live or has_expired(whole)

    def serve(self, request, *args, **kwargs):
        if self.waits:
            raise Http404
        return super().serve(request, *args, **kwargs)

    @cached_property
    def publication(self):
        publication = PublicationPage.objects.parent_of(self).get()
        publication.locale = self.locale
        return publication
