"""Computed figures: one declaration of operands serves both the board and the page that explains.

A figure of a key with `origin=computed` is made from sums of enterprises. Its caliber is `comparable` (the
rows that know both years) or `published` (this year's level over last year's as it stands now). Rates are
exact quotients of integers, written to ten decimals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from guatu.catalogue.definition import Made
from guatu.catalogue.load import indicators
from guatu.catalogue.schema import Indicator
from guatu.indicators.asking import (
    INDUSTRY,
    Ask,
    Part,
    Totals,
    Turnover,
    computable,
    datasets_of,
    divisions,
    industry_of,
    is_area,
    leaves,
    minor,
    place_of,
    streets,
)
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period

_PLACES: Final = Decimal("1e-10")
_HUNDRED: Final = Decimal(100)
_LAST: Final[dict[str, Part]] = {"month": "month_ly", "cum": "cum_ly"}
#: Counts of enterprises that make the two bases of growth differ.
TURNOVER: Final = ("entered", "left", "corrected")
Values = Sequence[Figure]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a measure is made: the keys of its operands, how they combine, its unit ("" the indicator's)."""

    operands: Callable[[FigureKey], tuple[FigureKey, ...]]
    combine: Callable[[Values], Decimal | None]
    unit: str
    why: str = "所用数据不全"


def key_of(
    subject: str,
    measure: str,
    period: Period,
    *,
    caliber: str = "unstated",
    basis: str | None = None,
    of: str | None = None,
    versus: str | None = None,
    scope: str | None = None,
    area: str | None = None,
    industry: str | None = None,
    known_at: int | None = None,
) -> FigureKey:
    """The name of a computed figure."""
    return FigureKey(
        subject, measure, period, of=of, versus=versus, scope=scope, basis=basis, caliber=caliber, area=area,
        cut=None if industry is None else f"{INDUSTRY}:{industry}", origin="computed", known_at=known_at,
    )  # fmt: skip


def is_computed(key: FigureKey) -> bool:
    """Whether this room computes the figure of that name.

    A change against a named period is the difference of two announced figures and belongs to `changes`.
    """
    usual = key.kind == "indicator" and key.origin == "computed" and key.period is not None
    if not (usual and computable(key.subject) and is_area(key.area)):
        return False
    if key.min_size or key.tier or set(key.cuts()) - {INDUSTRY}:
        return False
    if key.measure in ("growth_change", "rank_change") and key.versus is not None:
        return False
    return key.measure in ("level", "base", "reported", *TURNOVER) or key.measure in RULES


