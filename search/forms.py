"""What an address may ask. Nonsense is dropped: an address typed wrongly still finds something."""

from django import forms

from cms import languages

from .documents import Kind
from .language.parsing import LONGEST
from .query import DATE, RELEVANCE, Query

PER_PAGE = 20


class TextField(forms.CharField):
    """Any length is accepted, and its beginning is used."""

    def to_python(self, value):
        text = (super().to_python(value) or "")[: LONGEST * 5]
        return text.replace("\x00", " ").strip()[:LONGEST]

    def run_validators(self, value):
        pass


class SomeOf(forms.MultipleChoiceField):
    """Those of the values that exist, each once."""

    def clean(self, value):
        return tuple(code for code in dict.fromkeys(value or ()) if self.valid_value(code))


class OneOf(forms.ChoiceField):
    def clean(self, value):
        return value if self.valid_value(value) else self.initial


class Number(forms.IntegerField):
    def clean(self, value):
        try:
            return max(1, min(int(value), 10_000))
        except (TypeError, ValueError):
            return 1


class SearchForm(forms.Form):
    q = TextField(required=False)
    kind = SomeOf(choices=Kind.choices, required=False)
    sort = OneOf(choices=[(RELEVANCE, ""), (DATE, "")], initial=RELEVANCE, required=False)
    page = Number(required=False)

    def query(self) -> Query:
        self.full_clean()
        asked = self.cleaned_data
        return Query(
            text=asked.get("q", ""),
            language=languages.current(),
            kinds=asked.get("kind", ()),
            sort=asked.get("sort", RELEVANCE),
            page=asked.get("page", 1),
            per_page=PER_PAGE,
        )
