"""Tables of which each cell has become a line: the heads first, then rows of as many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guatu.reading.tables.heads import NAME, PLACES, UNIT_CELL, told
from guatu.reading.tables.layout import Head, Table
from guatu.reading.tables.lines import SENTENCE, Cell, Line, lines_of

# Two lines of figures alone, one after the other or with a short one between.
_GUARD = re.compile(
    r"\n[ \t]*[+-]?\d[\d,.]*%?[ \t]*\n(?:[^\n]{0,24}\n)?[ \t]*(?:[+-]?\d[\d,.]*%?|[-/]+)[ \t]*(?:\n|$)"
)
_OPENS = ("序号",)
_MOST, _LONGEST = 14, 24


def stacked(text: str) -> Iterator[Table]:
    """The tables of a text whose cells are lines."""
    if not _GUARD.search(text):
        return
    lines = lines_of(text)
    i = 0
    while i < len(lines):
        bare = lines[i].text.strip()
        if NAME.fullmatch(bare) or PLACES.fullmatch(bare) or bare in _OPENS:
            found = _table(lines, i)
            if found is not None:
                table, i = found
                yield table
                continue
        i += 1


def _cell(line: Line) -> Cell:
    bare = line.text.strip(" \t|")
    return Cell(line.start + (line.text.find(bare) if bare else 0), bare)


def _table(lines: Sequence[Line], first: int) -> tuple[Table, int] | None:
    """The table that opens at a line and the line after it: the width under which most rows fit."""
    best: tuple[int, list[Line]] = (0, [])
    for width in range(2, _MOST):
        heads = [_cell(line) for line in lines[first : first + width]]
        if len(heads) < width or any(
            c.numeric or len(c.text) > _LONGEST or SENTENCE.search(c.text) for c in heads
        ):
            break
        if sum(told(c.text).kind is not None for c in heads[1:]) * 2 < width - 1:
            continue
        rows = _rows(lines, first + width, width)
        if len(rows) * width > len(best[1]) * max(best[0], 1):
            best = (width, rows)
    width, rows = best
    if not rows:
        return None
    columns = tuple(Head((cell.text,), cell.start, 0.0) for cell in map(_cell, lines[first : first + width]))
    title = tuple(line.text for line in lines[max(0, first - 4) : first] if line.text.strip())
    return Table(title, columns, tuple(rows), ("",) * len(rows), spaced=False), first + width * (
        len(rows) + 1
    )


def _rows(lines: Sequence[Line], first: int, width: int) -> list[Line]:
    """Rows of a width: a name, perhaps a unit, then figures or blanks."""
    rows: list[Line] = []
    for i in range(first, len(lines) - width + 1, width):
        cells = [_cell(line) for line in lines[i : i + width]]
        name = cells[1] if cells[0].text.isdigit() and not cells[1].numeric else cells[0]
        rest = cells[cells.index(name) + 1 :]
        if (
            not name.text
            or name.numeric
            or len(name.text) > _LONGEST
            or SENTENCE.search(name.text.strip("#"))
        ):
            break
        figures = sum(cell.numeric for cell in rest)
        words = [c for c in rest if c.text and not c.numeric and not UNIT_CELL.fullmatch(c.text.strip("()"))]
        if not figures or len(words) > 1 or any(len(c.text) > _LONGEST for c in words):
            break
        rows.append(Line(lines[i].start, "", tuple(cells), kept=True))
    return rows
