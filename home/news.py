"""News of the network, newest first."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail_localize.fields import SynchronizedField

from cms import languages
from cms.blocks import BodyBlock
from cms.coordination import Coordination
from cms.pages import SitePage, paginate
from cms.readable import ReadableQuerySet

from . import linked_data
from .filters import NewsFilter
from .standard import LEAD_HELP


class NewsIndexPage(SitePage):
    template = "home/news_index.html"
    accent = "news"
    page_description = _("Lists the news, newest first, by theme and by year.")

    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["home.FrontPage"]
    subpage_types = ["home.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.readable_in(languages.current())
        form = NewsFilter(request.GET, news.years())
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "items": paginate(news.matching(**form.values).newest_first(), request.GET.get("page")),
        }


class NewsQuerySet(ReadableQuerySet):
    def newest_first(self):
        return self.order_by("-date", "-pk")

    def years(self):
        """Those in which there was news, the latest first."""
        return [day.year for day in self.dates("date", "year", order="DESC")]

    def matching(self, theme=None, year=None):
        found = self
        if theme:
            found = found.filter(themes__code=theme)
        if year:
            found = found.filter(date__year=year)
        return found


class NewsPage(SitePage):
    template = "home/news.html"
    accent = "news"
    page_description = _("Something that happened or was decided, with its date.")

    date = models.DateField(_("date"), default=timezone.localdate)
    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_is_decorative = models.BooleanField(
        _("the image is only decoration"),
        default=False,
        help_text=_("It tells nothing that the text does not say."),
    )
    image_alt = models.CharField(
        _("what the image shows"),
        max_length=250,
        blank=True,
        help_text=_("For people who do not see it. Example: forty people around two long tables."),
    )
    themes = ParentalManyToManyField(
        "directory.Theme", verbose_name=_("themes"), blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        verbose_name=_("from"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The organisation that tells it, if it is not the coordination."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    objects = PageManager.from_queryset(NewsQuerySet)()

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("image"),
                FieldRowPanel([FieldPanel("image_alt"), FieldPanel("image_is_decorative")]),
            ],
            heading=_("Image"),
        ),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("organisation"),
        FieldPanel("body"),
    ]
    # Facts: the same in both languages, so a translation takes them from its original.
    override_translatable_fields = [
        SynchronizedField("date", overridable=False),
        SynchronizedField("image", overridable=False),
        SynchronizedField("image_is_decorative", overridable=False),
        SynchronizedField("themes", overridable=False),
        SynchronizedField("organisation", overridable=False),
    ]

    read_with = ("organisation",)
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")

    def clean(self):
        super().clean()
        if self.image_id and not self.image_alt and not self.image_is_decorative:
            message = _("Say what the image shows, or mark it as decoration.")
            raise ValidationError({"image_alt": message})

    def get_context(self, request, *args, **kwargs):
        publisher = Coordination.for_request(request).name.plain
        return super().get_context(request, *args, **kwargs) | {
            "news_data": linked_data.of_news(self, request, publisher),
            "index_url": self.get_parent().get_url(request),
        }

    @property
    def image_text(self):
        return "" if self.image_is_decorative else self.image_alt
