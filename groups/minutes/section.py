"""In the members' area: the last minutes that are open to a person's organisations."""

from django.utils.translation import gettext_lazy as _

from ..members import sections
from ..members.sections import Section
from .readers import open_to
from .records import Minutes

SHOWN = 8


def to_read(request, organisations):
    return Minutes.objects.filter(open_to(organisations)).with_meeting().defer("text")[:SHOWN]


sections.register(
    Section("minutes", _("Minutes"), to_read, "groups/minutes/section.html", position=20)
)
