"""Where a text holds tables whose cells are parted by tabs, bars or wide blanks, for those who draw them.

What the reader makes of a table is another matter (`reading.tables`); here every such table counts, with or
without figures, and nothing of the text is changed: a cell is a pair of offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guatu.reading.fold import plain
from guatu.reading.tables.lines import RULE, YEAR, Cell, Line, cut_line, lines_of

_ANY = re.compile(r"\t|\|[^|\n]*\|")
#: 一、→ the words of a numbered paragraph: the tab behind the number makes no table.
_NUMBERED = re.compile(
    r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[a-zA-Z])[)）.、:]?|第.{1,3}[条章节]|[-·●○■◆*]"
)
_MOST_HEADS, _LONGEST_TITLE = 4, 40
#: Two blanks between words: cells, where line after line has them.
_WIDE = re.compile(r"\S(?: {2,}|\u3000+)\S")
_LEAST_LINES = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: its cells as (start, end), empty ones too. ``across``: one cell over all columns."""

    cells: tuple[tuple[int, int], ...]
    head: bool = False
    across: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the text between two offsets, the end of its last line included.

    ``numeric`` are the columns that hold figures.
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    numeric: frozenset[int]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(len(row.cells) for row in self.rows)


def grids(text: str) -> list[Grid]:
    r"""The tables of a text, first to last.

    >>> [grid] = grids("通报\n指标\t1—7月\n进出口\t66\n完")
    >>> [text_of for row in grid.rows for text_of in row.cells], grid.numeric
    ([(3, 5), (6, 10), (11, 14), (15, 17)], frozenset({1}))
    """
    folded = plain(text)
    if _ANY.search(folded) is None and _WIDE.search(folded) is None:
        return []
    lines = [cut_line(line) if _ANY.search(line.text) else line for line in lines_of(folded)]
    found = [_grid(lines[first:last], len(text)) for first, last in _runs(lines)]
    found += (_grid(run, len(text)) for run in _of_blanks(lines))
    return sorted(found, key=lambda grid: grid.start)


def place_of(found: Sequence[Grid], at: int, *, text: str) -> tuple[str, str] | None:
    """The name of the row and the heads of the column of the cell at an offset; None outside a body."""
    grid = next((grid for grid in found if grid.start <= at < grid.end), None)
    for row in grid.rows if grid else ():
        column = next((k for k, (start, end) in enumerate(row.cells) if start <= at < end), None)
        if grid is None or column is None:
            continue
        if row.head or row.across or not column:
            return None
        heads = [
            text[slice(*head.cells[column])] for head in grid.rows if head.head and column < len(head.cells)
        ]
        named = next(
            (words for a, b in row.cells[:column] if not (words := text[a:b]).strip(".").isdigit()), ""
        )
        return named, "".join(dict.fromkeys(heads))
    return None


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The first line of each table and the one after its last."""
    at = 0
    while at < len(lines):
        if not _parted(lines[at]):
            at += 1
            continue
        first, last, rows = at, at + 1, 1
        while at + 1 < len(lines):
            at += 1
            if _parted(lines[at]):
                rows, last = rows + 1, at + 1
            elif not (_is_rule(lines[at]) or (_is_title(lines[at]) and _goes_on(lines, at))):
                break
        else:
            at += 1
        if rows > 1 and not _is_list(lines[first:last]):
            yield first, last


def _of_blanks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of lines whose cells only wide blanks part, each cell laid under the head that it stands below.

    At least three lines, as many heads in the first as any line has cells, and figures in most of the others.
    """
    run: list[Line] = []
    for line in (*lines, Line(0, "")):
        cut = cut_line(line) if not line.kept and _WIDE.search(line.text) else line
        if cut.spaced and len(cut.cells) > 1 and not cut.text.rstrip().endswith(("。", ";")):
            run.append(cut)
            continue
        if len(run) >= _LEAST_LINES and len(run[0].cells) == max(len(one.cells) for one in run):
            figured = sum(any(cell.numeric for cell in one.cells[1:]) for one in run[1:])
            if 2 * figured > len(run) - 1 and not any(cell.numeric for cell in run[0].cells):
                yield [_below(one, run[0]) for one in run]
        run = []


def _below(line: Line, head: Line) -> Line:
    """The line with one cell a head, empty where nothing stands below it."""
    cells = [Cell(line.start + len(line.text), "") for _ in head.cells]
    free = 0
    for k, cell in enumerate(line.cells):
        last = len(cells) - (len(line.cells) - k)
        middles = [abs(cell.middle - one.middle) for one in head.cells[free : last + 1]]
        place = free if not k else free + middles.index(min(middles))
        cells[place], free = cell, place + 1
    return Line(line.start, line.text, tuple(cells), kept=True)


def _parted(line: Line) -> bool:
    """Whether a line is a row of cells."""
    return line.kept and len(line.full) > 1 and not _is_rule(line)


def _is_rule(line: Line) -> bool:
    return bool(line.kept and RULE.fullmatch(line.text.strip()))


def _is_title(line: Line) -> bool:
    """Whether a line may be one short cell between rows: 一、工业."""
    bare = line.text.strip(" \t|")
    return 0 < len(bare) <= _LONGEST_TITLE and not bare.endswith(("。", ";", ","))


def _goes_on(lines: Sequence[Line], at: int) -> bool:
    """Whether the table goes on below one line: the next is a row as wide as the one above it."""
    above = next((line for line in reversed(lines[:at]) if _parted(line)), None)
    below = lines[at + 1] if at + 1 < len(lines) else None
    return bool(above and below and _parted(below) and len(below.cells) == len(above.cells))


def _is_list(rows: Sequence[Line]) -> bool:
    """Whether the lines are numbered or bulleted paragraphs, their words behind a tab."""
    cut = [row.full for row in rows if _parted(row)]
    return all(len(cells) == 2 and _NUMBERED.fullmatch(cells[0].text) for cells in cut)


def _grid(lines: Sequence[Line], most: int) -> Grid:
    told = [line for line in lines if not _is_rule(line)]
    heads = _heads(told)
    rows = [
        Row(tuple(map(_span, line.cells)), head=k < heads)
        if line.kept and len(line.cells) > 1
        else Row((_alone(line),), across=True)
        for k, line in enumerate(told)
    ]
    last = lines[-1]
    end = min(last.start + len(last.text) + 1, most)
    return Grid(lines[0].start, end, tuple(rows), _numeric([line for line in told[heads:] if _parted(line)]))


def _heads(lines: Sequence[Line]) -> int:
    """How many lines at the top say what the columns hold; one where no line holds figures."""
    for k, line in enumerate(lines):
        if any(cell.numeric and not YEAR.fullmatch(cell.text) for cell in line.full[1:]):
            return k if k <= _MOST_HEADS else 1
    return 1


def _numeric(rows: Sequence[Line]) -> frozenset[int]:
    """The columns that hold figures alone, save their empty cells."""
    columns: dict[int, list[Cell]] = {}
    for row in rows:
        for k, cell in enumerate(row.cells):
            if cell.text:
                columns.setdefault(k, []).append(cell)
    return frozenset(
        k for k, cells in columns.items() if k and 2 * sum(c.numeric for c in cells) > len(cells)
    )


def _span(cell: Cell) -> tuple[int, int]:
    return cell.start, cell.start + len(cell.text)


def _alone(line: Line) -> tuple[int, int]:
    bare = line.text.strip(" \t|")
    at = line.start + (line.text.find(bare) if bare else 0)
    return at, at + len(bare)
