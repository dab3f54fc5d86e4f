"""Figures become observations and targets."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from guatu.reading.dates import Clock, resolve
from guatu.reading.fold import Folded
from guatu.reading.found import Found
from guatu.reading.numbers import Kind, Number
from guatu.reading.sections import Sections
from guatu.reading.subjects import kind_of, likely
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Observation, Target

_PAST = re.compile(
    r"同比|去年|上年同期|已(?:经)?(?:完成|建成|达|有|实现|引进)|截至|今年以来|比上年末|累计完成|目前|原有|以来"
)
_CAP = re.compile(
    r"控制在|不超过|不高于|不大于|不得超过|控制到|稳控在|压控在|限制在|不多于|不突破|压减到|压降至|严控在|控制[^,。]{0,4}$|以内|之内|(?<!及)以下|(?<=[%\d])内"
)
_NOT_CAPS = re.compile(r"不低于|不少于|以上")
_COMPARED = re.compile(r"(?:比|较|与|同比|环比|占|为|是|由|从|高于|低于|快于|慢于|超过|相比|对|自|若)$")
_GOAL_LINE = re.compile(r"(?:目标|任务)(?:是|为|:|确定为|建议)|预期目标")
_MEASURES = frozenset({"level", "growth", "increase", "multiple", "rank", "share", "completion", "change"})


class Timeline:
    """Which period is in force where: the last one named before, in the line or the lines above it."""

    def __init__(self, text: str, numbers: list[Number], now: Clock) -> None:
        self._now = now
        self._text = text
        self._starts: list[int] = []
        self._words: list[str] = []
        for number in numbers:
            if number.kind is Kind.PERIOD and not self._aside(number):
                self._starts.append(number.start)
                self._words.append(number.written)

    def _aside(self, number: Number) -> bool:
        """A period that is only compared with, or a mere date of an event."""
        before = self._text[max(0, number.start - 4) : number.start]
        if _COMPARED.search(before):
            return True
        after = self._text[number.end : number.end + 4]
        if after.startswith(("同期", "增幅", "增速")) and "年" in number.written:
            return True
        dated = re.search(r"\d日$", number.written)
        return bool(dated) and not re.search(r"(?:截至|截止|到|至)$", before)

    def words_at(self, offset: int, *, since: int) -> str | None:
        """The words of the period in force at an offset, none from before ``since``."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0 or self._starts[i] < since:
            return None
        return self._words[i]

    def at(self, offset: int, *, past: bool) -> Period | None:
        """The period in force at an offset."""
        line = self._text.rfind("\n", 0, offset) + 1
        words = self.words_at(offset, since=line)
        if words is None:
            words = self.words_at(offset, since=0)
        return resolve(words, self._now, past=past) if words else None

    def deadline(self, offset: int) -> str | None:
        """What a promise at an offset covers."""
        start = max(self._text.rfind(mark, 0, offset) for mark in "。!?\n") + 1
        words = self.words_at(offset, since=start)
        if words is None:
            line = self._text.rfind("\n", 0, offset) + 1
            words = self.words_at(offset, since=line)
        if words is None:
            words = self.words_at(offset, since=max(0, offset - 1500))
        period = resolve(words, self._now) if words else None
        return str(period) if period else None


def is_target(found: Found, text: str, view: Sections) -> bool:
    """Whether a figure is promised rather than measured."""
    if found.measure not in _MEASURES:
        return False
    begin = max(text.rfind(mark, 0, found.start) for mark in "。!?\n") + 1
    sentence = text[begin : found.end]
    clause = sentence[max(sentence.rfind(mark, 0, found.start - begin) for mark in ",;:") + 1 :]
    if found.promise in ("stretch", "floor"):
        return not re.search(r"同比|确保了|完成全年|完成年度", clause)
    ahead = view.at(found.start)
    if found.promise == "goal" and ahead is not False:
        return True
    if ahead:
        return not _PAST.search(clause) and not (found.measure == "completion")
    return bool(re.search(r"(?:目标|任务)(?:是|为|:|设定|确定)|到20\d\d年", sentence)) and not _PAST.search(
        sentence
    )


def kept(found: Found, *, target: bool, text: str) -> bool:
    """Whether the figure is certain enough to be stated."""
    subject = found.subject
    if subject.canonical:
        if (
            subject.id in ("talents", "science_platforms", "patents")
            and found.measure == "growth"
            and not found.own
        ):
            return False
        return True
    if found.confidence < 0.7 or not found.own and found.measure == "level":
        return False
    score = likely(subject)
    if target:
        begin = max(text.rfind(mark, 0, found.start) for mark in "。!?\n") + 1
        listed = _GOAL_LINE.search(text, begin, found.start)
        return score >= 0.75 and bool(listed or (found.promise and found.unit not in ("count", "person")))
    if found.measure == "level" and found.unit in ("count", "person"):
        return score >= 0.9 and not found.new
    return score >= 0.5


