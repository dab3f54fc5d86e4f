"""A text as a page draws it: running words as they are, tables as tables, each span lit wherever it goes.

What is drawn is the text itself: a piece knows the code point at which it begins, and the marks between cells
are all that a drawn table leaves out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guatu.reading.grids import Grid, Row, grids
from guatu.web.reading.segments import Lit, Segment, segments

#: From how many characters on a cell needs room to wrap in.
_LONG = 14


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """The pieces of a cell, and how it is set."""

    pieces: tuple[Segment, ...]
    numeric: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row of a table; ``across`` has one cell over the whole width."""

    cells: tuple[DrawnCell, ...]
    head: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of running text, or a table (``rows``), up to the code point ``end``.

    ``named``: its first column names the rows.
    """

    end: int
    pieces: tuple[Segment, ...] = ()
    rows: tuple[DrawnRow, ...] = ()
    width: int = 0
    named: bool = False

    @property
    def heads(self) -> list[DrawnRow]:
        """The rows that say what the columns hold."""
        return [row for row in self.rows if row.head]

    @property
    def body(self) -> list[DrawnRow]:
        """The rows below the head."""
        return [row for row in self.rows if not row.head]


def blocks(text: str, *, spans: Iterable[Lit]) -> list[Block]:
    """The whole text in order, its tables as tables."""
    found = grids(text)
    edges = {edge for grid in found for row in grid.rows for cell in row.cells for edge in cell}
    edges |= {edge for grid in found for edge in (grid.start, grid.end)}
    pieces = segments(text, spans=spans, at=edges)
    out: list[Block] = []
    at = 0
    for grid in found:
        first = at
        while at < len(pieces) and pieces[at].start < grid.start:
            at += 1
        if at > first:
            out.append(Block(grid.start, tuple(pieces[first:at])))
        first = at
        while at < len(pieces) and pieces[at].start < grid.end:
            at += 1
        out.append(_table(grid, pieces[first:at], text=text))
    if at < len(pieces):
        out.append(Block(len(text), tuple(pieces[at:])))
    return out


def row_at(text: str, *, start: int, end: int) -> Block | None:
    """The rows of a table that words stand in, below their head, the words lit; None outside a table."""
    lit = Lit(start, end, "", 0)
    table = next((b for b in blocks(text, spans=[lit]) if start < b.end), None)
    if table is None or not table.rows:
        return None
    touched = [row for row in table.body if any(p.spans for cell in row.cells for p in cell.pieces)]
    if not touched:
        return None
    unnamed = [replace(row, cells=tuple(map(_unnamed, row.cells))) for row in touched]
    return replace(table, rows=(*table.heads, *unnamed))


def _unnamed(cell: DrawnCell) -> DrawnCell:
    """The cell without the place that a page's own address could lead to."""
    return replace(cell, pieces=tuple(replace(piece, first=()) for piece in cell.pieces))


def _table(grid: Grid, pieces: Sequence[Segment], *, text: str) -> Block:
    queue = _drawn(grid, pieces)
    rows = tuple(
        DrawnRow(tuple(_cells(row, grid, queue=queue, text=text)), head=row.head, across=row.across)
        for row in grid.rows
    )
    named = not any(
        _is_number(text[a:b]) for row in grid.rows[1:] for a, b in row.cells[:1] if not row.across
    )
    return Block(grid.end, rows=rows, width=grid.width, named=named)


def _cells(row: Row, grid: Grid, *, queue: list[Segment], text: str) -> list[DrawnCell]:
    made: list[DrawnCell] = []
    for k, (start, end) in enumerate(row.cells):
        own: list[Segment] = []
        while queue and start <= queue[0].start < end:
            own.append(queue.pop(0))
        made.append(DrawnCell(tuple(own), k in grid.numeric, end - start > _LONG and k not in grid.numeric))
    return made + [DrawnCell(())] * (0 if row.across else grid.width - len(row.cells))


def _drawn(grid: Grid, pieces: Sequence[Segment]) -> list[Segment]:
    """The pieces that stand in cells; a span that begins at a mark between them begins at the next cell."""
    inside = [cell for row in grid.rows for cell in row.cells]
    out: list[Segment] = []
    first: tuple[int, ...] = ()
    k = 0
    for piece in pieces:
        while k < len(inside) and inside[k][1] <= piece.start:
            k += 1
        if k < len(inside) and inside[k][0] <= piece.start:
            out.append(replace(piece, first=first + piece.first) if first else piece)
            first = ()
        else:
            first += piece.first
    return out


def _is_number(words: str) -> bool:
    return words.isascii() and words.strip(" .").isdigit()
