"""What a visitor may ask of a list through the address. Nonsense is dropped, never an error.

The same list of choices, with their counts, is shown by `includes/facets.html`, and what was chosen
by `includes/chips.html`, whatever the list is made of.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.http import QueryDict

LONGEST_TEXT = 200


class Text(forms.CharField):
    """A text too long to be one is cut, as the search box does."""

    def to_python(self, value):
        return super().to_python(value).replace("\x00", " ")[:LONGEST_TEXT].strip()

    def run_validators(self, value):
        pass


class Codes(forms.MultipleChoiceField):
    """Of several codes, those that exist: one that was withdrawn must not undo the others."""

    def to_python(self, value):
        known = {str(code) for code, _label in self.choices}
        return [code for code in dict.fromkeys(super().to_python(value)) if code in known]


class ListFilter(forms.Form):
    """`values` holds what was asked for and understood; the rest counts as not asked."""

    @property
    def values(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


@dataclass(frozen=True)
class Option:
    """A value as the reader sees it: how many it would give with the other choices."""

    code: str
    label: object
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    title: object
    options: list[Option]
    is_long: bool = False  # waits behind its title, unless something is chosen in it
    others: int = 0  # values left out, because nobody reads so many

    @property
    def is_folded(self):
        return self.is_long and not any(option.is_chosen for option in self.options)


@dataclass(frozen=True)
class Chip:
    label: object
    url: str  # the same list without this choice


def chips(facets: Iterable[Facet], query: QueryDict) -> list[Chip]:
    return [
        Chip(option.label, address_without(query, facet.name, option.code))
        for facet in facets
        for option in facet.options
        if option.is_chosen
    ]


def address_without(query: QueryDict, name: str, code: str) -> str:
    rest = query.copy()
    rest.setlist(name, [value for value in query.getlist(name) if value != code])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"
