"""The first page of a member: her groups, what comes, her organisation's entry."""

from dataclasses import dataclass, field
from itertools import islice

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import dates, languages
from cms.bilingual import Text
from cms.dates import Asked

from ..meetings.dates import expanded, place_of, told
from ..meetings.records import Meeting
from ..pages import GroupPage
from ..participation import Participation
from . import sections
from .gate import logged_in, memberships, page
from .sections import Section

NEXT_MEETINGS, NEXT_DATES = 3, 5


@logged_in
def area(request):
    mine = memberships(request)
    if not mine:
        return page(request, "groups/members/nothing.html")
    organisations = [membership.organisation for membership in mine]
    return page(
        request, "groups/members/area.html", {"sections": sections.told(request, organisations)}
    )


@dataclass
class MyGroup:
    page: GroupPage
    meetings: list = field(default_factory=list)  # pairs of a meeting and its place


def groups_of(organisations, on):
    """The groups that these take part in on a day, as a reader of this language finds them."""
    present = Participation.objects.filter(
        Q(joined_on=None) | Q(joined_on__lte=on),
        Q(left_on=None) | Q(left_on__gt=on),
        organisation__in=organisations,
    )
    families = GroupPage.objects.filter(participations__in=present).values("translation_key")
    readable = GroupPage.objects.readable_in(languages.current()).with_stage(on)
    return readable.filter(translation_key__in=families).defer_streamfields()


def my_groups(request, organisations):
    today = timezone.localdate()
    mine = {one.translation_key: MyGroup(one) for one in groups_of(organisations, today)}
    rows = Meeting.objects.filter(group__translation_key__in=mine)
    rows = list(rows.select_related("venue", "group").annotate(last=Coalesce("end", "start")))
    for row in rows:
        row.is_public = True  # to members of the group, those it holds behind closed doors too
    found, language = {row.pk: row for row in rows}, languages.current()
    for _start, key in sorted(expanded(rows, dates.midnight(today), None), key=by_start):
        meeting = told(found, key)
        meetings = mine[meeting.group.translation_key].meetings
        if len(meetings) < NEXT_MEETINGS:
            meetings.append((meeting, place_of(meeting, language)))
    return list(mine.values())


def by_start(pair):
    return pair[0]


def next_dates(request, organisations):
    """Of the whole network: what everybody can read in the agenda."""
    language = languages.current()
    since = dates.midnight(timezone.localdate())
    coming = islice(dates.moments(Asked(language, since=since)), NEXT_DATES)
    return dates.entries(coming, language)


@dataclass(frozen=True)
class MyEntry:
    organisation: object
    name: Text
    may_invite: bool


def my_entries(request, organisations):
    return [
        MyEntry(one.organisation, one.organisation.name, one.may_invite)
        for one in memberships(request)
    ]


sections.register(
    Section("groups", _("My groups"), my_groups, "groups/members/groups.html", position=10)
)
sections.register(
    Section("entry", _("My organisation"), my_entries, "groups/members/entries.html", position=40)
)
sections.register(
    Section("agenda", _("Next in the network"), next_dates, "groups/members/dates.html", 50)
)
