"""The board once more, cell by cell and row by row in plain Python, written from the definitions alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.indicators.worlds import AREAS, GROUPS, INDUSTRIES, PERIODS, Row

Value = Fraction | None
Rows = Sequence[tuple[str, Row]]


def total(rows: Rows, column: str) -> Decimal | None:
    """The sum of what is known; None when nothing is."""
    values = [Decimal(row[column]) for _, row in rows if row[column] is not None]
    return sum(values, Decimal(0)) if values else None


def over(part: Decimal | None, whole: Decimal | None) -> Value:
    """A ratio; None over what is unknown or not positive."""
    return None if part is None or whole is None or whole <= 0 else Fraction(part) / Fraction(whole)


def growth(now: Decimal | None, base: Decimal | None) -> Value:
    """(now - base) / base."""
    return None if now is None or base is None else over(now - base, base)


def less(one: Value, other: Value) -> Value:
    """A difference; None when either is."""
    return None if one is None or other is None else one - other


def both(rows: Rows, now: str, then: str) -> Rows:
    """The rows that know both years."""
    return [(p, r) for p, r in rows if r[now] is not None and r[then] is not None]


def place(own: Value, peers: Sequence[Value]) -> int | None:
    """1, 2, 2, 4."""
    return None if own is None else 1 + sum(peer is not None and peer > own for peer in peers)


def board(rows: Rows, measure: str) -> dict[tuple[str, int, int], dict[str, Any]]:
    """Every output of every cell that holds rows, by (period, area, industry or 0)."""

    def at(period: str, areas: Sequence[int], industry: int) -> Rows:
        wanted = (industry,) if industry else INDUSTRIES
        return [(p, r) for p, r in rows if p == period and r["area"] in areas and r["industry"] in wanted]

    found = {}
    for period in PERIODS:
        for area in AREAS:
            for industry in (0, *INDUSTRIES):
                if at(period, [area], industry):
                    found[period, area, industry] = _cell(at, measure, period, area, industry)
    return found


def _cell(at: Callable[..., Rows], measure: str, period: str, area: int, industry: int) -> dict[str, Any]:
    mine = at(period, [area], industry)
    last = f"{int(period[:4]) - 1}{period[4:]}"
    peers = next(group for group in GROUPS if area in group)
    out: dict[str, Any] = {"n": len(mine)}
    for short, now, then in (("m", "month", "month_ly"), ("c", "cum", "cum_ly")):
        now, then = f"{measure}_{now}", f"{measure}_{then}"

        def comparable(rows: Rows, now: str = now, then: str = then) -> Value:
            kept = both(rows, now, then)
            return growth(total(kept, now), total(kept, then))

        level = total(mine, now)
        out[now.removeprefix(f"{measure}_")] = level
        out[then.removeprefix(f"{measure}_")] = total(mine, then)
        out[f"yoy_pub_{short}"] = growth(level, total(at(last, [area], industry), now))
        out[f"yoy_cmp_{short}"] = comparable(mine)
        out[f"gap_{short}"] = less(comparable(mine), comparable(at(period, peers, industry)))
        out[f"share_{short}"] = over(level, total(at(period, peers, industry), now))
        kept, base = both(mine, now, then), total(both(at(period, [area], 0), now, then), then)
        change = [Decimal(r[now]) - Decimal(r[then]) for _, r in kept]
        out[f"contrib_{short}"] = over(sum(change, Decimal(0)), base) if kept else None
    cums = [total(at(period, [peer], industry), f"{measure}_cum") for peer in peers]
    own = out["cum"]
    out["rank_level"] = None if own is None else 1 + sum(c is not None and c > own for c in cums)
    out["rank_growth"] = place(out["yoy_cmp_c"], [comparable(at(period, [p], industry)) for p in peers])
    return out
