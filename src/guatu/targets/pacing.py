"""How far a promise is: completion against schedule, growth against growth, a place against a place.

Everything is computed exactly and rounded only where it is printed. A gap is positive when the promise is
ahead, whichever way the promise points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from guatu.schedule.lights import Facts, Light, Scheme, load_scheme
from guatu.schedule.progress import decimal_of, elapsed
from guatu.targets.matching import Absence, Match, match
from guatu.targets.need import Need, needed_growth, rest_of, yearly_path
from guatu.targets.promise import Promise, Way
from guatu.vocabulary.figure import Figure

_HUNDRED = 100
#: Which kind of scheme judges which way; a path to a multiple is judged as growth.
_JUDGES: Final[Mapping[Way, str]] = {
    "progress": "progress",
    "growth": "growth",
    "path": "growth",
    "rank": "rank",
    "level": "level",
    "band": "level",
}


@dataclass(frozen=True, slots=True)
class Pace:
    """Where a promise stands by its latest figure.

    ``completion`` and ``schedule`` are percent; ``gap`` is in ``gap_unit`` (pp, rank, or the figure's own
    unit), positive when ahead. ``stretch_completion`` is of 力争 where both bounds were promised. None is
    unknown.
    """

    promise: Promise
    way: Way
    light: Light
    match: Match | None = None
    absence: Absence | None = None
    completion: Decimal | None = None
    stretch_completion: Decimal | None = None
    schedule: Decimal | None = None
    gap: Decimal | None = None
    gap_unit: str | None = None
    achieved: bool = False
    path_growth: Decimal | None = None
    need: Need = field(default_factory=lambda: Need(0))

    @property
    def done(self) -> Figure | None:
        """The figure that it is judged by."""
        return self.match.figure if self.match else None

    def sorting(self) -> tuple[int, Decimal]:
        """Worst light first, then the furthest behind."""
        return self.light.severity, self.gap if self.gap is not None else Decimal(10**6)


def pace(promise: Promise, *, evidence: Iterable[Figure], schemes: Mapping[str, str] | None = None) -> Pace:
    """Judge a promise by what is on record. ``schemes`` names those in force by kind; else the defaults."""
    figures = list(evidence)
    if promise.way == "band":
        return Pace(promise, "band", Light("none", "文字目标", "", 0))
    found = match(promise, evidence=figures)
    if isinstance(found, Absence):
        light = _scheme(promise.way, schemes).judge({})
        return Pace(promise, promise.way, light, absence=found)
    if found.standing == "growth":
        return _by_growth(promise, found, evidence=figures, schemes=schemes, way="path")
    judge = {"progress": _by_progress, "rank": _by_rank, "level": _by_level}.get(promise.way)
    if judge is None:
        return _by_growth(promise, found, evidence=figures, schemes=schemes, way="growth")
    return judge(promise, found, schemes=schemes)


def _scheme(way: Way, schemes: Mapping[str, str] | None) -> Scheme:
    kind = _JUDGES[way]
    return load_scheme((schemes or {}).get(kind, kind))


def _numbers(promise: Promise, found: Match) -> tuple[Decimal, Decimal]:
    """The bound and the value; both are known once a figure was matched."""
    return promise.bound or Decimal(0), found.figure.value or Decimal(0)


def _closed(promise: Promise, found: Match) -> bool:
    return promise.window is not None and found.data.end >= promise.window.end


def _settled(promise: Promise, found: Match, *, achieved: bool) -> Facts:
    """The facts that every scheme may ask for."""
    return {
        "achieved": int(achieved),
        "closed": int(_closed(promise, found)),
        "stretch_only": int(promise.stretch_only),
    }


def _by_progress(promise: Promise, found: Match, *, schemes: Mapping[str, str] | None) -> Pace:
    bound, value = _numbers(promise, found)
    share = _share(promise, found)
    passed = elapsed(promise.window, data=found.data) if promise.window else None
    gap = None
    if share is not None and passed is not None:
        gap = passed - share if promise.capped else share - passed
    if promise.capped:
        achieved = _closed(promise, found) and share is not None and share <= 1
    else:
        achieved = share is not None and share >= 1
    need = Need(0)
    if promise.window and found.standing == "done" and not promise.capped:
        need = rest_of(bound, done=value, window=promise.window, data=found.data)
    points = None if gap is None else decimal_of(gap, times=_HUNDRED)
    facts = {**_settled(promise, found, achieved=achieved), "progress_gap_pp": points}
    facts["completion_pct"] = completion = None if share is None else decimal_of(share, times=_HUNDRED)
    return Pace(
        promise,
        "progress",
        _scheme("progress", schemes).judge(facts),
        match=found,
        completion=completion,
        stretch_completion=_stretch_completion(promise, found),
        schedule=None if passed is None else decimal_of(passed, times=_HUNDRED),
        gap=points,
        gap_unit="pp",
        achieved=achieved,
        need=need,
    )


def _share(promise: Promise, found: Match) -> Fraction | None:
    """What was done over the bound; a completion that the office published stands as it is."""
    bound, value = _numbers(promise, found)
    if found.standing == "completion":
        return Fraction(value) / _HUNDRED
    return Fraction(value) / Fraction(bound) if bound > 0 else None


def _stretch_completion(promise: Promise, found: Match) -> Decimal | None:
    target, value = promise.target, found.figure.value
    if found.standing != "done" or target.floor is None or not target.stretch or value is None:
        return None
    return decimal_of(Fraction(value) / Fraction(target.stretch), times=_HUNDRED)


def _by_growth(
    promise: Promise, found: Match, *, evidence: list[Figure], schemes: Mapping[str, str] | None, way: Way
) -> Pace:
    bound, value = _numbers(promise, found)
    path = yearly_path(bound, years=promise.years) if way == "path" else None
    bar = path if path is not None else bound
    gap = bar - value if promise.capped else value - bar
    achieved = gap >= 0 and _closed(promise, found)
    facts = {**_settled(promise, found, achieved=achieved), "growth_gap_pp": gap}
    if not promise.capped:
        facts |= {"growth": value, "growth_vs_peer_pp": _peer_gap(found, evidence)}
    need = Need(0)
    if not promise.capped and way == "growth":
        need = needed_growth(promise, bound=bar, done=found.figure, data=found.data, evidence=evidence)
    return Pace(
        promise,
        way,
        _scheme(way, schemes).judge(facts),
        match=found,
        gap=gap,
        gap_unit="pp",
        achieved=achieved,
        path_growth=path,
        need=need,
    )


def _peer_gap(found: Match, evidence: list[Figure]) -> Decimal | None:
    """The stated lead over the city's average growth in the same period, where a document gives it."""
    for figure in evidence:
        key = figure.key
        same = (key.subject, key.period, key.area) == (
            found.figure.key.subject,
            found.data,
            found.figure.key.area,
        )
        if same and key.measure == "growth_gap" and key.versus == "city_average":
            return figure.value
    return None


