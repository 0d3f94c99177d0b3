"""Blocks of facts and of analysis: tables, grids, key figures, sheets, what the ledger holds."""

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from cms.alternates import absolute

from ...ledger import wording
from . import prose, tree
from .blocks import captioned, draws, lines
from .tree import box, paragraph, strong, words


# --- analysis -------------------------------------------------------------------------------------
@draws("sheet")
def draw_sheet(value, anchor, maker):
    inside = [paragraph(strong(*words(value["title"]))), *parts_of(value, maker)]
    if source := value.get("source"):
        inside.append(source_line(source))
    return [box(inside, anchor, "sheet", custom_style="Callout")]


@draws("analysis")
def draw_analysis(value, anchor, maker):
    inside = [paragraph(strong(*words(value["title"])))] if value.get("title") else []
    inside += parts_of(value, maker)
    day = value.get("validated_on")
    said = lines(value.validation_label, value.get("validated_by"), day and date_format(day))
    inside += [box([paragraph(*said)], "", "by", custom_style="By")] if said else []
    return [box(inside, anchor, "sheet", custom_style="Callout")]


def parts_of(value, maker):
    pairs = [
        ([strong(*words(label))], prose.blocks(text, maker)) for *_name, label, text in value.parts
    ]
    return [tree.definitions(pairs)] if pairs else []


@draws("recommendation")
def draw_recommendation(value, anchor, maker):
    if value is None or not value.live or value.withdrawn_on:
        return []
    address = absolute(value.get_absolute_url())
    title = [strong(*words(value.reference)), *words(" "), *words(value.title.plain)]
    inside = [paragraph(tree.link(title, address))]
    _one, clock = maker.document.standing.get(value.pk, (None, None))
    if clock:
        today = date_format(timezone.localdate())
        state = _("On %(day)s: %(state)s") % {"day": today, "state": wording.sentence(clock)}
        inside.append(box([paragraph(*words(state))], "", "by", custom_style="By"))
    return [box(inside, anchor, "recommendation", custom_style="Callout")]


# --- facts ----------------------------------------------------------------------------------------
@draws("key_figures")
def draw_key_figures(value, anchor, maker):
    pairs = []
    for one in value["figures"]:
        number = f"{one.number}\u00a0{one['unit']}" if one.get("unit") else one.number
        scope = ", ".join(str(part) for part in (one.get("year"), one.get("scope")) if part)
        by = box(
            [paragraph(*lines(scope, one.get("source"), between=" — "))],
            "",
            "by",
            custom_style="By",
        )
        pairs.append(([strong(*words(number))], [paragraph(*words(one["text"])), by]))
    return [box([tree.definitions(pairs)], anchor, "key-figures")]


@draws("table")
def draw_table(value, anchor, maker):
    aligns = ["AlignRight" if c["kind"] == "number" else "AlignDefault" for c in value.columns]
    head = [tree.cell([tree.plain(*words(column["heading"]))]) for column in value.columns]
    rows = [[tree.cell(cell_blocks(one, maker)) for one in row] for row in value.rows]
    named = bool(value.get("first_column_names_rows"))
    drawn = tree.table(
        head, rows, captioned(value["table"].caption, anchor, maker), anchor, named, aligns
    )
    return [drawn, source_line(value["source"])] if value.get("source") else [drawn]


def cell_blocks(one, maker):
    if one.kind == "rich":
        return prose.blocks(one.value, maker)
    if one.value is None or one.value == "":
        return []
    text = number_format(one.value) if one.kind == "number" else str(one.value)
    inlines = words(text)
    return [tree.plain(strong(*inlines) if one.is_header else tree.span(inlines))]


@draws("grid")
def draw_grid(value, anchor, maker):
    head = [tree.cell([]), *(tree.cell([tree.plain(*words(name))]) for name in value["columns"])]
    rows = []
    for row in value["rows"]:
        cells = [tree.cell(prose.blocks(text, maker)) for text in row["cells"]][: len(head) - 1]
        cells += [tree.cell([])] * (len(head) - 1 - len(cells))
        rows.append([tree.cell([tree.plain(strong(*words(row["heading"])))]), *cells])
    return [
        tree.table(head, rows, captioned(value["caption"], anchor, maker), anchor, named_rows=True)
    ]


def source_line(source):
    said = _("Source: %(source)s") % {"source": source}
    return box([paragraph(*words(said))], "", "by", custom_style="By")
