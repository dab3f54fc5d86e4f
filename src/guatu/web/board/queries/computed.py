"""What enterprise facts say of one indicator: its course, parts that add up, what was published beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guatu.catalogue.load import indicators
from guatu.indicators.asking import computable, dimensions_of, leaves, period_of
from guatu.indicators.board import LARGEST_TOLD, keys, latest_month
from guatu.indicators.headline import Headline
from guatu.indicators.measures import before
from guatu.indicators.reckoning import Reckoning, first_growth, is_computed, key_of
from guatu.indicators.trend import trend
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.board.chart import chart_data
from guatu.web.board.queries.beside import Beside, Pair, beside
from guatu.web.board.queries.course import Course, course_of, drawn
from guatu.web.board.queries.parts import Parts, coded_parts, industry_parts, street_parts
from guatu.web.facts import world as facts
from guatu.web.targets.league import completed
from guatu.web.ui.sparkline import Point

Show = Callable[[FigureKey], Figure]
#: How many periods of published figures are set beside the computed.
_MOST_BESIDE = 12
_POINTS = 24


@dataclass(frozen=True, slots=True)
class Bridge:
    """From the level of a year ago to the comparable base (同口径): each step adds or takes off."""

    then: Figure
    entered: Figure
    left: Figure
    corrected: Figure
    base: Figure


@dataclass(frozen=True, slots=True)
class Computed:
    """The computed half of an indicator's page."""

    period: Period
    asked: str
    months: tuple[tuple[str, str], ...]
    line: Headline
    others: tuple[tuple[str, Figure], ...]
    charts: tuple[Mapping[str, Any], ...]
    course: Course
    cuts: tuple[Parts, ...]
    beside: tuple[Beside, ...]
    bridge: Bridge | None
    reports: tuple[tuple[str, Figure], ...]
    largest: tuple[tuple[str, Figure], ...]
    simulated: bool

    @property
    def sample(self) -> Pair | None:
        """The latest published level of which the reports add up to clearly less."""
        return next((b.level for b in self.beside if b.level and b.level.covered), None)


def computed_for(
    actor: Actor,
    id_: str,
    *,
    asked: str = "",
    published: Mapping[FigureKey, Any],
    known_at: int | None = None,
) -> Computed | None:
    """The computed half of the page; None when no facts feed the indicator yet."""
    by = facts.reckoning(known_at) if computable(id_) else None
    there = _periods(by, id_) if by is not None else ()
    if by is None or not there:
        return None
    show = facts.shown_to(actor, by)
    at = next((p for p in there if _text(p) == asked), there[0])
    whole = period_of(at, cumulative=True)
    strands = trend(drawn(id_, there, show=show), indicator=id_)
    detail = allow(actor, "figure.detail")
    done = completed(actor, id_, whole, known_at=known_at)
    cuts = [street_parts(id_, whole, show=show, done=done)]
    if detail:
        cuts += [industry_parts(id_, whole, by=by)]
        cuts += [coded_parts(id_, whole, by=by, name=name, dimension=d) for d, name in _dimensions(id_)]
    told = (beside(id_, p, published=published, show=show) for p in _shown_beside(there))
    return Computed(
        period=whole,
        asked=_text(at),
        months=tuple((_text(p), period_of(p, cumulative=True).label()) for p in there),
        line=line_of(id_, at, show=show),
        others=tuple(_others(id_, at, show=show)),
        charts=tuple(chart_data(strand, known_at=known_at) for strand in strands),
        course=course_of(id_, tuple(p for p in there if p <= at), show=show),
        cuts=tuple(cut for cut in cuts if cut.rows and indicators()[id_].kind != "ratio"),
        beside=tuple(found for found in told if found),
        bridge=_bridge(id_, whole, by=by) if detail else None,
        reports=tuple(_told(id_, whole, _reports(), show=show)),
        largest=tuple(_told(id_, whole, _largest(), show=by.figure)) if detail else (),
        simulated=facts.simulated(id_, known_at=known_at),
    )


def computed_lines(
    actor: Actor, *, known_at: int | None = None, without: frozenset[str] = frozenset()
) -> dict[str, tuple[Headline, tuple[Point, ...]]]:
    """The latest of every indicator that facts feed, with the points of its small line."""
    by = facts.reckoning(known_at)
    latest = latest_month(by) if by is not None else None
    if by is None or latest is None:
        return {}
    show = facts.shown_to(actor, by)
    found = {}
    for id_ in indicators():
        at = by.latest(id_) if computable(id_) and id_ not in without else None
        if at is not None:
            line = line_of(id_, at, show=show)
            if line.level and line.level.value is not None:
                found[id_] = line, tuple(_points(id_, by, show=show))
    return found


