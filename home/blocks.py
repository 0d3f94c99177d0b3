"""What an editor arranges on the front page. Each block asks its own few questions, once."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StreamBlock, StructBlock

from cms import languages

from .agenda import AgendaPage, EventPage
from .news import NewsIndexPage, NewsPage

WHAT_MOVES = _("What moves")
FIND = _("Find")


class NeedBlock(StructBlock):
    label = CharBlock(
        label=_("need"),
        max_length=60,
        help_text=_("As people say it. Example: pay my rent."),
    )
    query = CharBlock(
        label=_("words to search for"),
        max_length=60,
        help_text=_("What the site looks for when one presses it. Example: rent."),
    )

    class Meta:
        label = _("Frequent need")
        icon = "search"


class SearchBlock(StructBlock):
    label = CharBlock(
        label=_("words above the box"),
        required=False,
        max_length=120,
        help_text=_("Example: a need, an organisation, a street, a telephone number."),
    )
    needs = ListBlock(NeedBlock(), label=_("frequent needs"), min_num=0, max_num=6)

    class Meta:
        label = _("Search box")
        description = _("A large search box with up to six frequent needs below it.")
        group = FIND
        icon = "search"
        template = "home/blocks/search.html"
        preview_value = {
            "label": _("A need, an organisation, a street, a telephone number"),
            "needs": [
                {"label": _("Pay my rent"), "query": _("rent")},
                {"label": _("Learn to read and write"), "query": _("literacy")},
            ],
        }


class ListingBlock(StructBlock):
    """Abstract: the latest of something, with a way to the rest."""

    title = CharBlock(
        label=_("title"),
        required=False,
        max_length=100,
        help_text=_("Without one, the usual title appears in both languages."),
    )
    count = IntegerBlock(label=_("how many"), default=4, min_value=1, max_value=8)

    usual_title = ""
    index_page = None

    def items(self, count):
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return context | {
            "title": value.get("title") or self.usual_title,
            "items": list(self.items(value.get("count") or 4)),
            "more_url": self.more_url(context),
        }

    def more_url(self, context):
        """The list page stands just below the front page, so the menu knows it already."""
        site = context.get("site")
        pages = site.menus.pages if site and self.index_page else []
        index = next((page for page in pages if page.specific_class is self.index_page), None)
        return index.get_url(context.get("request")) if index else ""


class NewsBlock(ListingBlock):
    usual_title = _("News")
    index_page = NewsIndexPage

    class Meta:
        label = _("Latest news")
        description = _("The newest news items, with a link to all of them.")
        group = WHAT_MOVES
        icon = "doc-full"
        template = "home/blocks/news.html"
        preview_value = {"title": "", "count": 4}

    def items(self, count):
        return NewsPage.objects.readable_in(languages.current()).newest_first()[:count]


class DatesBlock(ListingBlock):
    usual_title = _("Next dates")
    index_page = AgendaPage

    class Meta:
        label = _("Next dates")
        description = _("The next events of the agenda, with a link to all of them.")
        group = WHAT_MOVES
        icon = "date"
        template = "home/blocks/dates.html"
        preview_value = {"title": "", "count": 4}

    def items(self, count):
        events = EventPage.objects.readable_in(languages.current())
        return events.coming(timezone.localdate())[:count]


class FrontBlock(StreamBlock):
    search = SearchBlock()
    news = NewsBlock()
    dates = DatesBlock()
