"""Computed figures: one declaration of operands serves both the board and the page that explains.

A figure of a key with `origin=computed` is made from sums of enterprises. Its caliber is `comparable` (the
rows that know both years) or `published` (this year's level over last year's as it stands now). Rates are
exact quotients of integers, written to ten decimals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, cast

from guatu.catalogue.definition import Made
from guatu.catalogue.load import indicators
from guatu.catalogue.schema import Indicator
from guatu.indicators.asking import (
    ENTERPRISE,
    TOP,
    WHO,
    Ask,
    Part,
    Totals,
    Turnover,
    Who,
    coded,
    computable,
    cut_of,
    datasets_of,
    dimensions_of,
    divisions,
    industry_of,
    is_area,
    leaves,
    minor,
    place_of,
    sound_cuts,
)
from guatu.indicators.measures import RULES, Rule, over, rule_of
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period

#: How finely a rate is kept.
PLACES: Final = Decimal("1e-10")
_HUNDRED: Final = Decimal(100)
_LAST: Final[dict[str, Part]] = {"month": "month_ly", "cum": "cum_ly"}
#: Counts of enterprises that make the two bases of growth differ.
TURNOVER: Final = ("entered", "left", "corrected")
#: Sums of what enterprises reported, and counts of the enterprises: where a trace ends in cells.
SUMS: Final = ("level", "base", "base_then")
COUNTS: Final = ("reported", "missing")


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
    size: str | None = None,
    ownership: str | None = None,
    top: int | None = None,
    who: str | None = None,
) -> FigureKey:
    """The name of a computed figure."""
    cut = cut_of(
        industry=industry, size=size, ownership=ownership, top=None if top is None else str(top), who=who
    )
    return FigureKey(
        subject, measure, period, of=of, versus=versus, scope=scope, basis=basis, caliber=caliber, area=area,
        cut=cut, origin="computed", known_at=known_at,
    )  # fmt: skip


def is_computed(key: FigureKey) -> bool:
    """Whether this room computes the figure of that name.

    A change against a named period is the difference of two announced figures and belongs to `changes`.
    """
    usual = key.kind == "indicator" and key.origin == "computed" and key.period is not None
    if not (usual and computable(key.subject) and is_area(key.area)):
        return False
    if key.min_size or key.tier or not sound_cuts(key):
        return False
    cuts = key.cuts()
    if (TOP in cuts) != (key.measure == "concentration") and not (TOP in cuts and key.measure == "level"):
        return False
    if WHO in cuts and key.measure not in ("base", "base_then"):
        return False
    made = _made_of(key)
    if TOP in cuts and made.parts:
        # The largest of a sum of others are not the largest of each.
        return False
    if made.ratio and (WHO in cuts or key.measure in ("base_corrected", "base_change")):
        return False
    if key.measure in ("growth_change", "rank_change") and key.versus is not None:
        return False
    if key.measure == "growth" and not _sound_basis(key):
        return False
    if key.measure == "rank" and key.scope not in (None, "streets", "kin"):
        # A place among other zones is one of published figures.
        return False
    if key.measure == "rank" and key.of not in (None, "level", "growth", "share"):
        return False
    return key.measure in (*SUMS, *COUNTS, *TURNOVER) or key.measure in RULES


def _sound_basis(key: FigureKey) -> bool:
    """On last year by one of its calibers, or of a single month on the month before where it may be."""
    if key.basis != "mom":
        return key.basis == "yoy"
    single = key.period is not None and key.period.months == 1
    return single and key.caliber == "unstated" and indicators()[key.subject].about.month_on_month


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
        if key.measure in SUMS:
            return tuple(replace(key, subject=part) for part in _made_of(key).parts)
        rule = rule_of(key)
        return rule.operands(key) if rule else ()

    def ask(self, key: FigureKey) -> Ask | None:
        """The sum that a level, a base or a count of reports is; None for what is made of others."""
        if key.measure not in (*SUMS, *COUNTS) or key.period is None:
            return None
        leaf = leaves(key.subject)[0] if key.measure in COUNTS else key.subject
        indicator = indicators()[leaf]
        if indicator.about.made is None or indicator.about.made.parts:
            return None
        place = place_of(key.period, together=indicator.about.january == "together")
        if place is None:
            return None
        at, part = place
        last, then, cuts = key.measure == "base", key.measure == "base_then", key.cuts()
        return Ask(
            leaf,
            _LAST[part] if last else part,
            at - 100 if then else at,
            area=key.area,
            industry=industry_of(key),
            paired=last or key.caliber == "comparable",
            counted=key.measure in COUNTS,
            enterprise=cuts.get(ENTERPRISE),
            where=coded(key),
            top=int(cuts[TOP]) if TOP in cuts else None,
            who=cast("Who | None", "missing" if key.measure == "missing" else cuts.get(WHO)),
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
        cell = asked.indicator, asked.part, asked.period, asked.area, asked.industry, asked.where
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
        if key.measure == "missing":
            asked = self.ask(key)
            total = self.totals.total(asked).value if asked else None
            why = None if total is not None else "这类数据没有应报的企业"
            return Figure(
                key, None if total is None else Decimal(total), "count", decimals=0, why_unknown=why
            )
        if key.measure in SUMS:
            return self._level(key, indicator)
        if key.measure in TURNOVER:
            count = self._count(key)
            return Figure(key, None if count is None else Decimal(count), "count", decimals=0)
        rule = rule_of(key)
        assert rule is not None
        unit = rule.unit or ("pp" if indicator.unit == "percent" else indicator.unit)
        operands = [self.figure(part) for part in rule.operands(key)]
        if unit == "count":
            value = rule.combine(operands) if operands else None
            return Figure(
                key,
                value,
                unit,
                decimals=0,
                why_unknown=None if value is not None else _reason(operands, rule),
            )
        value = rule.combine(operands) if operands else None
        why = None if value is not None else _reason(operands, rule)
        exact = unit == "rank" or (unit == indicator.unit and indicator.kind != "ratio")
        return Figure(key, value if exact or value is None else value.quantize(PLACES), unit, why_unknown=why)

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
            quotient = over(known[0], known[1])
            if quotient is not None and indicator.unit == "percent":
                quotient *= _HUNDRED
            value = None if quotient is None else quotient.quantize(PLACES)
            return Figure(key, value, indicator.unit, why_unknown="分母不为正" if value is None else None)
        asked = self.ask(key)
        if asked is None or (asked.industry and divisions(asked.industry, period=asked.first) is None):
            return Figure(key, None, indicator.unit, why_unknown="没有这一期")
        total = self.totals.total(asked)
        if total.value is None:
            why = "没有企业报送" if not total.rows else "这一栏没有数据"
            if asked.where and not set(dict(asked.where)) <= dimensions_of(asked.indicator):
                why = "这类报表不分规模或登记注册类型"
            return Figure(key, None, indicator.unit, why_unknown=why)
        scale = minor(indicator)
        value = Decimal(total.value) if scale == 1 else Decimal(total.value) / scale
        return Figure(key, value, indicator.unit)


def _made_of(key: FigureKey) -> Made:
    made = indicators()[key.subject].about.made
    assert made is not None
    return made


def _reason(operands: Sequence[Figure], rule: Rule) -> str:
    """Why it is unknown: the first operand that is, else the rule's own reason."""
    if not operands:
        return rule.none
    return next((f.why_unknown for f in operands if f.value is None and f.why_unknown), rule.why)


def first_growth(subject: str) -> str:
    """The caliber of the growth that is shown first: comparable where its facts know last year."""
    return "published" if indicators()[subject].about.basis == "published" else "comparable"
