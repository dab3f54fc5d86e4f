"""A table laid out as lines: a row a line, tabs between the cells, as the reader of tables expects them.

Merged cells are repeated into every place that they cover, heads of several levels joined in one line, a row
that is one cell across the table becomes a line of its own (a title, a unit, a note).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise

MOST_COLUMNS, MOST_CELLS, MOST_HEADS = 100, 400_000, 4
_NUMBER = re.compile(r"[-−–—+＋]?[(（]?[0-9０-９][0-9０-９,，.．]*[)）]?[%％]?")
_NOTHING = re.compile(r"[-−–—－/／…]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and how many rows and columns it covers. ``head`` when the file says so."""

    text: str
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell in one place of the grid; places of one cell share their number."""

    number: int
    text: str = ""
    head: bool = False


def lay_out(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """The lines of a table.

    >>> head = [Cell("指标", rows=2), Cell("1—6月", columns=2)]
    >>> lay_out([head, [Cell("总量"), Cell("增幅(%)")], [Cell("进出口"), Cell("66"), Cell("8")]])
    ['指标\\t1—6月总量\\t1—6月增幅(%)', '进出口\\t66\\t8']
    """
    grid = _without_empty_columns(_filled(rows))
    out: list[str] = []
    at = 0
    while at < len(grid) and _across(grid[at]) is not None:
        out += filter(None, [_across(grid[at])])
        at += 1
    heads = _heads(grid, at)
    if heads > 1:
        out.append(
            "\t".join(_joined([row[k] for row in grid[at : at + heads]]) for k in range(len(grid[at])))
        )
        at += heads
    for row in grid[at:]:
        across = _across(row)
        out += [across] if across else [_row(row)] if across is None else []
    return out


def _row(row: Sequence[_Place]) -> str:
    """The cells of a row; what is left empty among figures is a dash, so that no figure moves aside."""
    gap = "—" if _figures(row) else ""
    return "\t".join(place.text or gap for place in row)


def _filled(rows: Sequence[Sequence[Cell]]) -> list[list[_Place]]:
    """Every place of the grid with the cell that covers it."""
    numbers = count()
    placed: dict[tuple[int, int], _Place] = {}
    width = 0
    for r, row in enumerate(rows):
        c = 0
        for cell in row:
            while (r, c) in placed:
                c += 1
            if c >= MOST_COLUMNS or len(placed) > MOST_CELLS:
                break
            place = _Place(next(numbers), flow(cell.text.split()), cell.head)
            for k in range(c, min(c + max(1, cell.columns), MOST_COLUMNS)):
                for j in range(r, min(r + max(1, cell.rows), len(rows))):
                    placed.setdefault((j, k), place)
            c += max(1, cell.columns)
            width = max(width, min(c, MOST_COLUMNS))
    return [[placed.get((r, c)) or _Place(next(numbers)) for c in range(width)] for r in range(len(rows))]


def _without_empty_columns(grid: list[list[_Place]]) -> list[list[_Place]]:
    """No empty rows, and no column that only repeats its neighbour or holds nothing."""
    if not grid:
        return []
    kept = [
        c
        for c in range(len(grid[0]))
        if any(row[c].text and (c == 0 or row[c].number != row[c - 1].number) for row in grid)
    ]
    return [[row[c] for c in kept] for row in grid if any(row[c].text for c in kept)]


def _across(row: Sequence[_Place]) -> str | None:
    """The text of a row that is one cell across the table; None when it is a row of cells."""
    told = {place.number: place.text for place in row if place.text}
    if len(told) > 1 or (len(row) > 1 and len(told) == 1 and not row[0].text):
        return None
    if len(row) > 1 and len({place.number for place in row}) > 1 and len(row) == 2:
        return None
    return next(iter(told.values()), "")


def _heads(grid: Sequence[Sequence[_Place]], first: int) -> int:
    """How many rows from ``first`` on are heads: as the file states, else as their merged cells tell."""
    stated = 0
    for row in grid[first : first + MOST_HEADS]:
        if _figures(row) or not all(place.head for place in row if place.text):
            break
        stated += 1
    if stated or first >= len(grid) or _figures(grid[first]):
        return stated
    counted = any(map(_figures, grid[first:]))
    tops = {place.number for place in grid[first] if place.text}
    depth = 1
    while first + depth < len(grid) and depth < MOST_HEADS:
        above, below = grid[first + depth - 1], grid[first + depth]
        reaching = any(place.number in tops for place in below)
        across = any(a.number == b.number for a, b in pairwise(above))
        blank = any(not place.text for place in above[1:])
        if _figures(below) or not (reaching or (counted and (across or blank))):
            break
        depth += 1
    return depth


def _figures(row: Sequence[_Place]) -> bool:
    """Whether a row holds figures beside its name."""
    return any(
        (_NUMBER.fullmatch(place.text) and not _YEAR.fullmatch(place.text)) or _NOTHING.fullmatch(place.text)
        for place in row[1:]
    )


def _joined(column: Sequence[_Place]) -> str:
    """The heads above one column, outermost first, each once."""
    words: list[str] = []
    for place in column:
        if place.text and (not words or words[-1] != place.text):
            words.append(place.text)
    return "".join(words)


def flow(lines: Sequence[str]) -> str:
    """Lines of one cell or paragraph as one line; a blank only between words of Latin letters.

    >>> flow(["规上工业", "总产值"]), flow(["high", "tech"])
    ('规上工业总产值', 'high tech')
    """
    out = ""
    for line in _stripped(lines):
        out += f" {line}" if out and _WORD.match(out[-1]) and _WORD.match(line[0]) else line
    return out


def _stripped(lines: Sequence[str]) -> Iterator[str]:
    return filter(None, (line.strip() for line in lines))
