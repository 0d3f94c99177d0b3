"""The front page: blocks that an editor arranges."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.pages import SitePage

from .blocks import FrontBlock


class FrontPage(SitePage):
    template = "home/front.html"
    page_description = _("What a visitor sees first. There is one in each language.")

    body = StreamField(FrontBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("body")]

    parent_page_types = ["wagtailcore.Page"]
    max_count = len(settings.LANGUAGES)

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    @property
    def search_box(self):
        """Found without opening the other blocks: what those need is fetched at once, later."""
        types = [raw["type"] for raw in self.body.raw_data]
        return self.body[types.index("search")] if "search" in types else None

    def clean(self):
        super().clean()
        others = FrontPage.objects.exclude(pk=self.pk)
        if self.locale_id and others.filter(locale_id=self.locale_id).exists():
            raise ValidationError(_("This language has a front page already."))
