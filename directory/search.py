"""What search may find of the directory."""

from django.db.models import Prefetch
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import translation
from wagtail.signals import unpublished

from cms import languages
from search import changes
from search.documents import Document, Kind
from search.language.stopwords import without_articles
from search.registry import register

from . import door
from .identifiers import shown_phone
from .models import (
    Contact,
    Network,
    OpeningException,
    Organisation,
    Place,
    ReceptionSlot,
    Service,
    ServiceSlot,
)
from .vocabulary import Audience, Building, Municipality, Neighbourhood, Theme, WhenOpen


def public():
    """Entries with all that their documents are made of."""
    return Organisation.objects.listed().prefetch_related(
        "themes",
        Prefetch("networks", Network.objects.listed()),
        "contacts",
        Prefetch("places", Place.objects.select_related("municipality", "neighbourhood")),
        "opening_slots",
        "opening_exceptions",
        "services__opening_slots",
        "services__themes",
        "services__audiences",
        "services__languages",
    )


def describe(entry):
    """One document in each language: an entry that nobody has put into one of them yet is found
    there by what the other one says, and the document says so.
    """
    documents = []
    for code in languages.CODES:
        with translation.override(code):
            documents.append(document(entry, code, written_in(entry, code)))
    return documents


def written_in(entry, code):
    is_written = getattr(entry, f"name_{code}") or getattr(entry, f"summary_{code}")
    return code if is_written else languages.other(code)


def document(entry, code, written):
    services, places = list(entry.services.all()), list(entry.places.all())
    schedule = entry.schedule
    return Document(
        kind=Kind.ORGANISATION,
        language=code,
        title=entry.name.plain,
        url=entry.get_absolute_url(),
        summary=getattr(entry, f"summary_{written}"),
        body="\n".join(body(entry, services, written)),
        keywords="\n".join(filter(None, keywords(entry, services, places, code))),
        labels="\n".join(filter(None, labels(entry, services, places, code))),
        checked=entry.confirmed_on,
        places=tuple(place.position for place in places if place.position),
        facets=facets(entry, services, places) | {"open": when_open(schedule)},
        marks=tuple(door.marks(schedule)),
        written=written,
        expires=entry.expire_at,
    )


def body(entry, services, code):
    """Text in this language only: what the passage shown in the results may come from."""
    yield getattr(entry, f"description_{code}")
    yield getattr(entry, f"access_conditions_{code}")
    for service in services:
        yield getattr(service, f"name_{code}")
        yield getattr(service, f"conditions_{code}")
        yield getattr(service, f"documents_{code}")


def keywords(entry, services, places, code):
    """Found, never shown: other names and numbers."""
    yield getattr(entry, f"name_{code}")
    other = languages.other(code)
    yield without_articles(getattr(entry, f"name_{other}"), other)
    yield from (entry.acronym_fr, entry.acronym_nl)
    contacts = list(entry.contacts.all())
    for speaker in (entry, *services, *places, *contacts):
        yield shown_phone(speaker.phone)
    for contact in contacts:
        yield from (getattr(contact, f"role_{code}"), contact.email)
    yield from (entry.email, entry.website, entry.shown_enterprise_number)


def labels(entry, services, places, code):
    """Found too, and they say less: addresses and the words of the closed lists."""
    for place in places:
        yield from (place.address("fr"), place.address("nl"))
        yield from (getattr(place, f"label_{code}"), getattr(place, f"getting_there_{code}"))
        if place.neighbourhood:
            yield getattr(place.neighbourhood, f"label_{code}")
    for word in words(entry, services):
        yield getattr(word, f"label_{code}")
    for network in entry.networks.all():
        yield from (network.name_fr, network.name_nl, network.acronym)


def words(entry, services):
    yield from entry.themes.all()
    for service in services:
        yield from service.themes.all()
        yield from service.audiences.all()


def facets(entry, services, places):
    themes = {word.code for word in entry.themes.all()}
    themes |= {word.code for service in services for word in service.themes.all()}
    return {
        "theme": tuple(sorted(themes)),
        "audience": codes(word for service in services for word in service.audiences.all()),
        "language": codes(word for service in services for word in service.languages.all()),
        "neighbourhood": codes(place.neighbourhood for place in places if place.neighbourhood),
        "mode": tuple(
            sorted({mode.value for service in services for mode in service.access_modes})
        ),
        "building": tuple(building(places)),
        "municipality": codes(place.municipality for place in places),
        "kind": (entry.kind,),
        "network": tuple(sorted(network.slug for network in entry.networks.all())),
    }


def building(places):
    if any(place.step_free for place in places):
        yield Building.STEP_FREE.value


def when_open(schedule):
    """What is true of the week; what is true now is asked of the marks."""
    facts = {
        WhenOpen.SATURDAY: door.is_open_on_saturday(schedule.slots),
        WhenOpen.EVENING: door.is_open_in_the_evening(schedule.slots),
    }
    return tuple(when.value for when, is_so in facts.items() if is_so)


def codes(words):
    return tuple(sorted({word.code for word in words}))


register(
    Organisation,
    public=public,
    describe=describe,
    follows=dict.fromkeys(
        (Place, Service, Contact, ReceptionSlot, OpeningException), "organisation"
    ),
    words={
        Theme: ("themes", "services__themes"),
        Audience: ("services__audiences",),
        Neighbourhood: ("places__neighbourhood",),
        Municipality: ("places__municipality",),
        Network: ("networks",),
    },
)


@receiver([post_save, post_delete], sender=ServiceSlot)
def hours_of_a_service_changed(sender, instance, **kwargs):
    owner = Service.objects.filter(pk=instance.service_id)
    changes.record(Organisation, owner.values_list("organisation_id", flat=True))


@receiver(unpublished, sender=Organisation)
def withdraw(sender, instance, **kwargs):
    """At once, not when the index gets to it: an entry is withdrawn for a reason."""
    changes.withdraw(Organisation, [instance.pk])
