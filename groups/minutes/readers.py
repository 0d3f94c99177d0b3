"""Who may read minutes, and who may write them. Every page, file, list and screen asks here.

Three ways in: the right of the coordination, facilitating the group, and, where the minutes are
open to members, belonging today to an organisation that takes part today. The links of officials
are the fourth, and need no account: see `transmissions`.
"""

from django.db.models import Q
from django.utils import timezone

from ..bodies.records import Mandate
from ..meetings.records import Meeting
from ..members.people import organisations_of
from ..participation import Participation
from .facilitators import Facilitator
from .records import Minutes

READ_ALL, WRITE_ALL = "groups.view_minutes", "groups.change_minutes"


def has_account(user):
    return user.is_authenticated and user.is_active


def readable_by(user, day=None):
    """The minutes that this person may read on that day (today)."""
    if not has_account(user):
        return Minutes.objects.none()
    if user.has_perm(READ_ALL):
        return Minutes.objects.all()
    own = Q(meeting__group__in=facilitated_by(user))
    return Minutes.objects.filter(own | open_to(organisations_of(user, day), day))


def open_to(organisations, day=None):
    """What the people of these may read that day, as members."""
    return Q(meeting__in=meetings_of_organisations(organisations, day), for_members=True)


def meetings_of_organisations(organisations, day=None):
    """Of the groups in which they take part that day, and of the bodies in which they sit."""
    day = day or timezone.localdate()
    groups = Participation.objects.filter(
        Q(joined_on=None) | Q(joined_on__lte=day),
        Q(left_on=None) | Q(left_on__gt=day),
        organisation__in=organisations,
    )
    sides = Mandate.objects.filter(
        Q(started_on=None) | Q(started_on__lte=day),
        Q(ended_on=None) | Q(ended_on__gte=day),
        Q(constituency__started_on=None) | Q(constituency__started_on__lte=day),
        Q(constituency__ended_on=None) | Q(constituency__ended_on__gte=day),
        organisation__in=organisations,
    )
    return Meeting.objects.filter(
        Q(group__in=groups.values("page")) | Q(body__in=sides.values("constituency__body"))
    )


def facilitated_by(user):
    return Facilitator.objects.in_office().filter(user=user).values("group")


def meetings_to_write(user):
    """The meetings whose minutes this person may write: those that take place once."""
    meetings = Meeting.objects.select_related("group", "body").filter(every="")
    if not has_account(user):
        return meetings.none()
    if user.has_perm(WRITE_ALL):
        return meetings
    return meetings.filter(group__in=facilitated_by(user))


def may_write_some(user):
    """Whether the screens of the minutes are anything for her."""
    if not has_account(user):
        return False
    return user.has_perm(WRITE_ALL) or facilitated_by(user).exists()
