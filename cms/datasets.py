"""The public page that says which data one may take along, and what each column means.

    datasets.register(
        Dataset(
            "list",
            _("Recommendations"),
            _("Every public recommendation, and where it stands today."),
            links=lambda: [("CSV", reverse("ledger:list-csv")), …],
            columns=(Column("number", _("Permanent number."), "2015-07"), …),
        )
    )

An app registers its own; the page is at the name `data`, each set at the anchor of its name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe


@dataclass(frozen=True)
class Column:
    name: str  # as it stands in the file, the same in both languages
    meaning: str | Promise
    example: str = ""


@dataclass(frozen=True)
class Dataset:
    name: str
    title: str | Promise
    about: str | Promise
    links: Callable[[], Sequence[tuple[str, str]]]  # what the file is, and its address
    columns: Sequence[Column] = ()
    position: int = 100


_datasets: dict[str, Dataset] = {}


def register(dataset: Dataset) -> None:
    _datasets[dataset.name] = dataset


def addresses(language):
    """For the site map."""
    with translation.override(language):
        return {("data",): (reverse("data"), None)}


@require_safe
def data(request):
    context = {
        "datasets": sorted(_datasets.values(), key=attrgetter("position")),
        "description": _("What can be taken along as a file, and what each column means."),
    }
    return render(request, "cms/data.html", context)
