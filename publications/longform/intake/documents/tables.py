"""Tables: their texts cell by cell, what is merged or nested told."""

from html import escape

from ..pieces import Finding, Kind, Piece, Status, Table
from ..rich import excerpt, plain


def read(node, reader) -> list[Piece]:
    """The table, then the tables that lay inside its cells, each one a passage of its own."""
    _attr, caption, specs, head, bodies, foot = node["c"]
    rows = [*head[1]]
    for body in bodies:
        rows += [*body[2], *body[3]]
    rows += foot[1]
    inner: list[Piece] = []
    merged = []
    width = max(len(specs), 1)
    cells = grid(rows, width, reader, inner, merged)
    piece = Piece(reader.key(), Kind.TABLE, table=Table(caption=caption_text(caption, reader)))
    headed = bool(head[1])
    fill(piece, cells, headed, reader)
    told = reader.reading.findings
    first = excerpt(" | ".join(piece.table.columns))
    if merged:
        told.append(Finding("merged_cells", Status.UNCERTAIN, piece.key, first, count=len(merged)))
    if not piece.table.caption:
        told.append(Finding("no_caption", Status.UNCERTAIN, piece.key, first))
    for each in inner:
        told.append(Finding("table_in_table", Status.UNCERTAIN, each.key, first))
    return [piece, *inner]


def caption_text(caption, reader) -> str:
    return " ".join(reader.plain_blocks(caption[1]).split())


def grid(rows, width, reader, inner, merged) -> list[list[str]]:
    """Every row with as many cells as there are columns; a merged one counts in its first place."""
    spans = [0] * width  # how many rows a cell above still covers
    found = []
    for row in rows:
        texts, cells = [], iter(row[1])
        while len(texts) < width:
            if spans[len(texts)]:
                spans[len(texts)] -= 1
                texts.append("")
                continue
            cell = next(cells, None)
            if cell is None:
                texts.append("")
                continue
            down, across = cell[2], cell[3]
            if down > 1 or across > 1:
                merged.append(cell)
            for place in range(len(texts), min(len(texts) + across, width)):
                spans[place] = down - 1
            texts.append(reader.cell(cell[4], inner))
            texts += [""] * min(across - 1, width - len(texts))
        found.append(texts)
    return found


def fill(piece, cells, headed, reader):
    """Columns need names: the first row, when the file did not say which row names them."""
    first = [plain(cell) for cell in cells[0]] if cells else []
    if headed or (len(cells) > 1 and all(first)):
        piece.table.columns, piece.table.rows = first, cells[1:]
    else:
        piece.table.columns, piece.table.rows = [""] * len(first), cells
    lost = [cell for cell in cells[0] if "<a " in cell] if piece.table.rows is not cells else []
    told = reader.reading.findings
    words = excerpt(" | ".join(first))
    if lost:
        told.append(Finding("link_in_heading", Status.UNCERTAIN, piece.key, words))
    if not headed:
        code = "first_row" if piece.table.rows is not cells else "no_column_names"
        told.append(Finding(code, Status.UNCERTAIN, piece.key, words))


def as_list(table: Table) -> str:
    """Column by column: for what was laid in a table only to save room."""
    rows = [[f"<p>{escape(name, quote=False)}</p>" for name in table.columns], *table.rows]
    width = max((len(row) for row in rows), default=0)
    cells = [row[place] for place in range(width) for row in rows if place < len(row)]
    items = [cell.replace("<p>", "").replace("</p>", " ").strip() for cell in cells if plain(cell)]
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
