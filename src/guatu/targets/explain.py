"""How a target's numbers came about: its own words, the published figure, and the sum in between."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from guatu.targets.pacing import Pace, pace
from guatu.targets.promise import Promise
from guatu.targets.why import figures_of, in_characters
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.problems import GuatuError, Problem
from guatu.vocabulary.trace import Sentence, Stated, Trace


class TargetFigureError(GuatuError, LookupError):
    """A figure of a target that does not exist."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that judging one promise needs.

    ``stated`` holds, for ``floor`` and ``stretch``, the versions in which they were stated, newest first.
    ``schemes`` names the light schemes in force by kind.
    """

    promise: Promise
    evidence: tuple[Figure, ...]
    stated: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    schemes: Mapping[str, str] = field(default_factory=dict)

    def pace(self, *, until: Period | None = None) -> Pace:
        """Where the promise stands, or stood by the data up to the end of ``until``."""
        evidence = [
            f for f in self.evidence if until is None or (f.key.period and f.key.period.end <= until.end)
        ]
        return pace(self.promise, evidence=evidence, schemes=self.schemes)


class Sources(Protocol):
    """Where explaining gets what it cannot compute."""

    def target(self, number: int, *, known_at: int | None) -> Case | None:
        """The target of that number as known then; None when there is none."""

    def explain(self, key: FigureKey) -> Trace:
        """The trace of a figure of another room."""


#: How each number is made, and of which others.
_MADE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "completion": ("{done} ÷ {bound} ＝ {completion}", ("done", "bound")),
    "stretch_completion": ("{done} ÷ {stretch} ＝ {stretch_completion}", ("done", "stretch")),
    "need": ("{bound} − {done} ＝ {need}", ("bound", "done")),
    "need_monthly": ("{need} 平均到余下的{months}个月 ＝ {need_monthly}", ("need",)),
    "path": ("{years}年达到{bound}，每年等幅增长{path}", ("bound",)),
}
#: A gap is made in as many ways as promises are judged.
_GAPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "progress": ("{completion} − {schedule} ＝ {gap}", ("completion", "schedule")),
    "growth": ("{done} − {bound} ＝ {gap}", ("done", "bound")),
    "path": ("{done} − {path} ＝ {gap}", ("done", "path")),
    "rank": ("目标{bound}，现居{done}，相差{gap}", ("bound", "done")),
    "level": ("{done} − {bound} ＝ {gap}", ("done", "bound")),
}
_CAPPED_GAPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "progress": ("{schedule} − {completion} ＝ {gap}", ("schedule", "completion")),
    "growth": ("{bound} − {done} ＝ {gap}", ("bound", "done")),
    "level": ("{bound} − {done} ＝ {gap}", ("bound", "done")),
}
_SCHEDULE: Final = "目标期{window}，数据期{period}：已过月数 ÷ 总月数 ＝ {schedule}（按月线性）"
_NEED_GROWTH: Final = (
    "上年同期{part}，上年全年{whole}；占比为前者 ÷ 后者；"
    "（目标{bound} − 占比 × {done}）÷（1 − 占比）＝ {need_growth}"
)


def explain(key: FigureKey, *, sources: Sources) -> Trace:
    """The trace of one of a target's figures (subject ``target:<n>``).

    Raises:
        TargetFigureError: there is no such target, or it has no such number at that period.
    """
    case = sources.target(key.number or 0, known_at=key.known_at)
    if case is None:
        raise _missing(key, "没有这个目标，或当时还没有登记")
    judged = case.pace(until=None if key.measure in ("floor", "stretch") else key.period)
    figures = figures_of(judged)
    name = key.measure
    figure = figures.get(name)
    if figure is None or name in ("bound", "done") or figure.key != key:
        raise _missing(key, "目标在这一数据期没有这个数")
    if name in ("floor", "stretch"):
        versions = case.stated.get(name, ())
        return Trace(figure=figure, stated=versions[:1], history=versions)
    how, inputs = _how(name, judged=judged, figures=figures)
    return Trace(
        figure=figure, how=(how,), inputs=tuple(_input(f, case=case, sources=sources) for f in inputs)
    )


def _how(name: str, *, judged: Pace, figures: Mapping[str, Figure]) -> tuple[Sentence, list[Figure]]:
    """The sentence of a number and the figures that it was made of."""
    result = {name: figures[name]}
    if name == "schedule":
        window = judged.promise.window
        data = judged.match.data if judged.match else None
        words = {"window": window.label() if window else "", "period": data.label() if data else ""}
        return Sentence(_SCHEDULE, result, words), []
    if name == "need_growth":
        part, whole = judged.need.bases
        parts = {"part": part, "whole": whole, "bound": figures["bound"], "done": figures["done"]}
        return Sentence(_NEED_GROWTH, {**result, **parts}), list(parts.values())
    if name in ("gap", "lead", "lag"):
        template, operands = (_CAPPED_GAPS if judged.promise.capped else _GAPS).get(judged.way) or _GAPS[
            judged.way
        ]
        if name != "gap":
            template = template.replace("{gap}", f"{{{name}}}")
        if name == "lag" and judged.way != "rank":
            template, operands = _turned(template), operands[::-1]
    else:
        template, operands = _MADE[name]
    used = {operand: figures[operand] for operand in operands}
    words = {"months": in_characters(judged.need.months), "years": in_characters(judged.promise.years)}
    words = {word: text for word, text in words.items() if f"{{{word}}}" in template}
    return Sentence(template, {**used, **result}, words), list(used.values())


def _turned(template: str) -> str:
    """A shortfall is written the other way round, so that it comes out positive.

    >>> _turned("{done} − {bound} ＝ {lag}")
    '{bound} − {done} ＝ {lag}'
    """
    difference, _, result = template.partition(" ＝ ")
    return " − ".join(reversed(difference.split(" − "))) + f" ＝ {result}"


def _input(figure: Figure, *, case: Case, sources: Sources) -> Trace:
    own = figure.key.subject == f"target:{case.promise.number}"
    return explain(figure.key, sources=sources) if own else sources.explain(figure.key)


def _missing(key: FigureKey, why: str) -> TargetFigureError:
    return TargetFigureError(
        Problem(
            "target.figure",
            {"key": key.print()},
            where=key.print(),
            message=f"{why}。",
            what_to_do="请从目标页点击数据进入。",
        )
    )
