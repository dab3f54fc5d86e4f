"""What a viewer may see of a trace."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from guatu.indicators.reckoning import is_computed
from guatu.indicators.veil import Veil
from guatu.targets import league
from guatu.tracing.beside import is_gap
from guatu.tracing.prune import prune
from guatu.tracing.sources import Sources
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.source import Source
from guatu.vocabulary.trace import Counted, Stated, Trace
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow, require
from guatu.web.reading import queries as reading
from guatu.web.statements import queries as statements
from guatu.web.targets.league import numbers_of
from guatu.web.tracing.database import checksum_of

Documents = Mapping[str, Any]


def require_subject(actor: Actor, key: FigureKey) -> None:
    """Refuse the figures of a target or of a document that is not the viewer's to see.

    Raises:
        PermissionDenied: it is not theirs. Http404: there is none.
    """
    if key.kind == "target":
        _require_target(actor, key.number or 0, known_at=key.known_at)
    if key.cut and is_computed(key):
        require(actor, "figure.detail")
    if league.is_league(key):
        _require_own(actor, key)
    if key.kind == "document":
        reading.document_for(actor, key.number or 0, known_at=key.known_at)


def _require_target(actor: Actor, number: int, *, known_at: int | None) -> None:
    """Whose a target is now decides who sees its past; one that was withdrawn is asked as it was then."""
    try:
        statements.target_for(actor, number)
    except Http404:
        statements.target_for(actor, number, known_at=known_at)


def _require_own(actor: Actor, key: FigureKey) -> None:
    """A place by completion is shown to whoever may see the target of the street or park itself."""
    numbers = numbers_of(key.subject, key.period, known_at=key.known_at) if key.period else {}
    if key.area in numbers:
        _require_target(actor, numbers[key.area], known_at=key.known_at)


def _own_targets(actor: Actor, trace: Trace) -> Trace:
    """A place by completion without the completions of targets that are not theirs to see."""
    if not league.is_league(trace.figure.key):
        return trace
    return replace(trace, inputs=tuple(part for part in trace.inputs if may_open(actor, part.figure.key)))


def may_open(actor: Actor, key: FigureKey) -> bool:
    """Whether the page of the figure's target was theirs in that data version."""
    if key.kind != "target":
        return True
    try:
        statements.target_for(actor, key.number or 0, known_at=key.known_at)
    except (Http404, PermissionDenied):
        return False
    return True


def documents_of(actor: Actor, trace: Trace) -> Documents:
    """The documents in which the trace ends and which the viewer may read, by checksum."""
    shas = {sha for stated in everything_stated(trace) if (sha := checksum_of(stated.source))}
    known_at = trace.figure.key.known_at
    return reading.documents_seen_by_sha(actor, shas, known_at=known_at) if shas else {}


def pruned(actor: Actor, trace: Trace, *, documents: Documents, sources: Sources) -> Trace:
    """The trace as this viewer may see it."""
    trace = _own_targets(actor, _veiled(actor, trace, sources=sources))

    def sees(source: Source) -> bool:
        sha = checksum_of(source)
        return sha is None or sha in documents

    numbers = _numbers_seen(actor, trace.figure.key) if trace.counted else None

    def sees_counted(thing: Counted) -> bool:
        return numbers is None or thing.number in numbers

    return prune(trace, sees=sees, sees_counted=sees_counted)


def _veiled(actor: Actor, trace: Trace, *, sources: Sources) -> Trace:
    """Single enterprises and small cells are for statistics officers alone."""
    if allow(actor, "figure.detail") or not any(is_computed(f.key) or is_gap(f.key) for f in _figures(trace)):
        return trace
    by = sources.facts(trace.figure.key.known_at)
    return trace if by is None else Veil(by).trace(trace)


def _figures(trace: Trace) -> Iterator[Figure]:
    """Every figure of the tree and those set beside it."""
    yield trace.figure
    yield from (other.figure for other in trace.others)
    for operand in trace.inputs:
        yield from _figures(operand)


def everything_stated(trace: Trace) -> Iterator[Stated]:
    """Every statement in the tree: those shown, those beside them, earlier versions."""
    yield from trace.stated
    yield from trace.history
    yield from (o.stated for o in trace.others if o.stated)
    for operand in trace.inputs:
        yield from everything_stated(operand)


def _numbers_seen(actor: Actor, key: FigureKey) -> set[int] | None:
    """Which of the counted tasks or targets are theirs to see; None: all of them."""
    if key.kind == "tasks":
        return {row.lineage for row in statements.tasks_seen_by(actor, known_at=key.known_at)}
    if key.kind == "targets":
        return {row.lineage for row in statements.targets_seen_by(actor, known_at=key.known_at)}
    return None
