"""The board: indicators down, what is said of each across, for one period, area and industry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from guatu.catalogue.codes import areas, codes, industries, industry_sets
from guatu.catalogue.load import indicators
from guatu.indicators.asking import computable, datasets_of, is_area, period_of
from guatu.indicators.order import in_order
from guatu.indicators.reckoning import Reckoning, first_growth, is_computed, key_of
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.problems import GuatuError, Problem

#: Columns of counts of enterprises: alone they make no line of the board.
_COUNTS: Final = frozenset({"reported", "coverage"})
Show = Callable[[FigureKey], Figure]
#: Columns of the board and their heads. Of a ratio the change stands in the column of the growth.
HEADS: Final = {
    "cumulative": "累计",
    "growth": "同比增幅",
    "published_growth": "同比增幅（公布口径）",
    "growth_change": "增幅较上期",
    "growth_gap": "增幅较全区",
    "month": "当月",
    "month_growth": "当月同比",
    "month_on_month": "当月环比",
    "share": "占比",
    "contribution": "拉动",
    "rank_level": "总量位次",
    "rank_growth": "增幅位次",
    "rank_share": "占比位次",
    "rank_level_kin": "同类总量位次",
    "rank_growth_kin": "同类增幅位次",
    "concentration": "前5家占比",
    "coverage": "报送率",
    "reported": "报送企业",
}
COLUMNS: Final = tuple(HEADS)
#: Columns that only a part of the zone has.
OF_PARTS: Final = ("share", "contribution")
#: Whose share of the whole the column of concentration tells, and those that an indicator's page tells.
LARGEST: Final = 5
LARGEST_TOLD: Final = (1, LARGEST, 2 * LARGEST)


class BoardError(GuatuError, ValueError):
    """A period, area or industry that no board is made for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: its own period (the latest up to the board's) and its figures by column."""

    indicator: str
    period: Period
    figures: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Board:
    """The lines in reading order; `period` is that of most, `columns` those that this board has."""

    period: Period | None
    area: str | None
    industry: str | None
    columns: tuple[str, ...]
    rows: tuple[Line, ...]
    size: str | None = None
    ownership: str | None = None


def month_of(text: str) -> int | None:
    """Read a month "2022-07" as 202207; nothing is None.

    Raises:
        BoardError: when it is no month.
    """
    if not text:
        return None
    try:
        period = Period.parse(text)
    except ValueError as error:
        raise _error(f"“{text}”不是月份。", "写成 2022-07。") from error
    return period.end.year * 100 + period.end.month


def board(
    by: Reckoning,
    *,
    until: int | None = None,
    area: str | None = None,
    industry: str | None = None,
    size: str | None = None,
    ownership: str | None = None,
    known_at: int | None = None,
    show: Show | None = None,
    without: frozenset[str] = frozenset(),
) -> Board:
    """The board of the latest period up to a month (YYYYMM); ``show`` may hide what a viewer may not see.

    ``without`` are columns that are left out.

    Raises:
        BoardError: for an area, an industry, a size or an ownership that the catalogue does not know.
    """
    _require(area=area, industry=industry, size=size, ownership=ownership)
    cut = any(code is not None for code in (industry, size, ownership))
    left_out = set(without) | (set() if cut or area is not None else set(OF_PARTS))
    # The zone is what a street's growth is set against; a cut of the zone is set against nothing.
    left_out |= set() if area is not None else {"growth_gap"}
    # Of a whole street the place of its share is that of its total.
    left_out |= {"rank_share"} if area is not None and not cut else set()
    columns = tuple(
        name for name in COLUMNS if name not in left_out and (area is not None or not name.startswith("rank"))
    )
    rows = []
    latest = latest_month(by, until=until)
    for id_ in in_order(id_ for id_ in indicators() if computable(id_)):
        at = by.latest(id_, until=until)
        if at is None or latest is None or (_monthly(id_) and at != latest):
            continue
        named = keys(id_, at, area=area, industry=industry, size=size, ownership=ownership, known_at=known_at)
        figures = {name: (show or by.figure)(named[name]) for name in columns if name in named}
        if any(f.value is not None for name, f in figures.items() if name not in _COUNTS):
            rows.append(Line(id_, period_of(at, cumulative=True), figures))
    period = period_of(latest, cumulative=True) if latest else None
    return Board(period, area, industry, columns, tuple(rows), size, ownership)


def latest_month(by: Reckoning, *, until: int | None = None) -> int | None:
    """The latest month (YYYYMM) that any dataset of months has."""
    names = {name for id_ in indicators() if _monthly(id_) for name in datasets_of(id_)}
    found = (p for name in names for p in by.totals.periods(name))
    return max((p for p in found if until is None or p <= until), default=None)


def months(by: Reckoning) -> tuple[int, ...]:
    """Every month (YYYYMM) that a dataset of months has, newest first."""
    names = {name for id_ in indicators() if _monthly(id_) for name in datasets_of(id_)}
    return tuple(sorted({p for name in names for p in by.totals.periods(name)}, reverse=True))


def keys(
    id_: str,
    at: int,
    *,
    area: str | None = None,
    industry: str | None = None,
    size: str | None = None,
    ownership: str | None = None,
    known_at: int | None = None,
) -> dict[str, FigureKey]:
    """The key of each column; a column that the indicator does not have is left out."""
    about, kind = indicators()[id_].about, indicators()[id_].kind
    whole = period_of(at, cumulative=True)
    first = first_growth(id_)

    cell: dict[str, Any] = {
        "area": area, "industry": industry, "size": size, "ownership": ownership, "known_at": known_at,
    }  # fmt: skip

    def named(measure: str, period: Period = whole, **more: Any) -> FigureKey:
        return key_of(id_, measure, period, **cell, **more)

    found = {"cumulative": named("level"), "reported": named("reported"), "coverage": named("coverage")}
    top = named("concentration", top=LARGEST)
    if is_computed(top):
        found["concentration"] = top
    rate = kind == "ratio"
    found["growth"] = named("change") if rate else named("growth", caliber=first)
    if not rate and first == "comparable":
        found["published_growth"] = named("growth", caliber="published")
    if not rate and about.frequency != "year":
        found["growth_change"] = named("growth_change", caliber=first)
    if about.frequency != "year" and not (about.january == "together" and at % 100 <= 2):
        month = period_of(at, cumulative=False)
        found["month"] = named("level", month)
        found["month_growth"] = named("change", month) if rate else named("growth", month, caliber=first)
        if about.month_on_month:
            found["month_on_month"] = named("growth", month, basis="mom")
    if not rate and area is not None:
        found["growth_gap"] = named("growth_gap", caliber=first, versus="zone")
    if not rate:
        whole_of = "zone" if area is not None else "all"
        found["share"] = named("share", versus=whole_of)
        found["contribution"] = named("contribution", versus=whole_of)
    if area is not None:
        for scope, end in (("streets", ""), ("kin", "_kin")):
            found[f"rank_level{end}"] = named("rank", of="level", scope=scope)
            if not rate:
                found[f"rank_growth{end}"] = named("rank", of="growth", scope=scope)
        if not rate:
            found["rank_share"] = named("rank", of="share", scope="streets")
    return found


def _monthly(id_: str) -> bool:
    return computable(id_) and indicators()[id_].about.frequency in ("month", "day", "event")


def _require(*, area: str | None, industry: str | None, size: str | None, ownership: str | None) -> None:
    if not is_area(area):
        known = "、".join(code for code, found in areas().items() if is_area(code) and found)
        raise _error(f"没有代码为“{area}”的街道或园区。", f"可用：{known}。")
    if industry is not None and industry not in {*industries(), *(s.id for s in industry_sets())}:
        raise _error(f"没有“{industry}”这个行业。", "写大类代码（39）、门类（C）或成组行业（leading）。")
    for word, codelist, code in (("企业规模", "sizes", size), ("登记注册类型", "ownership", ownership)):
        if code is not None and code not in codes(codelist):
            known = "、".join(f"{found.code} {found.name}" for found in codes(codelist).values())
            raise _error(f"没有代码为“{code}”的{word}。", f"可用：{known}。")


def _error(message: str, advice: str) -> BoardError:
    return BoardError(Problem("board.wrong", message=message, what_to_do=advice))
