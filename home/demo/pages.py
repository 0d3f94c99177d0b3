"""Makes the pages of `demo/pages`, in two rounds, because they link to each other.

First every page is put in the tree, unpublished; then each is filled, published and translated, in
one transaction. Loading that was interrupted goes on where it stopped.
"""

import json
from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from cms import texts as written
from home.translating import translate_page
from publications.longform.corrections import versions

from . import texts
from .files import Entry, Translation
from .library import Library, identity_of_page
from .memory import Memory
from .values import Reader

TRANSLATED_AFTER = timedelta(days=6)
CHANGED_AFTER = timedelta(days=90)
ANNOUNCED_BEFORE = timedelta(days=30)
HOUR_OF_PUBLICATION = time(9)

Tell = Callable[[str], object]


class PageLoader:
    def __init__(self, memory: Memory, library: Library, tell: Tell):
        self.memory = memory
        self.library = library
        self.tell = tell
        self.loaded: list[Entry] = []

    def load(self, entries: list[Entry], once_placed: Callable[[], object] = bool) -> int:
        """`once_placed` loads what hangs on pages and is shown in the text of others."""
        new = [entry for entry in entries if f"page:{entry.key}" not in self.memory]
        for entry in new:
            if not entry.fills:
                self.place(entry)
        once_placed()
        for number, entry in enumerate(new, start=1):
            with transaction.atomic():
                self.complete(entry)
            self.loaded.append(entry)
            if number % 10 == 0:
                self.tell(f"{number} of {len(new)} pages")
        return len(new)

    def date_again(self) -> None:
        """After the ledger, which hangs demands on interpellations and publishes them anew."""
        for entry in self.loaded:
            self.date(self.library.page(entry.fills or entry.key, entry.original), entry)

    # --- first round ----------------------------------------------------------------------------
    def place(self, entry):
        """The bare page, in its place; a former attempt may have got this far."""
        if Page.objects.filter(translation_key=identity_of_page(entry.key)).exists():
            return
        page = self.new(entry, entry.original)
        page.live = False
        self.reader(entry.original).fill(page, self.bare(entry), entry.key)
        self.library.page(entry.parent, entry.original).add_child(instance=page)
        self.put_in_order(page, entry)

    def put_in_order(self, page, entry):
        """In front of its neighbour, once, when it is made; later the order is the editor's."""
        if not entry.before:
            return
        neighbour = self.library.page(entry.before, page.locale.language_code)
        page.refresh_from_db()
        if neighbour.get_parent() == page.get_parent():
            page.move(neighbour, pos="left")

    def bare(self, entry):
        """What the database wants of a page before it can be there: its facts, no text blocks."""
        model = self.model(entry)
        columns = {field.name for field in model._meta.concrete_fields}
        return {n: v for n, v in entry.values.items() if n in columns - streams(model)}

    def new(self, entry, language):
        return self.model(entry)(
            locale=Locale.objects.get(language_code=language),
            translation_key=identity_of_page(entry.key),
        )

    # --- second round ---------------------------------------------------------------------------
    def complete(self, entry):
        page = self.library.page(entry.fills or entry.key, entry.original).specific
        if entry.fills and was_edited(page):
            self.memory.keep(f"page:{entry.key}", page)
            return
        self.write(page, entry, entry.values)
        if entry.translation is not Translation.MISSING and not entry.in_preparation:
            is_public = entry.translation is not Translation.DRAFT
            translated = self.in_other_language(page, entry)
            self.put_in_order(translate_page(page, translated, publish=is_public), entry)
        if entry.later:
            self.write(page, entry, added(entry.values, entry.later))
        self.date(page, entry)
        self.memory.keep(f"page:{entry.key}", page)

    def write(self, page, entry, values):
        self.fill(page, entry, values, entry.original)
        page.full_clean()
        revision = page.save_revision()
        if not entry.in_preparation:
            revision.publish()
        page.refresh_from_db()

    def in_other_language(self, page, entry):
        """What the page would be if somebody had written it in that language."""
        language = entry.translated_into
        if entry.fills:
            draft = page.get_translation(Locale.objects.get(language_code=language)).specific
        else:
            draft = self.new(entry, language)
        return self.fill(draft, entry, entry.values, language)

    def fill(self, page, entry, values, language):
        before = {name: getattr(page, name) for name in values.keys() & streams(page)}
        before = {name: stream.get_prep_value() for name, stream in before.items()}
        self.reader(language).fill(page, values, entry.key)
        for name, blocks in before.items() if entry.adds else ():
            setattr(page, name, json.dumps(blocks + getattr(page, name).get_prep_value()))
        return page

    def date(self, page, entry):
        """As if it had been published then, translated within days, and changed months later."""
        if entry.fills or entry.in_preparation:
            return
        first = first_published(entry)
        changed = first + CHANGED_AFTER if entry.later else first
        page.refresh_from_db()
        stamp(page, first, changed)
        for translation in page.get_translations():
            stamp(translation, first + TRANSLATED_AFTER, first + TRANSLATED_AFTER)

    def reader(self, language):
        return Reader(self.library, language)

    @staticmethod
    def model(entry):
        return apps.get_model(entry.type)


def streams(model):
    return set(model.get_streamfield_names())


def first_published(entry):
    """When the file says; else on the day of the news, or a month before the event."""
    facts = entry.values
    if "start" in facts:
        return at(texts.day(facts["start"]) - ANNOUNCED_BEFORE)
    return at(texts.day(entry.published or facts["date"]))


def was_edited(page):
    """By a person; the set-up has no name."""
    return page.revisions.filter(user__isnull=False).exists()


def added(values, later):
    """The values with more blocks at the end of their streams."""
    return values | {name: values[name] + more for name, more in later.items()}


def at(day):
    return timezone.make_aware(datetime.combine(day, HOUR_OF_PUBLICATION))


def stamp(page, first, last):
    """Never later than what happened: an event far ahead is announced on the day of loading."""
    if page.live:
        Page.objects.filter(pk=page.pk).update(
            first_published_at=min(first, page.first_published_at),
            last_published_at=min(last, page.last_published_at),
        )
        written.count_as_changed(page, min(last, page.last_published_at))
        versions.date_again(page, first, last)
