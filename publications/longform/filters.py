from django import forms
from django.utils.translation import gettext_lazy as _

from cms.filters import ListFilter
from directory.vocabulary import Theme

from .kinds import Kind


class PublicationFilter(ListFilter):
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    year = forms.TypedChoiceField(label=_("Year"), required=False, coerce=int, empty_value=None)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        themes = [(theme.code, theme.label.plain) for theme in Theme.objects.all()]
        self.fields["kind"].choices = [("", _("All kinds")), *Kind.choices]
        self.fields["year"].choices = [("", _("All years")), *((y, str(y)) for y in years)]
        self.fields["theme"].choices = [("", _("All themes")), *themes]
