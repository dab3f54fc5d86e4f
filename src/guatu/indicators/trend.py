"""An indicator over time: what is counted from January on, and single months, by year and never mixed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from guatu.indicators.headline import series
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period

Way = Literal["cumulative", "month"]
_DECEMBER: Final = 12
_FEBRUARY: Final = 2


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a strand: a figure or None for each place of the axis; only months have a month before."""

    year: int
    level: tuple[Figure | None, ...]
    growth: tuple[Figure | None, ...]
    month_on_month: tuple[Figure | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Strand:
    """One way of counting over a year's months; `places` are the words of the axis, `years` newest first."""

    way: Way
    places: tuple[str, ...]
    years: tuple[Year, ...]


def trend(figures: Iterable[Figure], *, indicator: str) -> tuple[Strand, ...]:
    """Return the strands that have at least one figure: cumulative first, then single months.

    Of several ways of counting (口径) of one period the first given is drawn.
    """
    known = series(figures, indicator=indicator)
    ways: tuple[Way, ...] = ("cumulative", "month")
    strands = (_strand(known, way=way) for way in ways)
    return tuple(strand for strand in strands if strand is not None)


def _strand(known: Mapping[Period, Mapping[str, list[Figure]]], *, way: Way) -> Strand | None:
    found: dict[tuple[int, int], dict[str, Figure]] = {}
    for period, measures in known.items():
        drawn = {name: f for name in ("level", "growth") if (f := _usual(measures.get(name, ())))}
        if way == "month" and (f := _on_month(measures.get("growth", ()))):
            drawn["month_on_month"] = f
        if drawn and _way(period) == way:
            found[period.end.year, period.end.month] = drawn
    if not found:
        return None
    months = _months(found, way=way)
    years = sorted({year for year, _ in found}, reverse=True)
    return Strand(
        way,
        tuple(_place(month, way=way) for month in months),
        tuple(_year(found, year=year, months=months) for year in years),
    )


def _way(period: Period) -> Way | None:
    """1-2月 is counted from January on like the rest, and no single month."""
    if period.start.year != period.end.year:
        return None
    if period.start.month == 1:
        return "cumulative"
    return "month" if period.months == 1 else None


def _usual(figures: Sequence[Figure]) -> Figure | None:
    return next((f for f in figures if f.key.basis in (None, "yoy") and f.value is not None), None)


def _on_month(figures: Sequence[Figure]) -> Figure | None:
    return next((f for f in figures if f.key.basis == "mom" and f.value is not None), None)


def _months(found: Iterable[tuple[int, int]], *, way: Way) -> list[int]:
    """The axis runs over the whole year; January stands on it only where it was announced on its own."""
    announced = {month for _, month in found}
    first = 1 if 1 in announced or way == "month" else _FEBRUARY
    return list(range(first, _DECEMBER + 1))


def _place(month: int, *, way: Way) -> str:
    if way == "month" or month == 1:
        return f"{month}月"
    return "全年" if month == _DECEMBER else f"1—{month}月"


def _year(found: Mapping[tuple[int, int], Mapping[str, Figure]], *, year: int, months: list[int]) -> Year:
    by_month = [found.get((year, month), {}) for month in months]
    level, growth, on_month = (
        tuple(month.get(name) for month in by_month) for name in ("level", "growth", "month_on_month")
    )
    return Year(year, level, growth, on_month)
