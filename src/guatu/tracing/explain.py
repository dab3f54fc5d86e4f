"""The one question: how did this figure come about? The room that owns the key answers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guatu.indicators import changes, explaining, peers
from guatu.indicators.reckoning import is_computed
from guatu.targets import explain as targets
from guatu.targets import league
from guatu.tracing import announced, beside
from guatu.tracing.problems import FigureUnknownError, unknown
from guatu.tracing.sources import Sources
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Comparison, Sentence, Trace

_COUNTED = {
    "tasks": "符合条件的任务逐项计数，共{figure}，名单如下。",
    "targets": "符合条件的目标逐项计数，共{figure}，名单如下。",
    "document": "文件中识别的条目逐项计数，共{figure}，名单如下。",
}


def explain(
    key: FigureKey, *, sources: Sources, limit: int | None = None, start: int = 0, whole: bool = True
) -> Trace:
    """Return the tree of the figure: itself, what it was made from, and the sources at which that ends.

    Of a sum of enterprises at most ``limit`` cells are listed from the ``start``-th on, and without
    ``whole`` only of the sums that the figure itself is made of.

    Raises:
        FigureUnknownError: when nobody has stated it and nothing computes it.
        TargetFigureError: when a target has no such number.
    """
    match key.kind:
        case "tasks" | "targets" | "document":
            return _count(key, sources=sources)
        case "target":
            return targets.explain(key, sources=_Road(sources, limit))
        case _ if changes.is_change(key):
            return _change(key, sources=sources)
        case _ if peers.is_peer_rank(key):
            return _peers(key, sources=sources)
        case _ if league.is_league(key):
            return _league(key, sources=sources)
        case _ if beside.is_gap(key):
            return beside.gap(key, sources=sources)
        case _ if is_computed(key):
            return _computed(key, sources=sources, limit=limit, start=start, whole=whole)
        case _:
            trace = announced.explain(key, sources=sources)
            implied = _implied(trace.figure, sources=sources)
            computed = beside.computed_beside(trace.figure, sources=sources)
            return replace(trace, others=(*trace.others, *implied, *computed))


@dataclass(frozen=True, slots=True)
class _Road:
    """What the targets room asks for: its targets, and the way back here for figures of other rooms."""

    sources: Sources
    limit: int | None

    def target(self, number: int, *, known_at: int | None) -> targets.Case | None:
        return self.sources.target(number, known_at=known_at)

    def explain(self, key: FigureKey) -> Trace:
        return explain(key, sources=self.sources, limit=self.limit, whole=False)


def _count(key: FigureKey, *, sources: Sources) -> Trace:
    things = sources.counted(key)
    if things is None:
        raise unknown(key)
    figure = Figure.of_count(key, len(things))
    return Trace(
        figure=figure, how=(Sentence(_COUNTED[key.kind], {"figure": figure}),), counted=tuple(things)
    )


def _computed(key: FigureKey, *, sources: Sources, limit: int | None, start: int, whole: bool) -> Trace:
    by = sources.facts(key.known_at)
    if by is None:
        raise unknown(key)
    trace = explaining.explain(key, by=by, limit=limit, start=start, whole=whole)
    others, told = beside.published_beside(trace.figure, by=by, sources=sources)
    return replace(trace, others=others, how=(*trace.how, *told))


def _change(key: FigureKey, *, sources: Sources) -> Trace:
    now, then = (explain(operand, sources=sources) for operand in changes.operands(key))
    change = changes.derive(key, now=now.figure, then=then.figure)
    how = changes.words(change, now=now.figure, then=then.figure)
    return Trace(figure=change, how=(how,), inputs=(now, then))


def _peers(key: FigureKey, *, sources: Sources) -> Trace:
    """The place, and the published figures that are compared; those that nobody published are left out."""
    found = {}
    for area, name in peers.operands(key).items():
        stated = [s for s in sources.statements(name) if s.state == "current"]
        if stated:
            found[area] = announced.explain(name, sources=sources)
    if not found:
        raise unknown(key)
    published = {area: trace.figure for area, trace in found.items()}
    figure = peers.derive(key, published=published)
    how = peers.words(figure, published=published)
    return Trace(figure=figure, how=how, inputs=tuple(found.values()))


def _league(key: FigureKey, *, sources: Sources) -> Trace:
    """The place, and the completions that are compared, each with its target and its data."""
    numbers, found = sources.promised(key), {}
    for area in league.members(key):
        case = sources.target(numbers[area], known_at=key.known_at) if area in numbers else None
        figure = league.completion(case, period=key.period) if case and key.period else None
        if figure is not None:
            found[area] = targets.explain(figure.key, sources=_Road(sources, None))
    if not numbers:
        raise unknown(key)
    completions = {area: trace.figure for area, trace in found.items()}
    figure = league.derive(key, completions=completions)
    how = league.words(figure, completions=completions)
    return Trace(figure=figure, how=how, inputs=tuple(found.values()))


def _implied(stated: Figure, *, sources: Sources) -> Iterator[Comparison]:
    """A change that a text states is set beside the one that its two operands give, if both are known."""
    key = replace(stated.key, origin="computed")
    if not changes.is_change(key):
        return
    try:
        implied = _change(key, sources=sources).figure
    except FigureUnknownError:
        return
    if implied.value is not None and stated.value is not None:
        difference = implied.value - stated.value
        yield Comparison(figure=implied, agrees=announced.agree(stated, implied), difference=difference)
