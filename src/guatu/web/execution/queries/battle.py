"""The battle map 作战图: units by months; behind today the lights of each month's end, ahead the nodes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from guatu.schedule.lights import COLOURS
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period
from guatu.web.execution.queries import Line, count
from guatu.web.execution.queries.history import Past, line_in, months_of, past
from guatu.web.execution.queries.kept import has_made, made_of
from guatu.web.execution.queries.line import KINDS
from guatu.web.execution.queries.nodes import Ahead, ahead, in_month, open_nodes

_LIT = tuple(colour for colour in COLOURS if colour != "none")


@dataclass(frozen=True, slots=True)
class Mark:
    """A light or a node of one cell, with its count."""

    kind: str
    word: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's month; ``when`` is past, now or ahead."""

    when: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit's year: its cells, its undated tasks, its next node."""

    unit: Any
    cells: tuple[Cell, ...]
    undated: Figure | None
    next: Ahead | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What all rows of a map are drawn from."""

    today: date
    known_at: int | None
    months: tuple[Period, ...]
    history: Past
    nodes: dict[int, list[tuple[date, str]]]


def leading(lines: Iterable[Line]) -> dict[Any, list[Line]]:
    """The units that lead something, in their order, each with what it leads."""
    led: dict[Any, list[Line]] = {}
    for line in lines:
        if line.row.lead_unit is not None:
            led.setdefault(line.row.lead_unit, []).append(line)
    return {unit: led[unit] for unit in sorted(led, key=lambda unit: (unit.order, unit.pk))}


def battle_map(lines: Iterable[Line], *, today: date, known_at: int | None) -> list[UnitRow]:
    """The units that lead something, in their order, each with this year."""
    led = leading(lines)
    keys = {unit: ("battle", unit.pk, today, known_at, len(found)) for unit, found in led.items()}
    missing = [found for unit, found in led.items() if not has_made(found, keys[unit])]
    numbers = {line.row.lineage for found in missing for line in found}
    seen = _Seen(
        today,
        known_at,
        tuple(months_of(today.year)),
        past(known_at=known_at, tasks=numbers) if numbers else Past({}),
        open_nodes(known_at=known_at, tasks=numbers, since=today) if numbers else {},
    )
    return [made_of(found, keys[unit], partial(_row, unit, found, seen=seen)) for unit, found in led.items()]


def _row(unit: Any, lines: list[Line], *, seen: _Seen) -> UnitRow:
    undated = [line for line in lines if line.clock.deadline.kind == "none"]
    year = seen.today.year
    figure = count(undated, known_at=seen.known_at, lead=unit.pk, due="none", year=year) if undated else None
    found = (ahead(line, nodes=seen.nodes.get(line.row.lineage, ()), today=seen.today) for line in lines)
    following = min((node for node in found if node), key=lambda node: node.due, default=None)
    cells = tuple(_cell(unit, lines, month=month, seen=seen) for month in seen.months)
    return UnitRow(unit, cells, figure, following, tuple(lines))


def _cell(unit: Any, lines: list[Line], *, month: Period, seen: _Seen) -> Cell:
    today = seen.today
    when = "ahead" if month.start > today else "past" if month.end < today else "now"
    cut = {"lead": unit.pk, "year": today.year}
    marks = []
    if when != "ahead":
        lit = [line_in(line.row, month, history=seen.history, today=today) for line in lines]
        for colour in _LIT:
            having = [line for line in lit if line is not None and line.light.colour == colour]
            if having:
                figure = count(having, known_at=seen.known_at, light=colour, at=str(month), **cut)
                marks.append(Mark(KINDS[colour], having[0].light.label, figure))
    if when != "past":
        nodes = seen.nodes
        due = [
            line
            for line in lines
            if in_month(line, month, nodes=nodes.get(line.row.lineage, ()), today=today)
        ]
        if due:
            marks.append(Mark("node", "◇", count(due, known_at=seen.known_at, node=str(month), **cut)))
    return Cell(when, tuple(marks))
