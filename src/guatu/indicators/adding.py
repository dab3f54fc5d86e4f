"""Parts rounded so that what is printed adds up to the printed whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Final

#: How finely a contribution is printed; see `guatu.indicators.display`.
CONTRIBUTION_DECIMALS: Final = 2
#: Rates are kept to ten decimals, so many parts may differ from their whole by a little more than nothing.
_SLACK: Final = Decimal("1e-9")


def rounded_parts(parts: Sequence[Decimal], *, whole: Decimal, decimals: int) -> list[Decimal] | None:
    """Each part to ``decimals`` places, so that they add up to the whole as it is rounded.

    Every part is rounded down; the units that are left go to those that lost most by it, the earlier first:
    none is off by a unit of the last place. None when the parts do not add up to the whole.

    >>> [str(part) for part in rounded_parts([Decimal("3.335")] * 3, whole=Decimal("10.005"), decimals=2)]
    ['3.34', '3.34', '3.33']
    >>> rounded_parts([Decimal(1), Decimal(2)], whole=Decimal(4), decimals=1)
    """
    if abs(sum(parts, Decimal(0)) - whole) > _SLACK * (len(parts) + 1):
        return None
    unit = Decimal(1).scaleb(-decimals)
    down = [part.quantize(unit, rounding=ROUND_FLOOR) for part in parts]
    left = int((whole.quantize(unit, rounding=ROUND_HALF_UP) - sum(down, Decimal(0))) / unit)
    if not 0 <= left <= len(parts):
        return None
    first = sorted(range(len(parts)), key=lambda at: (down[at] - parts[at], at))
    for at in first[:left]:
        down[at] += unit
    return down
