"""When a document speaks: its own date, and the periods that its words name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from guatu.reading.numbers import chinese
from guatu.vocabulary.period import FIRST_YEAR, LAST_YEAR, Period, PeriodError

_SEASONS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "前三季度": (1, 9),
    "前三季": (1, 9),
    "全年": (1, 12),
    "首季": (1, 3),
    "首季度": (1, 3),
}
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "两": 2}
_PLANS = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
# One kind of separator throughout: 2022年1-7月 is a period.
_FULL = re.compile(
    r"(20\d{2}|19\d{2})(?:(?P<cn>年)|(?P<sep>[-./_]))"
    r"(\d{1,2})(?(cn)月|(?P=sep))(\d{1,2})(?(cn)日|(?![\d月]))"
)
_MONTH = re.compile(r"(20\d{2}|19\d{2})年(?:[1一]?[-~至到])?(\d{1,2})月")
_YEAR = re.compile(r"(20\d{2}|19\d{2})年")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})(?!\d)")
_DAY = re.compile(r"(?<![\d-])(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Clock:
    """What months and years are counted from. ``year`` is that of the figures when the title names one."""

    day: date | None
    year: int | None

    @property
    def known(self) -> bool:
        """Whether bare months can be given a year."""
        return self.year is not None


def document_date(text: str, name: str) -> date | None:
    """The date in the first lines or the last ones, else in the file's name; None when there is none.

    >>> document_date("8月12日,召开会议。", "2022-08-12-meeting.txt")
    datetime.date(2022, 8, 12)
    >>> document_date("2022年1-7月经济运行简报\\n经济发展局 2022年8月20日", "")
    datetime.date(2022, 8, 20)
    """
    head, tail = text[:1200], text[-400:] if len(text) > 1200 else ""
    for found in (*_FULL.finditer(head), *_FULL.finditer(tail), *_FULL.finditer(name)):
        day = _day(found[1], found[4], found[5])
        if day:
            return day
    compact = _COMPACT.search(name)
    return _day(*compact.groups()) if compact else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_CLOCK = re.compile(r"公报|总结|情况|完成|回顾")


def clock(text: str, *, day: date | None) -> Clock:
    """The clock of a document: the year of its title or first figures, else of its date."""
    head = text[:300]
    named = _YEAR.search(head)
    title = int(named[1]) if named else None
    if title is not None and day is not None and not day.year - 1 <= title <= day.year + 1:
        title = None
    if title is None and day is None:
        anywhere = _YEAR.search(text)
        title = int(anywhere[1]) if anywhere else None
    year = day.year if day is not None else title
    if title is not None and day is not None and title == day.year - 1:
        # 2023年签约的86个, told in April 2024, does not make a report of 2023
        titled = named is not None and "\n" not in head[: named.start()].strip()
        year = title if _CLOCK.search(head) and (titled or day.month <= 3) else day.year
    return Clock(day, year)


_QUOTES = dict.fromkeys(map(ord, '“”"'))


def resolve(words: str, now: Clock, *, past: bool = False) -> Period | None:
    """The period that the words of a text name, with the year inherited from the clock.

    >>> str(resolve("1-7月", Clock(None, 2022))), str(resolve("去年", Clock(None, 2022)))
    ('2022-01/2022-07', '2021')
    >>> str(resolve("十四五末", Clock(None, 2022))), str(resolve("前三季度", Clock(None, 2022)))
    ('2025', '2022-01/2022-09')
    """
    try:
        return _resolve(words.translate(_QUOTES), now, past=past)
    except PeriodError:
        return None


_RESOLVE_2 = re.compile(r"(十[一二三四五六]?)五")
_RESOLVE_3 = re.compile(r"(\d{4})年?[-~至到](\d{2,4})年")
_RESOLVE_4 = re.compile(r"(前|第|[1一][-~至到])?([一二三四两1-4])个?季度")


_SEVERAL = re.compile(r"(?:(今后|未来)|过去|近)?的?([五三两一])年(?:来)?$")


def _several(found: re.Match[str], now: Clock) -> Period | None:
    """过去五年, 今后三年: whole years back from or ahead of the document's day."""
    if now.day is None:
        return None
    size = {"五": 5, "三": 3, "两": 2, "一": 1}[found[2]]
    first = now.day.year + (1 if now.day.month > 10 else 0)
    if not found[1]:
        first = (now.day.year - (1 if now.day.month < 7 else 0)) - size + 1
    return Period.of(first, 1, 12, last_year=first + size - 1)


