"""Groups below one index."""

import factory

from groups.models import GroupIndexPage, GroupPage, Participation, Phase

from .cms import add_page
from .publications import OrganisationFactory


class PhaseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Phase


class ParticipationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Participation

    organisation = factory.SubFactory(OrganisationFactory)


def group_index(parent):
    return add_page(parent, GroupIndexPage, title="Groupes de travail", slug="groups")


def group(index, title="Seniors", **fields):
    return add_page(index, GroupPage, title=title, **fields)
