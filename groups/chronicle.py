"""What groups, governance bodies and interpellations add to the history of the network."""

from django.utils.translation import gettext_lazy as _

from cms import history, languages
from cms.history import Happening
from publications.ledger.interpellations import InterpellationPage

from .bodies.records import Body
from .pages import GroupPage
from .phases import Phase


def elsewhere(page):
    """The language of a page, where it is not the reader's."""
    code = page.locale.language_code
    return "" if code == languages.current() else code


def of_groups(on, request):
    """Rows hang on the original; each reader gets the page in his language."""
    pages = GroupPage.objects.readable_in(languages.current()).defer_streamfields()
    by_family = {page.translation_key: page for page in pages}
    rows = Phase.objects.filter(
        page__translation_key__in=by_family, page__live=True, started_on__lte=on
    )
    for phase in rows.select_related("page"):
        page = by_family[phase.page.translation_key]
        yield Happening(
            day=phase.started_on,
            title=page.title,
            what=phase.get_stage_display(),
            url=page.get_url(request),
            language=elsewhere(page),
            note=phase.reason,
            mark=phase.mark,
            day_is_known=phase.day_is_known,
        )


def of_bodies(on, request):
    for body in Body.objects.public():
        if body.started_on:
            yield happening_of(body, body.started_on, _("Begins its work"), "open")
        if body.ended_on and body.ended_on <= on:
            yield happening_of(body, body.ended_on, _("Ends"), "closed")


def happening_of(body, day, what, mark):
    name = body.name
    language = name.language if name.is_fallback else ""
    return Happening(day, name.plain, what, body.get_absolute_url(), language, mark=mark)


def of_interpellations(on, request):
    pages = InterpellationPage.objects.readable_in(languages.current()).defer_streamfields()
    for page in pages.filter(adopted_on__lte=on):
        yield Happening(
            day=page.adopted_on,
            title=page.title,
            what=_("Interpellation adopted"),
            url=page.get_url(request),
            language=elsewhere(page),
            mark="answered",
        )


history.register("groups", _("Working groups"), of_groups)
history.register("bodies", _("Governance"), of_bodies)
history.register("interpellations", _("Interpellations"), of_interpellations)
