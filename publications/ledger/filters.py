"""What a reader may ask of the ledger through the address, and how many each choice would give."""

from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
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
    is_chosen: bool
    count: int | None = None


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
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)

    def __init__(self, data, recommendations, on):
        super().__init__(data)
        self.recommendations, self.on = recommendations, on
        themes = Theme.objects.filter(pk__in=recommendations.order_by().values("themes"))
        addressed = Authority.objects.filter(
            pk__in=Sending.objects.public().order_by().values("authority")
        )
        self.fields["theme"].choices = [(t.code, t.label.plain) for t in themes]
        self.fields["authority"].choices = [(a.slug, a.called.plain) for a in addressed]

    @cached_property
    def asked(self):
        return self.values

    @cached_property
    def on_theme_and_authority(self):
        found = self.recommendations
        if theme := self.asked.get("theme"):
            found = found.about(theme)
        if authority := self.asked.get("authority"):
            found = states.sent_to(found, Authority.objects.filter(slug=authority)[:1])
        return found

    def found(self):
        found = self.on_theme_and_authority
        if year := self.asked.get("year"):
            found = found.of_year(year)
        if state := self.asked.get("state"):
            found = states.in_bucket(found, state, self.on)
        return found

    @cached_property
    def counted(self):
        return states.counted(self.on_theme_and_authority, self.on)

    def count(self, year=None, state=None):
        buckets = states.WITHIN.get(state, (state,))
        return sum(
            count
            for (its_year, its_bucket), count in self.counted.items()
            if year in (None, its_year) and (state is None or its_bucket in buckets)
        )

    @property
    def total(self):
        return self.count(self.asked.get("year"), self.asked.get("state"))

    @property
    def facets(self):
        """State and year are counted, each as if it had not been asked itself."""
        year, state = self.asked.get("year"), self.asked.get("state")
        by_state = {bucket: self.count(year, bucket) for bucket in states.Bucket}
        years = sorted({its_year for its_year, _bucket in self.counted}, reverse=True)
        by_year = {one: self.count(one, state) for one in years}
        return [
            self.facet("state", states.Bucket.choices, by_state),
            self.facet("authority", self.fields["authority"].choices),
            self.facet("theme", self.fields["theme"].choices),
            self.facet("year", [(one, str(one)) for one in by_year], by_year),
        ]

    def facet(self, name, choices, counts=None):
        chosen = self.asked.get(name)
        options = [
            Option(value, label, value == chosen, counts[value] if counts else None)
            for value, label in choices
        ]
        shown = [option for option in options if option.count != 0 or option.is_chosen]
        return Facet(name, self.fields[name].label, shown)
