"""The parts that a person plays in one task, and what keeps one part from doing another's work.

A predicate on states, not a second permission system: whether a person plays a part at all is decided above.
"""

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """What a person is to one task."""

    SUPERVISOR = "supervisor"  # 督查: sets up, issues, returns, passes on
    EXECUTOR = "executor"  # the leading unit's officer
    LIAISON = "liaison"  # fills in for the leading unit (代填)
    HELPER = "helper"  # a responsible or supporting unit's officer
    LEADER = "leader"  # instructed it, or leads the unit that carries it


#: Those who carry a task, in whatever part: they neither review it nor sign it off, whatever else they are.
CARRIERS = frozenset({Part.EXECUTOR, Part.LIAISON, Part.HELPER})


@dataclass(frozen=True, slots=True)
class Doer:
    """A person with the parts played in the task at hand. ``person`` is None for the machine."""

    person: int | None
    parts: frozenset[Part]

    @property
    def carries(self) -> bool:
        """Whether the person belongs to those who carry the task."""
        return bool(self.parts & CARRIERS)


@dataclass(frozen=True, slots=True)
class Past:
    """Who has done what so far; whoever did a thing never reviews it."""

    set_up: int | None = None
    reported: frozenset[int] = frozenset()
    passed: int | None = None
    asked: int | None = None
    endorsed: int | None = None
