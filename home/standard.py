"""Pages that explain: who we are, the charter, governance, accessibility, privacy."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.blocks import BodyBlock
from cms.pages import SitePage
from cms.readable import readable

LEAD_HELP = _("One or two sentences that say what the page is for. Shown in large type.")


class StandardPage(SitePage):
    template = "home/standard.html"
    page_description = _("Text that stays: who we are, the charter, governance, privacy.")

    lead = models.TextField(_("introduction"), blank=True, help_text=LEAD_HELP)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    show_children = models.BooleanField(
        _("list the pages below this one"),
        default=True,
        help_text=_("Their titles and introductions appear under the text."),
    )

    content_panels = [
        *SitePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("show_children"),
    ]

    parent_page_types = ["home.FrontPage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    @cached_property
    def sections(self):
        """The pages below, in the editor's order."""
        if not self.show_children or not self.numchild:
            return Page.objects.none()
        return readable(self.get_children()).defer_streamfields()
