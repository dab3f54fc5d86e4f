"""The trace of a figure, for those who hold the data folder."""

from guatu.tracing.explain import explain
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.trace import Trace
from guatu.web.tracing.database import DatabaseSources


def explained(key: FigureKey) -> Trace:
    """The whole trace, nothing taken away.

    Raises:
        GuatuError: there is no such figure.
    """
    return explain(key, sources=DatabaseSources())
