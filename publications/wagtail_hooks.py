from wagtail.snippets.models import register_snippet

from . import attention  # noqa: F401
from .ledger.admin import LedgerViewSetGroup

register_snippet(LedgerViewSetGroup)
