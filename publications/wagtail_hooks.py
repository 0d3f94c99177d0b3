from wagtail.snippets.models import register_snippet

from .ledger.admin import LedgerViewSetGroup

register_snippet(LedgerViewSetGroup)
