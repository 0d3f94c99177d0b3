"""What the agenda adds to the history of the network: its colloquia."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms import history, languages
from cms.history import Happening

from .agenda import EventPage

COLLOQUIUM = "colloquium"  # a kind of event


def of_colloquia(on, request):
    events = EventPage.objects.readable_in(languages.current()).defer_streamfields()
    for event in events.filter(kind=COLLOQUIUM, cancelled=False, start__lte=timezone.now()):
        code = event.locale.language_code
        yield Happening(
            day=event.first_day,
            title=event.title,
            what=_("Colloquium"),
            url=event.get_url(request),
            language="" if code == languages.current() else code,
            mark="done",
        )


history.register("colloquia", _("Colloquia"), of_colloquia)
