"""The task book in the cells of a workbook, and what a workbook that came back would change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guatu.execution.exchange import Cells, Difference, Returned, differences, read, write
from guatu.web.access.actor import Actor
from guatu.web.accounts import queries as accounts
from guatu.web.audit.queries import today as day_of
from guatu.web.execution.queries import Line, lines_of
from guatu.web.execution.queries.amended import details
from guatu.web.execution.queries.assignments import last_reports as last_of
from guatu.web.statements.queries import tasks_seen_by
from guatu.web.ui.script import say

_ALWAYS = {"monthly": "每月", "standing": "长期坚持", "none": ""}
_MANY = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One task as it stands, in cells."""

    line: Line
    held: Any
    cells: Cells


@dataclass(frozen=True, slots=True)
class Planned:
    """What one row that came back would change; conflicts are `Difference.twice`."""

    returned: Returned
    entry: Entry
    found: list[Difference]


def workbook(lines: Sequence[Line], *, title: str, known_at: int | None) -> bytes:
    """These tasks as a workbook to be filled in."""
    lists = {
        "lead": [str(unit) for unit in accounts.units()],
        "leader": _names("leader", "portfolio_leader"),
        "officer": _names("supervision"),
    }
    return write([entry.cells for entry in entries(lines, known_at=known_at)], title=title, lists=lists)


def _names(*roles: str) -> list[str]:
    people = [person for role in roles for person in accounts.people_with(role)]
    return list(dict.fromkeys(person.display_name for person in people))


def entries(lines: Sequence[Line], *, known_at: int | None) -> list[Entry]:
    """The tasks in cells, in their order."""
    numbers = [line.row.lineage for line in lines]
    held = details(None if len(numbers) > _MANY else numbers, known_at=known_at)
    last = last_of(numbers, known_at=known_at)
    return [
        Entry(
            line,
            held.get(line.row.lineage),
            cells_of(line, held=held.get(line.row.lineage), last=last.get(line.row.lineage)),
        )
        for line in lines
    ]


def cells_of(line: Line, *, held: Any, last: Any) -> Cells:
    """One task in the columns of the workbook."""
    row = line.row
    return {
        "number": str(row.lineage),
        "state": say(line.standing.word) if line.standing else "",
        "light": say(line.light.label),
        "theme": row.theme,
        "title": row.title,
        "standard": row.standard,
        "lead": str(row.lead_unit or ""),
        "responsible": "、".join(map(str, line.responsible)),
        "support": "、".join(map(str, line.support)),
        "leader": str(row.leader or ""),
        "person": row.person,
        "liaison": held.liaison if held else "",
        "officer": str(held.officer or "") if held else "",
        "deadline": _ALWAYS.get(row.deadline_kind) or _iso(row.deadline),
        "weight": format(held.weight.normalize(), "f") if held and held.weight is not None else "",
        "place": held.place if held else "",
        "progress": last.progress if last else "",
        "problems": last.problems if last else "",
        "next_steps": last.next_steps if last else "",
    }


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def planned(data: bytes, *, name: str, actor: Actor) -> list[Planned]:
    """What the workbook would change of the tasks that this person may see, as they stand now.

    Raises:
        SheetError, ExchangeError: the file cannot be read, or is not ours.
    """
    returned = read(data, name=name)
    found = {entry.line.row.lineage: entry for entry in _now(actor, {row.number for row in returned})}
    plans = []
    for row in returned:
        entry = found.get(row.number)
        if entry is not None and (changed := differences(row, entry.cells)):
            plans.append(Planned(row, entry, changed))
    return plans


def _now(actor: Actor, numbers: Collection[int]) -> list[Entry]:
    rows = tasks_seen_by(actor, numbers=numbers)
    return entries(lines_of(rows, today=day_of(), known_at=None), known_at=None)
