"""Figures that somebody announced: they end in the words, the cell or the entry that says them."""

from collections.abc import Sequence
from decimal import Decimal

from guatu.tracing.problems import unknown
from guatu.tracing.sources import Sources
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.source import Cell, Entry, Event, Reading, Source, Span
from guatu.vocabulary.trace import Comparison, Sentence, Stated, Trace
from guatu.vocabulary.unit import SCALES, scale_for

_WHY_KIN = "口径不同，不作一致与否的判断"


def explain(key: FigureKey, *, sources: Sources) -> Trace:
    """Return what was said of the figure, where, and who else says it.

    Raises:
        FigureUnknownError: when nobody has.
    """
    said = sources.statements(key)
    standing = [s for s in said if s.state == "current"]
    if not standing:
        raise unknown(key)
    shown = standing[0]
    others = [compare(shown.figure, other) for other in standing[1:]]
    others += [_kin(shown.figure, other) for other in sources.kin(key)]
    return Trace(
        figure=shown.figure,
        how=(_how(shown), *_corrected(shown)),
        stated=(shown,),
        others=tuple(others),
        history=_history(said, number=shown.number),
    )


def compare(shown: Figure, other: Stated) -> Comparison:
    """Set another statement of the same figure beside the one shown."""
    difference = _difference(shown, other.figure)
    return Comparison(
        figure=other.figure, stated=other, agrees=agree(shown, other.figure), difference=difference
    )


def agree(one: Figure, other: Figure) -> bool:
    """Return whether two figures say the same, allowing for the decimals that the coarser was written with.

    428亿元 agrees with 428.03亿元, and 15% with 15.3%, but 15.0% does not agree with 15.3%.
    """
    if one.value is None or other.value is None or one.unit != other.unit:
        return False
    return abs(one.value - other.value) <= max(_half_step(one), _half_step(other))


def _half_step(figure: Figure) -> Decimal:
    if figure.value is None or figure.decimals is None:
        return Decimal(0)
    scale = scale_for(figure.value, unit=figure.unit or "")
    step = SCALES[scale] if scale else Decimal(1)
    # Counts and places are whole by nature: writing no decimals rounds nothing.
    exact = figure.unit in ("count", "rank", "person", "day")
    return Decimal(0) if exact else step.scaleb(-figure.decimals) / 2


def _difference(shown: Figure, other: Figure) -> Decimal | None:
    if shown.value is None or other.value is None or shown.unit != other.unit:
        return None
    return other.value - shown.value


def _kin(shown: Figure, other: Stated) -> Comparison:
    """The same thing under another way of counting is told, never judged."""
    difference = _difference(shown, other.figure)
    return Comparison(figure=other.figure, stated=other, agrees=False, difference=difference, why=_WHY_KIN)


def _history(said: Sequence[Stated], *, number: int) -> tuple[Stated, ...]:
    """The versions of the statement shown, newest first; those of other statements are told beside it."""
    own = [s for s in said if s.number == number]
    return tuple(sorted(own, key=lambda s: -s.version))


def _how(shown: Stated) -> Sentence:
    words = {"title": shown.title or "", "who": shown.stated_by, "quote": shown.quote}
    return Sentence(_TEMPLATES[type(shown.source)], {"figure": shown.figure}, words)


def _corrected(shown: Stated) -> tuple[Sentence, ...]:
    if shown.version == 1 or not shown.reason:
        return ()
    return (Sentence("本数据经过更正，理由：{reason}。", words={"reason": shown.reason}),)


_TEMPLATES: dict[type[Source], str] = {
    Span: "{figure}取自《{title}》原文：“{quote}”，由{who}核对后采纳。",
    Cell: "{figure}取自报表《{title}》的单元格，由{who}导入。",
    Entry: "{figure}由{who}登记，没有随附文件。",
    Event: "{figure}取自一条办理记录。",
    Reading: "{figure}取自一次监测读数。",
}
