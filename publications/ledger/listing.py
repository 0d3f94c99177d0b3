"""The list of interpellations: what still waits first, the longest silence at the top."""

from collections import defaultdict
from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import languages
from cms.filters import ListFilter
from cms.pages import paginate
from directory.vocabulary import Theme

from . import clock
from .authorities import Authority
from .interpellations import InterpellationPage
from .pages import data_links
from .sendings import Sending


class Standing(models.TextChoices):
    """What a reader filters by."""

    OPEN = "open", _("No answer to date")
    OVERDUE = "overdue", _("Overdue")
    ANSWERED = "answered", _("Answered")
    NOT_SENT = "not-sent", _("Not sent yet")


class InterpellationFilter(ListFilter):
    state = forms.ChoiceField(label=_("State"), choices=Standing.choices, required=False)
    authority = forms.ChoiceField(label=_("Addressee"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)

    def __init__(self, data, lines):
        super().__init__(data)
        authorities = {sending.authority for line in lines for sending in line.sendings}
        themes = {theme for line in lines for theme in line.page.themes.all()}
        years = {line.year for line in lines if line.year}
        self.offer("authority", [(a.slug, a.called.plain) for a in by_name(authorities)])
        self.offer("theme", [(t.code, t.label.plain) for t in by_label(themes)])
        self.offer("year", [(year, year) for year in sorted(years, reverse=True)])
        self.offer("state", [(s.value, s.label) for s in Standing if any_is(s, lines)])

    def offer(self, name, choices):
        self.fields[name].choices = [("", _("All")), *choices]


@dataclass(frozen=True)
class Line:
    page: InterpellationPage
    sendings: tuple[Sending, ...]
    clock: clock.Clock

    @property
    def year(self):
        day = self.page.adopted_on or self.clock.sent_on
        return day.year if day else None

    @property
    def urgency(self):
        """Open before settled; among the open, the most overdue, then the longest wait."""
        return not self.clock.is_open, -self.clock.days_overdue, -self.clock.days

    def stands(self, standing):
        return {
            Standing.OPEN: self.clock.is_open,
            Standing.OVERDUE: self.clock.state == clock.State.OVERDUE,
            Standing.ANSWERED: self.clock.answered_on is not None and not self.clock.is_open,
            Standing.NOT_SENT: self.clock.sent_on is None,
        }[Standing(standing)]

    def matches(self, state=None, authority=None, theme=None, year=None):
        return (
            (state is None or self.stands(state))
            and (authority is None or authority in {s.authority.slug for s in self.sendings})
            and (theme is None or theme in {one.code for one in self.page.themes.all()})
            and (year is None or year == self.year)
        )


def by_name(authorities: set[Authority]):
    return sorted(authorities, key=lambda one: one.called.plain.casefold())


def by_label(themes: set[Theme]):
    return sorted(themes, key=lambda one: one.label.plain.casefold())


def any_is(standing, lines):
    return any(line.stands(standing) for line in lines)


def listed(request):
    lines = lines_on(timezone.localdate())
    form = InterpellationFilter(request.GET, lines)
    found = [line for line in lines if line.matches(**form.values)]
    return {
        "form": form,
        "page_obj": paginate(found, request.GET.get("page")),
        "data": data_links("interpellations"),
        "robots": "noindex" if form.values else "",
    }


def lines_on(on):
    """All that this reader can have: a coordination adopts a few a year, not thousands."""
    pages = InterpellationPage.objects.readable_in(languages.current()).defer_streamfields()
    pages = list(pages.prefetch_related("themes"))
    sent = defaultdict(list)
    sendings = Sending.objects.filter(
        interpellation__translation_key__in=[page.translation_key for page in pages]
    )
    related = sendings.select_related("authority", "interpellation")
    for sending in related.prefetch_related("answers"):
        sent[sending.interpellation.translation_key].append(sending)
    return sorted((line_of(page, sent[page.translation_key], on) for page in pages), key=urgency)


def line_of(page, sendings, on):
    case = clock.of_case([sending.clock(on) for sending in sendings], [], on)
    return Line(page, tuple(sendings), case)


def urgency(line):
    return line.urgency
