"""The pages of such a site, one module per subject."""

from .agenda import AgendaPage, EventPage
from .contact import ContactPage
from .digest.records import Delivery, Digest
from .front import FrontPage
from .glossary import GlossaryPage
from .links import LinkLibraryPage, ResourceLink
from .news import NewsIndexPage, NewsPage
from .proposals.records import Proposal
from .standard import StandardPage

__all__ = [
    "AgendaPage",
    "ContactPage",
    "Delivery",
    "Digest",
    "EventPage",
    "FrontPage",
    "GlossaryPage",
    "LinkLibraryPage",
    "NewsIndexPage",
    "NewsPage",
    "Proposal",
    "ResourceLink",
    "StandardPage",
]
