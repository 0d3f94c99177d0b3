"""Entries of the directory, with as much as a test asks for."""

from datetime import time

import factory
from wagtail.models import Locale

from directory.models import (
    Audience,
    Municipality,
    Neighbourhood,
    Network,
    OpeningException,
    Organisation,
    Place,
    ReceptionSlot,
    Service,
    ServiceSlot,
    SpokenLanguage,
    Theme,
)


def two_languages():
    """Pages of the site need both, whatever they show."""
    Locale.objects.get_or_create(language_code="fr")
    Locale.objects.get_or_create(language_code="nl")


class VocabularyFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"code-{n}")
    label_fr = factory.LazyAttribute(lambda o: f"{o.code} fr")
    label_nl = factory.LazyAttribute(lambda o: f"{o.code} nl")


class ThemeFactory(VocabularyFactory):
    class Meta:
        model = Theme


class AudienceFactory(VocabularyFactory):
    class Meta:
        model = Audience


class SpokenLanguageFactory(VocabularyFactory):
    class Meta:
        model = SpokenLanguage


class MunicipalityFactory(VocabularyFactory):
    class Meta:
        model = Municipality

    code = "schaerbeek"
    label_fr = "Schaerbeek"
    label_nl = "Schaarbeek"


class NeighbourhoodFactory(VocabularyFactory):
    class Meta:
        model = Neighbourhood


class NetworkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Network

    name_fr = factory.Sequence(lambda n: f"Réseau Exemple {n}")
    name_nl = factory.Sequence(lambda n: f"Voorbeeldnetwerk {n}")


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name_fr = factory.Sequence(lambda n: f"Maison Exemple {n}")
    name_nl = factory.Sequence(lambda n: f"Voorbeeldhuis {n}")
    summary_fr = "Une maison fictive."
    summary_nl = "Een fictief huis."
    phone = "+3220000001"

    @factory.post_generation
    def themes(self, create, codes, **kwargs):
        if codes:
            self.themes = [ThemeFactory(code=code) for code in codes]
            self.save()


class PlaceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Place

    organisation = factory.SubFactory(OrganisationFactory)
    street_fr = "rue de l’Exemple"
    street_nl = "Voorbeeldstraat"
    number = "12"
    postcode = "1030"
    municipality = factory.SubFactory(MunicipalityFactory)


class ServiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Service
        skip_postgeneration_save = True

    organisation = factory.SubFactory(OrganisationFactory)
    name_fr = "Permanence"
    name_nl = "Spreekuur"

    @factory.post_generation
    def words(self, create, lists, **kwargs):
        for name, codes in kwargs.items():
            makers = {
                "themes": ThemeFactory,
                "audiences": AudienceFactory,
                "languages": SpokenLanguageFactory,
            }
            setattr(self, name, [makers[name](code=code) for code in codes])
        self.save()


class ReceptionSlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReceptionSlot

    organisation = factory.SubFactory(OrganisationFactory)
    weekday = 0
    opens = time(9)
    closes = time(12)


class ServiceSlotFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ServiceSlot

    service = factory.SubFactory(ServiceFactory)
    weekday = 0
    opens = time(13)
    closes = time(16)


class OpeningExceptionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OpeningException

    organisation = factory.SubFactory(OrganisationFactory)


def full_organisation(number=0, **fields):
    """One that uses every table, so that a page showing many of them pays for each."""
    entry = OrganisationFactory(themes=["housing", "health"], **fields)
    PlaceFactory(
        organisation=entry,
        neighbourhood=NeighbourhoodFactory(code=f"quarter-{number % 3}"),
        step_free=True,
    )
    for weekday in range(5):
        ReceptionSlotFactory(organisation=entry, weekday=weekday)
    service = ServiceFactory(
        organisation=entry,
        walk_in=True,
        words__themes=["housing"],
        words__audiences=["everyone"],
        words__languages=["fr", "nl"],
    )
    ServiceSlotFactory(service=service)
    return entry
