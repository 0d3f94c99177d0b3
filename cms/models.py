"""Django looks for models here; each lives in the module named for its subject."""

from .coordination import Coordination
from .glossary import Term
from .media import SiteDocument, SiteImage, SiteRendition
from .roles import Role
from .users import User
from .workflow import CommitteeApproval

__all__ = [
    "CommitteeApproval",
    "Coordination",
    "Role",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "Term",
    "User",
]
