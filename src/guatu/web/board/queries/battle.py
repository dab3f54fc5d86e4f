"""The battle map 作战图: units by months; behind today what is late, ahead of today the nodes to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guatu.schedule.lights import COLOURS
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period
from guatu.web.execution.queries import KINDS, Line, count, falls_due

_MONTHS = range(1, 13)


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
    next: Line | None


def battle_map(lines: Iterable[Line], *, today: date, known_at: int | None) -> list[UnitRow]:
    """The units that lead something, in their order, each with its year."""
    led: dict[Any, list[Line]] = {}
    for line in lines:
        if line.row.lead_unit is not None:
            led.setdefault(line.row.lead_unit, []).append(line)
    ordered = sorted(led, key=lambda unit: (unit.order, unit.pk))
    return [_row(unit, led[unit], today=today, known_at=known_at) for unit in ordered]


def _row(unit: Any, lines: list[Line], *, today: date, known_at: int | None) -> UnitRow:
    undated = [line for line in lines if line.clock.deadline.kind == "none"]
    cells = tuple(_cell(unit, lines, month=m, today=today, known_at=known_at) for m in _MONTHS)
    figure = count(undated, known_at=known_at, lead=unit.pk, due="none", year=today.year) if undated else None
    ahead = [line for line in lines if line.clock.due is not None and line.clock.due >= today]
    return UnitRow(unit, cells, figure, min(ahead, key=lambda line: line.clock.due or today, default=None))


def _cell(unit: Any, lines: list[Line], *, month: int, today: date, known_at: int | None) -> Cell:
    period = Period.of(today.year, month, month)
    due = [line for line in lines if falls_due(line, period, today=today)]
    cut = {"lead": unit.pk, "month": str(period), "year": today.year}
    when = "ahead" if period.start > today else "past" if period.end < today else "now"
    if when == "ahead":
        marks = [Mark("node", "◇", count(due, known_at=known_at, **cut))] if due else []
    else:
        by_light = {colour: [line for line in due if line.light.colour == colour] for colour in COLOURS}
        marks = [
            Mark(KINDS[colour], having[0].light.label, count(having, known_at=known_at, light=colour, **cut))
            for colour, having in by_light.items()
            if having
        ]
    return Cell(when, tuple(marks))
