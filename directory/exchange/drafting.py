"""One entry as a file wants it, in memory: what would be different, or why it cannot be."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.importing import Change, Plan, Record

from ..models import Organisation
from ..slugs import RESERVED
from .cells import Words
from .columns import (
    CONTACT,
    ENTRY,
    MANAGERS,
    MODELS,
    PLACE,
    REMOVALS,
    SERVICE,
    all_columns,
    columns,
)
from .matching import Unmatched, owner_of
from .rows import part_names, parts_of, snapshot

DRAFTS = "drafts"
PARTS = (PLACE, CONTACT, SERVICE)
LONGEST_KEY = 90
IDENTITY = {"slug", "pk", "code"}  # said by the line to be found by, not to be changed
OURS = {"organisation", "service", "locked_by", "live_revision", "latest_revision"}


class Draft:
    """One entry as the file wants it, in memory: nothing is written."""

    def __init__(self, record: Record, entry: Organisation | None, words: Words, job):
        self.record, self.words, self.job = record, words, job
        self.is_new = entry is None
        self.entry = entry or Organisation(slug=record.key)
        self.errors: list[str] = []

    def plan(self) -> Plan:
        if objection := self.objection():
            return Plan.refused(self.record, [objection], str(self.entry) or self.record.key)
        if self.entry.has_unpublished_changes and not self.is_new:
            self.entry = self.entry.get_latest_revision_as_object()
        in_memory(self.entry)
        before, named = snapshot(self.entry), part_names(self.entry)
        self.fill()
        after = snapshot(self.entry)
        changes = differences(before, after, {**named, **part_names(self.entry)})
        if not self.errors and (changes or self.is_new):
            self.check()
        name = self.entry.name_fr or self.entry.name_nl or self.record.key
        if self.errors:
            return Plan.refused(self.record, self.errors, name)
        return Plan.decided(self.record, name, changes, self.entry, self.is_new)

    def objection(self) -> str:
        key = self.record.key
        if self.is_new and (slugify(key) != key or len(key) > LONGEST_KEY or key in RESERVED):
            return _(
                "The column “id” needs a name in small letters without accents or spaces. "
                "Example: maison-exemple-du-logement"
            )
        if self.is_new:
            return ""
        if self.entry.locked:
            return _("This entry is locked: somebody wants it to stay as it is.")
        if self.entry.has_unpublished_changes and not self.job.has(DRAFTS):
            return _(
                "Somebody has a draft of this entry that is not published. "
                "Publish it or throw it away, then import again."
            )
        return ""

    def fill(self) -> None:
        first, *others = self.record.lines
        self.fill_record(self.entry, ENTRY, first)
        for line in others:
            self.check_same(first, line)
        for part in PARTS:
            for line in self.record.lines:
                self.fill_part(part, line)

    def fill_record(self, record, part, line) -> None:
        for column in columns(part):
            if column.name not in line.cells or column.field in IDENTITY:
                continue
            if record.pk is None and not line.cells[column.name]:
                continue  # what is new has its usual values, such as the kind of body
            if column.field == "confirmed_on" and self.job.has(DRAFTS) and not self.is_new:
                continue
            try:
                value = column.cell.read(line.cells[column.name], self.words)
                column.cell.put(record, column.attribute, value)
            except ValidationError as error:
                self.refuse(line, str(column.label), error)

    def check_same(self, first, line) -> None:
        """Below its first line an entry says nothing of itself, or the same again."""
        for column in columns(ENTRY):
            said = line.cells.get(column.name, "")
            if said and said != first.cells[column.name]:
                self.errors.append(
                    _(
                        "Line %(line)s says something else than line %(first)s in the column "
                        "“%(column)s”."
                    )
                    % {"line": line.number, "first": first.number, "column": column.name}
                )

    def fill_part(self, part, line) -> None:
        names = [column.name for column in columns(part)]
        removal = REMOVALS[part].name
        if not any(line.cells.get(name) for name in [*names, removal]):
            return
        records = parts_of(self.entry, part)
        try:
            record = owner_of(part, line, records, self.record)
            is_removed = REMOVALS[part].cell.read(line.cells.get(removal, ""), self.words)
        except (Unmatched, ValidationError) as error:
            self.refuse(line, part, error)
            return
        if is_removed:
            records = [other for other in records if other is not record]
        elif record is None:
            record = in_memory(MODELS[part](sort_order=len(records)))
            if part == PLACE:
                record.code = line.cells.get("place_code", "")
            records.append(record)
        setattr(self.entry, MANAGERS[part], records)
        if record is not None and not is_removed:
            self.fill_record(record, part, line)
            if part == PLACE:
                record.ensure_code()

    def check(self) -> None:
        """What the form would refuse, the file may not bring in either."""
        records = [(ENTRY, self.entry)]
        records += [(part, record) for part in PARTS for record in parts_of(self.entry, part)]
        records += [(ENTRY, day) for day in self.entry.opening_exceptions.all()]
        for part, record in records:
            try:
                record.clean_fields(exclude=OURS | chosen(record))
                record.clean()
            except ValidationError as error:
                self.refuse(self.record.lines[0], part, error, record)
        codes = {place.code for place in parts_of(self.entry, PLACE)}
        for service in parts_of(self.entry, SERVICE):
            if unknown := set(service.place_codes) - codes:
                self.errors.append(
                    _("The service “%(service)s” is given at a place that is not there: %(codes)s.")
                    % {"service": service, "codes": ", ".join(sorted(unknown))}
                )

    def refuse(self, line, where, error, record=None) -> None:
        for name, messages in messages_of(error, record):
            said = " · ".join(filter(None, (str(where) if record is None else "", name)))
            self.errors.append(
                _("Line %(line)s, %(where)s: %(why)s")
                % {"line": line.number, "where": said or self.record.key, "why": " ".join(messages)}
            )


def chosen(record) -> set[str]:
    """Relations that lead somewhere: the closed lists have answered for them already."""
    return {
        field.name
        for field in record._meta.concrete_fields
        if field.is_relation and getattr(record, field.attname)
    }


def messages_of(error, record):
    if not isinstance(error, ValidationError):
        return [("", [str(error)])]
    if not hasattr(error, "error_dict"):
        return [("", error.messages)]
    found = []
    for field, messages in error.message_dict.items():
        name = "" if field == NON_FIELD_ERRORS else field
        if name and record is not None:
            name = str(record._meta.get_field(field).verbose_name)
        found.append((name, messages))
    return found


def in_memory(record):
    """Related rows are held by the record from now on: read from what was fetched with it."""
    for relation in record._meta.related_objects:
        name = relation.get_accessor_name()
        if name in HELD:
            setattr(record, name, [in_memory(child) for child in rows(record, name)])
    for field in record._meta.many_to_many:
        if field.name in HELD:
            setattr(record, field.name, rows(record, field.name))
    return record


def rows(record, name) -> list:
    return list(getattr(record, name).all()) if record.pk else []


HELD = {*MANAGERS.values(), "opening_slots", "opening_exceptions"}
HELD |= {"themes", "networks", "active_in", "audiences", "languages"}


def differences(before, after, names) -> list[Change]:
    """In the order of the columns, part by part."""
    order = {column.name: place for place, column in enumerate(all_columns())}
    keys = sorted(
        (key for key in {*before, *after} if before.get(key, "") != after.get(key, "")),
        key=lambda key: (order[key[2]] if not key[0] else 1000, key[0], str(key[1]), order[key[2]]),
    )
    return [
        Change(name, before.get(key, ""), after.get(key, ""), names.get((part, who), ""))
        for key in keys
        for part, who, name in [key]
    ]
