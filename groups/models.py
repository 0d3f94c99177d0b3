from .meetings.records import Meeting, Series
from .pages import GroupIndexPage, GroupPage
from .participation import Participation
from .phases import Phase
from .productions import Production
from .years import Year

__all__ = [
    "GroupIndexPage",
    "GroupPage",
    "Meeting",
    "Participation",
    "Phase",
    "Production",
    "Series",
    "Year",
]
