"""Groups that an organisation takes part in, for its entry: only where it agreed to be shown."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory import mentions

from .pages import GroupPage
from .participation import Participation


def groups_of(organisation):
    today = timezone.localdate()
    shown = Participation.objects.filter(organisation=organisation, shown_since__lte=today)
    present = shown.filter(
        Q(joined_on__isnull=True) | Q(joined_on__lte=today),
        Q(left_on__isnull=True) | Q(left_on__gt=today),
    )
    return GroupPage.objects.filter(participations__in=present).values("translation_key")


mentions.register(_("Takes part in the group"), groups_of)