def _by_rank(promise: Promise, found: Match, *, schemes: Mapping[str, str] | None) -> Pace:
    bound, value = _numbers(promise, found)
    gap = bound - value
    # A place held at mid-year may yet be lost: it is achieved when the period closes.
    achieved = gap >= 0 and _closed(promise, found)
    facts = {**_settled(promise, found, achieved=achieved), "rank_gap": gap}
    light = _scheme("rank", schemes).judge(facts)
    return Pace(promise, "rank", light, match=found, gap=gap, gap_unit="rank", achieved=achieved)


def _by_level(promise: Promise, found: Match, *, schemes: Mapping[str, str] | None) -> Pace:
    bound, value = _numbers(promise, found)
    gap = bound - value if promise.capped else value - bound
    percent = promise.target.unit in ("percent", "pp")
    achieved = gap >= 0 and _closed(promise, found)
    facts = {**_settled(promise, found, achieved=achieved), "level_gap": gap}
    return Pace(
        promise,
        "level",
        _scheme("level", schemes).judge(facts),
        match=found,
        completion=None
        if percent or bound <= 0
        else decimal_of(Fraction(value) / Fraction(bound), times=_HUNDRED),
        gap=gap,
        gap_unit="pp" if percent else promise.target.unit,
        achieved=achieved,
    )
