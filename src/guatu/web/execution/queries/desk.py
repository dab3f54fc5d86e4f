"""What waits for a person: the tasks on which they can make the next move, and what they may do to one."""

from dataclasses import dataclass
from datetime import date, timedelta

from guatu.execution.life import State, open_moves
from guatu.execution.moves import MOVES, Move
from guatu.execution.standing import Standing
from guatu.web.access.actor import Actor
from guatu.web.audit.queries import today
from guatu.web.execution.parts import doer_of, may
from guatu.web.execution.queries.assignments import (
    Asked,
    UnderWay,
    assignments,
    life_of,
    open_children,
    requests_open,
    standings,
)
from guatu.web.statements.queries import StatedTask, tasks_seen_by

#: The next act of each state, the first that the person may make; a deed beside the road is never the next.
NEXT = (
    "grant_extension", "endorse", "review", "issue", "accept", "begin", "pass", "refer", "sign_off",
    "archive",
)  # fmt: skip
#: So many days before its time limit a task in hand waits for its unit.
_NEAR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One task that waits for the person, since when, with the one next act."""

    row: StatedTask
    standing: Standing
    next: Move
    due: date | None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A person's desk: what waits for them, oldest first, and what their unit has in hand besides."""

    waiting: list[Waiting]
    in_hand: list[Waiting]


def acts(actor: Actor, row: StatedTask, under_way: UnderWay, *, children: int = 0) -> tuple[Move, ...]:
    """The moves that this person may make on a task now, by the matrix and by the state machine."""
    life = life_of(under_way, row, open_children=children)
    return tuple(m for m in open_moves(life, doer_of(actor, row), on=today()) if may(actor, m.id, row))


def desk(actor: Actor) -> Desk:
    """What waits for this person, oldest first, each with one next act; what is in hand apart."""
    rows = tasks_seen_by(actor)
    numbers = {row.lineage for row in rows}
    under_way, stands, children = assignments(numbers), standings(tasks=numbers), open_children(numbers)
    asked = requests_open(numbers)
    waiting, in_hand = [], []
    for row in rows:
        held = under_way.get(row.lineage)
        if held is None:
            continue
        possible = {m.id for m in acts(actor, row, held, children=children.get(row.lineage, 0))}
        following = next((name for name in NEXT if name in possible), None)
        standing, due = stands[row.lineage], held.due or row.deadline
        if following:
            waiting.append(Waiting(row, standing, MOVES[following], due))
        elif "submit" in possible and doer_of(actor, row).carries:
            found, now = _in_hand(row, standing, due=due, asked=asked.get(row.lineage))
            (waiting if now else in_hand).append(found)
    waiting.sort(key=lambda one: (one.standing.since, one.row.lineage))
    in_hand.sort(key=lambda one: (one.due or date.max, one.row.lineage))
    return Desk(waiting, in_hand)


def _in_hand(
    row: StatedTask, standing: Standing, *, due: date | None, asked: Asked | None
) -> tuple[Waiting, bool]:
    """A task that the unit works on, and whether it waits for a word: asked, returned, or near its limit."""
    if asked is not None:
        return Waiting(row, standing, MOVES["report"], asked.due, asked.period), True
    near = standing.state == State.RETURNED or (due is not None and due - today() <= _NEAR)
    return Waiting(row, standing, MOVES["submit" if near else "report"], due), near
