"""What a reader may ask of the ledger through the address, and how many each choice would give."""

from collections import Counter
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.filters import ListFilter
from directory.vocabulary import Theme

from . import states
from .authorities import Authority
from .sendings import Sending


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list[Option]

    @property
    def chosen(self):
        return next((option for option in self.options if option.is_chosen), None)


class LedgerFilter(ListFilter):
    state = forms.ChoiceField(label=_("State"), choices=states.Bucket.choices, required=False)
    authority = forms.ChoiceField(label=_("Addressee"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int)

    def __init__(self, data, recommendations, on):
        super().__init__(data)
        self.recommendations, self.on = recommendations, on
        years = recommendations.order_by("-year").values_list("year", flat=True).distinct()
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["theme"].choices = [(t.code, t.label.plain) for t in Theme.objects.all()]
        addressed = Authority.objects.filter(
            pk__in=Sending.objects.public().order_by().values("authority")
        )
        self.fields["authority"].choices = [(a.slug, a.called.plain) for a in addressed]

    def found(self, without=None):
        """The recommendations that match what was asked, one question left out or not."""
        asked = {name: value for name, value in self.values.items() if name != without}
        found = self.recommendations
        if theme := asked.get("theme"):
            found = found.about(theme)
        if year := asked.get("year"):
            found = found.of_year(year)
        if authority := asked.get("authority"):
            found = states.sent_to(found, Authority.objects.filter(slug=authority)[:1])
        if state := asked.get("state"):
            found = states.in_bucket(found, state, self.on)
        return found

    def counts(self, name):
        """Per choice, as if this question had not been asked; authorities are not counted."""
        if name == "state":
            return states.counts(self.found(without=name), self.on)
        field = {"theme": "themes__code", "year": "year"}.get(name)
        if field is None:
            return None
        return Counter(self.found(without=name).order_by().values_list(field, flat=True))

    @property
    def facets(self):
        return [self.facet(name, field) for name, field in self.fields.items()]

    def facet(self, name, field):
        counts, chosen = self.counts(name), self.values.get(name)
        options = [
            Option(value, label, counts[value] if counts is not None else None, value == chosen)
            for value, label in field.choices
        ]
        shown = [option for option in options if option.count != 0 or option.is_chosen]
        return Facet(name, field.label, shown)
