"""The minutes that this person may read, the last meeting first: one question, asked where every
page of minutes asks it.
"""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..minutes.readers import readable_by
from . import sections
from .sections import Section

SHOWN = 12


def my_minutes(request, organisations):
    rows = readable_by(request.user).with_meeting().order_by("-meeting__start", "-pk")
    return [(one, reverse("minutes:read", args=[one.meeting.uid])) for one in rows[:SHOWN]]


sections.register(
    Section("minutes", _("Minutes"), my_minutes, "groups/members/minutes.html", position=20)
)
