from .pages import GroupIndexPage, GroupPage
from .participation import Participation
from .phases import Phase

__all__ = ["GroupIndexPage", "GroupPage", "Participation", "Phase"]
