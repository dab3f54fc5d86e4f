"""Figures become observations and targets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from decimal import Decimal

from guatu.reading.dates import Clock, resolve
from guatu.reading.fold import Folded
from guatu.reading.found import Found
from guatu.reading.numbers import Kind, Number, chinese
from guatu.reading.subjects import likely
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Observation, Target

_PAST = re.compile(
    r"同比|去年|上年同期|已(?:经)?(?:完成|建成|达|有|实现|引进)|截至|今年以来|比上年末|累计完成|目前|原有|"
    r"以来"
)
_CAP = re.compile(
    r"控制在|不超过|不高于|不大于|不得超过|控制到|稳控在|压控在|限制在|不多于|不突破|压减到|压降至|严控在|"
    r"控制[^,。]{0,4}$|以内|之内|(?<!及)以下|(?<=[%\d])内"
)
_NOT_CAPS = re.compile(r"不低于|不少于|以上")
_COMPARED = re.compile(r"(?:比|较|与|同比|环比|占|为|是|由|从|高于|低于|快于|慢于|超过|相比|对|自|若)$")
_MEASURES = frozenset({"level", "growth", "increase", "multiple", "rank", "share", "completion", "change"})


_QUOTA = re.compile(r"(?:的|力争|奋斗|预期|考核|责任|确保)?(?:目标|任务|计划|预算)")


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
        self.main = self._mainly()

    def _aside(self, number: Number) -> bool:
        """A period that is only compared with, or a mere date of an event."""
        before = self._text[max(0, number.start - 4) : number.start]
        if _COMPARED.search(before):
            return True
        after = self._text[number.end : number.end + 4]
        if after.startswith("以来") or _QUOTA.match(self._text, number.end):
            return True
        if (
            after.startswith(("同期", "增幅", "增速", "的目标", "目标", "任务", "预算", "计划", "预期"))
            and "年" in number.written
        ):
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
        text = self._text
        start = max(text.rfind(mark, 0, offset) for mark in "。!?\n;") + 1
        words = self.words_at(offset, since=start)
        if words is None:
            start = max(text.rfind(mark, 0, offset) for mark in "。!?\n") + 1
            words = self._first(start, offset)
        if words is None:
            words = self._first(text.rfind("\n", 0, offset) + 1, offset)
        period = resolve(words, self._now, past=past) if words else None
        if period is not None and period.is_year and self.main and self._now.day and period.end > self._now.day:
            return self.main
        return period or self.main

    def _first(self, start: int, offset: int) -> str | None:
        """The first period named from ``start`` on that is not one month alone."""
        for i in range(bisect_left(self._starts, start), len(self._starts)):
            if self._starts[i] >= offset:
                return None
            if not re.search(r"(?<![-~\d])\d{1,2}月(?:份|当月)?$|当月", self._words[i]):
                return self._words[i]
        return None

    def _mainly(self) -> Period | None:
        """What the document reports on: the first cumulative or past period that it names."""
        for words in self._words[:12]:
            if re.search(r"五|^到|明年|日", words):
                continue
            period = resolve(words, self._now, past=True)
            if period is not None and (self._now.day is None or period.end <= self._now.day):
                return period
        return None

    def over(self, offset: int, *, since: int) -> bool:
        """Whether the period named since the start of the sentence had ended on the document's day."""
        if self._now.day is None:
            return False
        words = self.words_at(offset, since=since)
        if words is None:
            words = self.words_at(offset, since=self._text.rfind("\n", 0, offset) + 1)
            if words is not None and words.startswith(("去", "上年")):
                return False
        if words is None or words.startswith(("到", "全年")) or not re.search(r"[月季年五]", words):
            return False
        period = resolve(words, self._now)
        return period is not None and period.end < self._now.day

    def coming(self, offset: int, *, since: int) -> bool:
        """Whether the sentence names a year that had hardly begun when the document was written."""
        if self._now.day is None:
            return False
        words = self.words_at(offset, since=since)
        plan = words or self.words_at(offset, since=self._text.rfind("\n", 0, offset) + 1)
        if plan is not None and "五" in plan:
            period = resolve(plan, self._now)
            return period is not None and period.end.year > self._now.day.year
        if words is None or not re.fullmatch(r"20\d\d年", words):
            return False
        year = int(words[:4])
        return year > self._now.day.year or (year == self._now.day.year and self._now.day.month <= 3)

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


_GOAL = re.compile(
    r"(?:目标|任务|预期指标|预期)(?:是|为|:|-|\s|设定|确定|初步定|定为|确定为)|(?:增长|增速|收入|投资|"
    r"工作)目标[^,。;\d]{0,8}$|到(?:20\d\d年|“?十[四五六]五”?末)|计划全?年|未来\d年|规划期"
)
_GOALS = re.compile(r"预期|目标")
_MET = re.compile(r"确保了|完成(?:了)?(?:全年|年度|年初)[^,。;]{0,6}(?:目标|任务|计划|预算)的?")
_DONE = re.compile(_MET.pattern + r"|同比|两年平均|比上年|比去年|较上年|较去年|去年同期")


