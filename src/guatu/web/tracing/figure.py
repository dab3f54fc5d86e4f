"""All that a figure's page shows."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from guatu.indicators.headline import Headline, of_period, series
from guatu.indicators.naming import level_label, measure_label
from guatu.indicators.reckoning import is_computed
from guatu.targets.league import is_league
from guatu.targets.why import figures_of
from guatu.tracing.excerpt import Excerpt, excerpt
from guatu.tracing.explain import explain
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.source import Source, Span
from guatu.vocabulary.trace import Stated, Trace
from guatu.web.access.actor import Actor
from guatu.web.audit.queries import moment
from guatu.web.facts import world
from guatu.web.reading.drawn import Block, row_at
from guatu.web.statements import queries as statements
from guatu.web.tracing import seen
from guatu.web.tracing.computed import (
    LISTED,
    Enterprises,
    Vintage,
    companions,
    enterprises,
    vintages,
)
from guatu.web.tracing.database import DatabaseSources, checksum_of
from guatu.web.tracing.figure_words import citation, label_of, name_of, own_label, page_of, subject_of


@dataclass(frozen=True, slots=True)
class Stat:
    """One of the numbers at the top: what it is, and the number."""

    label: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure that went into this one; `depth` is how far down the tree it stands."""

    trace: Trace
    subject: str
    measure: str
    depth: int
    stated: Stated | None
    title: str