class Reckoning:
    """Figures by their keys from the sums of one moment; each is worked out once."""

    def __init__(self, totals: Totals) -> None:
        self.totals = totals
        self._known: dict[FigureKey, Figure] = {}
        self._turned: dict[tuple[object, ...], Turnover] = {}

    def figure(self, key: FigureKey) -> Figure:
        """The figure of a computed key; unknown, with the reason, when what it needs is."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._made(key)
        return found

    def operands(self, key: FigureKey) -> tuple[FigureKey, ...]:
        """What the figure is made of, in the order of its formula; nothing for a sum of enterprises."""
        if key.measure in ("level", "base"):
            return tuple(replace(key, subject=part) for part in _made_of(key).parts)
        return RULES[key.measure].operands(key) if key.measure in RULES else ()

    def ask(self, key: FigureKey) -> Ask | None:
        """The sum that a level, a base or a count of reports is; None for what is made of others."""
        if key.measure not in ("level", "base", "reported") or key.period is None:
            return None
        leaf = leaves(key.subject)[0] if key.measure == "reported" else key.subject
        indicator = indicators()[leaf]
        if indicator.about.made is None or indicator.about.made.parts:
            return None
        place = place_of(key.period, together=indicator.about.january == "together")
        if place is None:
            return None
        at, part = place
        last = key.measure == "base"
        return Ask(
            leaf,
            _LAST[part] if last else part,
            at,
            area=key.area,
            industry=industry_of(key),
            paired=last or key.caliber == "comparable",
            counted=key.measure == "reported",
        )

    def latest(self, subject: str, *, until: int | None = None) -> int | None:
        """The latest period (YYYYMM) that all datasets behind an indicator have."""
        sets = [set(self.totals.periods(name)) for name in datasets_of(subject)]
        shared = set.intersection(*sets) if sets else set()
        return max((p for p in shared if until is None or p <= until), default=None)

    def _count(self, key: FigureKey) -> int | None:
        """How many enterprises came, went or restated; None where nothing is asked of enterprises."""
        asked = self.ask(replace(key, measure="level"))
        if asked is None:
            return None
        cell = asked.indicator, asked.part, asked.period, asked.area, asked.industry
        if cell not in self._turned:
            self._turned[cell] = self.totals.turnover(asked)
        found: int = getattr(self._turned[cell], key.measure)
        return found

    def _made(self, key: FigureKey) -> Figure:
        indicator = indicators()[key.subject]
        if key.measure == "reported":
            asked = self.ask(key)
            rows = self.totals.total(asked).rows if asked else 0
            return Figure(key, Decimal(rows) if asked else None, "count", decimals=0)
        if key.measure in ("level", "base"):
            return self._level(key, indicator)
        if key.measure in TURNOVER:
            count = self._count(key)
            return Figure(key, None if count is None else Decimal(count), "count", decimals=0)
        rule = RULES[key.measure]
        unit = rule.unit or ("pp" if indicator.unit == "percent" else indicator.unit)
        operands = [self.figure(part) for part in rule.operands(key)]
        value = rule.combine(operands) if operands else None
        why = None if value is not None else _reason(operands, rule)
        exact = unit == "rank" or (unit == indicator.unit and indicator.kind != "ratio")
        return Figure(
            key, value if exact or value is None else value.quantize(_PLACES), unit, why_unknown=why
        )

    def _level(self, key: FigureKey, indicator: Indicator) -> Figure:
        made = _made_of(key)
        if made.parts:
            parts = [self.figure(replace(key, subject=part)) for part in made.parts]
            known = [f.value for f in parts if f.value is not None]
            if len(known) < len(parts):
                why = next(f.why_unknown for f in parts if f.value is None)
                return Figure(key, None, indicator.unit, why_unknown=why)
            if made.ratio is None:
                return Figure(key, sum(known, Decimal(0)), indicator.unit)
            quotient = _over(known[0], known[1])
            if quotient is not None and indicator.unit == "percent":
                quotient *= _HUNDRED
            value = None if quotient is None else quotient.quantize(_PLACES)
            return Figure(key, value, indicator.unit, why_unknown="分母不为正" if value is None else None)
        asked = self.ask(key)
        if asked is None or (asked.industry and divisions(asked.industry, period=asked.first) is None):
            return Figure(key, None, indicator.unit, why_unknown="没有这一期")
        total = self.totals.total(asked)
        if total.value is None:
            why = "没有企业报送" if not total.rows else "这一栏没有数据"
            return Figure(key, None, indicator.unit, why_unknown=why)
        scale = minor(indicator)
        value = Decimal(total.value) if scale == 1 else Decimal(total.value) / scale
        return Figure(key, value, indicator.unit)


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


def _made_of(key: FigureKey) -> Made:
    made = indicators()[key.subject].about.made
    assert made is not None
    return made


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
    if key.basis == "mom":
        earlier = before(key.period, together=_together(key)) if key.period.months == 1 else None
        return (_plain(key), _plain(key, period=earlier)) if earlier else ()
    if key.caliber == "comparable":
        return _plain(key, caliber="comparable"), _plain(key, "base", caliber="comparable")
    return _plain(key), _plain(key, period=key.period.years_before(1))


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
    measure, more = ("growth", {"caliber": "comparable"}) if key.of == "growth" else ("level", {})
    peers = [code for code in streets() if code != key.area]
    return tuple(_plain(key, measure, area=code, **more) for code in (key.area, *peers)) if key.area else ()


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


def _over(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Part by whole; None when either is unknown or the whole is not positive."""
    return None if part is None or whole is None or whole <= 0 else part / whole


def _percent(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    quotient = _over(part, whole)
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


def _rank(values: Values) -> Decimal | None:
    own = values[0].value
    if own is None:
        return None
    return Decimal(1 + sum(f.value is not None and f.value > own for f in values[1:]))


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
}


def _reason(operands: Sequence[Figure], rule: Rule) -> str:
    """Why it is unknown: the first operand that is, else the rule's own reason."""
    if not operands:
        return "这一期不作这种比较"
    return next((f.why_unknown for f in operands if f.value is None and f.why_unknown), rule.why)


def first_growth(subject: str) -> str:
    """The caliber of the growth that is shown first: comparable where its facts know last year."""
    return "published" if indicators()[subject].about.basis == "published" else "comparable"
