"""What a visitor may ask of a list through the address. Nonsense is dropped, never an error."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.filters import ListFilter
from directory.vocabulary import Theme

from .event_kinds import Kind


class ThemeFilter(ListFilter):
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        themes = [(theme.code, theme.label.plain) for theme in Theme.objects.all()]
        self.fields["theme"].choices = [("", _("All themes")), *themes]


class NewsFilter(ThemeFilter):
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1900, max_value=2200)


class AgendaFilter(ListFilter):
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[("", _("To come")), ("past", _("Took place"))],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("All kinds")), *Kind.choices]
