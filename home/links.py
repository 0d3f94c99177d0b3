"""Useful links by theme: we send people to the source instead of rewriting it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms import languages
from cms.bilingual import Bilingual, Text, text_in
from cms.pages import SitePage, paginate
from directory.vocabulary import Theme

from .filters import ThemeFilter
from .standard import LEAD_HELP


class ResourceLinkQuerySet(models.QuerySet):
    def by_theme(self, language):
        """In the order of the themes, then alphabetically for a reader of this language."""
        return self.select_related("theme").order_by(
            "theme__position", "theme__code", f"title_{language}", "pk"
        )

    def matching(self, theme=None):
        return self.filter(theme__code=theme) if theme else self.all()


class ResourceLink(models.Model):
    title_fr = models.CharField(_("title in French"), max_length=150, blank=True)
    title_nl = models.CharField(_("title in Dutch"), max_length=150, blank=True)
    url_fr = models.URLField(
        _("address of the French version"),
        max_length=500,
        blank=True,
        help_text=_("The page that answers the question, rather than the front page of the site."),
    )
    url_nl = models.URLField(
        _("address of the Dutch version"),
        max_length=500,
        blank=True,
        help_text=_("Leave it empty if the source exists in French only, and the reverse."),
    )
    publisher_fr = models.CharField(_("published by, in French"), max_length=150, blank=True)
    publisher_nl = models.CharField(_("published by, in Dutch"), max_length=150, blank=True)
    description_fr = models.TextField(
        _("what one finds there, in French"), blank=True, help_text=_("One or two sentences.")
    )
    description_nl = models.TextField(_("what one finds there, in Dutch"), blank=True)
    theme = models.ForeignKey(
        Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="links"
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day someone last opened the link and found what it promises."),
    )

    title = Bilingual()
    publisher = Bilingual()
    description = Bilingual()

    objects = ResourceLinkQuerySet.as_manager()

    panels = [
        FieldPanel("theme"),
        FieldRowPanel([FieldPanel("title_fr"), FieldPanel("title_nl")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("url_fr"), FieldPanel("url_nl")]),
                FieldRowPanel([FieldPanel("publisher_fr"), FieldPanel("publisher_nl")]),
                FieldPanel("checked_on"),
            ],
            heading=_("The source"),
        ),
        FieldRowPanel([FieldPanel("description_fr"), FieldPanel("description_nl")]),
    ]

    class Meta:
        verbose_name = _("useful link")
        verbose_name_plural = _("useful links")
        ordering = ["theme", "pk"]

    def __str__(self):
        return self.title.plain

    def clean(self):
        super().clean()
        if not self.title_fr and not self.title_nl:
            raise ValidationError({"title_fr": _("Give a title in at least one language.")})
        if not self.url_fr and not self.url_nl:
            raise ValidationError({"url_fr": _("Give at least one address.")})

    @property
    def url(self) -> Text:
        """Where to go, with the language one will find there."""
        return text_in(self, "url")

    @property
    def languages(self):
        """The languages of the source itself."""
        return [code for code in languages.CODES if getattr(self, f"url_{code}")]


class LinkLibraryPage(SitePage):
    template = "home/links.html"
    accent = "directory"
    page_description = _("Lists the useful links, theme by theme.")

    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)

    content_panels = [*SitePage.content_panels, FieldPanel("lead")]

    parent_page_types = ["home.FrontPage"]
    subpage_types = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("list of useful links")
        verbose_name_plural = _("lists of useful links")

    def get_context(self, request, *args, **kwargs):
        form = ThemeFilter(request.GET)
        links = ResourceLink.objects.matching(**form.values).by_theme(languages.current())
        return super().get_context(request, *args, **kwargs) | {
            "form": form,
            "items": paginate(links, request.GET.get("page"), per_page=40),
        }
