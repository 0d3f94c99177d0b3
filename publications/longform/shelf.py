"""What the list of publications counts with: which one has which value, in few queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from cms import languages
from cms.shelves import Shelved
from directory import theming
from search.documents import key_of, source_of

from . import producers
from .kinds import Kind

KIND, YEAR, THEME, GROUP = "kind", "year", "theme", "group"
FACETS = (KIND, YEAR, THEME, GROUP)
LONG = {GROUP}


@dataclass
class Shelf(Shelved):
    """Publications that this reader can have, by their key, the latest first."""

    language_of: dict[int, str] = field(default_factory=dict)
    place_of: dict[int, str] = field(default_factory=dict)  # in the tree: chapters lie below

    def documents(self):
        """{language: {number of a search document: publication}}: a chapter stands for the whole.

        One query. Nothing is asked of a language in which nothing is listed.
        """
        from .publications import ChapterPage, PublicationPage

        found = defaultdict(dict)
        for pk, code in self.language_of.items():
            found[code][key_of(source_of(PublicationPage, pk), code)] = pk
        at = {path: pk for pk, path in self.place_of.items()}
        chapters = ChapterPage.objects.live().order_by().values_list("pk", "path")
        for pk, path in chapters:
            whole = at.get(path[: -PublicationPage.steplen])
            if whole is not None:  # in the language of the whole, below which it lies
                code = self.language_of[whole]
                found[code][key_of(source_of(ChapterPage, pk), code)] = whole
        return found

    def themes_of(self, pk):
        having = self.having[THEME]
        return [label for code, label in self.words[THEME].items() if pk in having.get(code, ())]


def read() -> Shelf:
    from .publications import PublicationPage

    shelf, families = Shelf(), {}
    pages = PublicationPage.objects.readable_in(languages.current()).latest_first()
    shape = ("pk", "path", "locale__language_code", "translation_key", "kind", "published_on")
    for pk, path, code, family, kind, day in pages.values_list(*shape):
        shelf.language_of[pk], shelf.place_of[pk], families[pk] = code, path, family
        shelf.having[KIND][kind].add(pk)
        if day:
            shelf.having[YEAR][str(day.year)].add(pk)
    shelf.words[KIND] = {code: label.capitalize() for code, label in Kind.choices}
    shelf.words[YEAR] = {year: year for year in sorted(shelf.having[YEAR], reverse=True)}
    add_themes(shelf, PublicationPage)
    add_groups(shelf, families)
    return shelf


def add_themes(shelf, model):
    shelf.words[THEME], having = theming.themes_of(model, "publicationpage")
    for code, pk in having:
        if pk in shelf.language_of:
            shelf.having[THEME][code].add(pk)


def add_groups(shelf, families):
    """By their family, so that an address is the same in both languages. A group that not
    everybody may read is not offered, not even by its name.
    """
    made, names = producers.by_publication()
    bearers = defaultdict(set)
    for pk, family in families.items():
        for maker in made.get(family, ()):
            bearers[maker].add(pk)
    shelf.words[GROUP] = {key.hex: name for key, name in names.items() if key in bearers}
    for key in names.keys() & bearers.keys():
        shelf.having[GROUP][key.hex] = bearers[key]
