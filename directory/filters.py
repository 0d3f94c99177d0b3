"""What a visitor may ask of the directory through the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.filters import Codes, ListFilter, Text

from .words import (
    AUDIENCE,
    BUILDING,
    KIND,
    LANGUAGE,
    MODE,
    MUNICIPALITY,
    NEIGHBOURHOOD,
    NETWORK,
    OPEN,
    THEME,
    Words,
)

RELEVANCE, NAME, DISTANCE, CONFIRMED = "relevance", "name", "distance", "confirmed"
SORTS = [
    (RELEVANCE, _("relevance")),
    (NAME, _("name")),
    (DISTANCE, _("distance")),
    (CONFIRMED, _("recently confirmed")),
]
FACETS = {
    THEME: _("Theme"),
    MODE: _("How one gets in"),
    OPEN: _("When"),
    LANGUAGE: _("Languages spoken"),
    NEIGHBOURHOOD: _("Neighbourhood"),
    MUNICIPALITY: _("Municipality"),
    AUDIENCE: _("For whom"),
    BUILDING: _("Building"),
    KIND: _("Kind of body"),
    NETWORK: _("Network"),
}
RADII = [("0.5", "500 m"), ("1", "1 km"), ("2", "2 km"), ("5", "5 km"), ("10", "10 km"),
         ("25", "25 km")]  # fmt: skip
USUAL_RADIUS = "5"
YEARS = range(2000, 2100)


class Moment(forms.DateTimeField):
    """A day and an hour, as a browser writes them. Those that do not exist count as not asked."""

    def __init__(self):
        super().__init__(required=False, input_formats=["%Y-%m-%dT%H:%M"])

    def clean(self, value):
        found = super().clean(value)
        if found and found.year not in YEARS:
            raise forms.ValidationError(_("Choose a day of this century."))
        return found


class DirectoryFilter(ListFilter):
    q = Text(required=False)
    near = Text(required=False)
    within = forms.ChoiceField(required=False, choices=RADII)
    at = Moment()
    sort = forms.ChoiceField(required=False, choices=SORTS)

    def __init__(self, data, words: Words):
        super().__init__(data)
        for facet in FACETS:
            self.fields[facet] = Codes(required=False, choices=list(words[facet].items()))

    @property
    def chosen(self) -> dict[str, list[str]]:
        """Facet → codes, those with none left out."""
        asked = self.values
        return {facet: asked[facet] for facet in FACETS if asked.get(facet)}