@dataclass(frozen=True, slots=True)
class Original:
    """The words of one document in which the figure, or what it was made from, was stated."""

    document: Any
    stated_by: str
    passages: tuple[tuple[Stated, Excerpt, Block | None], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the statement shown: when it was put on record, and the figure as it was known then."""

    stated: Stated
    figure: Figure
    day: Any


@dataclass(frozen=True, slots=True)
class FigureView:
    """What the template needs. `like` is the indicator whose rule the numbers follow."""

    trace: Trace
    subject: str
    name: str
    like: str | None
    about: str | None
    stats: tuple[Stat, ...]
    operands: tuple[Operand, ...]
    originals: tuple[Original, ...]
    versions: tuple[Version, ...]
    vintages: tuple[Vintage, ...]
    enterprises: Enterprises | None
    withheld: bool
    simulated: bool
    titles: dict[str, str]
    citation: str


def figure_view(actor: Actor, key: FigureKey, *, address: str, start: int = 0) -> FigureView:
    """Explain the figure, then take away what this viewer may not see; its cells from the ``start``-th on.

    Raises:
        FigureUnknownError: there is no such figure. PermissionDenied: its target or document is not theirs.
    """
    seen.require_subject(actor, key)
    sources = DatabaseSources()
    whole = explain(key, sources=sources, limit=LISTED, start=start, whole=False)
    documents = seen.documents_of(actor, whole)
    trace = seen.pruned(actor, whole, documents=documents, sources=sources)
    titles = {sha: str(document) for sha, document in documents.items()}
    subject, like = subject_of(key, sources)
    return FigureView(
        trace=trace,
        subject=subject,
        name=name_of(key),
        like=like,
        about=page_of(key) if seen.may_open(actor, key) else None,
        stats=tuple(_stats(trace.figure, sources, actor=actor)),
        operands=tuple(_operands(trace, sources, titles=titles)),
        originals=tuple(_originals(trace, documents=documents)),
        versions=tuple(_version(s) for s in trace.history),
        vintages=tuple(_vintages(actor, key, sources)),
        enterprises=enterprises(trace, start=start),
        withheld=trace.withheld or any(part.withheld for part in trace.inputs),
        simulated=(is_computed(key) or is_league(key))
        and world.simulated(key.subject, known_at=key.known_at),
        titles=titles,
        citation=citation(trace, subject=subject, like=like, address=address),
    )


def _vintages(actor: Actor, key: FigureKey, sources: DatabaseSources) -> Iterator[Vintage]:
    by = sources.facts(key.known_at) if is_computed(key) else None
    if by is not None:
        yield from vintages(key, by=by, show=lambda past: world.shown_to(actor, past))


def _stats(figure: Figure, sources: DatabaseSources, *, actor: Actor) -> Iterator[Stat]:
    """The figure itself, then the others of the same subject and period."""
    key = figure.key
    yield Stat(own_label(key), figure)
    for label, other in _companions(key, sources, actor=actor):
        if other is not None and other.value is not None and other.key.at(None) != key.at(None):
            yield Stat(label, other)


def _companions(key: FigureKey, sources: DatabaseSources, *, actor: Actor) -> list[tuple[str, Figure | None]]:
    if key.kind == "target":
        judged = sources.target(key.number or 0, known_at=key.known_at)
        period = None if key.measure in ("floor", "stretch") else key.period
        figures = figures_of(judged.pace(until=period)) if judged else {}
        done = figures.get("done")
        named = [(label_of(done.key) if done else "", done)]
        names = ("completion", "schedule", "gap", "floor", "stretch", "need")
        return named + [(measure_label(f.key), f) for name in names if (f := figures.get(name))]
    by = sources.facts(key.known_at) if is_computed(key) else None
    if by is not None:
        return list(companions(key, show=world.shown_to(actor, by)))
    if key.kind != "indicator" or key.period is None or key.area or key.min_size or key.tier:
        return []
    rows = statements.on_record(known_at=key.known_at, indicator=key.subject)
    known = series((row.figure(key.known_at) for row in rows.values()), indicator=key.subject)
    return _line(of_period(known, indicator=key.subject, period=key.period))


def _line(line: Headline) -> list[tuple[str, Figure | None]]:
    figures = [
        line.growth,
        line.growth_change,
        line.growth_gap,
        *line.ranks,
        line.rank_change,
        line.completion,
    ]
    return [(level_label(line.period), line.level), *((measure_label(f.key), f) for f in figures if f)]


def _operands(
    trace: Trace, sources: DatabaseSources, *, titles: dict[str, str], depth: int = 0
) -> Iterator[Operand]:
    for operand in trace.inputs:
        stated = operand.stated[0] if operand.stated else None
        title = titles.get(checksum_of(stated.source) or "", "") if stated else ""
        yield Operand(
            operand,
            subject_of(operand.figure.key, sources)[0],
            label_of(operand.figure.key),
            depth,
            stated,
            title,
        )
        yield from _operands(operand, sources, titles=titles, depth=depth + 1)


def _originals(trace: Trace, *, documents: seen.Documents) -> Iterator[Original]:
    """The words at which the tree ends: of the figure itself, else of what it was made from."""
    ends = {s.source: s for s in (trace.stated or _leaves(trace)) if checksum_of(s.source) in documents}
    by_document: defaultdict[str, list[Stated]] = defaultdict(list)
    for source, stated in ends.items():
        by_document[checksum_of(source) or ""].append(stated)
    for sha, group in by_document.items():
        document = documents[sha]
        passages = tuple((s, _excerpt(document.text, s.source), _row(document.text, s.source)) for s in group)
        yield Original(document, "、".join(dict.fromkeys(s.stated_by for s in group)), passages)


def _excerpt(text: str, source: Source) -> Excerpt:
    start, end = (source.start, source.end) if isinstance(source, Span) else (0, 0)
    return excerpt(text, start=start, end=end)


def _row(text: str, source: Source) -> Block | None:
    """The row of a table in which the words stand."""
    return row_at(text, start=source.start, end=source.end) if isinstance(source, Span) else None


def _leaves(trace: Trace) -> Iterator[Stated]:
    for operand in trace.inputs:
        yield from operand.stated
        yield from _leaves(operand)


def _version(stated: Stated) -> Version:
    """An earlier version is shown as it was known just before the next one was put on record."""
    figure = stated.figure
    if stated.until is not None and stated.state != "current":
        figure = replace(figure, key=figure.key.at(stated.until - 1))
    return Version(stated, figure, moment(stated.sequence).date())