def is_target(found: Found, text: str, times: Timeline) -> bool:
    """Whether a figure is promised rather than measured."""
    if found.measure == "band":
        return True
    if found.tabled:
        return False
    if found.measure not in _MEASURES:
        return False
    begin = max(text.rfind(mark, 0, found.start) for mark in "。!?\n") + 1
    sentence = text[begin : found.end]
    clause = sentence[max(sentence.rfind(mark, 0, found.start - begin) for mark in ",;:") + 1 :]
    if found.promise in ("stretch", "floor"):
        return not _MET.search(clause)
    goal = _GOAL.search(sentence[: found.number.start - begin])
    if goal and (found.ahead is not False or _GOALS.search(goal[0])) and not _MET.search(clause):
        return True
    if times.over(found.start, since=begin) or re.search(r"安排(?:了)?[^,。]{0,12}项目", sentence):
        return False
    if found.promise == "goal" and found.ahead is not False:
        return True
    if re.search(r"(?<![需只])要(?:达到|完成|实现|回升|保持|力争|确保|控制|提高|突破|增长|超过)", clause):
        return not _DONE.search(clause)
    if found.number.kind is Kind.FOLD:
        pushed = re.search(r"推动|促进|推进|加快", clause)
        sure = found.ahead or (found.ahead is None and re.search(r"实现|要|将|再", clause))
        return bool(sure) and not pushed and not _DONE.search(clause)
    opened = (
        re.match(r"20\d\d年[,，]", sentence)
        or "五”" in text[text.rfind("\n", 0, found.start) + 1 : found.start]
    )
    if (
        (found.ahead is not False or opened)
        and times.coming(found.start, since=begin)
        and not _DONE.search(sentence)
    ):
        return not _PAST.search(clause)
    if re.search(r"(?:总投资|总投资额|投资总额)$", found.subject.id) or re.search(
        r"安排[^,]{0,12}项目\d", clause
    ):
        return False
    if found.ahead:
        stop = re.compile(r"[。!?\n]").search(text, found.end)
        whole = text[begin : stop.start() if stop else len(text)]
        return not _PAST.search(clause) and not _DONE.search(whole)
    return bool(_GOAL.search(sentence[: found.start - begin])) and not _PAST.search(clause)


def kept(found: Found, *, target: bool, text: str) -> bool:
    """Whether the figure is certain enough to be stated."""
    subject = found.subject
    if found.number.written.startswith("前") and not target:
        return False
    if found.measure in ("growth_gap", "growth_change") and found.ahead:
        return False
    if (
        found.unit == "day"
        and not subject.canonical
        and not re.search(r"(?:天数|时间|时长|周期|时限)$", subject.id)
    ):
        return False
    if subject.canonical:
        return target or found.number.kind is not Kind.FOLD or (found.own and not found.ahead)
    if found.confidence < 0.7 or (not found.own and found.measure == "level" and subject.name == ""):
        return False
    score = likely(subject)
    if target:
        return score >= 0.4 and len(subject.id) <= 24
    if found.measure == "level" and found.unit in ("count", "person") and not found.new:
        return score >= 0.7
    return score >= 0.4


def observation(found: Found, folded: Folded, original: str, times: Timeline, number: int) -> Observation:
    """The observation that a figure is."""
    start, end = folded.span(found.start, found.end)
    period = times.at(found.number.start, past=True)
    measure = found.measure
    if measure == "level" and _increase(found) and (found.unit != "CNY" or found.subject.canonical):
        measure = "change"
    return Observation(
        id=f"o{number}",
        indicator=found.subject.id,
        measure=measure,
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
    bound: Decimal | None = None if measure == "band" else value
    if measure == "band":
        comparator = "="
    stretch = found.stretch
    if found.promise == "stretch" and stretch is None and measure != "band":
        bound, stretch = None, value
    if measure == "multiple":
        years = re.search(
            r"(\d|[一二三四五两])年(?:内|间)?(?:实现|再)?$", text[found.start : found.number.start]
        )
        within = f"P{chinese(years[1]) if not years[1].isdigit() else years[1]}Y" if years else None
    else:
        within = None
    indicator = found.subject.id
    if indicator.startswith("other:") and measure in ("level", "increase"):
        plain = re.sub(r"^(other:)(?:新引进|新招引|获批|腾出|腾退)(?=[^\W\d_]{2})", r"\1", indicator)
        if plain != indicator and "新" in indicator[6:7]:
            measure = "increase"
        indicator = plain
    return Target(
        id=f"t{number}",
        indicator=indicator,
        measure=measure,
        comparator=comparator,
        floor=bound,
        stretch=stretch,
        unit=found.unit,
        by=times.deadline(found.number.start) if within is None else None,
        within=within,
        basis="cagr" if found.basis == "cagr" else None,
        of=found.of if measure == "rank" else None,
        scope=found.scope,
        area=found.area,
        min_size=found.subject.min_size,
        tier=found.subject.tier,
        band=found.band,
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
    return found.measure == "change" or (found.new and found.own)


def paired(targets: list[Target], founds: list[Found], text: str) -> list[Target]:
    """确保60个、力争80个 is one target with both bounds."""
    out: list[Target] = []
    ends: list[int] = []
    for item, found in zip(targets, founds, strict=True):
        mate = _mate(item, found, out, ends, text)
        if mate is None:
            out.append(item)
            ends.append(found.end)
            continue
        head = out[mate]
        floor = head.floor if head.floor is not None else item.floor
        stretch = item.stretch if item.stretch is not None else head.stretch
        out[mate] = replace(
            head, floor=floor, stretch=stretch, span=(head.span[0], max(head.span[1], item.span[1]))
        )
    return out


def _mate(item: Target, found: Found, out: list[Target], ends: list[int], text: str) -> int | None:
    """The earlier target of the same sentence that this one completes."""
    if found.own and not found.pair:
        return None
    for i in range(len(out) - 1, max(-1, len(out) - 5), -1):
        head = out[i]
        same = (head.indicator, head.unit) == (item.indicator, item.unit) and item.measure in (
            head.measure,
            "level",
        )
        halves = (head.floor is None) != (head.stretch is None) and (item.floor is None) != (
            item.stretch is None
        )
        if same and halves and (head.floor is None) == (item.stretch is None):
            return i if not re.search(r"[。!?\n]", text[ends[i] : found.start]) else None
    return None
