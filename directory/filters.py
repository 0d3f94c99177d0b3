"""What a visitor may ask of the directory through the address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.filters import ListFilter

from .catalogue import FACETS

LONGEST_TEXT = 200
RELEVANCE, NAME, CONFIRMED = "relevance", "name", "confirmed"
SORTS = [
    (RELEVANCE, _("relevance")),
    (NAME, _("name")),
    (CONFIRMED, _("recently confirmed")),
]


class Text(forms.CharField):
    """A text too long to be one is cut, as the search box does."""

    def to_python(self, value):
        return super().to_python(value)[:LONGEST_TEXT].strip()


class Codes(forms.MultipleChoiceField):
    """Of several codes, those that exist: one that was withdrawn must not undo the others."""

    def to_python(self, value):
        known = {code for code, _label in self.choices}
        return [code for code in dict.fromkeys(super().to_python(value)) if code in known]


class DirectoryFilter(ListFilter):
    q = Text(required=False)
    sort = forms.ChoiceField(required=False, choices=SORTS)

    def __init__(self, data, catalogue):
        super().__init__(data)
        for facet in FACETS:
            self.fields[facet] = Codes(required=False, choices=catalogue.labels(facet))

    @property
    def chosen(self):
        """Facet → codes, those with none left out."""
        asked = self.values
        return {facet: asked[facet] for facet in FACETS if asked.get(facet)}
