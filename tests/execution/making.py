"""What the tests of the life share."""

from datetime import date

from guatu.execution.life import Deed
from guatu.execution.who import Doer, Part

TODAY = date(2022, 8, 20)
DUE = date(2022, 8, 31)
LATER = date(2022, 9, 30)


def doer(person: int, *parts: Part) -> Doer:
    """A person with parts."""
    return Doer(person, frozenset(parts))


def deed(move: str, by: Doer, *, on: date = TODAY) -> Deed:
    """A move with everything that moves may ask for."""
    return Deed(move, by, on, words="因雨延误", day=LATER)
