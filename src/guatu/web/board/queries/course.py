"""The course of a computed indicator: what its charts are drawn from, and the latest months as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from guatu.catalogue.load import indicators
from guatu.indicators.asking import period_of
from guatu.indicators.board import keys
from guatu.indicators.reckoning import is_computed, key_of
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period

Show = Callable[[FigureKey], Figure]
#: Years that charts lay over each other.
_YEARS: Final = 3
#: Months in the table: a year, and the month a year ago beside its first.
_MONTHS: Final = 13
#: The table's columns; of a ratio the changes stand where growth stands.
_COLUMNS: Final = ("cumulative", "growth", "month", "month_growth", "month_on_month")


@dataclass(frozen=True, slots=True)
class Month:
    """One line of the table: the cumulative to a month and the month, in the order of the columns."""

    period: Period
    cells: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The months up to one, newest first; `heads` are of the columns that any of them fills."""

    heads: tuple[str, ...]
    rows: tuple[Month, ...]


def course_of(id_: str, there: tuple[int, ...], *, show: Show) -> Course:
    """The table of the newest of these months (YYYYMM), which stand newest first."""
    found: dict[Period, dict[str, Figure]] = {}
    for at in there[:_MONTHS]:
        named = keys(id_, at)
        found[period_of(at, cumulative=True)] = {n: show(named[n]) for n in _COLUMNS if n in named}
    heads = _heads(rate=indicators()[id_].kind == "ratio")
    filled = [name for name in _COLUMNS if any(_told(figures.get(name)) for figures in found.values())]
    rows = (Month(period, tuple(figures.get(name) for name in filled)) for period, figures in found.items())
    return Course(tuple(heads[name] for name in filled), tuple(rows))


def _heads(*, rate: bool) -> dict[str, str]:
    """The head of each column; a ratio does not grow, it moves."""
    return {
        "cumulative": _("累计"),
        "growth": _("比上年同期") if rate else _("同比增幅"),
        "month": _("当月"),
        "month_growth": _("当月比上年同期") if rate else _("当月同比"),
        "month_on_month": _("当月环比"),
    }


def drawn(id_: str, there: tuple[int, ...], *, show: Show) -> Iterator[Figure]:
    """The known figures of the latest years, cumulative and by month."""
    rate = indicators()[id_].kind == "ratio"
    for at in (p for p in there if p // 100 > there[0] // 100 - _YEARS):
        named = keys(id_, at)
        for cumulative, name in ((True, "growth"), (False, "month_growth")):
            wanted = [key_of(id_, "level", period_of(at, cumulative=cumulative))]
            wanted += [] if rate or name not in named else [named[name]]
            wanted += [] if cumulative or "month_on_month" not in named else [named["month_on_month"]]
            yield from (figure for key in wanted if is_computed(key) and _told(figure := show(key)))


def _told(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None
