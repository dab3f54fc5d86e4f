"""A small line without words: where it has been. SVG from the server: it prints and needs no script."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from guatu.vocabulary.period import Period

WIDTH: Final = 120
HEIGHT: Final = 34
_EDGE: Final = 4
#: January has no statistics of its own, so the step from December to 1-2月 is two months and no gap.
_SEAM: Final = 2

Point = tuple[Period, Decimal | None]


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG coordinates: polylines of what hangs together, gaps between them, lone dots, and the last point."""

    lines: tuple[str, ...]
    gaps: tuple[str, ...]
    dots: tuple[tuple[str, str], ...]
    last: tuple[str, str] | None


def draw(points: Sequence[Point]) -> Drawing:
    """Draw known values over the months in which their periods end; missing months are gaps.

    >>> months = [Period.of(2022, 1, last) for last in (3, 4, 5)]
    >>> draw([(p, Decimal(n)) for n, p in enumerate(months)]).lines
    ('4,30 60,17 116,4',)
    """
    known = sorted((_month(period), value) for period, value in points if value is not None)
    if not known:
        return Drawing((), (), (), None)
    placed = _placed(known)
    runs = _runs([month for month, _ in known])
    lines = tuple(" ".join(",".join(placed[i]) for i in run) for run in runs if len(run) > 1)
    dots = tuple(placed[run[0]] for run in runs if len(run) == 1)
    gaps = tuple(
        " ".join(",".join(placed[i]) for i in (run[-1], following[0])) for run, following in pairwise(runs)
    )
    return Drawing(lines, gaps, dots, placed[-1])


def _month(period: Period) -> int:
    return period.end.year * 12 + period.end.month


def _placed(known: Sequence[tuple[int, Decimal]]) -> list[tuple[str, str]]:
    months, values = [m for m, _ in known], [v for _, v in known]
    across = max(months[-1] - months[0], 1)
    low, high = min(values), max(values)
    span = high - low
    middle = Decimal(HEIGHT) / 2
    return [
        (
            _plain(Decimal(_EDGE) + Decimal((month - months[0]) * (WIDTH - 2 * _EDGE)) / across),
            _plain(middle if not span else Decimal(_EDGE) + (high - value) * (HEIGHT - 2 * _EDGE) / span),
        )
        for month, value in known
    ]


def _runs(months: Sequence[int]) -> list[list[int]]:
    """Group the points that follow each other at the usual pace of the series."""
    steps = [later - earlier for earlier, later in pairwise(months)]
    usual = max(set(steps), key=steps.count, default=1)
    runs = [[0]]
    for i, step in enumerate(steps, start=1):
        seam = step == _SEAM and months[i] % 12 == _SEAM
        if step <= usual or seam:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _plain(number: Decimal) -> str:
    return f"{number:.1f}".removesuffix(".0")
