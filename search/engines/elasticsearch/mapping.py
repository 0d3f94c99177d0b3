"""The fields of an index, and one document of it. Anything else is refused (`strict`).

Words come already cut (`search.language`, as for the embedded engine), so both engines agree on
what a word is; hence an analyzer that only splits at spaces. What is stored is not kept a second
time (`_source`): hits are shown from the database.
"""

from typing import Any

from elasticsearch.dsl import Double, GeoPoint, Integer, Keyword, Long, Mapping, Text

from ...models import SearchDocument
from .. import fields

PLACES, PLACE = "places", "place"  # all of them; the first one, which stands on a map


# An index that does not say so was not made by this code.
SIGNED = {"made_by": "search.engines.elasticsearch", "version": fields.VERSION}


def build() -> Mapping:
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    mapping.meta("_source", enabled=False)
    mapping.meta("_meta", **SIGNED)
    mapping.field(fields.ID, Long())
    mapping.field(fields.WHOLE_TITLE, Keyword(doc_values=False))
    for name in fields.IN_ORDER:
        mapping.field(name, Text(analyzer="whitespace"))
    for name in fields.COUNTED:
        mapping.field(name, Text(analyzer="whitespace", index_options="freqs"))
    mapping.field(fields.NUMBERS, Text(analyzer="whitespace", index_options="docs"))
    mapping.field(fields.FACET, Keyword(eager_global_ordinals=True))
    mapping.field(fields.MARK, Keyword(doc_values=False))
    mapping.field(fields.EXPIRES, Long())
    mapping.field(fields.DAY, Integer())
    for name in (fields.ALPHABET, fields.CHECKED):
        mapping.field(name, Keyword(index=False))
    mapping.field(fields.RANK, Double(index=False))
    for name in (PLACES, PLACE):
        mapping.field(name, GeoPoint())
    return mapping


def document(row: SearchDocument) -> dict[str, Any]:
    places = [{"lat": latitude, "lon": longitude} for latitude, longitude in row.places]
    return {
        fields.ID: row.pk,
        **fields.texts(row),
        fields.FACET: list(fields.facets(row)),
        fields.MARK: fields.marks(row),
        fields.EXPIRES: fields.expires(row),
        fields.DAY: fields.day(row),
        fields.ALPHABET: fields.alphabet(row),
        fields.CHECKED: fields.recent_first(row),
        fields.RANK: fields.rank(row),
        PLACES: places,
        **({PLACE: places[0]} if places else {}),
    }
