"""What two figures imply together: the single month behind two cumulative growths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from guatu.vocabulary.period import Period, PeriodError
from guatu.vocabulary.statements import Conflict, Observation

# A month within this band beside its cumulative growth is no news (percentage points).
_QUIET = Decimal(20)


def implied(observations: Sequence[Observation]) -> tuple[Conflict, ...]:
    """The growth of the last months that a change of cumulative growth implies, where it stands out.

    With last year's months alike, a rise from 30 % to 38 % over one month more in seven means about 86 % in
    that month; the range is that of a month between 12 % and 16 % of the seven.
    """
    growths = {
        (o.indicator, o.period, o.area): o for o in observations if o.measure == "growth" and o.basis == "yoy"
    }
    out = []
    for earlier, now in _steps(list(growths.values())):
        moved = replace(now, measure="growth_change", value=now.value - earlier.value, versus=earlier.period)
        found = _single(now, replace(moved, id=earlier.id))
        if found is not None:
            out.append(found)
    for change in observations:
        if change.measure != "growth_change" or change.period is None or change.versus is None:
            continue
        growth = growths.get((change.indicator, change.period, change.area))
        if growth is None:
            continue
        found = _single(growth, change)
        if found is not None:
            out.append(found)
    return tuple(out)


def _steps(growths: Sequence[Observation]) -> list[tuple[Observation, Observation]]:
    """Two cumulative growths of one figure whose periods end a month apart."""
    kin: dict[tuple[str, str | None, str | None], list[Observation]] = {}
    for growth in growths:
        kin.setdefault((growth.indicator, growth.area, growth.caliber), []).append(growth)
    return [
        (earlier, now)
        for earlier in growths
        for now in kin[earlier.indicator, earlier.area, earlier.caliber]
        if now is not earlier and _next(earlier.period, now.period)
    ]


def _next(earlier: str | None, now: str | None) -> bool:
    """Whether `now` is `earlier` and one month more: 2022-01/2022-06, 2022-01/2022-07."""
    if not earlier or not now or len(earlier) != 15 or len(now) != 15 or earlier[:12] != now[:12]:
        return False
    return int(now[13:]) - int(earlier[13:]) == 1


def _single(growth: Observation, change: Observation) -> Conflict | None:
    try:
        now, before = Period.parse(change.period or ""), Period.parse(change.versus or "")
    except PeriodError:
        return None
    if now.start != before.start or before.months >= now.months:
        return None
    share = Decimal(before.months) / Decimal(now.months)
    earlier = growth.value - change.value
    middle = (growth.value - share * earlier) / (1 - share)
    if abs(middle - growth.value) < _QUIET:
        return None
    bounds = sorted(
        (growth.value - s * earlier) / (1 - s) for s in (share - Decimal("0.02"), share + Decimal("0.02"))
    )
    low, high = (f"{b:.0f}" for b in bounds)
    months = (
        f"{before.end.month + 1}—{now.end.month}月"
        if now.months - before.months > 1
        else f"{now.end.month}月当月"
    )
    why = (
        f"增幅由{_months(before)}{_plain(earlier)}%到{_months(now)}{_plain(growth.value)}%，"
        f"推得{months}约增长{low}%—{high}%"
    )
    return Conflict(
        kind="implied", items=(growth.id, change.id), implied=round(middle, 1), span=change.span, why=why
    )


def _months(period: Period) -> str:
    return f"{period.start.month}—{period.end.month}月"


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
