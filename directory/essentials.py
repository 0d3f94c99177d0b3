"""What one says on the telephone before anything else, gathered from all services of an entry."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.bilingual import Text

MOST_DOCUMENTS = 6


@dataclass(frozen=True)
class Essentials:
    phones: list  # (number, as it is shown, what for)
    modes: list
    audiences: list
    documents: list
    languages: list
    interpretation: list
    located_in: list
    unknown: list = field(default_factory=list)  # in words: said as openly as what is known


def of(entry) -> Essentials:
    services, places = list(entry.services.all()), list(entry.places.all())
    found = Essentials(
        phones=phones_of(entry, places),
        modes=once(mode.label for service in services for mode in service.access_modes),
        audiences=words(services, "audiences"),
        documents=documents_of(services)[:MOST_DOCUMENTS],
        languages=words(services, "languages"),
        interpretation=interpretation_of(services),
        located_in=labels(place.municipality for place in places),
    )
    found.unknown.extend(unknown_of(entry, found))
    return found


def phones_of(entry, places):
    """The general number, then those of places that have their own."""
    found = [(entry.phone, entry.shown_phone, "")] if entry.phone else []
    found += [
        (place.phone, place.shown_phone, place.label or place.street)
        for place in places
        if place.phone and place.phone != entry.phone
    ]
    return found


def interpretation_of(services):
    """How one is understood in other languages: the details once each, or that it can be done."""
    told = {text.plain: text for s in services if (text := s.interpretation)}
    if told:
        return list(told.values())
    return [_("An interpreter can be arranged")] if any(s.interpreter for s in services) else []


def unknown_of(entry, found):
    """What nobody told yet, for whoever calls to ask."""
    gaps = [
        (found.phones, _("the telephone number")),
        (entry.places.all(), _("the address")),
        (entry.schedule.is_known, _("the hours")),
        (entry.access_conditions or found.audiences, _("who can come")),
        (found.languages, _("the languages spoken")),
    ]
    return [words for known, words in gaps if not known]


def documents_of(services):
    """What to bring, whichever the service: said once each."""
    lines = [line for service in services for line in lines_of(service.documents)]
    return list({line.plain: line for line in lines}.values())


def lines_of(text):
    """Each line keeps the mark of its language."""
    lines = [line.strip() for line in text.plain.splitlines()]
    return [Text(line, text.language, text.is_fallback) for line in lines if line]


def words(services, name):
    """What the services have of a closed list, in its order."""
    entries = {word.pk: word for service in services for word in getattr(service, name).all()}
    return labels(sorted(entries.values(), key=lambda word: (word.position, word.code)))


def labels(entries):
    return list({entry.code: entry.label for entry in entries}.values())


def once(values):
    return list(dict.fromkeys(values))
