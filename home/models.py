"""The pages of such a site, one module per subject."""

from .activity_report.records import ReportDraft
from .agenda import AgendaPage, EventPage
from .contact import ContactPage
from .digest.records import Digest, DigestLetter
from .front import FrontPage
from .glossary import GlossaryPage
from .links import LinkLibraryPage, ResourceLink
from .news import NewsIndexPage, NewsPage
from .proposals.records import Proposal
from .registrations.attendance import Attendance
from .registrations.messages import Delivery, Message
from .registrations.records import Registration
from .registrations.rules import RegistrationRules
from .standard import StandardPage

__all__ = [
    "AgendaPage",
    "Attendance",
    "ContactPage",
    "Delivery",
    "Digest",
    "DigestLetter",
    "EventPage",
    "FrontPage",
    "GlossaryPage",
    "LinkLibraryPage",
    "Message",
    "NewsIndexPage",
    "NewsPage",
    "Proposal",
    "Registration",
    "RegistrationRules",
    "ReportDraft",
    "ResourceLink",
    "StandardPage",
]
