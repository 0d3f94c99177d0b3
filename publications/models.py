from .ledger.authorities import Authority, Holder
from .ledger.followups import FollowUp
from .ledger.interpellations import (
    Demand,
    InterpellationIndexPage,
    InterpellationPage,
    Signatory,
)
from .ledger.recommendations import Recommendation
from .ledger.sendings import Answer, Sending
from .longform.publications import ChapterPage, PublicationIndexPage, PublicationPage

__all__ = [
    "Answer",
    "Authority",
    "ChapterPage",
    "Demand",
    "FollowUp",
    "Holder",
    "InterpellationIndexPage",
    "InterpellationPage",
    "PublicationIndexPage",
    "PublicationPage",
    "Recommendation",
    "Sending",
    "Signatory",
]
