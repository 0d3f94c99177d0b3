"""What the page of our data says of the directory's files and addresses."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms import datasets

from .columns import READ_ONLY, SLUG, all_columns


def of_columns():
    yield datasets.Column(SLUG.name, SLUG.label, SLUG.example)
    for name, meaning in READ_ONLY.items():
        yield datasets.Column(name, meaning)
    for column in all_columns():
        if column.name != SLUG.name and column.language != "nl":  # French stands for both
            yield datasets.Column(shown(column), column.label, column.example)


def shown(column) -> str:
    return f"{column.name} (…_nl)" if column.language else column.name


def register():
    datasets.register(
        datasets.Dataset(
            "directory",
            _("Directory"),
            _(
                "Every published organisation, with its places, services, contacts and hours. An "
                "organisation takes one line; each further place, service or contact takes a line "
                "below, with the same id. A cell that begins with =, +, - or @ has an apostrophe "
                "before it, so that no program takes it for a formula. Behind a list you have "
                "filtered, the same addresses give what you see there."
            ),
            links=lambda: [
                (kind.upper(), reverse("directory:export", args=[kind]))
                for kind in ("csv", "xlsx", "json")
            ],
            columns=tuple(of_columns()),
            position=10,
        )
    )
    datasets.register(
        datasets.Dataset(
            "hsds",
            _("Directory for programs: HSDS 3.0"),
            _(
                "The Human Services Data Specification, in pages, one set of addresses a language. "
                "Its profile says what we add to tell languages apart, and what we leave out. "
                "Hours are on the clock of Brussels; public holidays of the coming year are told."
            ),
            links=lambda: [
                (_("Beginning"), reverse("hsds:root")),
                (_("Services"), reverse("hsds:services")),
                (_("Organisations"), reverse("hsds:organizations")),
                (_("Profile"), reverse("hsds:profile")),
                ("OpenAPI", reverse("hsds:openapi")),
            ],
            position=11,
        )
    )
    datasets.register(
        datasets.Dataset(
            "data-inclusion",
            _("Directory in the shape of data.inclusion"),
            _(
                "Structures and services as version 1 of that French schema names them. What is "
                "lost: our postcodes have four digits and theirs five, so that ours stands in the "
                "second line of the address; there is no SIRET and no INSEE code; themes and "
                "audiences are kept where theirs has an equal; of several places of a service the "
                "first is kept; languages spoken, access to the building, what to bring, "
                "exceptional days and networks have no place there."
            ),
            links=lambda: [("JSON", reverse("data-inclusion"))],
            position=12,
        )
    )
