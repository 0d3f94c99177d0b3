"""Django looks for models here; each lives in the module named for its subject."""

from .confirmation.campaigns import Campaign, ConfirmationRequest
from .contacts import Contact
from .networks import Network
from .opening import OpeningException, ReceptionSlot, ServiceSlot
from .organisations import Organisation
from .places import Place
from .reports.records import Report
from .services import Service
from .streets import Street
from .vocabulary import Audience, Municipality, Neighbourhood, SpokenLanguage, Theme

__all__ = [
    "Audience",
    "Campaign",
    "ConfirmationRequest",
    "Contact",
    "Municipality",
    "Neighbourhood",
    "Network",
    "OpeningException",
    "Organisation",
    "Place",
    "ReceptionSlot",
    "Report",
    "Service",
    "ServiceSlot",
    "SpokenLanguage",
    "Street",
    "Theme",
]
