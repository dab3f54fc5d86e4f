"""What waits for a person: the tasks on which they can make the next move, and what they may do to one."""

from dataclasses import dataclass
from datetime import date, timedelta

from guatu.execution.life import Deed, Life, State, open_moves, refusal
from guatu.execution.moves import MOVES, Move
from guatu.execution.standing import Standing
from guatu.execution.who import Doer
from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach
from guatu.web.audit.queries import today
from guatu.web.execution.parts import ACTIONS, doer_of, may
from guatu.web.execution.queries.assignments import (
    Asked,
    UnderWay,
    life_of,
    open_children,
    requests_open,
    standing_of,
    waiting_rows,
)
from guatu.web.statements.queries import StatedTask, tasks_seen_by

#: The next act of each state, the first that the person may make; a deed beside the road is never the next.
NEXT = (
    "grant_extension", "endorse", "review", "issue", "accept", "begin", "pass", "refer", "sign_off",
    "archive",
)  # fmt: skip
#: So many days before its time limit a task in hand waits for its unit.
_NEAR = timedelta(days=14)
_OF_AN_EXTENSION = ("grant_extension", "endorse")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One task that waits for the person, since when, with the one next act."""

    row: StatedTask
    standing: Standing
    next: Move
    due: date | None
    period: str = ""

    @property
    def late(self) -> int:
        """By how many days it, or the report that it owes, is overdue; 0 when it is not, or was handed in."""
        if self.due is None or self.standing.waits_for_others or self.standing.done:
            return 0
        return max(0, (today() - self.due).days)


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
    """What waits for this person, oldest first, each with one next act; what is in hand apart.

    Only tasks in states that open an act which the person's roles may make at all are looked at.
    """
    mine = [name for name in NEXT if not reach(actor, ACTIONS[name]).nothing]
    states = frozenset().union(*(MOVES[name].start for name in mine if name not in _OF_AN_EXTENSION))
    if not reach(actor, ACTIONS["submit"]).nothing and reach(actor, ACTIONS["begin"]).units:
        states |= MOVES["submit"].start
    under_way = waiting_rows(states, extensions=any(name in mine for name in _OF_AN_EXTENSION))
    rows = [(row, under_way[row.lineage]) for row in tasks_seen_by(actor, numbers=under_way)]
    numbers = {row.lineage for row, _held in rows}
    children, asked = open_children(numbers), requests_open(numbers)
    waiting, in_hand, day = [], [], today()
    for row, held in rows:
        by, standing, due = doer_of(actor, row), standing_of(held), held.due or row.deadline
        life = life_of(held, row, open_children=children.get(row.lineage, 0))
        following = next((n for n in mine if _opens(n, life, by=by, on=day) and may(actor, n, row)), None)
        if following:
            waiting.append(Waiting(row, standing, MOVES[following], due))
        elif by.carries and _opens("submit", life, by=by, on=day) and may(actor, "submit", row):
            found, now = _in_hand(row, standing, due=due, asked=asked.get(row.lineage))
            (waiting if now else in_hand).append(found)
    waiting.sort(key=lambda one: (one.standing.since, one.row.lineage))
    in_hand.sort(key=lambda one: (one.due or date.max, one.row.lineage))
    return Desk(waiting, in_hand)


def _opens(name: str, life: Life, *, by: Doer, on: date) -> bool:
    """Whether the move is open now, the cheap questions first."""
    move = MOVES[name]
    if life.state not in move.start or (name in _OF_AN_EXTENSION and life.extension == "none"):
        return False
    return refusal(life, Deed(name, by, on, words="x", day=date.max)) is None


def _in_hand(
    row: StatedTask, standing: Standing, *, due: date | None, asked: Asked | None
) -> tuple[Waiting, bool]:
    """A task that the unit works on, and whether it waits for a word: asked, returned, or near its limit."""
    if asked is not None:
        return Waiting(row, standing, MOVES["report"], asked.due, asked.period), True
    near = standing.state == State.RETURNED or (due is not None and due - today() <= _NEAR)
    return Waiting(row, standing, MOVES["submit" if near else "report"], due), near
