"""What a viewer may not see is taken from a trace after computing, so that a figure is the same for all."""

from collections.abc import Callable
from dataclasses import replace

from guatu.vocabulary.source import Source
from guatu.vocabulary.trace import Comparison, Counted, Sentence, Stated, Trace

_HIDDEN = "{figure}取自一份不对您开放的文件，由{who}核对后采纳。"


def prune(
    trace: Trace, *, sees: Callable[[Source], bool], sees_counted: Callable[[Counted], bool] | None = None
) -> Trace:
    """Return the trace without the words of sources that the viewer may not open; numbers stay."""

    def branch(part: Trace) -> Trace:
        stated = tuple(_stated(s, sees=sees) for s in part.stated)
        shut = any(s.hidden for s in stated)
        return replace(
            part,
            how=(_unsaid(stated[0]),) if shut else part.how,
            stated=stated,
            inputs=tuple(branch(operand) for operand in part.inputs),
            counted=tuple(_counted(c, sees=sees_counted) for c in part.counted),
            others=tuple(_comparison(o, sees=sees) for o in part.others),
            history=tuple(_stated(s, sees=sees) for s in part.history),
        )

    return branch(trace)


def _stated(stated: Stated, *, sees: Callable[[Source], bool]) -> Stated:
    if sees(stated.source):
        return stated
    return replace(stated, quote="", title=None, reason="", hidden=True)


def _comparison(comparison: Comparison, *, sees: Callable[[Source], bool]) -> Comparison:
    if comparison.stated is None:
        return comparison
    return replace(comparison, stated=_stated(comparison.stated, sees=sees))


def _counted(counted: Counted, *, sees: Callable[[Counted], bool] | None) -> Counted:
    if sees is None or sees(counted):
        return counted
    return replace(counted, title="", source=None, hidden=True)


def _unsaid(stated: Stated) -> Sentence:
    return Sentence(_HIDDEN, {"figure": stated.figure}, {"who": stated.stated_by})
