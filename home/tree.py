"""The first pages of a site, in both languages. Adds what is missing, changes nothing else."""

import uuid
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.coordination import Coordination

from .front import FrontPage
from .translating import translate_page

FIRST_PAGES = Path(__file__).with_name("first_pages.yaml")
ORIGINAL, OTHER = "fr", "nl"
# Pages and blocks get the same identities in every installation, so that set-up knows its own
# pages again after an editor renamed or moved them, and translations keep their place.
NAMESPACE = uuid.UUID("6c1f7f43-4f86-4b0f-9a3c-0a6d1d3c2b15")
NAMES = {
    "name_fr": "Coordination de l’Action Sociale de Schaerbeek",
    "name_nl": "Coördinatie van de Sociale Actie van Schaarbeek",
    "acronym_fr": "CASS",
    "acronym_nl": "CSSA",
}


@transaction.atomic
def ensure_site():
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    pages = yaml.safe_load(FIRST_PAGES.read_text(encoding="utf-8"))
    front = ensure_front_page(pages.pop("front"))
    Coordination.objects.get_or_create(site=ensure_root(front), defaults=NAMES)
    for key, description in pages.items():
        ensure_page(key, description, front)


def ensure_front_page(description):
    locale = Locale.objects.get(language_code=ORIGINAL)
    front = FrontPage.objects.filter(locale=locale).first()
    if front is None:
        front = create_pair("front", description, Page.get_first_root_node())
    return front


def ensure_root(front):
    """Our front page is what the site shows; the welcome page that Wagtail brings goes away."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        return Site.objects.create(
            hostname=address.hostname,
            port=address.port or (443 if address.scheme == "https" else 80),
            root_page=front,
            is_default_site=True,
        )
    welcome = site.root_page
    if welcome.specific_class is Page:
        site.root_page = front
        site.save()
        welcome.delete()
        # What editors read at the head of the way to every page; Wagtail says "Root".
        name = f"{NAMES['acronym_fr']} · {NAMES['acronym_nl']}"
        Page.objects.filter(depth=1).update(title=name, draft_title=name)
    return site


def ensure_page(key, description, front):
    model = apps.get_model("home", description["type"])
    there_may_be_one = model.max_count_per_parent == 1
    exists = Page.objects.filter(translation_key=identity(key)).exists()
    if exists or (there_may_be_one and model.objects.child_of(front).exists()):
        return
    create_pair(key, description, front)


def create_pair(key, description, parent):
    """The page in French, published, and its translation, filed where translators will find it."""
    description = with_identities(description, key)
    original = build(key, description, ORIGINAL)
    parent.add_child(instance=original)
    original.save_revision().publish()
    translate_page(original, build(key, description, OTHER))
    return original


def build(key, description, language):
    values = in_language(description, language)
    model = apps.get_model("home", values.pop("type"))
    return model(
        locale=Locale.objects.get(language_code=language),
        translation_key=identity(key),
        show_in_menus=values.pop("in_menu", False),
        **values,
    )


def in_language(value, language):
    """The same tree with each {fr: …, nl: …} replaced by one of its two texts."""
    if isinstance(value, dict):
        if value.keys() == {ORIGINAL, OTHER}:
            return value[language]
        return {name: in_language(item, language) for name, item in value.items()}
    if isinstance(value, list):
        return [in_language(item, language) for item in value]
    return value


def with_identities(value, path):
    """The same tree with an `id` in each block, made of its place."""
    if isinstance(value, list):
        return [
            {"id": str(identity(f"{path}.{place}")), **with_identities(item, f"{path}.{place}")}
            for place, item in enumerate(value)
        ]
    if isinstance(value, dict):
        return {name: with_identities(item, f"{path}.{name}") for name, item in value.items()}
    return value


def identity(key):
    return uuid.uuid5(NAMESPACE, key)
