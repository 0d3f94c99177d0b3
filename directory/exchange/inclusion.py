"""A file in the shape of data.inclusion, version 1: structures and their services.

Made for French aggregators. What that schema cannot say is lost, and the page of our data tells
what: Belgian postcodes have four digits where five are asked for, there is no SIRET, themes and
audiences are closed French lists of which only those with an equal among ours are filled.
"""

import json
from collections.abc import Iterator

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cms import alternates, languages

from ..models import Organisation, Place, Service
from ..vocabulary import AccessMode
from .hours_text import write_week
from .hsds.schedules import without_nothing
from .licence import described
from .rows import entries

SOURCE = "cass-cssa"
SHORTEST_TEXT = 5
# Ours → theirs, only where the meaning is the same.
THEMES = {
    "housing": "logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement",
    "homelessness": "logement-hebergement--rechercher-une-solution-dhebergement-temporaire",
    "administrative-help": (
        "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives"
    ),
    "legal-aid": (
        "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits"
    ),
    "debt": "difficultes-financieres--situation-dendettement-surendettement",
    "food-aid": "equipement-et-alimentation--alimentation",
    "health": "sante--acces-aux-soins",
    "mental-health": "sante--sante-mentale",
    "addiction": "sante--addictions",
    "family-planning": "sante--sante-sexuelle",
    "violence": "famille--surmonter-conflits-separation-violence",
    "literacy": "lecture-ecriture-calcul--maitriser-le-francais",
    "employment": "preparer-sa-candidature--organiser-ses-demarches-de-recherche-demploi",
    "parenthood": "famille--soutien-a-la-parentalite-et-a-leducation",
    "digital": "numerique--maitriser-les-fondamentaux-du-numerique",
    "culture": "remobilisation--activites-sportives-et-culturelles",
    "community": "remobilisation--lien-social",
}
PUBLICS = {
    "young-people": "jeunes",
    "elderly": "seniors",
    "newcomers": "personnes-exilees",
    "women": "femmes",
    "families": "familles",
    "job-seekers": "demandeurs-emploi",
    "disability": "personnes-en-situation-de-handicap",
    "homeless": "personnes-en-situation-durgence",
}
EVERYBODY = {"everyone": "tous-publics"}
MODES = {AccessMode.WALK_IN: "se-presenter", AccessMode.APPOINTMENT: "telephoner"}


@require_safe
def export(request):
    response = StreamingHttpResponse(chunks(languages.current()), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="data-inclusion.json"'
    return described(response)


def chunks(language: str) -> Iterator[str]:
    """Structures, then services: entries are read twice rather than held."""
    yield '{"structures": ['
    yield from written(structures, language)
    yield '],\n"services": ['
    yield from written(services_of, language)
    yield f'],\n"licence": {json.dumps(settings.DATA_LICENCE[1])}}}\n'


def written(describe, language: str) -> Iterator[str]:
    ids = Organisation.objects.listed().order_by("pk").values_list("pk", flat=True)
    comma = ""
    for entry in entries(ids.iterator()):
        with translation.override(language):
            told = list(describe(entry))
        for one in told:
            yield comma + json.dumps(one, ensure_ascii=False)
            comma = ",\n"


def structures(entry: Organisation) -> Iterator[dict]:
    """One a place, as that schema wants; an entry without a place is one without an address."""
    places = list(entry.places.all())
    for place in places or [None]:
        yield without_nothing(
            {
                "source": SOURCE,
                "id": structure_id(entry, place),
                "nom": entry.name.plain,
                "description": text_of(entry),
                "site_web": entry.website,
                "telephone": entry.phone,
                "courriel": entry.email,
                "lien_source": alternates.absolute(entry.get_absolute_url()),
                "date_maj": updated(entry),
                "horaires_accueil": osm_hours(entry.opening_slots.all()),
                **(where(place) if place else {}),
            }
        )


def services_of(entry: Organisation) -> Iterator[dict]:
    for service in entry.services.all():
        place = place_of(service, entry)
        thematics = {THEMES[t.code] for t in service.themes.all() if t.code in THEMES}
        yield without_nothing(
            {
                "source": SOURCE,
                "id": f"{SOURCE}--{service.pk}",
                "structure_id": structure_id(entry, place),
                "nom": service.name.plain,
                "description": text_of(entry),
                "lien_source": alternates.absolute(entry.get_absolute_url()),
                "date_maj": updated(entry),
                "thematiques": sorted(thematics),
                "frais_precisions": service.fees.plain,
                "conditions_acces": service.conditions.plain,
                "publics": publics_of(service),
                "modes_mobilisation": [MODES[m] for m in service.access_modes if m in MODES],
                "mobilisable_par": by_whom(service),
                "telephone": service.phone or entry.phone,
                "courriel": entry.email,
                "horaires_accueil": osm_hours(
                    service.opening_slots.all() or entry.opening_slots.all()
                ),
                **(where(place) if place else {}),
            }
        )


def place_of(service: Service, entry: Organisation) -> Place | None:
    """That schema knows one place a service: the first."""
    codes = service.place_codes
    return next((p for p in entry.places.all() if not codes or p.code in codes), None)


def text_of(entry: Organisation) -> str:
    """They ask for a text, and for a few letters at least."""
    text = entry.description.plain or entry.summary.plain
    return text if len(text) >= SHORTEST_TEXT else f"{entry.name.plain} · {text}".strip(" ·")


def publics_of(service: Service) -> list[str]:
    """*Everybody* stands alone there."""
    codes = {audience.code for audience in service.audiences.all()}
    if everybody := [EVERYBODY[code] for code in codes if code in EVERYBODY]:
        return everybody
    return sorted(PUBLICS[code] for code in codes if code in PUBLICS)


def by_whom(service: Service) -> list[str]:
    persons = ["usagers"] if service.walk_in or service.by_appointment else []
    return persons + (["professionnels"] if service.by_referral else [])


def structure_id(entry: Organisation, place: Place | None) -> str:
    return f"{SOURCE}--{entry.slug}" + (f"--{place.code}" if place else "")


def where(place: Place) -> dict:
    latitude, longitude = place.position or (None, None)
    return {
        "adresse": f"{place.street.plain} {place.number}".strip(),
        "complement_adresse": place.postcode,  # theirs have five digits
        "commune": place.municipality.label.plain,
        "latitude": latitude,
        "longitude": longitude,
    }


def updated(entry: Organisation) -> str:
    moment = entry.last_published_at or entry.first_published_at or timezone.now()
    return timezone.localdate(moment).isoformat()


def osm_hours(slots) -> str:
    return write_week((slot.weekday, slot.opens, slot.closes) for slot in slots)
