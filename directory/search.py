"""What search may find of the directory."""

from django.db.models import Prefetch
from django.dispatch import receiver
from django.utils import translation
from wagtail.signals import unpublished

from cms import languages
from search import changes
from search.documents import Document, Kind
from search.registry import register

from .identifiers import shown_phone
from .models import Organisation, Place, Service


def public():
    """Entries with all that their documents are made of."""
    return Organisation.objects.listed().prefetch_related(
        "themes",
        "networks",
        Prefetch("places", Place.objects.select_related("municipality", "neighbourhood")),
        "services__themes",
        "services__audiences",
        "services__languages",
    )


def describe(entry):
    documents = []
    for code in languages.CODES:
        # An entry with neither name nor summary in a language would be the other one, disguised.
        if getattr(entry, f"name_{code}") or getattr(entry, f"summary_{code}"):
            with translation.override(code):
                documents.append(document(entry, code))
    return documents


def document(entry, code):
    services, places = list(entry.services.all()), list(entry.places.all())
    return Document(
        kind=Kind.ORGANISATION,
        language=code,
        title=entry.name.plain,
        url=entry.get_absolute_url(),
        summary=getattr(entry, f"summary_{code}"),
        body="\n".join(body(entry, services, code)),
        keywords="\n".join(filter(None, keywords(entry, services, places, code))),
        places=tuple(place.position for place in places if place.position),
        facets=facets(entry, services, places),
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
    """Found, never shown: other names, numbers, addresses, the words of the closed lists."""
    yield from (entry.name_fr, entry.name_nl, entry.acronym_fr, entry.acronym_nl)
    for phone in (entry.phone, *(service.phone for service in services)):
        yield shown_phone(phone)
    yield from (entry.email, entry.website, entry.shown_enterprise_number)
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
        "building": ("step-free",) if any(place.step_free for place in places) else (),
    }


def codes(words):
    return tuple(sorted({word.code for word in words}))


register(
    Organisation,
    public=public,
    describe=describe,
    follows={Place: "organisation", Service: "organisation"},
)


@receiver(unpublished, sender=Organisation)
def withdraw(sender, instance, **kwargs):
    """At once, not when the index gets to it: an entry is withdrawn for a reason."""
    changes.withdraw(Organisation, [instance.pk])
