"""The latest of each indicator: level, growth, its change against the period before, place and its change."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from guatu.indicators.changes import change_key, derive
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period

#: Which of several announced ranks is shown: in the city before other groups, of growth before of level.
_SCOPES: Final = ("city", "province", "development_zones", "counties", "nation")
_OF: Final = ("growth", "level", "share", "completion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What a wall says of one indicator for one period. What was not announced is None."""

    indicator: str
    period: Period
    before: Period | None = None
    level: Figure | None = None
    growth: Figure | None = None
    growth_gap: Figure | None = None
    growth_change: Figure | None = None
    rank: Figure | None = None
    rank_change: Figure | None = None
    completion: Figure | None = None
    growths: tuple[Figure, ...] = ()
    ranks: tuple[Figure, ...] = ()


def series(figures: Iterable[Figure], *, indicator: str) -> dict[Period, dict[str, list[Figure]]]:
    """Return the indicator's announced figures of the whole zone by period and measure, in the order given.

    Figures of another area, of a size class or of a tier, and those without a period, stand on pages of
    their own.
    """
    found: dict[Period, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for figure in figures:
        key = figure.key
        if key.subject == indicator and key.period and not (key.area or key.min_size or key.tier or key.cut):
            found[key.period][key.measure].append(figure)
    return {
        period: dict(measures) for period, measures in sorted(found.items(), key=lambda item: item[0].end)
    }


def headlines(figures: Iterable[Figure]) -> dict[str, Headline]:
    """Return every indicator's headline; the first of several figures of one name is shown."""
    by_subject: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_subject[figure.key.subject].append(figure)
    made = {subject: headline(group, indicator=subject) for subject, group in by_subject.items()}
    return {subject: line for subject, line in made.items() if line is not None}


def headline(figures: Iterable[Figure], *, indicator: str) -> Headline | None:
    """Return the latest headline of one indicator; None when nothing of the whole zone was announced."""
    known = series(figures, indicator=indicator)
    worth = [
        p for p, measures in known.items() if measures.keys() & {"level", "growth", "rank", "completion"}
    ]
    if not worth:
        return None
    return of_period(known, indicator=indicator, period=max(worth, key=_latest))


def previous(period: Period, *, among: Iterable[Period]) -> Period | None:
    """Return the latest period before this one that counts from the same month of the same year.

    >>> june, july = Period.parse("2022-01/2022-06"), Period.parse("2022-01/2022-07")
    >>> previous(july, among=[june, july, Period.parse("2022-06")]) == june
    True
    """
    earlier = [p for p in among if p.start == period.start and p.end < period.end]
    return max(earlier, key=lambda p: p.end, default=None)


def _latest(period: Period) -> tuple[int, bool, object]:
    """Within a year what is counted from January speaks before a single month; then the later one."""
    return period.end.year, period.is_cumulative, period.end


def of_period(
    known: Mapping[Period, Mapping[str, list[Figure]]], *, indicator: str, period: Period
) -> Headline:
    """Return what is said of one period of a `series`; all parts are None when nothing is."""
    now = known.get(period, {})
    growth = _first(now, "growth")
    ranks = tuple(sorted(now.get("rank", ()), key=_rank_order))
    rank = ranks[0] if ranks else None
    return Headline(
        indicator=indicator,
        period=period,
        before=previous(period, among=known),
        level=_first(now, "level"),
        growth=growth,
        growth_gap=_first(now, "growth_gap"),
        growth_change=_stated(now, "growth_change", of=growth) or _change(known, growth, period=period),
        rank=rank,
        rank_change=_stated(now, "rank_change", of=rank) or _change(known, rank, period=period),
        completion=_first(now, "completion"),
        growths=tuple(f for f in now.get("growth", ()) if f.key.basis in (None, "yoy")),
        ranks=ranks,
    )


def _first(measures: Mapping[str, list[Figure]], measure: str) -> Figure | None:
    """The growth of a headline is the one against last year; other bases are on the indicator's page."""
    usual = (f for f in measures.get(measure, ()) if f.key.basis in (None, "yoy"))
    return next(usual, None)


def _rank_order(figure: Figure) -> tuple[int, int]:
    scope, of = figure.key.scope or "", figure.key.of or "level"
    return (
        _SCOPES.index(scope) if scope in _SCOPES else len(_SCOPES),
        _OF.index(of) if of in _OF else len(_OF),
    )


def _stated(measures: Mapping[str, list[Figure]], measure: str, *, of: Figure | None) -> Figure | None:
    """A change that the text itself states is shown before one that we subtract."""
    if of is None:
        return None
    key = of.key
    same = (f for f in measures.get(measure, ()) if (f.key.scope, f.key.caliber) == (key.scope, key.caliber))
    return next((f for f in same if measure != "rank_change" or f.key.of == key.of), None)


def _change(
    known: Mapping[Period, Mapping[str, list[Figure]]], now: Figure | None, *, period: Period
) -> Figure | None:
    """Subtract from the latest earlier period that announced the very same figure."""
    if now is None:
        return None
    then = {p: f for p, measures in known.items() if (f := _same(measures, now.key, period=p)) is not None}
    before = previous(period, among=then)
    return None if before is None else derive(change_key(now.key, before=before), now=now, then=then[before])


def _same(measures: Mapping[str, list[Figure]], key: FigureKey, *, period: Period) -> Figure | None:
    wanted = replace(key, period=period)
    return next((f for f in measures.get(key.measure, ()) if f.key == wanted), None)
