"""Which published figure speaks to a promise, and when none does, why not.

The conditions are asked one after another. The figure that failed the latest of them is the nearest miss, and
says why there is nothing to judge by.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from guatu.indicators.asking import street_of
from guatu.indicators.naming import area_label
from guatu.targets.promise import Promise
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Sentence

Standing = Literal["done", "completion", "growth"]

#: Where several ways of counting are on record, the plainest is taken first.
_CALIBERS: Final = ("unstated", "natural", "same_scope", "comparable")


@dataclass(frozen=True, slots=True)
class Match:
    """The figure that a promise is judged by.

    ``data`` is its own period. ``standing`` says what it is: what was ``done``, a ``completion`` that the
    office itself published, or a ``growth`` that stands in for a multiple.
    """

    figure: Figure
    data: Period
    standing: Standing


@dataclass(frozen=True, slots=True)
class Absence:
    """Nothing to judge by; ``why`` says what is on record instead."""

    code: str
    why: Sentence


_Test = Callable[[Promise, Figure], bool]


def match(promise: Promise, *, evidence: Iterable[Figure]) -> Match | Absence:
    """The latest figure of the same thing within the promise's time, or why there is none."""
    figures = [f for f in evidence if f.key.subject == promise.target.indicator and f.value is not None]
    for standing in _standings(promise):
        fitting = [
            (_preference(promise, f, period=f.key.period), number, Match(f, f.key.period, standing))
            for number, f in enumerate(figures)
            if f.key.period and _first_failure(promise, f, standing=standing) is None
        ]
        if fitting:
            return max(fitting, key=lambda found: found[:2])[2]
    return _absence(promise, figures)


def _standings(promise: Promise) -> tuple[Standing, ...]:
    if promise.target.measure == "multiple":
        return ("done", "growth")
    return ("done", "completion") if promise.way == "progress" else ("done",)


def _preference(promise: Promise, figure: Figure, *, period: Period) -> tuple[date, int, int]:
    """Latest data first, then the preferred way of counting, then the longer stretch of time."""
    order = (promise.target.caliber or "unstated", *_CALIBERS)
    caliber = order.index(figure.key.caliber) if figure.key.caliber in order else len(order)
    return period.end, -caliber, period.months


def _measures(promise: Promise, *, standing: Standing) -> frozenset[str]:
    if standing != "done":
        return frozenset({standing})
    measure = promise.target.measure
    if measure != "increase":
        return frozenset({measure})
    own = {"increase", "change"}
    # 新增就业5万人 is published as the level of a flow; a ladder's stock is not its increase.
    return frozenset(own if promise.target.tier or promise.nature != "flow" else own | {"level"})


def _same_conditions(promise: Promise, figure: Figure) -> bool:
    target, key = promise.target, figure.key
    return (target.of, target.scope, target.versus) == (key.of, key.scope, key.versus)


def _same_area(promise: Promise, figure: Figure) -> bool:
    """A street is named in documents by its name, in computed figures by its code."""
    one, other = figure.key.area, promise.target.area
    return one == other or (street_of(one) is not None and street_of(one) == street_of(other))


def _same_basis(promise: Promise, figure: Figure) -> bool:
    if figure.key.measure != "growth":
        return True
    return (promise.target.basis or "yoy") == (figure.key.basis or "yoy")


def _in_time(promise: Promise, figure: Figure) -> bool:
    window, data = promise.window, figure.key.period
    if data is None:
        return False
    if window is None:
        return True
    if not window.start <= data.end <= window.end:
        return False
    if promise.way in ("rank", "level"):
        return figure.key.measure != "growth" or data.start.month == 1
    return data.start == window.start or promise.target.basis == "cagr"


def _tests(standing: Standing) -> tuple[tuple[str, _Test], ...]:
    return (
        ("measure", lambda p, f: f.key.measure in _measures(p, standing=standing)),
        ("area", _same_area),
        ("size", lambda p, f: (f.key.min_size, f.key.tier) == (p.target.min_size, p.target.tier)),
        ("conditions", lambda p, f: standing != "done" or _same_conditions(p, f)),
        ("unit", lambda p, f: standing != "done" or f.unit == p.target.unit),
        ("basis", _same_basis),
        ("time", _in_time),
    )


def _first_failure(promise: Promise, figure: Figure, *, standing: Standing) -> int | None:
    """The place of the first condition that the figure fails; None when it fits."""
    for place, (_, holds) in enumerate(_tests(standing)):
        if not holds(promise, figure):
            return place
    return None


_WHY: Final = {
    "indicator": "尚无对应数据：本指标还没有入库的数据",
    "measure": "尚无对应数据：已有的数据不是目标所说的度量",
    "area": "尚无对应数据：已有的数据属于{area}",
    "size": "尚无对应数据：已有的数据规模条件与目标不同",
    "conditions": "尚无对应数据：已有的数据排名或比较范围与目标不同",
    "unit": "尚无对应数据：已有的数据计量单位与目标不同",
    "basis": "尚无对应数据：已有的增幅比较基准与目标不同",
    "time": "尚无对应数据：最近的数据为{period}，不在目标期{window}内",
    "window": "尚无对应数据：最近的数据为{period}，不是从目标期{window}的期初累计",
}


def _absence(promise: Promise, figures: list[Figure]) -> Absence:
    misses: list[tuple[int, date, Figure]] = []
    for figure in figures:
        place = _first_failure(promise, figure, standing="done")
        if place is not None:
            misses.append((place, figure.key.period.end if figure.key.period else date.min, figure))
    if not misses:
        return Absence("indicator", Sentence(_WHY["indicator"]))
    place, _, nearest = max(misses, key=lambda miss: miss[:2])
    code = _tests("done")[place][0]
    window, data = promise.window, nearest.key.period
    words = {
        "area": area_label(nearest.key.area) if nearest.key.area else "全区",
        "period": data.label() if data else "不定期",
        "window": window.label() if window else "未定",
    }
    if code == "time" and window and data and window.start <= data.end <= window.end:
        code = "window"
    used = {name: word for name, word in words.items() if f"{{{name}}}" in _WHY[code]}
    return Absence(code, Sentence(_WHY[code], words=used))


def series(promise: Promise, *, evidence: Iterable[Figure]) -> list[Match]:
    """Everything that speaks to the promise as its match does, one figure a period, in the order of time."""
    figures = list(evidence)
    latest = match(promise, evidence=figures)
    if isinstance(latest, Absence):
        return []
    found: dict[Period, Match] = {}
    for figure in figures:
        period = figure.key.period
        if period is None or figure.value is None or figure.key.subject != promise.target.indicator:
            continue
        if figure.key.caliber != latest.figure.key.caliber:
            continue
        if _first_failure(promise, figure, standing=latest.standing) is None:
            found[period] = Match(figure, period, latest.standing)
    return [found[period] for period in sorted(found, key=lambda p: (p.end, p.start))]
