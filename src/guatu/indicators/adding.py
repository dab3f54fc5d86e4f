"""Parts that add up: contributions rounded so that what is printed adds up to the printed whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TypeAlias

Exact: TypeAlias = Fraction | Decimal | int


def rounded_parts(parts: Sequence[Exact], *, decimals: int) -> list[Decimal]:
    """Each part to ``decimals`` places, so that they add up to their sum, rounded.

    Every part is rounded down; the units that are left go to those that lost most by it, the earlier first.

    >>> [str(part) for part in rounded_parts([Fraction(1, 3)] * 3, decimals=1)]
    ['0.4', '0.3', '0.3']
    """
    unit = Fraction(1, 10**decimals)
    exact = [Fraction(part) / unit for part in parts]
    down = [floor(part) for part in exact]
    whole = round(sum(exact, Fraction(0)))
    first = sorted(range(len(parts)), key=lambda at: (down[at] - exact[at], at))
    for at in first[: whole - sum(down)]:
        down[at] += 1
    return [Decimal(value).scaleb(-decimals) for value in down]


def contributions(
    parts: Sequence[tuple[Exact | None, Exact | None]], *, base: Exact | None
) -> list[Fraction] | None:
    """What each part (now, a year ago) adds to the growth of the whole, in pp; they add up to it exactly.

    ``base`` is the whole a year ago. None when a part is unknown or the base is not positive: what is
    left out would make the rest add up to something else.

    >>> [float(round(part, 1)) for part in contributions([(3433, 2556), (2908, 2332)], base=4888)]
    [17.9, 11.8]
    """
    if base is None or base <= 0:
        return None
    found = []
    for now, then in parts:
        if now is None or then is None:
            return None
        found.append((Fraction(now) - Fraction(then)) / Fraction(base) * 100)
    return found


def shares_of_change(parts: Sequence[tuple[Exact, Exact]]) -> list[Fraction] | None:
    """Each part's share of the whole's change (贡献率), in percent: they add up to 100.

    None when the whole did not change.

    >>> [float(round(part, 1)) for part in shares_of_change([(3433, 2556), (2908, 2332)])]
    [60.4, 39.6]
    """
    changes = [Fraction(now) - Fraction(then) for now, then in parts]
    whole = sum(changes, Fraction(0))
    return [change / whole * 100 for change in changes] if whole else None
