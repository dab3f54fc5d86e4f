"""What a dataset is: its dimensions, measures, how it is published, checked and due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: What a row reports of a measure, and the name of its column in the lake: `<measure>_<part>`.
PARTS: Final = ("month", "month_ly", "cum", "cum_ly")
FREQUENCIES: Final = ("month", "day", "event", "year")
#: statistical survey under the Statistics Law, or a record that an office keeps for its own work
NATURES: Final = ("survey", "record")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way to cut the facts: ``area`` and ``industry`` always; others a code list, a flag or the day.

    ``kind`` is code (a number of ``codelist``), flag (bool), day (1 to 31) or number (an event's own).
    """

    id: str
    kind: str
    codelist: str
    name: str
    name_hant: str
    name_en: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted: ``minor`` is how many stored units make one of ``unit`` (100 分 a yuan).

    ``kind`` flow or stock; ``parts`` those of PARTS that each row carries; ``negative`` whether it may be.
    """

    id: str
    unit: str
    minor: int
    kind: str
    parts: tuple[str, ...]
    negative: bool
    name: str
    name_hant: str
    name_en: str
    aliases: tuple[str, ...]

    @property
    def stored(self) -> tuple[str, ...]:
        """The names of its columns in the lake."""
        return tuple(f"{self.id}_{part}" for part in self.parts)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that every row is held to; ``refuse`` or only warn.

    Kinds: ``not_decreasing`` (a cumulative below last month's), ``at_most`` (one measure above another),
    ``jump`` (more than ``times`` times last month's or last year's), ``month_in_cum``. From ``slip`` times on
    a jump is a slip of 万 for 亿 and refused; amounts below ``worth`` (in the measure's unit) may leap.
    """

    kind: str
    measures: tuple[str, ...]
    refuse: bool
    times: int
    slip: int
    worth: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """One kind of facts: a row an enterprise and period (and day or event).

    ``january``: "together" has 1—2月 as one period stored under YYYY-02, "apart" has January too.
    ``deadline`` is the day of the following month by which enterprises report (None: none is set); a sum
    line may differ from its rows by ``rounding`` a row, in the measure's unit.
    """

    id: str
    form: str
    frequency: str
    nature: str
    january: str
    deadline: int | None
    rounding: int
    name: str
    name_hant: str
    name_en: str
    legal: str
    legal_source: str
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...]
    checks: tuple[Check, ...]
    aliases: tuple[str, ...]

    def measure(self, id_: str) -> Measure:
        """The measure of this id; KeyError when there is none."""
        return {measure.id: measure for measure in self.measures}[id_]

    def dimension(self, id_: str) -> Dimension:
        """The dimension of this id; KeyError when there is none."""
        return {dimension.id: dimension for dimension in self.dimensions}[id_]

    @property
    def stored(self) -> tuple[str, ...]:
        """The measure columns in the lake, in order."""
        return tuple(column for measure in self.measures for column in measure.stored)

    @property
    def key(self) -> tuple[str, ...]:
        """What makes a row of a period one of its kind."""
        return ("enterprise", *(d.id for d in self.dimensions if d.kind in ("day", "number")))

    def is_period(self, period: str) -> bool:
        """Whether a month "YYYY-MM" is one that this dataset reports."""
        if self.frequency == "year":
            return period.endswith("-12")
        return not (self.january == "together" and period.endswith("-01"))

    def previous(self, period: str) -> str | None:
        """The period before within the same year, None for the year's first."""
        year, month = period.split("-")
        before = f"{year}-{int(month) - 1:02d}"
        return before if int(month) > 1 and self.is_period(before) else None
