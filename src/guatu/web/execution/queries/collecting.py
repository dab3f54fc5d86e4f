"""What was pasted or returned, put to the tasks that it probably speaks of; a person confirms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guatu.execution.collecting import Message, messages
from guatu.execution.sheets import read_tasks
from guatu.execution.similar import matches, stands_out
from guatu.execution.states import State
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.accounts.queries import units, users
from guatu.web.execution.queries.assignments import UnderWay, assignments, last_reports
from guatu.web.statements.queries import StatedTask, tasks_seen_by, thing, units_of

_WORKING = frozenset({State.ACCEPTED, State.IN_HAND, State.RETURNED})
_MOST_CHOICES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A task that may be meant, with the version that is on screen."""

    row: StatedTask
    version: int

    @property
    def value(self) -> str:
        """How the form sends it back."""
        return f"{self.row.lineage}:{self.version}"


@dataclass(frozen=True, slots=True)
class Proposed:
    """One message or row under a report's heads; `sure`: one task stands out; `same` as last time."""

    sender: str
    text: str
    progress: str
    problems: str
    next_steps: str
    choices: tuple[Choice, ...]
    sure: bool
    same: bool


@dataclass(frozen=True, slots=True)
class Open:
    """The tasks on which this person may report now, with their last words."""

    rows: Mapping[int, StatedTask]
    held: Mapping[int, UnderWay]
    last: Mapping[int, str]
    by_unit: Mapping[str, frozenset[int]]

    def choice(self, number: int) -> Choice:
        """A task as a choice of a form."""
        return Choice(self.rows[number], self.held[number].version)


def open_tasks(actor: Actor) -> Open:
    """The tasks in hand on which this person may report or fill in for the unit."""
    held = {n: row for n, row in assignments().items() if State(row.state) in _WORKING}
    seen = tasks_seen_by(actor, numbers=held)
    rows = {row.lineage: row for row in seen if allow(actor, "task.report", thing(row))}
    last = {n: report.progress.strip() for n, report in last_reports(rows).items()}
    return Open(rows, held, last, _by_unit(rows))


def _by_unit(rows: Mapping[int, StatedTask]) -> dict[str, frozenset[int]]:
    """The tasks of each unit, under the names by which a chat calls it or one of its people."""
    carried: dict[int, set[int]] = {}
    for number, row in rows.items():
        for unit in units_of(row):
            carried.setdefault(unit, set()).add(number)
    named = {name: frozenset(carried.get(u.pk, ())) for u in units() for name in (u.name, u.short_name)}
    for person in users(active=True):
        own = (carried.get(m.unit_id, set()) for m in person.memberships.all() if m.role in _CARRYING)
        named[person.display_name] = frozenset().union(*own)
    return {name: numbers for name, numbers in named.items() if numbers}


_CARRYING = ("department", "liaison")


def proposed(text: str, *, known: Open) -> list[Proposed]:
    """What was pasted, message by message."""
    return [_propose(message, known=known) for message in messages(text)]


def returned(data: bytes, *, name: str, known: Open) -> list[Proposed]:
    """The rows of a returned sheet that say something new; `read_tasks` says what is wrong with it."""
    found = []
    for row in read_tasks(data, name=name):
        if row.get("progress"):
            heads = (row.get("progress"), row.get("problems"), row.get("next_steps"))
            where = f"{row.sheet}!{row.places['title']}"
            message = Message(where, row.get("title"), *heads)
            found.append(_propose(message, known=known, number=row.get("number")))
    return found


def _propose(message: Message, *, known: Open, number: str = "") -> Proposed:
    said = f"{message.sender} {message.text}"
    unit = next((numbers for name, numbers in known.by_unit.items() if name in said), frozenset())
    numbers, sure = _likely(message, known=known, unit=unit, number=number)
    best = numbers[0] if numbers else None
    return Proposed(
        message.sender,
        message.text,
        message.progress,
        message.problems,
        message.next_steps,
        tuple(known.choice(n) for n in numbers[:_MOST_CHOICES]),
        sure,
        same=best is not None and known.last.get(best) == message.progress.strip(),
    )


def _likely(message: Message, *, known: Open, unit: Iterable[int], number: str) -> tuple[list[int], bool]:
    """The tasks that may be meant, the likeliest first, and whether the first stands out."""
    if number.isdigit() and int(number) in known.rows:
        return [int(number)], True
    exact = [n for n, row in known.rows.items() if row.title == message.text]
    if len(exact) == 1:
        return exact, True
    own = {n: known.rows[n].title for n in unit}
    scored = matches(message.text, own or {n: row.title for n, row in known.rows.items()})
    found = [n for n, _score in scored]
    sure = stands_out(scored)
    rest = [n for n in sorted(own) if n not in found]
    return [*found, *rest], sure or (not found and len(rest) == 1)


def choices(known: Open) -> list[Any]:
    """Every open task as a choice, by its title (for a picture without words)."""
    return [known.choice(n) for n in sorted(known.rows, key=lambda n: known.rows[n].title)]
