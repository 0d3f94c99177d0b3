"""What a visitor may ask of a list through the address. Nonsense is dropped, never an error."""

from django import forms


class ListFilter(forms.Form):
    """`values` holds what was asked for and understood; the rest counts as not asked."""

    @property
    def values(self):
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
