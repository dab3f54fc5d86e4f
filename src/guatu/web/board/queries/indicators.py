"""Reads of the indicators' pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from guatu.catalogue.load import indicators
from guatu.indicators.asking import street_of
from guatu.indicators.headline import Headline, headlines, series
from guatu.indicators.naming import measure_label
from guatu.indicators.order import groups, headline_order, in_order
from guatu.indicators.trend import Strand, trend
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.source import Span
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.board.chart import chart_data
from guatu.web.board.queries.catalogue import Defined, defined
from guatu.web.board.queries.computed import Computed, computed_for, computed_lines
from guatu.web.board.queries.peers import PeerGroup, peer_groups
from guatu.web.reading.queries import documents_seen_by_sha
from guatu.web.statements import queries as statements
from guatu.web.targets.queries import Standing, indicator_name, standings
from guatu.web.ui.sparkline import Point


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of the list."""

    id: str
    name: str
    line: Headline
    target: Figure | None
    stretch: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators under one head."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """The list's page: groups with data, and the names of indicators that have none yet."""

    groups: tuple[Group, ...]
    silent: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def summed(self) -> bool:
        """Whether some of them are sums of what enterprises reported, for nothing was published."""
        rows = (row for group in self.groups for row in group.rows)
        return any(row.line.level and row.line.level.key.origin == "computed" for row in rows)


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """What was announced for one period, by measure, and all else; `expected`: said before its end."""

    period: Period
    level: Figure | None
    growth: Figure | None
    others: tuple[tuple[str, Figure], ...]
    sources: tuple[tuple[str, str], ...]
    expected: bool


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator's page. `rows` are its published figures, each with its words where they may be read."""

    id: str
    name: str
    line: Headline | None
    strands: tuple[Strand, ...]
    charts: tuple[Mapping[str, Any], ...]
    periods: tuple[PeriodRow, ...]
    parts: tuple[tuple[str, Figure], ...]
    targets: tuple[Standing, ...]
    documents: tuple[tuple[Any, str], ...]
    rows: tuple[tuple[Any, Figure, str], ...]
    computed: Computed | None
    about: Defined | None
    peers: tuple[PeerGroup, ...]

    @property
    def streets_promised(self) -> bool:
        """Whether streets and parks have targets of their own, which stand in their table."""
        return self.computed is not None and any(cut.promised for cut in self.computed.cuts)


def indicators_for(
    actor: Actor,
    *,
    known_at: int | None = None,
    record: Mapping[FigureKey, Any] | None = None,
    targets: Iterable[Any] | None = None,
) -> Listed:
    """Every indicator with its latest figures: headlines first, then by group, then those without data.

    ``record`` and ``targets``: all published figures and targets, of a page that has read them already.
    """
    rows_on_record = statements.on_record(known_at=known_at) if record is None else record
    promised = statements.targets(known_at=known_at) if targets is None else targets
    seen = [row for row in promised if allow(actor, "target.view", statements.thing(row))]
    figures = [row.figure(known_at) for row in rows_on_record.values() if not _expected(row)]
    of_each: defaultdict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        of_each[figure.key.subject].append(figure)
    lines = headlines(figures)
    promises = _promises(seen, lines=lines, known_at=known_at)
    rows = {
        id_: _row(id_, line, figures=of_each[id_], promise=promises.get(id_)) for id_, line in lines.items()
    }
    computed = computed_lines(actor, known_at=known_at, without=frozenset(rows))
    rows |= {
        id_: Row(id_, indicator_name(id_), line, None, False, points)
        for id_, (line, points) in computed.items()
    }
    return Listed(tuple(_groups(rows)), tuple(_silent(rows)))


def _expected(row: Any) -> bool:
    """What was said of a period before its end is an expectation: it is listed, and leads no board."""
    return row.document_date is not None and row.document_date < Period.parse(row.period).end


def _row(id_: str, line: Headline, *, figures: list[Figure], promise: Figure | None) -> Row:
    stretch = promise is not None and promise.key.measure == "stretch"
    return Row(id_, indicator_name(id_), line, promise, stretch, _points(figures, id_))


def _points(figures: list[Figure], id_: str) -> tuple[Point, ...]:
    """Growth where it was announced at least twice, else the level: a cumulative level only climbs."""
    known = series(figures, indicator=id_)
    for measure in ("growth", "level"):
        points = [
            (p, m[measure][0].value)
            for p, m in known.items()
            if measure in m and (p.is_cumulative or p.is_year)
        ]
        if len(points) > 1:
            return tuple(points)
    return ()


def _promises(
    targets: Iterable[Any], *, lines: Mapping[str, Headline], known_at: int | None
) -> dict[str, Figure]:
    """The first promise of each indicator whose time covers the latest data."""
    found: dict[str, Figure] = {}
    for row in targets:
        line = lines.get(row.indicator)
        name = "floor" if row.floor is not None else "stretch"
        value: Decimal | None = getattr(row, name)
        covers = line and row.by and Period.parse(row.by).start <= line.period.end <= Period.parse(row.by).end
        if row.indicator in found or value is None or not covers or row.min_size or row.tier or row.area:
            continue
        key = row.key(known_at, measure=name)
        found[row.indicator] = Figure(key, value, row.unit or None, decimals=row.decimals)
    return found


