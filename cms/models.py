"""Django looks for models here; each lives in the module named for its subject."""

from .coordination import Coordination
from .glossary import Term
from .media import SiteDocument, SiteImage, SiteRendition
from .users import User

__all__ = ["Coordination", "SiteDocument", "SiteImage", "SiteRendition", "Term", "User"]
