"""The moves from state to state, read from data: from where, to where, who may, under which guards.

``to`` None: the state stays as it is. Guards are named in the data and read in ``guards``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from guatu.execution.guards import GUARDS
from guatu.execution.states import State
from guatu.execution.who import Part
from guatu.vocabulary.problems import GuatuError, Problem

ASKS = frozenset({"words", "day", "unit", "report"})


class MoveError(GuatuError, ValueError):
    """A move that the data describe wrongly."""


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may be done to a task. ``asks``: what must be given with it (words, day, unit)."""

    id: str
    word: str
    start: frozenset[State]
    to: State | None
    who: frozenset[Part]
    guards: tuple[str, ...] = ()
    asks: frozenset[str] = frozenset()


def moves_of(data: Mapping[str, Any]) -> Mapping[str, Move]:
    """Build moves from their file, in its order.

    Raises:
        MoveError: with the move that names a state, part, guard or asking that does not exist.
    """
    return MappingProxyType({id_: _move(id_, row) for id_, row in data.items()})


def _move(id_: str, row: Mapping[str, Any]) -> Move:
    guards, asks = tuple(row.get("guards", ())), frozenset(row.get("asks", ()))
    try:
        start, who = frozenset(map(State, row["from"])), frozenset(map(Part, row["who"]))
        to = State(row["to"]) if "to" in row else None
        if not set(guards) <= GUARDS.keys() or not asks <= ASKS:
            raise ValueError(id_)
        return Move(id_, row["word"], start, to, who, guards, asks)
    except (KeyError, ValueError) as error:
        message = f"动作“{id_}”的状态、人员、条件或所需内容有误。"
        raise MoveError(Problem("move.row", {"id": id_}, "moves.toml", message, "改正此条。")) from error


MOVES: Mapping[str, Move] = moves_of(
    tomllib.loads((files("guatu.catalogue") / "data" / "execution" / "moves.toml").read_text("utf-8"))
)
#: After one of these the unit has been asked for something.
REQUESTS = frozenset({"issue", "return", "redo", "transfer"})
