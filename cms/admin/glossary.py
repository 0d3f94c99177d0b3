"""The glossary in the admin: both languages side by side, and what still lacks a definition."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.glossary import Term

LACKING = [
    ("fr", _("no definition in French")),
    ("nl", _("no definition in Dutch")),
    ("synonyms", _("no synonym at all")),
]


def equivalence(term):
    return _("no exact equivalent") if term.no_exact_equivalent else ""


class TermFilter(WagtailFilterSet):
    lacks = django_filters.ChoiceFilter(
        label=_("What is missing"), choices=LACKING, method="filter_lacks"
    )

    class Meta:
        model = Term
        fields = ["no_exact_equivalent"]

    def filter_lacks(self, queryset, name, value):
        if value == "synonyms":
            return queryset.filter(synonyms_fr="", synonyms_nl="")
        return queryset.filter(Q(**{f"definition_{value}": ""}))


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 260
    add_to_admin_menu = True
    list_display = [
        "term_fr",
        "term_nl",
        Column("between", label=_("Between the two"), accessor=equivalence),
    ]
    filterset_class = TermFilter
    search_fields = ["term_fr", "term_nl", "synonyms_fr", "synonyms_nl"]
    list_per_page = 50
    ordering = ["term_fr"]


register_snippet(TermViewSet)
