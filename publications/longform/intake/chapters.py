"""Where chapters begin: a long document is split, for readers, editors and translators alike."""

from dataclasses import dataclass, field

from .pieces import Kind, Piece

MOST_SEGMENTS = 200  # of a page: beyond it, the screen of translators becomes slow
SHORT = 120  # segments: below, one page is enough
DEEPEST = 3


@dataclass
class Chapter:
    """What becomes one page. The first one, without a heading, is the publication itself."""

    heading: Piece | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def title(self) -> str:
        return titled(self.heading) if self.heading else ""

    @property
    def level(self) -> int:
        return self.heading.level if self.heading else 0

    @property
    def segments(self) -> int:
        return sum(segments(piece) for piece in self.pieces)

    @property
    def is_long(self) -> bool:
        return self.segments > MOST_SEGMENTS

    @property
    def headings(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind == Kind.HEADING]


def titled(heading: Piece) -> str:
    """Numbers of the source stay in the title: they are quoted from elsewhere."""
    if not heading.number:
        return heading.text
    figures = heading.number.replace(".", "").isdigit()
    return f"{heading.number}{'.' if figures else ' –'} {heading.text}"


def segments(piece: Piece) -> int:
    """About how many texts a translator gets."""
    if piece.table:
        cells = [cell for row in piece.table.rows for cell in row if cell]
        return 1 + len(piece.table.columns) + sum(max(1, passages(cell)) for cell in cells)
    return max(1, passages(piece.text))


def passages(html: str) -> int:
    return html.count("<p>") + html.count("<li>")


def best_level(pieces: list[Piece]) -> int:
    """The highest level that makes more than one chapter; 0 for a short document."""
    if sum(segments(piece) for piece in pieces) <= SHORT:
        return 0
    levels = [piece.level for piece in pieces if piece.kind == Kind.HEADING]
    return next((level for level in range(1, DEEPEST + 1) if levels.count(level) > 1), 0)


def split(pieces: list[Piece], level: int, breaks: dict[str, bool]) -> list[Chapter]:
    """`breaks` are the editor's own: a heading that begins a chapter, or does not."""
    chapters = cut(pieces, lambda piece: breaks.get(piece.key, piece.level <= level))
    if level:
        chapters = [part for chapter in chapters for part in lightened(chapter, breaks)]
    return filled(chapters)


def cut(pieces: list[Piece], begins) -> list[Chapter]:
    chapters = [Chapter()]
    for piece in pieces:
        if piece.kind == Kind.HEADING and begins(piece):
            chapters.append(Chapter(piece))
        else:
            chapters[-1].pieces.append(piece)
    return chapters


def lightened(chapter: Chapter, breaks: dict[str, bool]) -> list[Chapter]:
    """A chapter too long for a page is split at its own highest headings, once."""
    levels = [piece.level for piece in chapter.headings]
    if not chapter.is_long or not levels or levels.count(min(levels)) < 2:
        return [chapter]
    top = min(levels)
    parts_of = cut(chapter.pieces, lambda piece: breaks.get(piece.key, piece.level <= top))
    parts_of[0].heading = chapter.heading
    return parts_of


def filled(chapters: list[Chapter]) -> list[Chapter]:
    """A title with nothing under it takes the chapter after it in."""
    kept: list[Chapter] = []
    for chapter in chapters:
        before = kept[-1] if kept else None
        if before and before.heading and not before.pieces and chapter.level > before.level:
            before.pieces = [*([chapter.heading] if chapter.heading else []), *chapter.pieces]
        else:
            kept.append(chapter)
    return kept


def shown_level(piece: Piece, chapter: Chapter) -> int:
    """On its page: 2 is the highest, as the title of the page is 1."""
    return min(6, max(2, piece.level - chapter.level + 1))