def observation(found: Found, folded: Folded, original: str, times: Timeline, number: int) -> Observation:
    """The observation that a figure is."""
    start, end = folded.span(found.start, found.end)
    period = times.at(found.start, past=True)
    return Observation(
        id=f"o{number}",
        indicator=found.subject.id,
        measure=found.measure,
        value=found.value,
        unit=found.unit or "",
        period=str(period) if period else None,
        basis=_basis(found, period),
        of=found.of if found.measure in ("rank", "rank_change") else None,
        scope=found.scope,
        versus=_versus(found.versus, times, found),
        area=found.area,
        min_size=found.subject.min_size,
        tier=found.subject.tier,
        caliber=found.caliber,
        status=found.status,
        approximate=found.approximate,
        decimals=found.number.decimals,
        span=(start, end),
        quote=original[start:end],
        inherited={} if found.own else {"indicator": folded.span(found.subject.start, found.subject.end)},
        confidence=confidence(found),
    )


def _basis(found: Found, period: Period | None) -> str | None:
    basis = found.basis
    if basis and basis.startswith("vs:") and period is not None:
        base = Period.of(int(basis[3:]), period.start.month, period.end.month)
        return f"vs:{base}"
    if basis is None and found.measure == "growth":
        return "yoy"
    return basis


def _versus(versus: str | None, times: Timeline, found: Found) -> str | None:
    if versus is None or not versus.startswith("period:"):
        return versus
    words = versus.removeprefix("period:")
    if words in ("上月", "本月"):
        return "previous_period"
    if words in ("去年", "上年"):
        return "previous_year"
    period = resolve(words, times._now)
    return str(period) if period else "previous_period"


def confidence(found: Found) -> float:
    """An estimate from what was explicit and what had to be inherited or guessed."""
    value = found.confidence * (0.6 + 0.4 * likely(found.subject))
    if not found.own:
        value *= 0.97
    return round(min(0.99, value), 2)


def target(found: Found, folded: Folded, original: str, times: Timeline, number: int, text: str) -> Target:
    """The target that a figure is."""
    start, end = folded.span(found.start, found.end)
    begin = max(text.rfind(mark, 0, found.start) for mark in "。!?\n,;:、") + 1
    clause = text[begin : found.end]
    measure, value = found.measure, found.value
    if measure in ("level", "change") and _increase(found):
        measure = "increase"
    comparator = ">="
    if measure == "rank":
        comparator = "<="
    elif _CAP.search(clause) and not _NOT_CAPS.search(clause):
        comparator = "<="
        if measure == "growth" and value < 0 and re.search(r"降幅", clause):
            comparator = ">="
    elif measure in ("growth", "change") and value < 0:
        comparator = "<="
    bound: Decimal | None = value
    stretch = found.stretch
    if found.promise == "stretch" and stretch is None:
        bound, stretch = None, value
    return Target(
        id=f"t{number}",
        indicator=found.subject.id,
        measure=measure,
        comparator=comparator,
        floor=bound,
        stretch=stretch,
        unit=found.unit,
        by=times.deadline(found.start),
        within=found.within,
        basis="cagr" if found.basis == "cagr" else None,
        of=found.of if measure == "rank" else None,
        scope=found.scope,
        area=found.area,
        min_size=found.subject.min_size,
        tier=found.subject.tier,
        caliber=found.caliber,
        approximate=found.approximate if found.approximate == "about" else None,
        decimals=found.number.decimals,
        span=(start, end),
        quote=original[start:end],
        inherited={} if found.own else {"indicator": folded.span(found.subject.start, found.subject.end)},
        confidence=confidence(found),
    )


def _increase(found: Found) -> bool:
    if found.subject.id in (
        "new_jobs",
        "signed_projects",
        "started_projects",
        "completed_projects",
        "commissioned_projects",
    ):
        return False
    return found.measure == "change" or (found.new and kind_of(found.subject.id) in ("stock", ""))


def paired(targets: list[Target], founds: list[Found], text: str) -> list[Target]:
    """确保60个、力争80个 is one target with both bounds."""
    out: list[Target] = []
    last: Found | None = None
    for item, found in zip(targets, founds, strict=True):
        head = out[-1] if out else None
        if (
            head is not None and last is not None and head.stretch is None and item.floor is None and item.stretch is not None
            and head.indicator == item.indicator and head.measure in (item.measure, "increase") and head.unit == item.unit
            and not found.own and "。" not in text[last.end : found.start]
        ):  # fmt: skip
            out[-1] = replace(head, stretch=item.stretch, span=(head.span[0], item.span[1]))
        else:
            out.append(item)
        last = found
    return out
