from .bodies.records import Body, BodyDocument, Constituency, Mandate, MeetingCount
from .meetings.records import Meeting
from .members.invitations import Invitation
from .members.people import Membership
from .minutes.attendance import Attendance
from .minutes.facilitators import Facilitator
from .minutes.records import Minutes, MinutesFile
from .minutes.transmissions import Transmission
from .pages import GroupIndexPage, GroupPage
from .participation import Participation
from .phases import Phase
from .productions import Production
from .years import Year

__all__ = [
    "Attendance",
    "Body",
    "BodyDocument",
    "Constituency",
    "Facilitator",
    "GroupIndexPage",
    "GroupPage",
    "Invitation",
    "Mandate",
    "Meeting",
    "MeetingCount",
    "Membership",
    "Minutes",
    "MinutesFile",
    "Participation",
    "Phase",
    "Production",
    "Transmission",
    "Year",
]
