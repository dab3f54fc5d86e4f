"""Where a task stands, as its events leave it: the fold that a maintained row must agree with.

>>> started = after(None, Happened(date(2022, 8, 1), State.IN_HAND))
>>> after(started, Happened(date(2022, 8, 20), State.REPORTED)).handed_in
datetime.date(2022, 8, 20)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guatu.execution.states import DONE, ENDED, HANDED_IN, WORDS, State


@dataclass(frozen=True, slots=True)
class Happened:
    """What one event leaves behind: its day, the state after it, the time granted, the open extension."""

    on: date
    state: State
    due: date | None = None
    extension: str = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands in one data version.

    ``since`` is the day on which it came into its state; ``handed_in`` the day from which time stands still.
    Of a recurring task, ``owed`` is when the earliest report that is still missing falls or fell due, and
    ``asked`` when the last one that was asked for does: reports are no part of the fold.
    """

    state: State
    due: date | None
    extension: str
    since: date
    handed_in: date | None
    owed: date | None = None
    asked: date | None = None

    @property
    def word(self) -> str:
        """The state in words."""
        return WORDS[self.state]

    @property
    def done(self) -> bool:
        """Whether it was signed off."""
        return self.state in DONE

    @property
    def ended(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in ENDED

    @property
    def held(self) -> bool:
        """Whether it is on hold: time stands still."""
        return self.state is State.HELD

    @property
    def waits_for_others(self) -> bool:
        """Whether the unit has handed it in and others look at it."""
        return self.state in HANDED_IN


def after(before: Standing | None, event: Happened) -> Standing:
    """The standing that an event leaves."""
    since = before.since if before and before.state == event.state else event.on
    handed = None
    if event.state in HANDED_IN or event.state in DONE:
        handed = before.handed_in if before and before.handed_in else event.on
    return Standing(event.state, event.due, event.extension, since, handed)


def replayed(events: Iterable[Happened]) -> Standing | None:
    """Where a task stands after all its events, the earliest first; None when there is none."""
    found = None
    for event in events:
        found = after(found, event)
    return found
