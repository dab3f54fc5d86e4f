"""What a list shows of a task beside its statement and clock: its row, its last report, its nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from guatu.web.execution.queries import Line
from guatu.web.execution.queries.amended import details
from guatu.web.execution.queries.assignments import Reported, UnderWay, milestones_of
from guatu.web.execution.queries.assignments import last_reports as last_of
from guatu.web.execution.queries.kept import has_made, is_kept, made_of
from guatu.web.execution.timeline import NodeMark, node_marks


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what is under way; None where the task was not set up or nobody has reported."""

    line: Line
    under_way: UnderWay | None
    last: Reported | None
    nodes: list[NodeMark]

    @property
    def ticked(self) -> str:
        """What a tick sends: the number and the two versions that were on screen."""
        held = self.under_way.version if self.under_way else 0
        return f"{self.line.row.lineage}:{held}:{self.line.row.version}"


def rows_of(lines: Sequence[Line], *, today: date, known_at: int | None) -> list[Row]:
    """The rows of one page of a list; those of tasks to which nothing was done since are not read again."""
    if not all(map(is_kept, lines)):
        return _read(lines, today=today, known_at=known_at)
    keys = [("row", line.row.lineage) for line in lines]
    missing = [line for key, line in zip(keys, lines, strict=True) if not has_made([line], key)]
    read = {row.line.row.lineage: row for row in _read(missing, today=today, known_at=None)}
    return [
        made_of([line], key, partial(read.__getitem__, line.row.lineage))
        for key, line in zip(keys, lines, strict=True)
    ]


def _read(lines: Sequence[Line], *, today: date, known_at: int | None) -> list[Row]:
    if not lines:
        return []
    numbers = [line.row.lineage for line in lines]
    held: dict[int, Any] = details(numbers, known_at=known_at)
    last = last_of(numbers, known_at=known_at)
    nodes = milestones_of(numbers, known_at=known_at)
    return [
        Row(
            line,
            held.get(line.row.lineage),
            last.get(line.row.lineage),
            node_marks(((n.name, n.due, n.done_on) for n in nodes.get(line.row.lineage, ())), today=today),
        )
        for line in lines
    ]
