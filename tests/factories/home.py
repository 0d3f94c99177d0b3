"""News, events, links and a whole small site, in both languages."""

from datetime import UTC, date, datetime

import factory
import yaml
from wagtail.models import Locale, Page

from cms import languages
from cms.coordination import Coordination
from directory.vocabulary import Theme
from home import tree
from home.models import AgendaPage, EventPage, NewsIndexPage, NewsPage, ResourceLink
from home.translating import translate_page


class ThemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Theme
        django_get_or_create = ["code"]

    code = "housing"
    label_fr = "Logement"
    label_nl = "Huisvesting"


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ResourceLink

    title_fr = factory.Sequence(lambda n: f"Source {n}")
    title_nl = factory.Sequence(lambda n: f"Bron {n}")
    url_fr = "https://example.org/fr/"
    url_nl = "https://example.org/nl/"
    theme = factory.SubFactory(ThemeFactory)


def site(email="bonjour@cass-cssa.example"):
    """The pages of a new site, without their way through translation: that takes a second."""
    for code in languages.CODES:
        Locale.objects.get_or_create(language_code=code)
    pages = yaml.safe_load(tree.FIRST_PAGES.read_text(encoding="utf-8"))
    fronts = {}
    for key, description in pages.items():
        described = tree.with_identities(description, key)
        for code in languages.CODES:
            page = tree.build(key, described, code)
            fronts.setdefault(code, Page.get_first_root_node()).add_child(instance=page)
            if key == "front":
                fronts[code] = page
    Coordination.objects.create(
        site=tree.ensure_root(fronts["fr"]), email=email, phone="02 000 00 00", **tree.NAMES
    )


def index(model, code="fr"):
    return model.objects.get(locale__language_code=code)


def add(parent, model, **fields):
    page = parent.add_child(instance=model(locale=parent.locale, **fields))
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def news(code="fr", **fields):
    values = {"title": "Une nouvelle", "lead": "En bref.", "date": date(2026, 3, 1), **fields}
    return add(index(NewsIndexPage, code), NewsPage, **values)


def event(code="fr", **fields):
    values = {
        "title": "Une rencontre",
        "start": datetime(2026, 12, 3, 8, 0, tzinfo=UTC),
        "end": datetime(2026, 12, 3, 11, 0, tzinfo=UTC),
        "place_fr": "Maison communale",
        "place_nl": "Gemeentehuis",
        **fields,
    }
    return add(index(AgendaPage, code), EventPage, **values)


def translated(page, **texts):
    """The translation of a page into the other language, filed and published."""
    return translate_page(page, type(page)(locale=page.locale, **texts))
