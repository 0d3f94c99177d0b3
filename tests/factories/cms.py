"""Pictures, documents and two small trees of pages, one per language."""

import io

import factory
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Locale, Page, Site

from cms.glossary import Term
from cms.media import SiteDocument, SiteImage


def picture_file(width=1000, height=600, name="place.png"):
    data = io.BytesIO()
    Image.new("RGB", (width, height), "#0b6663").save(data, "PNG")
    return ContentFile(data.getvalue(), name=name)


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteImage
        exclude = ["size"]

    size = (1000, 600)
    title = factory.Sequence(lambda n: f"Picture {n}")
    file = factory.LazyAttribute(lambda o: picture_file(*o.size))


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SiteDocument

    title = factory.Sequence(lambda n: f"Document {n}")
    language = "fr"
    file = factory.LazyFunction(lambda: ContentFile(b"x" * 2048, name="charte.pdf"))


class TermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Term

    term_fr = factory.Sequence(lambda n: f"terme {n}")
    term_nl = factory.LazyAttribute(lambda o: f"{o.term_fr} nl")
    definition_fr = "Ce que cela veut dire."
    definition_nl = "Wat het betekent."


def language_roots():
    """The two front pages: everything else hangs below one of them."""
    site = Site.objects.get(is_default_site=True)
    french = site.root_page
    dutch_locale, _created = Locale.objects.get_or_create(language_code="nl")
    dutch = french.get_translation_or_none(dutch_locale)
    return french, dutch or french.copy_for_translation(dutch_locale)


def add_page(parent, model=Page, **fields):
    return parent.add_child(instance=model(**{"locale": parent.locale, **fields}))
