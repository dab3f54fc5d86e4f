"""What each measure of a computed figure is made of: the operands that boards divide and traces list.

Its caliber is `comparable` (the rows that know both years) or `published` (this year's level over last year's
as it stands now).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from guatu.catalogue.load import indicators
from guatu.indicators.asking import TOP, cut_of, kin_of, streets
from guatu.indicators.places import Place, places
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period

_HUNDRED: Final = Decimal(100)
Values = Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a measure is made: the keys of its operands, how they combine, its unit ("" the indicator's).

    ``why`` it is unknown over known operands, ``none`` where it has no operands.
    """

    operands: Callable[[FigureKey], tuple[FigureKey, ...]]
    combine: Callable[[Values], Decimal | None]
    unit: str
    why: str = "所用数据不全"
    none: str = "这一期不作这种比较"


def before(period: Period, *, together: bool) -> Period | None:
    """The cumulative period before this one within the year, or the month before a month.

    None where there is none: before the year's first, and across the seam of 1—2月.
    """
    month = period.end.month
    first = 2 if together else 1
    if period.months == 1:
        if together and month <= 3:
            return None
        earlier = month - 1 or 12
        return Period.of(period.end.year - (month == 1), earlier, earlier)
    return Period.of(period.end.year, 1, month - 1) if period.is_cumulative and month > first else None


def _together(key: FigureKey) -> bool:
    return indicators()[key.subject].about.january == "together"


def _plain(key: FigureKey, measure: str = "level", **changes: object) -> FigureKey:
    """The key of another measure of the same cell; conditions of the first measure are dropped."""
    named: dict[str, object] = {
        "of": None, "versus": None, "scope": None, "basis": None, "caliber": "unstated", **changes,
    }  # fmt: skip
    return replace(key, measure=measure, **named)  # type: ignore[arg-type]


def _growth_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    assert key.period is not None
    if key.caliber == "comparable":
        return _plain(key, caliber="comparable"), _plain(key, "base", caliber="comparable")
    return _plain(key), _plain(key, period=key.period.years_before(1))


def _month_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    """The month and the month before it, which the seam of 1—2月 has none of."""
    assert key.period is not None
    earlier = before(key.period, together=_together(key)) if key.period.months == 1 else None
    return (_plain(key), _plain(key, period=earlier)) if earlier else ()


def _same_growth(key: FigureKey, **changes: object) -> FigureKey:
    return _plain(key, "growth", caliber=key.caliber, **changes)


def _basis_gap_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    growth = _plain(key, "growth", caliber="published", basis="yoy")
    return growth, replace(growth, caliber="comparable")


def _growth_change_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    assert key.period is not None
    earlier = before(key.period, together=_together(key)) if key.period.is_cumulative else None
    if earlier is None:
        return ()
    return _same_growth(key, basis="yoy"), _same_growth(key, period=earlier, basis="yoy")


def _implied_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    assert key.period is not None
    earlier = before(key.period, together=_together(key)) if key.period.is_cumulative else None
    if earlier is None:
        return ()
    now = _plain(key, caliber="comparable"), _plain(key, "base", caliber="comparable")
    return (*now, *(replace(part, period=earlier) for part in now))


def whole_of(key: FigureKey) -> FigureKey:
    """What a share or a contribution is of: `versus=all` all industries here, else the zone."""
    return replace(key, cut=None) if key.versus == "all" else replace(key, area=None)


def _share_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    return _plain(key), _plain(whole_of(key))


def _contribution_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    own = _plain(key, caliber="comparable"), _plain(key, "base", caliber="comparable")
    return (*own, _plain(whole_of(key), "base", caliber="comparable"))


def _contribution_share_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    own = _plain(key, caliber="comparable"), _plain(key, "base", caliber="comparable")
    whole = whole_of(key)
    return (*own, _plain(whole, caliber="comparable"), _plain(whole, "base", caliber="comparable"))


def _rank_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    """The peers' figures, its own first."""
    if key.area is None or (key.scope or "streets") not in ("streets", "kin"):
        return ()
    measure, more = _RANKED.get(key.of or "", ("level", {}))
    if measure == "share":
        more = {"versus": "all" if key.cut else "zone"}
    everybody = kin_of(key.area) if key.scope == "kin" else streets()
    peers = [code for code in everybody if code != key.area]
    return tuple(_plain(key, measure, area=code, **more) for code in (key.area, *peers))


#: What a place may be of; without it, of the level.
_RANKED: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "growth": ("growth", {"caliber": "comparable"}),
    "share": ("share", {}),
}


def _with_cut(key: FigureKey, measure: str, **pairs: str) -> FigureKey:
    """The same cell with the cut narrowed or widened."""
    return _plain(key, measure, cut=cut_of(**{**key.cuts(), **pairs}))


def _concentration_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    """The largest alone, then everybody."""
    rest = {name: value for name, value in key.cuts().items() if name != TOP}
    return _plain(key), _plain(key, cut=cut_of(**rest))


def _corrected_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    """What those who corrected themselves say of last year now, then what they said then."""
    now = _with_cut(key, "base", who="corrected")
    return replace(now, caliber="comparable"), _with_cut(key, "base_then", who="corrected")


