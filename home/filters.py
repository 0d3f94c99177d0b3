"""What a visitor may ask of a list through the address. Nonsense is dropped, never an error."""

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms.filters import ListFilter
from directory.vocabulary import Theme

from .event_kinds import Kind


class NarrowingFilter(ListFilter):
    """The choices beside a list; what the form merely remembers does not count as one."""

    @property
    def narrowed(self):
        visible = {field.name for field in self.visible_fields()}
        return {name: value for name, value in self.values.items() if name in visible}

    @property
    def whole_list(self):
        """The address of the same list with nothing left out."""
        kept = {name: value for name, value in self.values.items() if name not in self.narrowed}
        return f"?{urlencode(kept)}"


class ThemeFilter(NarrowingFilter):
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = [(theme.code, theme.label.plain) for theme in Theme.objects.all()]
        self.fields["theme"].choices = [("", _("All themes")), *themes]


class NewsFilter(ThemeFilter):
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)

    def __init__(self, data, years):
        super().__init__(data)
        self.fields["year"].choices = [("", _("All years")), *((year, year) for year in years)]


class AgendaFilter(NarrowingFilter):
    # Chosen by two links above the list; the form only has to remember it.
    when = forms.ChoiceField(required=False, choices=[("past", "")], widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Kind.choices]
