"""Figures of one document that do not go together: two values for one figure, parts that miss their whole.

Nothing is resolved here: each finding names the items and says why, and people decide. Tolerances follow the
rounding of published figures; growth is compared with growth, never recomputed from two published levels.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from guatu.vocabulary.statements import Conflict, Observation, Target

#: Wholes and the parts that make them up.
PARTS = {
    "gdp": ("primary_value_added", "secondary_value_added", "tertiary_value_added"),
    "goods_trade": ("exports", "imports"),
}
#: Ratios that are made of two levels: numerator, denominator.
RATIOS = {"tax_share_of_budget_revenue": ("tax_revenue", "general_public_budget_revenue")}
_COMPARED = frozenset({"level", "growth", "rank", "share"})
#: Two values farther apart (share of the greater; points) are two things rather than one told twice.
_FAR, _FAR_POINTS = Decimal("0.15"), Decimal(5)
#: A figure's former value or another yardstick, told beside it.
_FORMER = re.compile(r"由|转为|增至|增加到|发展到|同期|上年|去年|上月|预算|调整|单月|当月")
#: A completion stands so close behind its level, in characters.
_NEAR = 40
#: What the refunds of retained tax credits moved in 2022.
_REFUNDED = ("general_public_budget_revenue", "tax_revenue", "tax_share_of_budget_revenue")
_ROUNDING = Decimal("0.002")
_PARTS_ROUNDING = Decimal("0.005")
_POINTS = Decimal("0.15")
_COMPLETION_POINTS = Decimal("0.6")

Level = Callable[[str, str | None, str | None], Observation | None]


def contradictions(
    observations: Sequence[Observation], targets: Sequence[Target] = ()
) -> tuple[Conflict, ...]:
    """All that does not go together among the figures of a document."""
    level = _levels(observations)
    return (
        *_two_values(observations),
        *_sums(observations, level),
        *_ratios(observations, level),
        *_shares(observations, level),
        *_completions(observations, targets, level),
        *_gaps(observations),
        *_moves(observations),
        *_unstated(observations),
    )


def _levels(observations: Sequence[Observation]) -> Level:
    known: dict[tuple[str, str | None, str | None], Observation] = {}
    for o in observations:
        if o.measure == "level" and o.min_size is None and o.tier is None:
            known.setdefault((o.indicator, o.period, o.area), o)

    def level(indicator: str, period: str | None, area: str | None) -> Observation | None:
        return known.get((indicator, period, area)) if period else None

    return level


def _two_values(observations: Sequence[Observation]) -> Iterator[Conflict]:
    """Two values for one figure: same key in all that tells figures apart, more than rounding between."""
    seen: dict[tuple[object, ...], list[Observation]] = {}
    for o in observations:
        if o.measure not in _COMPARED or o.period is None or o.approximate or o.tier or o.min_size:
            continue
        if "indicator" in o.inherited or o.indicator.startswith("other:") or _FORMER.search(o.quote):
            continue
        key = (o.indicator, o.measure, o.period, o.basis, o.of, o.scope, o.versus, o.area, o.unit)
        seen.setdefault((*key, o.caliber, o.status), []).append(o)
    for same in seen.values():
        for first, second in pairwise(same):
            if not _alike(first, second) and not _apart(first, second):
                why = f"“{first.quote}”与“{second.quote}”说的是同一数，数值不同。"
                yield _conflict("different", (first, second), why=why, stated=first.value)


def _alike(first: Observation, second: Observation) -> bool:
    gap = abs(first.value - second.value)
    if first.unit in ("percent", "pp"):
        places = min(first.decimals or 0, second.decimals or 0)
        return gap <= Decimal(6) * Decimal(10) ** (-places - 1)
    if first.unit == "rank":
        return gap == 0
    return gap <= _ROUNDING * max(abs(first.value), abs(second.value))


def _apart(first: Observation, second: Observation) -> bool:
    gap = abs(first.value - second.value)
    if first.unit in ("percent", "pp"):
        return gap > _FAR_POINTS
    return first.unit != "rank" and gap > _FAR * max(abs(first.value), abs(second.value))


def _sums(observations: Sequence[Observation], level: Level) -> Iterator[Conflict]:
    """A whole and the sum of its parts, where all of them are stated for one period and area."""
    for whole in observations:
        if whole.measure != "level" or whole.indicator not in PARTS:
            continue
        found = [level(part, whole.period, whole.area) for part in PARTS[whole.indicator]]
        parts = [part for part in found if part is not None and part.unit == whole.unit]
        if len(parts) < len(found):
            continue
        total = sum((part.value for part in parts), Decimal(0))
        missed = abs(total - whole.value)
        allowed = max(_PARTS_ROUNDING * abs(whole.value), len(parts) * max(map(_written, (whole, *parts))))
        if allowed < missed <= 2 * _FAR * abs(whole.value):
            said = "、".join(f"“{part.quote}”" for part in parts)
            why = f"{said}合计与“{whole.quote}”不符。"
            yield _conflict("sum", (whole, *parts), why=why, stated=whole.value, implied=total)


def _written(observed: Observation) -> Decimal:
    """One unit of the last place that was written: 0.1亿 of 3.2亿元."""
    scale = 12 if "万亿" in observed.quote else 8 if "亿" in observed.quote else 4 * ("万" in observed.quote)
    return Decimal(1).scaleb(scale - (observed.decimals or 0))


def _ratios(observations: Sequence[Observation], level: Level) -> Iterator[Conflict]:
    """A stated ratio and the two levels that it is made of."""
    for ratio in observations:
        if ratio.measure != "level" or ratio.indicator not in RATIOS:
            continue
        top, bottom = (level(part, ratio.period, ratio.area) for part in RATIOS[ratio.indicator])
        if top is not None and bottom is not None and bottom.value:
            yield from _share_of(ratio, top, bottom)


def _shares(observations: Sequence[Observation], level: Level) -> Iterator[Conflict]:
    """A share of the city's or province's total and the two levels."""
    areas = {"city_total": "全市", "province_total": "全省"}
    for share in observations:
        if share.measure != "share" or share.versus not in areas:
            continue
        own = level(share.indicator, share.period, share.area)
        whole = level(share.indicator, share.period, areas[share.versus])
        if own is not None and whole is not None and own.unit == whole.unit and whole.value:
            yield from _share_of(share, own, whole)


def _share_of(stated: Observation, part: Observation, whole: Observation) -> Iterator[Conflict]:
    implied = 100 * part.value / whole.value
    if abs(implied - stated.value) > _POINTS:
        why = f"由“{part.quote}”与“{whole.quote}”算得{implied:.1f}%，文中作“{stated.quote}”。"
        yield _conflict("share", (stated, part, whole), why=why, stated=stated.value, implied=implied)


def _completions(
    observations: Sequence[Observation], targets: Sequence[Target], level: Level
) -> Iterator[Conflict]:
    """A stated completion and what level and annual target give; any bound of the target may be meant."""
    for done in observations:
        own = level(done.indicator, done.period, done.area) if done.measure == "completion" else None
        if own is None or not own.value or not done.period or not 0 <= done.span[0] - own.span[1] <= _NEAR:
            continue
        bounds = [
            bound
            for t in targets
            if (t.indicator, t.unit, t.area, t.measure) == (own.indicator, own.unit, own.area, "level")
            and t.by == done.period[:4]
            for bound in (t.floor, t.stretch)
            if bound
        ]
        rates = [100 * own.value / bound for bound in bounds]
        if rates and all(abs(rate - done.value) > _COMPLETION_POINTS for rate in rates):
            why = f"按文中年度目标，“{own.quote}”为{rates[0]:.1f}%，文中作“{done.quote}”。"
            yield _conflict("completion", (done, own), why=why, stated=done.value, implied=rates[0])


def _gaps(observations: Sequence[Observation]) -> Iterator[Conflict]:
    """Own growth, the city's growth and the gap between; and a first place below the average."""
    areas = {"city_average": "全市", "province_average": "全省", "nation_average": "全国"}
    growths = _growths(observations)
    for gap in observations:
        if gap.measure != "growth_gap" or gap.versus not in areas:
            continue
        own = growths.get((gap.indicator, gap.period, gap.area))
        other = growths.get((gap.indicator, gap.period, areas[gap.versus]))
        if own is not None and other is not None:
            implied = own.value - other.value
            if abs(implied - gap.value) > _POINTS:
                why = f"“{own.quote}”与“{other.quote}”相差{implied:.1f}个百分点，文中作“{gap.quote}”。"
                yield _conflict("growth", (gap, own, other), why=why, stated=gap.value, implied=implied)
        for rank in observations:
            if gap.value < 0 and _first_of_growth(rank, gap):
                why = f"“{rank.quote}”与“{gap.quote}”矛盾：居首者不会低于平均。"
                yield _conflict("rank", (rank, gap), why=why, stated=rank.value)


