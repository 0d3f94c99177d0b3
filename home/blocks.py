"""What an editor arranges on the front page. Each block asks its own few questions, once."""

from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, ListBlock, StructBlock

from cms import languages
from cms.blocks.actions import LinkCardsBlock
from cms.blocks.body import Passages
from cms.blocks.figures import KeyFiguresBlock
from cms.blocks.text import CalloutBlock, HeadingBlock, ParagraphBlock
from cms.reading import Reading
from groups.models import GroupIndexPage, GroupPage
from publications.models import (
    InterpellationIndexPage,
    InterpellationPage,
    Recommendation,
    Sending,
)

from .agenda import AgendaPage, EventPage
from .news import NewsIndexPage, NewsPage

FIND = _("Find")
WHAT_MOVES = _("What moves")
USUAL_COUNT = 4


class NeedBlock(StructBlock):
    label = CharBlock(
        label=_("need"),
        max_length=60,
        help_text=_("As people say it. Example: pay my rent."),
    )
    hint = CharBlock(
        label=_("what it covers"),
        required=False,
        default="",  # wagtail-localize cannot read a text that is None
        max_length=80,
        help_text=_("In smaller letters. Example: arrears, eviction, rental deposit."),
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
        default="",
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
                {
                    "label": _("Pay my rent"),
                    "hint": _("arrears, eviction, rental deposit"),
                    "query": _("rent"),
                },
                {
                    "label": _("Learn to read and write"),
                    "hint": _("courses, homework, conversation"),
                    "query": _("literacy"),
                },
            ],
        }


class ListingBlock(StructBlock):
    """Abstract: the latest of something, with a way to the rest."""

    title = CharBlock(
        label=_("title"),
        required=False,
        default="",
        max_length=100,
        help_text=_("Without one, the usual title appears in both languages."),
    )
    count = IntegerBlock(label=_("how many"), default=USUAL_COUNT, min_value=1, max_value=8)

    usual_title = ""
    index_page = None

    def items(self, count):
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return context | {
            "title": value.get("title") or self.usual_title,
            "items": list(self.items(value.get("count") or USUAL_COUNT)),
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
        preview_value = {"title": "", "count": USUAL_COUNT}

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
        preview_value = {"title": "", "count": USUAL_COUNT}

    def items(self, count):
        events = EventPage.objects.readable_in(languages.current())
        return events.coming(timezone.localdate())[:count]


class AwaitingBlock(ListingBlock):
    usual_title = _("Waiting for an answer")
    index_page = InterpellationIndexPage

    class Meta:
        label = _("Waiting for an answer")
        description = _("What authorities were asked and did not answer, with the days counted.")
        group = WHAT_MOVES
        icon = "history"
        template = "home/blocks/awaiting.html"
        preview_value = {"title": "", "count": USUAL_COUNT}

    def items(self, count):
        """The longest silence first; each with its subject as this reader can read it."""
        today = timezone.localdate()
        sendings = Sending.objects.public().awaiting_answer(today).with_clock()[:count]
        translations = self.translations([s.interpellation for s in sendings if s.interpellation])
        for sending in sendings:
            asked = sending.interpellation
            yield {
                "authority": sending.authority,
                "recommendation": sending.recommendation,
                "page": translations.get(asked.translation_key, asked) if asked else None,
                "clock": sending.clock(today),
            }

    @staticmethod
    def translations(interpellations):
        """Of those written in the other language, where there is one."""
        here = languages.current()
        foreign = [page for page in interpellations if page.locale.language_code != here]
        if not foreign:
            return {}
        keys = [page.translation_key for page in foreign]
        pages = InterpellationPage.objects.written_in(here).filter(translation_key__in=keys)
        return {page.translation_key: page for page in pages}


class RecommendationsBlock(ListingBlock):
    usual_title = _("Latest recommendations")

    class Meta:
        label = _("Latest recommendations")
        description = _("The newest recommendations, with their permanent numbers.")
        group = WHAT_MOVES
        icon = "list-ol"
        template = "home/blocks/recommendations.html"
        preview_value = {"title": "", "count": USUAL_COUNT}

    def items(self, count):
        return Recommendation.objects.public().latest_first()[:count]

    def more_url(self, context):
        return reverse("ledger:list")


class GroupsBlock(ListingBlock):
    usual_title = _("What the groups do")
    index_page = GroupIndexPage

    class Meta:
        label = _("What the groups do")
        description = _("The working groups at work, each with what it is there for.")
        group = WHAT_MOVES
        icon = "group"
        template = "home/blocks/groups.html"
        preview_value = {"title": "", "count": USUAL_COUNT}

    def items(self, count):
        groups = GroupPage.objects.readable_in(languages.current())
        return groups.at_work(timezone.localdate())[:count]


def bands(passages):
    """(shape, passages): lists in pairs, one left over across the page, the rest as text."""
    for is_listing, group in groupby(passages, key=lambda p: isinstance(p[0].block, ListingBlock)):
        group = list(group)
        paired = len(group) - len(group) % 2 if is_listing else 0
        if paired:
            yield "pairs", group[:paired]
        if group[paired:]:
            yield ("wide" if is_listing else "text"), group[paired:]


class FrontBlock(Passages):
    search = SearchBlock()
    awaiting = AwaitingBlock()
    dates = DatesBlock()
    news = NewsBlock()
    recommendations = RecommendationsBlock()
    groups = GroupsBlock()
    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    callout = CalloutBlock()
    link_cards = LinkCardsBlock()
    key_figures = KeyFiguresBlock()

    def get_context(self, value, parent_context=None):
        """The search box stands above, in the page's head; lists stand two by two."""
        Reading.of(parent_context or {}).glossary = None  # a first page explains no words
        context = super().get_context(value, parent_context=parent_context)
        passages = [(c, a) for c, a in context["passages"] if c.block_type != "search"]
        return context | {"bands": list(bands(passages))}

    class Meta:
        template = "home/blocks/front.html"
        block_counts = {"search": {"max_num": 1}}