def line_of(id_: str, at: int, *, show: Show) -> Headline:
    """Level, first growth and its change of the cumulative to a month (YYYYMM)."""
    named = keys(id_, at)
    whole = period_of(at, cumulative=True)
    growth = named["growth"] if named["growth"].measure == "growth" else None
    change = named.get("growth_change")
    return Headline(
        indicator=id_,
        period=whole,
        before=before(whole, together=indicators()[id_].about.january == "together"),
        level=show(named["cumulative"]),
        growth=show(growth) if growth else None,
        growth_change=_known(show(change)) if change else None,
    )


def _known(figure: Figure) -> Figure | None:
    return figure if figure.value is not None else None


def _periods(by: Reckoning, id_: str) -> tuple[int, ...]:
    """The months (YYYYMM) that all datasets behind the indicator have, newest first."""
    found: list[int] = []
    at = by.latest(id_)
    while at is not None:
        found.append(at)
        at = by.latest(id_, until=at - 1)
    return tuple(found)


def _text(at: int) -> str:
    return f"{at // 100}-{at % 100:02d}"


def _others(id_: str, at: int, *, show: Show) -> Iterator[tuple[str, Figure]]:
    """What stands beside level and growth: the other basis, the month, how many reported."""
    named = keys(id_, at)
    words = {
        "published_growth": _("同比增幅（公布口径）"),
        "month": _("当月"),
        "month_growth": _("当月同比"),
        "month_on_month": _("当月环比"),
        "reported": _("报送企业"),
    }
    if named["growth"].measure == "change":
        words = {"growth": _("比上年同期"), **words}
    for name, word in words.items():
        figure = show(named[name]) if name in named else None
        if figure is not None and figure.value is not None:
            yield word, figure
    restated = key_of(id_, "restated", period_of(at, cumulative=True))
    figure = show(restated) if is_computed(restated) and indicators()[id_].kind != "ratio" else None
    if figure is not None and figure.value:
        yield _("累计更正"), figure


def _points(id_: str, by: Reckoning, *, show: Show) -> Iterator[Point]:
    """The growth of the cumulative, oldest first; of a ratio its level."""
    rate = indicators()[id_].kind == "ratio"
    for at in reversed(_periods(by, id_)[:_POINTS]):
        period = period_of(at, cumulative=True)
        key = key_of(
            id_, "level" if rate else "growth", period, caliber="unstated" if rate else first_growth(id_)
        )
        figure = show(key)
        if figure.value is not None:
            yield period, figure.value


def _shown_beside(there: tuple[int, ...]) -> Iterator[Period]:
    for at in there[:_MOST_BESIDE]:
        yield period_of(at, cumulative=True)


def _dimensions(id_: str) -> Iterator[tuple[str, str]]:
    """The cuts by size and ownership that all facts behind the indicator carry."""
    for dimension, name in (("size", _("企业规模")), ("ownership", _("登记注册类型"))):
        if all(dimension in dimensions_of(leaf) for leaf in leaves(id_)):
            yield dimension, name


def _bridge(id_: str, whole: Period, *, by: Reckoning) -> Bridge | None:
    """None where the facts do not report last year's value, or where last year is not there."""
    named = {
        "then": key_of(id_, "base_then", whole),
        "entered": key_of(id_, "base", whole, caliber="comparable", who="entered"),
        "left": key_of(id_, "base_then", whole, who="left"),
        "corrected": key_of(id_, "base_corrected", whole),
        "base": key_of(id_, "base", whole, caliber="comparable"),
    }
    if not all(is_computed(key) for key in named.values()):
        return None
    figures = {name: by.figure(key) for name, key in named.items()}
    return Bridge(**figures) if all(f.value is not None for f in figures.values()) else None


def _reports() -> dict[str, dict[str, Any]]:
    return {
        _("报送率"): {"measure": "coverage"},
        _("应报企业"): {"measure": "due"},
        _("未报企业"): {"measure": "missing"},
    }


def _largest() -> dict[str, dict[str, Any]]:
    return {_("前%(n)s家占比") % {"n": k}: {"measure": "concentration", "top": k} for k in LARGEST_TOLD}


def _told(
    id_: str, whole: Period, asked: Mapping[str, dict[str, Any]], *, show: Show
) -> Iterator[tuple[str, Figure]]:
    """Those figures that can be computed of the indicator and are known, with their words."""
    for word, more in asked.items():
        key = key_of(id_, period=whole, **more)
        figure = show(key) if is_computed(key) else None
        if figure is not None and figure.value is not None:
            yield word, figure
