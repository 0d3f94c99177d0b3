"""The network in its time: dated happenings of all apps, year by year, for those who are new."""

from itertools import groupby

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cms import frame
from cms.filters import Codes, Facet, ListFilter, Option, chips
from cms.history import sources, told
from cms.pages import paginate

PER_PAGE = 100


class KindFilter(ListFilter):
    kind = Codes(label=gettext_lazy("What"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, data):
        super().__init__(data)
        self.fields["kind"].choices = [(source.code, source.label) for source in sources()]


@require_safe
def history(request):
    frame.of(request)  # it finds the roots of addresses, which each page would ask for again
    chosen = KindFilter(request.GET).values.get("kind", [])
    happenings = told(timezone.localdate(), request)
    shown = [pair for pair in happenings if not chosen or pair[0].code in chosen]
    page_obj = paginate(shown, request.GET.get("page"), PER_PAGE)
    facets = facets_of(happenings, chosen)
    context = {
        "page_obj": page_obj,
        "years": [
            (year, [one for _source, one in pairs])
            for year, pairs in groupby(page_obj, key=lambda pair: pair[1].day.year)
        ],
        "total": len(shown),
        "facets": facets,
        "chips": chips(facets, request.GET),
        "description": _("When groups began and ended, colloquia were held, authorities asked."),
    }
    return render(request, "groups/history.html", context)


def facets_of(happenings, chosen):
    counts = {source.code: 0 for source in sources()}
    for source, _one in happenings:
        counts[source.code] += 1
    options = [
        Option(source.code, source.label, counts[source.code], source.code in chosen)
        for source in sources()
        if counts[source.code]
    ]
    return [Facet("kind", _("What"), options)] if len(options) > 1 else []
