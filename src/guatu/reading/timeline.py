"""Which period is in force where, and what a promise covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from datetime import date

from guatu.reading.aside_periods import OPENS, is_aside
from guatu.reading.coming import of_the_coming_year
from guatu.reading.dates import Clock, resolve
from guatu.reading.edges import HALVES, STOPS, edges
from guatu.reading.numbers import Kind, Number
from guatu.reading.patterns import seeking
from guatu.vocabulary.period import Period

_YEARLY = seeking(r"(?:的|预期|奋斗)?(?:目标|任务)")


_FIRST = seeking(r"(?<![-~至到\d])\d{1,2}月(?:份|当月)?$|当月")


_MAINLY = re.compile(r"五|^到|^年底|明年|[日号]")


_OVER = frozenset("月季年五")


# A year's budget or plan, as headings name it.
_YEARS_OWN = re.compile(r"年度(?:目标|任务|计划)")
_DAYS = re.compile("日[至到—-]")
_RANGE = re.compile(r"(?<!\d)(\d{1,2})月\d{1,2}日(?:至|到|-|—)(\d{1,2})月\d{1,2}日")
_YEAR_PLAN = re.compile(r"20\d\d年度?(?:[\u4e00-\u9fff]{0,4})(?:预算|计划|目标|安排)")
_COMING = re.compile(r"20\d\d年")
_PERIOD = Kind.PERIOD
#: Days before the end of a period at which nobody yet has its figures.
_SURELY_AHEAD = 20


def _up_to(period: Period, month: Period) -> bool:
    """Whether a period runs from January up to a month, or to the one before it."""
    begun = period.start.month == 1 and period.start.year == month.end.year == period.end.year
    return begun and period.end.month > 1 and 0 <= month.end.month - period.end.month <= 1


#: 一季度新开工项目不少于60个: what is to come in a period is not what is reported of it.
_PROMISED = re.compile(r"[^,;。]{2,24}?(?:不少于|不低于|力争|确保)")


class Timeline:
    """Which period is in force where: the last one named before, in the line or the lines above it."""

    def __init__(self, text: str, numbers: list[Number], now: Clock) -> None:
        self._now = now
        self._text = text
        self.edges = edges(text)
        self._known: dict[tuple[str, bool], Period | None] = {}
        self._of_figure: dict[tuple[str | None, bool], Period | None] = {}
        self._coming: dict[str, Period | None] = {}
        self._past: dict[str, bool] = {}
        self._starts: list[int] = []
        self._words: list[str] = []
        # promises look ahead from the document's own day, whatever year its figures are of
        self._ahead = Clock(now.day, now.day.year) if now.day is not None else now
        periods = [number for number in numbers if number.kind is _PERIOD]
        self._quotas = [
            number.start for number in periods if number.written == "全年" and _YEARLY.match(text, number.end)
        ]
        self._plans = [number.start for number in periods if _YEAR_PLAN.match(text, number.start)]
        for number in periods:
            if not is_aside(text, number, self.edges.line(number.start)):
                self._starts.append(number.start)
                self._words.append(number.written)
        of_the_coming_year(self._words, self._starts, text, now)
        self._month_alone = [_FIRST.search(words) is not None for words in self._words]
        self._promising = [i for i, at in enumerate(self._starts[:12]) if _PROMISED.match(text, at)]
        self.main = self._mainly()
        self._ranges = list(_RANGE.finditer(text)) if _DAYS.search(text) else []

    @property
    def under_way(self) -> bool:
        """Whether the document's year was neither fresh nor nearly over: its 年底 is yet to come."""
        return self._now.day is not None and 2 < self._now.day.month < 12

    def words_at(self, offset: int, *, since: int) -> str | None:
        """The words of the period in force at an offset, none from before ``since``."""
        i = bisect_right(self._starts, offset) - 1
        if i < 0 or self._starts[i] < since:
            return None
        return self._words[i]

    def at(self, offset: int, *, past: bool) -> Period | None:
        """The period in force at an offset."""
        last = bisect_right(self._starts, offset) - 1
        words = None
        if last >= 0:
            start = self.edges.start(HALVES, offset)
            words = self._words[last] if self._starts[last] >= start else self._above(offset)
            if self._month_alone[last] and self._text.find("累计", self._starts[last], offset) >= 0:
                words = None  # 9月份完成18.6亿元,累计完成152.3亿元
        key = (words, past)
        if key not in self._of_figure:
            self._of_figure[key] = self._reported(words, past=past)
        return self._of_figure[key]

    def _above(self, offset: int) -> str | None:
        """The period that opens the sentence, else the line."""
        words = self._first(self.edges.start(STOPS, offset), offset)
        return words or self._first(self.edges.line(offset), offset)

    def _reported(self, words: str | None, *, past: bool) -> Period | None:
        """The period of a figure under these words; a year that is not over yet is that of the document."""
        if words in ("本月", "当月") and self.main is not None:
            last = self.main.end
            return Period.of(last.year, last.month, last.month)
        period = self.resolved(words, past=past) if words else None
        if (
            period is not None
            and period.is_year
            and self.main
            and self._now.day
            and period.end > self._now.day
        ):
            return self.main
        return period or self.main

    def resolved(self, words: str, *, past: bool = False) -> Period | None:
        """The period that the words name; a text names the same few again and again."""
        key = (words, past)
        if key not in self._known:
            self._known[key] = resolve(words, self._now, past=past)
        return self._known[key]

    def _first(self, start: int, offset: int) -> str | None:
        """The first period from ``start`` on that is not one month alone, or the only one, which opens."""
        starts = self._starts
        at = bisect_left(starts, start)
        if at == bisect_right(starts, offset) - 1 and starts[at] - start <= OPENS:
            return self._words[at]
        for i in range(at, len(starts)):
            if starts[i] >= offset:
                return None
            if not self._month_alone[i]:
                return self._words[i]
        return None

    def _mainly(self) -> Period | None:
        """What the document reports on: the first cumulative or past period that it names. A single month
        gives way to the months up to it or to the one before it, named soon after (9月月报: 1-9月…)."""
        first: Period | None = None
        for i, words in enumerate(self._words[:12]):
            if _MAINLY.search(words) or i in self._promising:
                continue
            period = self.resolved(words, past=True)
            if period is None or (self._now.day is not None and period.end > self._now.day):
                continue
            if first is None:
                first = period
            elif _up_to(period, first):
                return period
            if first.start.month == 1 or first.end.month - first.start.month > 2:
                return first
        return first

    def open(self, offset: int, *, since: int) -> bool:
        """Whether the period named in the sentence ends after the document's day."""
        words = self.words_at(offset, since=since)
        period = self.resolved(words) if words else None
        return period is not None and self._now.day is not None and period.end >= self._now.day

    def ended(self, words: str | None) -> bool:
        """Whether the period that the words name had ended on the document's day."""
        period = self.resolved(words) if words else None
        return period is not None and self._now.day is not None and period.end < self._now.day

    def due(self, offset: int, *, since: int) -> bool:
        """Whether the sentence names a term that the document's day was well before: 12月底前, 四季度."""
        day = self._now.day
        words = self.words_at(offset, since=since) if day is not None else None
        period = self.resolved(words) if words is not None else None
        if day is None or words is None or period is None or period.is_year or period.end <= day:
            return False
        if words.endswith(("前", "底", "末", "来")):
            return not words.endswith("来")  # 五年来 looks back
        months = period.end.month - period.start.month + 1
        return months >= 3 and (period.end - day).days >= _SURELY_AHEAD

    def late(self, offset: int, *, since: int) -> bool:
        """Whether the sentence names the year that was nearly over: 2024年, written in December 2024."""
        words, day = self.words_at(offset, since=since), self._now.day
        return day is not None and day.month == 12 and words == f"{day.year}年"

    def over(self, offset: int, *, since: int) -> bool:
        """Whether the period named since the start of the sentence had ended on the document's day."""
        if self._now.day is None:
            return False
        words = self.words_at(offset, since=since)
        if words is None:
            words = self.words_at(offset, since=self.edges.line(offset))
            if words is not None and words.startswith(("去", "上年")):
                return False
        if words is None:
            return False
        known = self._past.get(words)
        if known is None:
            known = self._past[words] = self._ended(words, self._now.day)
        return known

    def _ended(self, words: str, day: date) -> bool:
        """Whether the period that the words name had ended on a day."""
        if words.startswith(("到", "全年")) or _OVER.isdisjoint(words):
            return False
        period = self.resolved(words)
        return period is not None and period.end < day

    def coming(self, offset: int, *, since: int) -> bool:
        """Whether the sentence names a year that had hardly begun when the document was written."""
        if self._now.day is None:
            return False
        words = self.words_at(offset, since=since)
        plan = words or self.words_at(offset, since=self.edges.line(offset))
        if plan is not None and "五" in plan:
            period = self.resolved(plan)
            return period is not None and period.end.year > self._now.day.year
        if words == "今年" and self._now.day.month <= 2:
            begun = self._starts[bisect_right(self._starts, offset) - 1] + len(words)
            return not self._text.startswith(("春节", "元旦", "首", "开", "已"), begun)
        if words is None or not _COMING.fullmatch(words):
            return False
        year = int(words[:4])
        return year > self._now.day.year or (year == self._now.day.year and self._now.day.month <= 3)

    def deadline(self, offset: int, *, summed: bool = False) -> str | None:
        """What a promise at an offset covers; of a sum, 三季度末 is the months up to it."""
        start = self.edges.start(STOPS, offset)
        line = self.edges.line(offset)
        words = self.words_at(offset, since=max(start, self._text.rfind(";", start, offset) + 1))
        words = words or self._yearly(start, offset) or self._unended(start, offset)
        if words is None:
            words = self._longer(line, offset) or self._opening(offset)
        words = words or self._planned(offset)
        words = self._quota_at(offset) or self._said(line, offset, words) or words
        if self._ranges and (ranged := self._ranged(offset)) is not None:
            return ranged
        if words == "全年":
            words = self._next_year(offset) or words
        if words is None:
            return None
        if words not in self._coming:
            self._coming[words] = resolve(words, self._ahead)
        period = self._coming[words]
        if summed and period is not None and words.endswith("季度末"):
            period = Period.of(period.end.year, 1, period.end.month)
        return str(period) if period else None

    def _ranged(self, offset: int) -> str | None:
        """The months of a stretch of days (自8月25日至12月2日), unless a period was named since."""
        last = max(
            (found for found in self._ranges if found.end() <= offset), key=lambda f: f.end(), default=None
        )
        if last is None or last.start() < offset - 1500 or self._ahead.year is None:
            return None
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and self._starts[i] >= last.end():
            return None
        first, final = int(last[1]), int(last[2])
        if not 0 < first <= final <= 12:
            return None
        return str(Period.of(self._ahead.year, first, final))

    def _unended(self, start: int, offset: int) -> str | None:
        """The last period of the sentence, unless it is a term that an item before a semicolon sets."""
        words = self.words_at(offset, since=start)
        term = words is not None and words.endswith(("日", "号", "月底", "月末", "底前"))
        return None if term and ";" in self._text[start:offset] else words

    def _planned(self, offset: int) -> str | None:
        """The year that the last heading above plans for: 2024年预算安排意见."""
        i = bisect_right(self._plans, offset) - 1
        return self._text[self._plans[i] : self._plans[i] + 5] if i >= 0 else None

    def _said(self, line: int, offset: int, words: str | None) -> str | None:
        """年内 covers the year whatever was named before; 当季 the quarter last named."""
        head = self._text[max(line, self.edges.after(",;。", offset)) : offset]
        if words is not None and self._within_the_year(offset):
            return "全年"
        if (
            "年内" in head or ("年初" in head and "目标" in head) or _YEARS_OWN.search(head)
        ) and words is not None:
            return "全年"
        if "当季" not in head and "本季" not in head:
            return None
        for i in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if self._starts[i] < line:
                return None
            if "季" in self._words[i] and self._words[i][0] != "前":
                return self._words[i]
        return None

    def _within_the_year(self, offset: int) -> bool:
        """Whether 年内 was said in the sentence, after any period that it names."""
        said = self._text.rfind("年内", self.edges.start(STOPS, offset), offset)
        last = bisect_right(self._starts, offset) - 1
        return said >= 0 and (last < 0 or self._starts[last] < said)

    def _longer(self, line: int, offset: int) -> str | None:
        """The last period of the line; a quarter that another sentence speaks of gives way to the year."""
        words = self.words_at(offset, since=line)
        period = self.resolved(words) if words else None
        if period is not None and 0 < period.end.month - period.start.month < 3:
            return self._yearly(line, offset) or words
        return words

    def _next_year(self, offset: int) -> str | None:
        """The coming year that the lines above plan for, which 全年 means there."""
        last = bisect_right(self._starts, offset) - 1
        for i in range(last, max(-1, last - 40), -1):
            if _COMING.fullmatch(self._words[i]):
                period = self.resolved(self._words[i])
                ahead = period is not None and self._now.day is not None and period.start > self._now.day
                return self._words[i] if ahead else None
        return None

    def _yearly(self, start: int, offset: int) -> str | None:
        """The last period of whole years between two offsets."""
        for i in range(bisect_right(self._starts, offset) - 1, bisect_left(self._starts, start) - 1, -1):
            period = self.resolved(self._words[i])
            if period is not None and (period.is_year or period.start.year < period.end.year):
                return self._words[i]
        return None

    def _opening(self, offset: int) -> str | None:
        """The last period that opened a line above, of half a year or more, else the last one at all."""
        last = bisect_right(self._starts, offset) - 1
        for i in range(last, max(-1, last - 40), -1):
            at = self._starts[i]
            if at < offset - 1500:
                break
            period = self.resolved(self._words[i])
            long = period is not None and (period.is_year or period.end.month - period.start.month >= 5)
            line = self.edges.line(at)
            if long and at - line <= OPENS and self._text.find("\t", line, at) < 0:
                return self._words[i]
        return self.words_at(offset, since=max(0, offset - 1500))

    def _quota_at(self, offset: int) -> str | None:
        """全年目标 named after the last period in force: the promises after it are for the year."""
        i = bisect_right(self._quotas, offset) - 1
        if i < 0 or self._quotas[i] < self.edges.line(offset):
            return None
        last = bisect_right(self._starts, offset) - 1
        return "全年" if last < 0 or self._starts[last] < self._quotas[i] else None
