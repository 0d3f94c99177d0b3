"""Records beside the pages: glossary, useful links, how to reach the coordination."""

import csv
from pathlib import Path

import yaml
from django.db import transaction
from wagtail.models import Site

from cms.coordination import Coordination
from cms.glossary import Term
from directory.vocabulary import Theme
from home.links import ResourceLink
from publications.longform.references import Reference

from .memory import Memory
from .texts import NO_BREAK, STUCK


def rows(path: Path):
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: typeset(name, cell) for name, cell in row.items()}


def typeset(column, cell):
    language = column[-2:]
    if language not in STUCK or column.startswith("url"):
        return cell
    return STUCK[language].sub(NO_BREAK, cell)


@transaction.atomic
def load_glossary(path: Path, memory: Memory) -> int:
    added = 0
    for row in rows(path):
        key = f"term:{row['term_fr']}"
        if key in memory or Term.objects.filter(term_fr=row["term_fr"]).exists():
            continue
        for name in ("synonyms_fr", "synonyms_nl"):
            row[name] = row[name].replace("|", "\n")
        term = Term(**row | {"no_exact_equivalent": bool(row["no_exact_equivalent"])})
        term.full_clean()
        term.save()
        memory.keep(key, term)
        added += 1
    return added


@transaction.atomic
def load_links(path: Path, memory: Memory) -> int:
    themes = {theme.code: theme for theme in Theme.objects.all()}
    added = 0
    for row in rows(path):
        key = f"link:{row['url_fr'] or row['url_nl']}"
        if key in memory:
            continue
        link = ResourceLink(**row | {"theme": themes[row["theme"]]})
        link.full_clean()
        link.save()
        memory.keep(key, link)
        added += 1
    return added


@transaction.atomic
def load_references(path: Path, memory: Memory) -> int:
    """What publications cite; a name is one line, names of several authors are separated by |."""
    added = 0
    for row in rows(path):
        key = f"reference:{row.pop('key')}"
        if key in memory:
            continue
        row |= {"authors": row["authors"].replace("|", "\n"), "year": int(row["year"])}
        reference = Reference(**row)
        reference.full_clean()
        reference.save()
        memory.keep(key, reference)
        added += 1
    return added


def load_coordination(path: Path, memory: Memory) -> int:
    """Fills what the set-up left empty."""
    settings = Coordination.for_site(Site.objects.get(is_default_site=True))
    if "settings:coordination" in memory:
        return 0
    for name, value in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        texts = {name: value}
        if isinstance(value, dict):
            texts = {f"{name}_{language}": text for language, text in value.items()}
        for column, text in texts.items():
            if not getattr(settings, column):
                setattr(settings, column, text)
    settings.full_clean()
    settings.save()
    memory.keep("settings:coordination", settings)
    return 1
