"""What a bench task lives through: its plan, its steps, the zone it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from guatu.execution.standing import Happened, Standing, after
from guatu.execution.states import State


@dataclass(slots=True)
class Zone:
    """What was made, for who measures: people by role and the numbers of the tasks."""

    people: dict[str, list[Any]] = field(default_factory=dict)
    units: list[Any] = field(default_factory=list)
    tasks: int = 0
    events: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One deed of a task's road: the day, the deed, the state after it, what a report says."""

    on: date
    deed: str
    to: State
    said: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One task before it is written: its statement's columns, units beside the lead, road and nodes."""

    fields: dict[str, Any]
    others: Sequence[int]
    road: Sequence[Step]
    nodes: Sequence[tuple[str, date]]
    every: str


def stood(before: Standing | None, step: Step) -> Standing:
    """The standing after a step."""
    return after(before, Happened(step.on, step.to))


def noon(day: date) -> datetime:
    """A moment of that day, for the log."""
    return datetime.combine(day, time(4), tzinfo=UTC)
