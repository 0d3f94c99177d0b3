"""Django looks for models here; each lives in the module named for its subject."""

from .networks import Network
from .opening import OpeningException, ReceptionSlot, ServiceSlot
from .organisations import Organisation
from .places import Place
from .services import Service
from .vocabulary import Audience, Municipality, Neighbourhood, SpokenLanguage, Theme

__all__ = [
    "Audience",
    "Municipality",
    "Neighbourhood",
    "Network",
    "OpeningException",
    "Organisation",
    "Place",
    "ReceptionSlot",
    "Service",
    "ServiceSlot",
    "SpokenLanguage",
    "Theme",
]
