"""Django looks for models here; each lives in the module named for its subject."""

from .coordination import Coordination
from .glossary import Term
from .importing.models import Import, ImportLine
from .media import SiteDocument, SiteImage, SiteRendition
from .roles import Role
from .subscriptions.models import Notice, Subscriber, Subscription
from .texts import Texts
from .users import User
from .workflow import CommitteeApproval

__all__ = [
    "CommitteeApproval",
    "Coordination",
    "Import",
    "ImportLine",
    "Notice",
    "Role",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "Subscriber",
    "Subscription",
    "Term",
    "Texts",
    "User",
]