def _first_of_growth(rank: Observation, gap: Observation) -> bool:
    same = (rank.indicator, rank.period, rank.area) == (gap.indicator, gap.period, gap.area)
    return (
        same
        and (rank.measure, rank.of, rank.value) == ("rank", "growth", Decimal(1))
        and f"{rank.scope}_average" == gap.versus
    )


def _moves(observations: Sequence[Observation]) -> Iterator[Conflict]:
    """Growth now, growth before and the move between, where all three are stated."""
    growths = _growths(observations)
    for move in observations:
        if move.measure != "growth_change":
            continue
        now = growths.get((move.indicator, move.period, move.area))
        before = growths.get((move.indicator, move.versus, move.area))
        if now is None or before is None:
            continue
        implied = now.value - before.value
        if abs(implied - move.value) > _POINTS:
            why = f"“{before.quote}”到“{now.quote}”变动{implied:.1f}个百分点，文中作“{move.quote}”。"
            yield _conflict("growth", (move, now, before), why=why, stated=move.value, implied=implied)


def _growths(
    observations: Sequence[Observation],
) -> dict[tuple[str, str | None, str | None], Observation]:
    return {
        (o.indicator, o.period, o.area): o
        for o in observations
        if o.measure == "growth" and o.basis in (None, "yoy") and o.caliber is None and o.period
    }


def _unstated(observations: Sequence[Observation]) -> Iterator[Conflict]:
    """Revenue of 2022 without its basis: refunds made natural and same-scope growth points apart."""
    moved = [
        o
        for o in observations
        if o.indicator in _REFUNDED
        and o.area is None
        and (o.period or "").startswith("2022")
        and o.measure in ("level", "growth")
    ]
    if moved and all(o.caliber in (None, "unstated") for o in moved):
        why = "2022年有大规模留抵退税，收入的自然口径与同口径（扣除留抵退税）可差数个百分点，文中未说明口径。"
        yield _conflict("caliber", tuple(moved), why=why)


def _conflict(
    kind: str,
    items: tuple[Observation, ...],
    *,
    why: str,
    stated: Decimal | None = None,
    implied: Decimal | None = None,
) -> Conflict:
    rounded = round(implied, 2) if implied is not None else None
    ids = tuple(o.id for o in items)
    return Conflict(kind=kind, items=ids, stated=stated, implied=rounded, span=items[0].span, why=why)
