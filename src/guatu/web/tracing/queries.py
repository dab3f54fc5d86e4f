"""The trace of a figure, for those who hold the data folder."""

from guatu.tracing.explain import explain
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.trace import Trace
from guatu.web.access.actor import Actor
from guatu.web.tracing import seen
from guatu.web.tracing.database import DatabaseSources


def explained(key: FigureKey, *, limit: int | None = None, start: int = 0) -> Trace:
    """The whole trace, nothing taken away; of a sum of enterprises at most ``limit`` cells from
    the ``start``-th on.

    Raises:
        GuatuError: there is no such figure.
    """
    return explain(key, sources=DatabaseSources(), limit=limit, start=start)


def explained_for(actor: Actor, key: FigureKey, *, limit: int | None = None, start: int = 0) -> Trace:
    """The trace as this reader may see it; of a sum at most ``limit`` cells from the ``start``-th on.

    Raises:
        PermissionDenied, Http404: the figure is not theirs. GuatuError: there is no such figure.
    """
    seen.require_subject(actor, key)
    sources = DatabaseSources()
    trace = explain(key, sources=sources, limit=limit, start=start)
    return seen.pruned(actor, trace, documents=seen.documents_of(actor, trace), sources=sources)
