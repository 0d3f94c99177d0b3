"""What a visitor may ask of a list through the address. Nonsense is dropped, never an error."""

from django import forms
from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cms import dates, languages
from cms.dates import Asked, Kind
from cms.filters import Chip, ListFilter, address_without
from directory.vocabulary import Theme
from groups.models import GroupPage


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


class AgendaFilter(ThemeFilter):
    # Chosen by two links above the list; the form only has to remember it.
    when = forms.ChoiceField(required=False, choices=[("past", "")], widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    group = forms.ChoiceField(label=_("Working group"), required=False)

    field_order = ["when", "kind", "group", "theme"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Kind.choices]
        groups = [(str(page.translation_key), page.title) for page in groups_with_dates()]
        self.fields["group"].choices = [("", _("All groups")), *groups]

    def asked(self, **window):
        narrowed = {name: self.values[name] for name in self.narrowed}
        return Asked(languages.current(), **narrowed, **window)

    @property
    def chips(self):
        """Each choice as its label, and the same list without it."""
        return [
            Chip(dict(self.fields[name].choices)[code], address_without(self.data, name, code))
            for name, code in self.narrowed.items()
        ]


def groups_with_dates():
    """Only these are worth choosing, each in the language in which it can be read."""
    families = Q()
    for source in dates.sources():
        for keys in source.families():
            families |= Q(translation_key__in=keys)
    groups = GroupPage.objects.readable_in(languages.current()).filter(families)
    return groups.defer_streamfields().order_by("title") if families else []
