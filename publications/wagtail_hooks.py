from wagtail.snippets.models import register_snippet

from . import attention  # noqa: F401
from .ledger.admin import LedgerViewSetGroup
from .ledger.answering import admin as answering_admin  # noqa: F401
from .ledger.answering import attention as answering_attention  # noqa: F401
from .ledger.signing import admin as signing_admin  # noqa: F401
from .longform import editing, publishing  # noqa: F401
from .longform.corrections.admin import CorrectionsViewSetGroup
from .longform.intake import admin as intake_admin  # noqa: F401
from .longform.references_admin import ReferenceViewSet

register_snippet(LedgerViewSetGroup)
register_snippet(ReferenceViewSet)
register_snippet(CorrectionsViewSetGroup)
