"""Tables of areas: a row for each town or unit, indicators as column heads in one line or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from guatu.reading.found import Found
from guatu.reading.lexicon import Lexicon
from guatu.reading.naming import Subject
from guatu.reading.tables import UNIT_LINE, Line, base_of, figure, lines_of

_CELLS = re.compile(r"[^\s|]+")
_UNIT = re.compile(r"\(([^()]*)\)")
_NUMBER = re.compile(r"-?\d[\d,.]*%?|[-/]")
_KINDS = (
    ("completion", re.compile(r"完成|占.{0,4}(?:目标|任务|计划|预算)")),
    ("rank", re.compile(r"位次|排名|名次")),
    ("growth", re.compile(r"同比|增[速幅长减]|±|比上年")),
    ("level", re.compile(r"累计|总量|绝对|实绩|本月|当月|数值|金额|完成[额数]|1-\d+月|\d+月")),
)


@dataclass(frozen=True, slots=True)
class _Column:
    base: Subject
    kind: str
    unit: str | None


def leagues(text: str, lex: Lexicon) -> list[Found]:
    """The figures of tables whose rows are areas."""
    out: list[Found] = []
    lines = lines_of(text)
    i = 0
    unit = None
    while i < len(lines):
        stated = UNIT_LINE.search(lines[i].text)
        unit = stated[1] if stated and len(lines[i].text) < 30 else unit
        columns, used = _columns(lines, i, lex)
        columns = [replace(c, unit=c.unit or unit) for c in columns]
        if not columns:
            i += 1
            continue
        i += used
        while i < len(lines) and _row(lines[i], columns, out):
            i += 1
    return out


_COLUMNS = re.compile(r"[,。;]")


def _columns(lines: Sequence[Line], i: int, lex: Lexicon) -> tuple[list[_Column], int]:
    """The columns after the first one, and how many lines their heads take."""
    cells = list(_CELLS.finditer(lines[i].text))
    if len(cells) < 2 or any(_NUMBER.fullmatch(c[0]) for c in cells) or _COLUMNS.search(lines[i].text):
        return [], 1
    heads = [(c[0], _base(c[0], lines[i].start + c.start(), lex)) for c in cells]
    named = [base for _, base in heads if base is not None]
    if not named:
        return [], 1
    below = [m[0] for m in _CELLS.finditer(lines[i + 1].text)] if i + 1 < len(lines) else []
    if below and all(_kind(cell) for cell in below) and len(below) % len(named) == 0:
        share = len(below) // len(named)
        return [
            _Column(named[k // share], _kind(cell) or "level", _unit(cell)) for k, cell in enumerate(below)
        ], 2
    columns: list[_Column] = []
    for cell, base in heads[1:]:
        kind = _kind(cell)
        if base is not None:
            columns.append(_Column(base, "growth" if kind == "growth" else "level", _unit(cell)))
        elif kind and columns:
            columns.append(_Column(columns[-1].base, kind, _unit(cell)))
        else:
            return [], 1
    return (columns, 1) if len(columns) >= 2 else ([], 1)


_BASE = re.compile(r"(?:同比)?(?:增[速幅长]|增长率)$")


def _base(cell: str, start: int, lex: Lexicon) -> Subject | None:
    return base_of(_BASE.sub("", _UNIT.sub("", cell)), start, lex)


def _kind(cell: str) -> str | None:
    return next((kind for kind, pattern in _KINDS if pattern.search(cell)), None)


def _unit(cell: str) -> str | None:
    found = _UNIT.search(cell)
    return found[1] if found else None


_ROW = re.compile(r"合计|总计|全[区县市省]")


def _row(line: Line, columns: Sequence[_Column], out: list[Found]) -> bool:
    cells = list(_CELLS.finditer(line.text))
    if len(cells) != len(columns) + 1 or _NUMBER.fullmatch(cells[0][0]):
        return False
    if not all(_NUMBER.fullmatch(cell[0]) for cell in cells[1:]):
        return False
    area = cells[0][0]
    for column, cell in zip(columns, cells[1:], strict=True):
        figure(column.base, column.kind, cell[0], line.start + cell.start(), column.unit, out)
        if out and out[-1].start == line.start + cell.start() and not _ROW.search(area):
            out[-1].area = area
    return True