def _base_change_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    entered = replace(_with_cut(key, "base", who="entered"), caliber="comparable")
    return entered, _with_cut(key, "base_then", who="left"), _plain(key, "base_corrected")


def _gap_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    return _same_growth(key, basis="yoy"), _same_growth(key, area=None, basis="yoy")


def _change_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    if key.caliber == "published":
        return _growth_operands(_same_growth(key, basis="yoy"))
    return _plain(key, caliber="comparable"), _plain(key, "base", caliber="comparable")


def _restated_operands(key: FigureKey) -> tuple[FigureKey, ...]:
    """The cumulative, then what its months add up to: the first period and each month after it."""
    assert key.period is not None
    if not key.period.is_cumulative:
        return ()
    year, last = key.period.end.year, key.period.end.month
    first = Period.of(year, 1, 2) if _together(key) else Period.of(year, 1, 1)
    months = [Period.of(year, month, month) for month in range(first.end.month + 1, last + 1)]
    return (_plain(key), *(_plain(key, period=period) for period in (first, *months)))


def over(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part by whole; None when either is unknown or the whole is not positive."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    quotient = over(part, whole)
    return None if quotient is None else quotient * _HUNDRED


def _less(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other


def _growth(values: Values) -> Decimal | None:
    now, then = (f.value for f in values)
    return _percent(_less(now, then), then)


def _difference(values: Values) -> Decimal | None:
    return _less(values[0].value, values[1].value)


def _implied(values: Values) -> Decimal | None:
    now, base, was, was_base = (f.value for f in values)
    month, month_base = _less(now, was), _less(base, was_base)
    return _percent(_less(month, month_base), month_base)


def _contribution(values: Values) -> Decimal | None:
    now, base, whole = (f.value for f in values)
    return _percent(_less(now, base), whole)


def _contribution_share(values: Values) -> Decimal | None:
    now, base, whole, whole_base = (f.value for f in values)
    change = _less(whole, whole_base)
    # Of a fall the parts' falls are shares too: both changes have the same sign, or the share is negative.
    return (
        None if change is None or not change or now is None or base is None else (now - base) / change * 100
    )


def place(values: Values) -> Place | None:
    """The place of the first among all of them; None when its value is unknown."""
    return places({str(at): f.value for at, f in enumerate(values)})["0"]


def _rank(values: Values) -> Decimal | None:
    found = place(values)
    return None if found is None else Decimal(found.place)


def _base_change(values: Values) -> Decimal | None:
    entered, left, corrected = (f.value for f in values)
    change = _less(entered, left)
    return None if change is None or corrected is None else change + corrected


def _sum(values: Values) -> Decimal | None:
    known = [f.value for f in values if f.value is not None]
    return sum(known, Decimal(0)) if len(known) == len(values) else None


def _restated(values: Values) -> Decimal | None:
    months = [f.value for f in values[1:] if f.value is not None]
    return _less(values[0].value, sum(months, Decimal(0))) if len(months) == len(values) - 1 else None


RULES: Final[dict[str, Rule]] = {
    "growth": Rule(_growth_operands, _growth, "percent", "上年同期不为正，不计算增幅"),
    "basis_gap": Rule(_basis_gap_operands, _difference, "pp"),
    "growth_change": Rule(_growth_change_operands, _difference, "pp"),
    "implied_growth": Rule(_implied_operands, _implied, "percent", "上年当月基数不为正，不计算增幅"),
    "growth_gap": Rule(_gap_operands, _difference, "pp"),
    "share": Rule(_share_operands, lambda v: _percent(v[0].value, v[1].value), "percent", "总量不为正"),
    "contribution": Rule(_contribution_operands, _contribution, "pp", "总量的上年同期不为正"),
    "contribution_share": Rule(_contribution_share_operands, _contribution_share, "percent", "总量没有增减"),
    "rank": Rule(_rank_operands, _rank, "rank"),
    "change": Rule(_change_operands, _difference, ""),
    "restated": Rule(_restated_operands, _restated, ""),
    "concentration": Rule(
        _concentration_operands, lambda v: _percent(v[0].value, v[1].value), "percent", "总量不为正"
    ),
    "due": Rule(lambda k: (_plain(k, "reported"), _plain(k, "missing")), _sum, "count"),
    "coverage": Rule(
        lambda k: (_plain(k, "reported"), _plain(k, "due")),
        lambda v: _percent(v[0].value, v[1].value),
        "percent",
        "没有应报的企业",
    ),
    "base_corrected": Rule(_corrected_operands, _difference, ""),
    "base_change": Rule(_base_change_operands, _base_change, ""),
}
#: Growth on the month before (环比): another base than last year's, and other reasons to be unknown.
_MONTH_ON_MONTH: Final = Rule(
    _month_operands, _growth, "percent", "上月的数不为正，不计算环比", "1—2月合为一期，没有可比的上月"
)


def rule_of(key: FigureKey) -> Rule | None:
    """How the figure of a key is made; None for a sum."""
    on_month = key.measure == "growth" and key.basis == "mom"
    return _MONTH_ON_MONTH if on_month else RULES.get(key.measure)
