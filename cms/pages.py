"""What every page of the site has: an accent, a description, and an honest other language."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageViewRestriction

from . import parity
from .readable import readable

FRONT_PAGE_DEPTH = 2  # one front page per language, just below Wagtail's root


class SitePage(Page):
    """Abstract: the pages of `home`, `groups` and `publications` inherit from it."""

    accent = "neutral"  # one of the accents of static/css/tokens.css

    social_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image for social networks"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown when someone shares this page. Without one, the site's card is used."),
    )

    content_panels = [TitleFieldPanel("title")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("social_image"),
            ],
            heading=_("For search engines and social networks"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menu")),
    ]

    class Meta:
        abstract = True

    read_with: tuple[str, ...] = ()  # what a page of this kind always shows of other tables
    is_open_to_all = False  # known of a page that was found through its frame (cms/frame.py)

    def get_view_restrictions(self):
        if self.is_open_to_all:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    @cached_property
    def live_translations(self):
        """The other languages a visitor may read, with what parity needs to know: one query."""
        translations = readable(self.get_translations())
        return list(parity.with_sources(translations).select_related("locale"))

    @cached_property
    def parity(self):
        return parity.of_page(self, self.live_translations)

    @cached_property
    def original(self):
        """The page on which what a family of pages shares hangs: itself, if it is the original."""
        original = self.parity.original
        return original.specific_deferred if original else self

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"crumbs": self.crumbs(request)}

    def crumbs(self, request):
        """The pages above, below the front page. Routing went through them: no query."""
        found, page = [], self
        while page.depth > FRONT_PAGE_DEPTH + 1:
            page = page.get_parent()
            found.insert(0, {"title": page.title, "url": page.get_url(request)})
        return found


def paginate(items, number, per_page=20):
    """One page of a list; nonsense in the address gives the first or the last page, never a 404."""
    return Paginator(items, per_page).get_page(number)
