"""The one bar of a target, wherever a target is shown: done, linear schedule, floor and stretch.

Positions are percentages of the bar's width, so that one drawing fits a wall and a telephone.
"""

from dataclasses import dataclass
from decimal import Decimal

from guatu.targets.pacing import Pace

#: Room beyond the largest mark, so that its sign is not cut off.
_ROOM = Decimal("1.06")
_BARRED = frozenset({"progress", "growth", "path", "level"})


@dataclass(frozen=True, slots=True)
class Bar:
    """Where the marks stand, in percent of the width; None where there is no such mark."""

    done: str
    schedule: str | None
    floor: str | None
    stretch: str | None


def bar(pace: Pace) -> Bar | None:
    """The bar of a pace; None where a length would say nothing (a place, words)."""
    promise, done = pace.promise, _done(pace)
    bound = pace.path_growth if pace.way == "path" else promise.bound
    if pace.way not in _BARRED or bound is None or bound <= 0:
        return None
    floor = bound if pace.way == "path" else promise.target.floor
    stretch = None if pace.way == "path" else promise.target.stretch
    schedule = bound * pace.schedule / 100 if pace.schedule is not None else None
    top = max(value for value in (done, floor, stretch) if value is not None) * _ROOM
    place = [
        None if value is None else _percent(value, top=top) for value in (done, schedule, floor, stretch)
    ]
    return Bar(place[0] or "0", place[1], place[2], place[3])


def _done(pace: Pace) -> Decimal:
    """What was done in the unit of the bound; a fall fills nothing."""
    if pace.match is None or pace.match.figure.value is None:
        return Decimal(0)
    value = pace.match.figure.value
    if pace.match.standing == "completion" and pace.promise.bound is not None:
        value = value * pace.promise.bound / 100
    return max(value, Decimal(0))


def _percent(value: Decimal, *, top: Decimal) -> str:
    return f"{max(value, Decimal(0)) / top * 100:.2f}"
