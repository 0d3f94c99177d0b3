"""Finds what the files of `demo/` name: pages and pictures by their key, records by their code."""

from pathlib import Path

import yaml
from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from cms.glossary import Term
from cms.media import SiteImage
from directory.organisations import Organisation
from directory.vocabulary import Theme
from home import tree
from publications.ledger.recommendations import Recommendation

from .memory import Memory, identity

CREDIT = "Dessin de démonstration, libre d’usage · Demonstratietekening, vrij te gebruiken"
# By what a file names a record.
CODES = {Theme: "code", Organisation: "slug", Recommendation: "number", Term: "term_fr"}


class NotThere(LookupError):
    """A file names something that does not exist, by a typing mistake or because it was deleted."""


def identity_of_page(key):
    return identity(f"page:{key}")


class Library:
    def __init__(self, folder: Path, memory: Memory):
        self.folder = folder / "images"
        self.memory = memory
        self.pictures = yaml.safe_load((self.folder / "images.yaml").read_text(encoding="utf-8"))
        self.records = {}

    # --- pages ----------------------------------------------------------------------------------
    def page(self, key, language="fr") -> Page:
        """Ours or one of the set-up, in this language if there is such a page."""
        keys = [identity_of_page(key), tree.identity(key)]
        found = Page.objects.filter(translation_key__in=keys).select_related("locale")
        page = min(found, key=lambda page: page.locale.language_code != language, default=None)
        if page is None:
            raise NotThere(f"There is no page {key!r}.")
        return page

    def page_pk(self, key) -> int:
        return self.page(key).pk

    # --- pictures -------------------------------------------------------------------------------
    def load_pictures(self) -> int:
        added = 0
        for name, facts in self.pictures.items():
            if f"image:{name}" in self.memory:
                continue
            with (self.folder / f"{name}.webp").open("rb") as file:
                picture = get_image_model()(
                    title=" · ".join(facts["title"].values()),
                    file=ImageFile(file, name=f"{name}.webp"),
                    credit=CREDIT,
                    collection=Collection.get_first_root_node(),
                )
                picture.save()
            self.memory.keep(f"image:{name}", picture)
            added += 1
        return added

    def image_pk(self, name) -> int:
        return self.find(SiteImage, name).pk

    def alt_text(self, name) -> dict:
        return self.pictures[name]["alt"]

    def reference_pk(self, key) -> int:
        pk = self.memory.pk(f"reference:{key}")
        if pk is None:
            raise NotThere(f"There is no reference {key!r}.")
        return pk

    # --- records --------------------------------------------------------------------------------
    def find(self, model, code):
        if (model, code) not in self.records:
            by = {"pk": self.memory.pk(f"image:{code}")} if model is SiteImage else None
            record = model.objects.filter(**(by or {CODES[model]: code})).first()
            if record is None:
                raise NotThere(f"There is no {model._meta.verbose_name} {code!r}.")
            self.records[model, code] = record
        return self.records[model, code]
