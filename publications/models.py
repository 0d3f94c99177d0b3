from .ledger.answering.deposits import Deposit, DepositFile
from .ledger.answering.links import AnswerLink
from .ledger.answers import Answer, AnswerFile
from .ledger.assessments import Assessment
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
from .ledger.relations import Related
from .ledger.reminders import Reminded, Reminder, ReminderSettings
from .ledger.sendings import Batch, Sending
from .ledger.signatories import ConsentRequest, Signatory
from .longform.attachments import Attachment
from .longform.corrections.declarations import Declaration
from .longform.corrections.notices import Correction
from .longform.corrections.versions import Version
from .longform.evaluations import Evaluation
from .longform.export.models import MadeFile
from .longform.intake.records import ImportedDocument
from .longform.programme import ProgrammeItem, Speaker
from .longform.publications import ChapterPage, PublicationIndexPage, PublicationPage
from .longform.references import Reference

__all__ = [
    "Answer",
    "AnswerFile",
    "AnswerLink",
    "Assessment",
    "Attachment",
    "Authority",
    "Batch",
    "ChapterPage",
    "ConsentRequest",
    "Correction",
    "Declaration",
    "Demand",
    "Deposit",
    "DepositFile",
    "Evaluation",
    "FollowUp",
    "Holder",
    "ImportedDocument",
    "InterpellationDocument",
    "InterpellationIndexPage",
    "InterpellationPage",
    "MadeFile",
    "Milestone",
    "ProgrammeItem",
    "PublicationIndexPage",
    "PublicationPage",
    "Recommendation",
    "Reference",
    "Related",
    "Reminded",
    "Reminder",
    "ReminderSettings",
    "SeeAlso",
    "Sending",
    "Signatory",
    "Speaker",
    "Version",
]
