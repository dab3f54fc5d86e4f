"""Plan against actual as a drawing: cumulative points, the linear schedule, floor and stretch lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guatu.targets.matching import Match
from guatu.targets.pacing import Pace
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.unit import NAMES, SCALES, scale_for

_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 18, 22, 34
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LINES = 4
_NARROW = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """A label of an axis and where it stands."""

    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure and where it stands."""

    x: str
    y: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing in a box of ``width`` x ``height``; paths are SVG points."""

    width: int
    height: int
    unit: str
    rows: tuple[Mark, ...]
    columns: tuple[Mark, ...]
    actual: str
    dots: tuple[Dot, ...]
    schedule: str
    floor: str | None
    stretch: str | None
    zero: str


def chart(pace: Pace, *, points: Sequence[Match], unit: str, width: int, height: int) -> Chart | None:
    """Draw a target's window; None when nothing in it can be drawn."""
    promise = pace.promise
    window = promise.window
    if window is None or not points or pace.way not in ("progress", "growth"):
        return None
    target = promise.target
    values = [m.figure.value for m in points if m.figure.value is not None]
    known = [*values, *(v for v in (target.floor, target.stretch) if v is not None), Decimal(0)]
    low, high, step = _axis(min(known), max(known))
    months = [(window.start.year, window.start.month + n) for n in range(window.months)]

    def x(month: int) -> str:
        return f"{_LEFT + Decimal((width - _LEFT - _RIGHT) * month) / window.months:.1f}"

    def y(value: Decimal) -> str:
        return f"{_TOP + (high - value) * (height - _TOP - _BOTTOM) / (high - low):.1f}"

    placed = [(x(_month(m, start=window.start)), y(m.figure.value or Decimal(0)), m) for m in points]
    scale = scale_for(high, unit=unit)
    size = SCALES[scale] if scale else Decimal(1)
    start = f"{x(0)},{y(Decimal(0))} " if pace.way == "progress" else ""
    bound = promise.bound
    return Chart(
        width,
        height,
        f"{scale}{NAMES.get(unit, unit)}",
        tuple(Mark(y(v), _plain(v / size)) for v in _ticks(low, high=high, step=step)),
        tuple(_columns(months, every=2 if width < _NARROW else 1, x=x)),
        start + " ".join(f"{px},{py}" for px, py, _ in placed),
        tuple(Dot(px, py, m.figure) for px, py, m in placed),
        f"{start}{x(window.months)},{y(bound)}" if pace.way == "progress" and bound is not None else "",
        y(target.floor) if target.floor is not None else None,
        y(target.stretch) if target.stretch is not None else None,
        y(Decimal(0)),
    )


def _columns(months: Sequence[tuple[int, int]], *, every: int, x: Callable[[int], str]) -> Iterator[Mark]:
    """The months at whose ends values stand; a narrow drawing names every other one, the last among them."""
    for n, (_, month) in enumerate(months, start=1):
        if (len(months) - n) % every == 0:
            yield Mark(x(n), f"{(month - 1) % 12 + 1}月")


def _month(match: Match, *, start: date) -> int:
    end = match.data.end
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _axis(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Round limits for an axis that holds zero and everything shown."""
    span = (high - low) or Decimal(1)
    size = Decimal(10) ** (span / _LINES).adjusted()
    step = next(size * s for s in _STEPS if size * s * _LINES >= span)
    bottom = (low / step).to_integral_value(rounding="ROUND_FLOOR") * step
    top = (high / step).to_integral_value(rounding="ROUND_CEILING") * step
    return bottom, top if top > bottom else bottom + step, step


def _ticks(low: Decimal, *, high: Decimal, step: Decimal) -> list[Decimal]:
    return [low + step * n for n in range(int((high - low) / step) + 1)]


def _plain(value: Decimal) -> str:
    return format(value.normalize() if value else Decimal(0), "f")
