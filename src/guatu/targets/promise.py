"""A promise: which bound must hold (确保) or is striven for (力争), until when, and how it is judged."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Target

#: What an indicator's values are over time: a flow adds up, a stock stands, a ratio does neither.
Nature = Literal["flow", "stock", "ratio"]
#: How a promise is judged. ``path`` is a multiple judged by the yearly growth that leads to it.
Way = Literal["progress", "growth", "path", "rank", "level", "band"]

_ADDITIONS: Final = frozenset({"increase", "change"})
_YEARS: Final = re.compile(r"P([1-9]\d?)Y", re.ASCII)
_PERCENT: Final = frozenset({"percent", "pp"})


@dataclass(frozen=True, slots=True)
class Promise:
    """One target under its number, with what the catalogue knows of its indicator's nature.

    ``known_at`` goes into the keys of all its figures.
    """

    number: int
    target: Target
    nature: Nature = "flow"
    known_at: int | None = None

    @property
    def window(self) -> Period | None:
        """The time that the promise covers; None when it names none."""
        return Period.parse(self.target.by) if self.target.by else None

    @property
    def stretch_only(self) -> bool:
        """Whether only 力争 was said: missing it is never red."""
        return self.target.floor is None and self.target.stretch is not None

    @property
    def bound_name(self) -> Literal["floor", "stretch"]:
        """Which of the two numbers it is judged by: the floor where there is one."""
        return "stretch" if self.stretch_only else "floor"

    @property
    def bound(self) -> Decimal | None:
        """The number it is judged by, in the base unit."""
        return self.target.stretch if self.stretch_only else self.target.floor

    @property
    def capped(self) -> bool:
        """Whether less is better (控制在…以内, or a place in a ranking)."""
        return self.target.comparator == "<="

    @property
    def way(self) -> Way:
        """How it is judged once there are data.

        A growth is judged against growth, never against a calendar; ratios and stocks against their level.
        """
        target = self.target
        if target.measure == "band" or self.bound is None:
            return "band"
        if target.measure == "rank":
            return "rank"
        if target.measure == "growth":
            return "growth"
        if target.unit in _PERCENT:
            return "level"
        # What is added to a stock adds up, though the stock itself stands.
        added = target.measure in _ADDITIONS or (target.measure == "level" and self.nature == "flow")
        return "progress" if added else "level"

    @property
    def years(self) -> int:
        """Over how many years a multiple is to be reached: 三年倍增 is 3; without a word of it, 1."""
        found = _YEARS.fullmatch(self.target.within or "")
        if found:
            return int(found[1])
        window = self.window
        return max(1, window.months // 12) if window else 1

    def figure(
        self,
        measure: str,
        *,
        value: Decimal | None,
        unit: str | None,
        period: Period | None = None,
        decimals: int | None = None,
        why_unknown: str | None = None,
    ) -> Figure:
        """One of its numbers under its name; ``period`` None is the promise's own."""
        key = FigureKey(f"target:{self.number}", measure, period or self.window, known_at=self.known_at)
        return Figure(key, value, unit, decimals=decimals, why_unknown=why_unknown)

    def promised(self, name: Literal["floor", "stretch"]) -> Figure | None:
        """The floor or the stretch as a figure; None when it was not promised."""
        value = self.target.floor if name == "floor" else self.target.stretch
        if value is None:
            return None
        return self.figure(name, value=value, unit=self.target.unit, decimals=self.target.decimals)
