"""A task on the year's line: from when it was set to when it falls due, with today across it.

Positions are percentages of the year, so that one drawing fits every width.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from guatu.schedule.deadlines import Clock

_YEAR_END = (12, 31)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where things stand, in percent of the year; None where there is nothing."""

    start: str
    length: str
    due: str | None
    today: str
    months: tuple[str, ...]
    open_ended: bool
    undated: bool


def timeline(clock: Clock, *, set_on: date | None, today: date) -> Timeline:
    """Draw one task in the year of ``today``; what began earlier starts at the edge."""
    first, last = date(today.year, 1, 1), date(today.year, *_YEAR_END)
    start = min(max(set_on or first, first), last)
    dated = clock.deadline.kind == "date" and clock.due is not None
    end = min(max(clock.due, start), last) if dated and clock.due else last
    shown = dated and clock.due is not None and first <= clock.due <= last
    months = tuple(_place(date(today.year, month, 1), first=first, last=last) for month in range(1, 13))
    begin, finish = _share(start, first=first, last=last), _share(end, first=first, last=last)
    return Timeline(
        f"{begin:.2f}",
        f"{max(finish - begin, 0.6):.2f}",
        f"{finish:.2f}" if shown else None,
        _place(today, first=first, last=last),
        months,
        clock.deadline.kind in ("monthly", "standing"),
        clock.deadline.kind == "none",
    )


@dataclass(frozen=True, slots=True)
class NodeMark:
    """A node on the line: where, whether it was reached (``done``), missed (``late``) or lies ``ahead``."""

    place: str
    kind: str
    name: str


def node_marks(nodes: Iterable[tuple[str, date, date | None]], *, today: date) -> list[NodeMark]:
    """The nodes (name, planned, reached) that lie in the year of ``today``."""
    first, last = date(today.year, 1, 1), date(today.year, *_YEAR_END)
    found = []
    for name, due, reached in nodes:
        day = reached or due
        if first <= day <= last:
            kind = "done" if reached else "late" if due < today else "ahead"
            found.append(NodeMark(_place(day, first=first, last=last), kind, name))
    return found


def _share(day: date, *, first: date, last: date) -> float:
    return (day - first) / (last - first + timedelta(days=1)) * 100


def _place(day: date, *, first: date, last: date) -> str:
    return f"{_share(day, first=first, last=last):.2f}"
