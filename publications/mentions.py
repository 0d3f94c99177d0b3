"""Interpellations an organisation signed, for its entry: only signatures that stand today."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory import mentions

from .ledger.interpellations import InterpellationPage
from .ledger.signatories import Signatory


def signed_by(organisation):
    standing = Signatory.objects.standing(timezone.localdate()).filter(organisation=organisation)
    pages = InterpellationPage.objects.filter(pk__in=standing.values("interpellation"))
    return pages.values("translation_key")


mentions.register(_("Signed the interpellation"), signed_by)
