"""The digest among the things that can be followed: confirmed, looked after and stopped like them.

Nothing *happens* to it: its letters are those that a coordinator sends.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.subscriptions import topics
from cms.subscriptions.topics import Source, Subject

from .cadence import KIND, wanted


def subject(kind, code):
    asked = wanted(code)
    if asked is None:
        return None
    said = _("Somebody, probably you, asked us to send to this address: %(what)s.")
    return Subject(str(asked), reverse("digest"), said % {"what": asked})


topics.register(
    Source(
        KIND,
        kinds={KIND: gettext_lazy("news by e-mail")},
        subject=subject,
        events=lambda: (),
        lines=lambda keys: {},
    )
)