def _resolve(words: str, now: Clock, *, past: bool) -> Period | None:
    words = words.removeprefix("刚刚")
    several = _SEVERAL.match(words) if words.endswith(("年", "来")) else None
    if several:
        return _several(several, now)
    plan = _RESOLVE_2.match(words) if words[:1] == "十" else None
    if plan and plan[1] in _PLANS:
        first = _PLANS[plan[1]]
        return Period.of(first + 4) if "末" in words else Period.of(first, 1, 12, last_year=first + 4)
    spans = _RESOLVE_3.match(words) if words[4:].count("年") else None
    if spans:
        last = int(spans[2]) if len(spans[2]) == 4 else int(spans[1][:2] + spans[2])
        return Period.of(int(spans[1]), 1, 12, last_year=last)
    year, rest = _year(words, now, past=past)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    period = _within(rest.removeprefix("度"), year)
    if past and period is not None and _is_last_years(words, period, now):
        return _within(rest, year - 1)
    return period


def _is_last_years(words: str, period: Period, now: Clock) -> bool:
    """1-12月, 四季度 in a report of January to March: they are those of the year before."""
    day = now.day
    if day is None or day.year != now.year or day.month > 3 or "年" in words:
        return False
    return period.end.year == day.year and period.end.month > 9


def _within(rest: str, year: int) -> Period | None:
    """The part of a year that the words behind it name."""
    if not rest or rest in ("末", "底", "初"):
        return Period.of(year)
    for season, (first, last) in _SEASONS.items():
        if rest.startswith(season):
            return Period.of(year, first, last)
    if rest.startswith("年底"):
        return Period.of(year)
    quarter = _RESOLVE_4.match(rest) if "季" in rest else None
    if quarter:
        n = _QUARTERS[quarter[2]]
        return Period.of(year, 1 if (quarter[1] or "第") != "第" else 3 * n - 2, 3 * n)
    return _months(rest, year)


_YEAR_2 = re.compile(r"(\d{4}|\d{2}|[二一][〇零九]..)年")


def _year(words: str, now: Clock, *, past: bool) -> tuple[int | None, str]:
    found = _YEAR_2.match(words)
    if found:
        digits = found[1]
        value = int(digits) if digits.isdigit() else int(chinese(digits) or 0)
        return (value if value > 99 else 2000 + value), words[found.end() :]
    if now.year is None:
        return None, words
    shift = {"去年": -1, "上年": -1, "明年": 1, "今年": 0, "当年": 0, "同年": 0, "本年": 0, "前年": -2}.get(
        words[:2]
    )
    if shift is not None:
        base = now.day.year if now.day is not None else now.year
        return base + shift, words[2:]
    early = now.day is not None and now.day.year == now.year and now.day.month <= 4
    if words.startswith("全年") and past and early:
        return now.year - 1, words
    return now.year, words


_MONTHS = re.compile(r"(前|近|首|头)?(\d{1,2})(?:个?月?份?[-~至到](\d{1,2}))?(个)?月(\d{1,2}[日号])?(末|底)?")
_MONTHS_3 = re.compile(r"[首前头]([一二三四五六七八九十]{1,2})个月")
_MONTHS_2 = re.compile(r"([一二三四五六七八九十]{1,2})(?:月?份?[-~至到]([一二三四五六七八九十]{1,2}))?月")


def _months(rest: str, year: int) -> Period | None:
    found = _MONTHS.match(rest)
    if not found:
        several = _MONTHS_3.match(rest)
        if several:
            return Period.of(year, 1, int(chinese(several[1]) or 0))
        words = _MONTHS_2.match(rest)
        if not words:
            return None
        first, last = int(chinese(words[1]) or 0), int(chinese(words[2]) or 0) if words[2] else None
        return Period.of(year, first, last or first)
    first = int(found[2])
    if found[1] in ("前", "首", "头") and found[4]:
        return Period.of(year, 1, first)
    if found[1] or found[4]:
        return None
    if found[3]:
        return Period.of(year, first, int(found[3]))
    return Period.of(year, 1, first) if found[5] or found[6] else Period.of(year, first, first)
