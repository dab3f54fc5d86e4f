"""A trace for the terminal and for programs: the tree that the figure page shows."""

from collections.abc import Iterator
from typing import Any

from guatu.catalogue.load import indicators
from guatu.indicators.display import Rule, shown
from guatu.indicators.naming import level_label, measure_label, place_labels
from guatu.indicators.reckoning import is_computed
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.statements import number_to_json
from guatu.vocabulary.trace import Comparison, Counted, Reported, Sentence, Stated, Trace
from guatu.vocabulary.unit import format_quantity

_KINDS = {"tasks": "任务", "targets": "目标"}
_INDENT = "    "


def as_text(trace: Trace) -> str:
    """Return the tree as indented lines: each figure, how it was made, and the words at which it ends."""
    return "\n".join(_lines(trace, depth=0)) + "\n"


def as_json(trace: Trace) -> dict[str, Any]:
    """Return the tree as plain JSON values; keys and sources are printed as addresses."""
    return {
        "figure": _figure(trace.figure),
        "how": [sentence_text(s) for s in trace.how],
        "stated": [_stated(s) for s in trace.stated],
        "inputs": [as_json(operand) for operand in trace.inputs],
        "counted": [_counted(c) for c in trace.counted],
        "reported": [_reported(row) for row in trace.reported],
        "unlisted": trace.unlisted,
        "others": [_comparison(o) for o in trace.others],
        "history": [_stated(s) for s in trace.history],
    }


def name(key: FigureKey) -> str:
    """Return what the figure is: subject, measure, period.

    >>> name(FigureKey("gdp", "growth", None))
    '地区生产总值 同比增幅'
    """
    known = indicators().get(key.subject)
    subject = known.name if known else _KINDS.get(key.kind) or key.subject.removeprefix("other:")
    measure = level_label(key.period) if key.measure == "level" else measure_label(key)
    where = "，".join(place_labels(key)) if key.measure == "level" else ""
    return " ".join(filter(None, (where, subject, measure, key.period.label() if key.period else "")))


def sentence_text(sentence: Sentence) -> str:
    """Return the sentence with its figures and words in place."""
    parts = dict(sentence.words)
    parts |= {word: _text(figure, arrows=False) for word, figure in sentence.figures.items()}
    text = sentence.template
    for word, part in parts.items():
        text = text.replace(f"{{{word}}}", part)
    return text


def _text(figure: Figure, *, arrows: bool = True) -> str:
    return shown(figure, rule=Rule.of(indicators().get(figure.key.subject)), arrows=arrows).text


def _lines(trace: Trace, *, depth: int) -> Iterator[str]:
    pad = _INDENT * depth
    yield f"{pad}{name(trace.figure.key)}  {_text(trace.figure)}"
    yield f"{pad}  {trace.figure.key.print()}"
    yield from (f"{pad}  计算过程  {sentence_text(s)}" for s in trace.how)
    for stated in trace.stated:
        yield f"{pad}  出处  {stated.title or '登记记录'}  {stated.source.address()}"
    for thing in trace.counted:
        yield f"{pad}  {thing.title}  {thing.source.address() if thing.source else ''}".rstrip()
    for row in trace.reported:
        amount = format_quantity(row.value, unit=row.unit)
        yield f"{pad}  {row.name}  {amount}  {row.title}  {row.source.address()}"
    if trace.unlisted:
        yield f"{pad}  另{trace.unlisted}家未列出"
    for other in trace.others:
        verdict = other.why or ("一致" if other.agrees else "不一致")
        said = other.stated.title if other.stated else _made(other)
        yield f"{pad}  口径比对  {said or '登记记录'}  {_text(other.figure)}  {verdict}"
    for operand in trace.inputs:
        yield from _lines(operand, depth=depth + 1)


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key.print(),
        "name": name(figure.key),
        "value": None if figure.value is None else number_to_json(figure.value),
        "unit": figure.unit,
        "text": _text(figure),
        "why_unknown": figure.why_unknown,
    }


def _stated(stated: Stated) -> dict[str, Any]:
    return {
        "source": stated.source.address(),
        "title": stated.title,
        "quote": stated.quote,
        "said_on": stated.said_on.isoformat() if stated.said_on else None,
        "stated_by": stated.stated_by,
        "version": stated.version,
        "known_from": stated.sequence,
        "known_until": stated.until,
        "state": stated.state,
        "value": None if stated.figure.value is None else number_to_json(stated.figure.value),
    }


def _counted(thing: Counted) -> dict[str, Any]:
    source = thing.source.address() if thing.source else None
    return {"kind": thing.kind, "number": thing.number, "title": thing.title, "source": source}


def _made(other: Comparison) -> str:
    return "由企业报表汇总" if is_computed(other.figure.key) else "由两期数据相减"


def _reported(row: Reported) -> dict[str, Any]:
    return {
        "enterprise": row.key,
        "name": row.name,
        "industry": row.industry,
        "value": number_to_json(row.value),
        "unit": row.unit,
        "source": row.source.address(),
        "title": row.title,
    }


def _comparison(other: Comparison) -> dict[str, Any]:
    return {
        "figure": _figure(other.figure),
        "agrees": other.agrees,
        "difference": None if other.difference is None else number_to_json(other.difference),
        "why": other.why,
        "stated": _stated(other.stated) if other.stated else None,
    }
