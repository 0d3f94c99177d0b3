from .ledger.answering.deposits import Deposit, DepositFile
from .ledger.answering.links import AnswerLink
from .ledger.authorities import Authority, Holder
from .ledger.followups import FollowUp
from .ledger.interpellations import (
    Demand,
    InterpellationDocument,
    InterpellationIndexPage,
    InterpellationPage,
    SeeAlso,
)
from .ledger.milestones import Milestone
from .ledger.recommendations import Recommendation
from .ledger.sendings import Answer, Sending
from .ledger.signatories import ConsentRequest, Signatory
from .longform.publications import ChapterPage, PublicationIndexPage, PublicationPage

__all__ = [
    "Answer",
    "AnswerLink",
    "Authority",
    "ChapterPage",
    "ConsentRequest",
    "Demand",
    "Deposit",
    "DepositFile",
    "FollowUp",
    "Holder",
    "InterpellationDocument",
    "InterpellationIndexPage",
    "InterpellationPage",
    "Milestone",
    "PublicationIndexPage",
    "PublicationPage",
    "Recommendation",
    "SeeAlso",
    "Sending",
    "Signatory",
]