def _groups(rows: Mapping[str, Row]) -> Iterable[Group]:
    heads = [id_ for id_ in headline_order() if id_ in rows]
    if heads:
        yield Group(_("主要指标"), tuple(rows[id_] for id_ in heads))
    placed = set(heads)
    for name, members in groups().items():
        mine = [id_ for id_ in members if id_ in rows and id_ not in placed]
        placed.update(mine)
        if mine:
            yield Group(name, tuple(rows[id_] for id_ in mine))
    rest = in_order(set(rows) - placed)
    if rest:
        yield Group(_("其他"), tuple(rows[id_] for id_ in rest))


def _silent(rows: Mapping[str, Row]) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    for name, members in groups().items():
        without = tuple((id_, indicators()[id_].name) for id_ in members if id_ not in rows)
        if without:
            yield name, without


def indicator_for(actor: Actor, id_: str, *, asked: str = "", known_at: int | None = None) -> IndicatorView:
    """One indicator's page; Http404 for a name that neither the catalogue nor any statement knows."""
    rows = statements.on_record(known_at=known_at, indicator=id_)
    if id_ not in indicators() and not rows:
        raise Http404(id_)
    figures = [row.figure(known_at) for row in rows.values()]
    stated = [*rows.values(), *_promised(actor, id_, known_at=known_at)]
    shas = {s.sha256 for s in map(_span, stated) if s}
    documents = documents_seen_by_sha(actor, shas, known_at=known_at)
    known = series(figures, indicator=id_)
    over = [row.figure(known_at) for row in rows.values() if not _expected(row)]
    strands = trend(over, indicator=id_)
    whole = {f.key for measures in known.values() for group in measures.values() for f in group}
    line = headlines(over).get(id_)
    latest = line and (line.level or line.growth)
    groups = tuple(peer_groups(latest, published=rows, known_at=known_at))
    beside = {key for group in groups for key in group.shown}
    computed = computed_for(actor, id_, asked=asked, published=rows, known_at=known_at)
    return IndicatorView(
        id=id_,
        name=indicator_name(id_),
        line=line,
        strands=strands,
        charts=tuple(chart_data(strand, known_at=known_at) for strand in strands),
        periods=tuple(_period_rows(known, rows=rows, documents=documents)),
        parts=tuple((measure_label(f.key), f) for f in figures if f.key not in whole | beside),
        targets=tuple(_goals(actor, id_, known_at=known_at, shown=computed)),
        documents=tuple(_documents(stated, documents=documents)),
        rows=tuple((row, row.figure(known_at), _quote(row, documents)) for row in rows.values()),
        computed=computed,
        about=defined(indicators()[id_]) if id_ in indicators() else None,
        peers=groups,
    )


def _promised(actor: Actor, id_: str, *, known_at: int | None) -> list[Any]:
    """The targets on the indicator that the actor may see, those too that repeat one."""
    rows = statements.targets(known_at=known_at, restated=True)
    return [r for r in rows if r.indicator == id_ and allow(actor, "target.view", statements.thing(r))]


def _goals(actor: Actor, id_: str, *, known_at: int | None, shown: Computed | None) -> list[Standing]:
    """The targets on the indicator, the latest first; those of streets stand in their table where it is."""
    tabled = shown is not None and any(cut.promised for cut in shown.cuts)
    found = standings(actor, known_at=known_at, indicator=id_)
    mine = [s for s in found if not (tabled and street_of(s.row.area))]
    return sorted(mine, key=lambda s: s.row.by, reverse=True)


def _span(row: Any) -> Span | None:
    found: Span | None = row.span()
    return found


def _period_rows(
    known: Mapping[Period, Mapping[str, list[Figure]]],
    *,
    rows: Mapping[Any, Any],
    documents: Mapping[str, Any],
) -> Iterable[PeriodRow]:
    """Newest first; of several ways of counting the first stands in its column, the others beside."""
    for period, measures in sorted(
        known.items(), key=lambda item: (item[0].end, item[0].months), reverse=True
    ):
        # A growth on another base than last year's (环比) does not stand in the column of the 同比.
        columns = {
            name: f for name in ("level", "growth") if (f := _usual(measures.get(name, ()))) is not None
        }
        shown = set(map(id, columns.values()))
        rest = [f for group in measures.values() for f in group if id(f) not in shown]
        stated = [rows[f.key.at(None)] for group in measures.values() for f in group]
        titles = {row.source.split(":")[1]: row.source for row in reversed(stated) if _seen(row, documents)}
        yield PeriodRow(
            period,
            columns.get("level"),
            columns.get("growth"),
            tuple((measure_label(f.key), f) for f in rest),
            tuple((str(documents[sha]), address) for sha, address in titles.items()),
            all(_expected(row) for row in stated),
        )


def _usual(figures: Iterable[Figure]) -> Figure | None:
    return next((f for f in figures if f.key.basis in (None, "yoy")), None)


def _seen(row: Any, documents: Mapping[str, Any]) -> bool:
    span = _span(row)
    return span is not None and span.sha256 in documents


def _quote(row: Any, documents: Mapping[str, Any]) -> str:
    """The words of a document that the viewer may not read stay in it."""
    return str(row.quote) if _span(row) is None or _seen(row, documents) else ""


def _documents(rows: Iterable[Any], *, documents: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """The documents that state figures or targets of it, newest first, each with where it first does."""
    first: dict[str, Span] = {}
    for row in rows:
        span = _span(row)
        if span and span.sha256 in documents:
            held = first.get(span.sha256)
            first[span.sha256] = span if held is None or span.start < held.start else held
    newest = sorted(first, key=lambda sha: str(documents[sha].date or ""), reverse=True)
    return [(documents[sha], first[sha].address()) for sha in newest]
