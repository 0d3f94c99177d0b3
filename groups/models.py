from .bodies.records import Body, BodyDocument, Constituency, Mandate, MeetingCount
from .meetings.records import Meeting
from .members.people import Membership
from .pages import GroupIndexPage, GroupPage
from .participation import Participation
from .phases import Phase
from .productions import Production
from .years import Year

__all__ = [
    "Body",
    "BodyDocument",
    "Constituency",
    "GroupIndexPage",
    "GroupPage",
    "Mandate",
    "Meeting",
    "MeetingCount",
    "Membership",
    "Participation",
    "Phase",
    "Production",
    "Year",
]
