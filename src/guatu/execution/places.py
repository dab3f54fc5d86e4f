"""Which unit stands last at a month's end, by the share of red among the tasks that it leads.

>>> july, august = {1: Lit(3, 4), 2: Lit(1, 4)}, {1: Lit(2, 4), 2: Lit(2, 8)}
>>> last_in_all([july, august])
frozenset({1})
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

#: A unit that leads fewer tasks has no place: one late task would put it last.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Lit:
    """How many of the tasks that a unit leads have a red light, of how many with any."""

    red: int
    lit: int

    @property
    def share(self) -> Fraction:
        """The share of red, exact."""
        return Fraction(self.red, self.lit)


def last_of(units: Mapping[int, Lit]) -> frozenset[int]:
    """The units in the last place (several when they tie); none without red, and none alone in the field."""
    placed = {unit: lit.share for unit, lit in units.items() if lit.lit >= LEAST}
    worst = max(placed.values(), default=Fraction(0))
    last = frozenset(unit for unit, share in placed.items() if share == worst)
    return last if worst > 0 and len(placed) > len(last) else frozenset()


def last_in_all(months: Sequence[Mapping[int, Lit]]) -> frozenset[int]:
    """The units that stood last in each of these months."""
    found = [last_of(units) for units in months]
    return frozenset.intersection(*found) if found else frozenset()
