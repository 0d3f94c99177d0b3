"""The ledger: public by default, so that a test says what it hides."""

import datetime as dt

import factory

from directory.models import Organisation, Theme
from publications.ledger.kinds import (
    AnswerKind,
    Assessor,
    Basis,
    Implementation,
    Level,
    Origin,
    Position,
    Validation,
)
from publications.ledger.signatories import Means
from publications.models import (
    Answer,
    Authority,
    FollowUp,
    InterpellationIndexPage,
    InterpellationPage,
    PublicationIndexPage,
    PublicationPage,
    Recommendation,
    Sending,
    Signatory,
)

from .cms import add_page


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme

    code = factory.Sequence(lambda n: f"theme-{n}")
    label_fr = factory.LazyAttribute(lambda o: f"Thème {o.code}")
    label_nl = factory.LazyAttribute(lambda o: f"Thema {o.code}")


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name_fr = factory.Sequence(lambda n: f"Maison {n}")
    name_nl = factory.LazyAttribute(lambda o: f"{o.name_fr} nl")


class AuthorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Authority

    slug = factory.Sequence(lambda n: f"authority-{n}")
    name_fr = factory.LazyAttribute(lambda o: f"Autorité {o.slug}")
    name_nl = factory.LazyAttribute(lambda o: f"Overheid {o.slug}")
    level = Level.CPAS


class RecommendationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Recommendation

    year = 2015
    title_fr = factory.Sequence(lambda n: f"Demander {n}")
    title_nl = factory.LazyAttribute(lambda o: f"{o.title_fr} in het Nederlands")
    level = Level.CPAS
    origin = Origin.GROUP
    validation = Validation.VALIDATED


class SendingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Sending

    recommendation = factory.SubFactory(RecommendationFactory)
    authority = factory.SubFactory(AuthorityFactory)
    sent_on = dt.date(2015, 3, 18)
    basis = Basis.ASKED


class SignatoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signatory

    organisation = factory.SubFactory(OrganisationFactory)
    consent_on = dt.date(2015, 3, 1)
    given_by = "direction"
    given_how = Means.EMAIL


class AnswerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Answer

    sending = factory.SubFactory(SendingFactory)
    kind = AnswerKind.SUBSTANTIVE
    position = Position.ACCEPTED
    received_on = dt.date(2015, 4, 1)


class FollowUpFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = FollowUp

    recommendation = factory.SubFactory(RecommendationFactory)
    assessed_on = dt.date(2015, 9, 1)
    implementation = Implementation.DONE
    assessed_by = Assessor.COORDINATION
    evidence_fr = "Constaté sur place."


def interpellation_index(parent):
    return add_page(parent, InterpellationIndexPage, title="Interpellations", slug="asked")


def interpellation(index, title="Un guichet ouvert", **fields):
    return add_page(index, InterpellationPage, title=title, **fields)


def publication_index(parent):
    return add_page(parent, PublicationIndexPage, title="Publications", slug="published")


def publication(index, title="Rapport", **fields):
    return add_page(index, PublicationPage, title=title, **{"kind": "research", **fields})
