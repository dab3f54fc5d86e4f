"""By when: the date that a clause sets (6月30日前, 9月底前, 年内, 三季度, 到2025年底)."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

from guatu.reading.numbers import chinese
from guatu.reading.patterns import seeking

_YEAR: Final = r"(?:(?P<year>20\d\d)年|(?P<said>今年|明年|本年|当年))?"
_ONE: Final = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY: Final = re.compile(
    rf"{_YEAR}(?<![十\d]){_ONE}月(?P<day>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
    r"(?:下班)?(?:之?前|以前)"
)
#: 20日前: a day of the document's month.
_BARE_DAY: Final = re.compile(r"(?<![月\d])(?:本月)?(?P<day>3[01]|[12]\d|0?[1-9])[日号](?:之?前|以前)")
#: 月底前, 本月底前: the month of the document.
_THIS_MONTH: Final = re.compile(r"(?<![\d一二三四五六七八九十个每下])(?:本|这个)?月底(?:之?前|以前)?")
_MONTH: Final = re.compile(
    rf"{_YEAR}(?<![十\d]){_ONE}月(?P<part>上旬|中旬|下旬|初|份|底|末)?(?P<limit>之?前|以前|内)?"
)
_SEASON: Final = re.compile(rf"{_YEAR}(?<!前)(?P<season>上半年|[一二三四]季度)(?:末|底|内)?(?:之?前|以前)?")
_END: Final = re.compile(
    rf"{_YEAR}(?:年底|年内|年末|(?<!月)底)(?:之?前|以前)?|(?P<next>明年)|(?:到|于)(?P<to>20\d\d)年(?!代|[以来])"
)
_SEASONS: Final = {"上半年": 6, "一季度": 3, "二季度": 6, "三季度": 9, "四季度": 12}
_STARTS: Final = seeking(
    r"\d月|[一二三四五六七八九十]月|月底|\d[日号]之?前|年[底内末]|季度|上半年|明年|20\d\d年"
)


def deadline(text: str, start: int, end: int, *, date: datetime.date | None) -> str | None:
    """The date set in ``text[start:end]`` as ISO text; None when none is set or its year is unknown.

    >>> deadline("8月底前拿出处置意见", 0, 10, date=datetime.date(2022, 7, 20))
    '2022-08-31'
    >>> deadline("每月走访一次", 0, 6, date=datetime.date(2022, 7, 20)) is None
    True
    """
    clause = text[start:end]
    if (
        "日前" not in clause
        and "号前" not in clause
        and "年" not in clause
        and "月" not in clause
        and "季" not in clause
    ):
        return None
    if not _STARTS.search(clause):
        return None
    # each pattern is asked only where the word stands that it cannot do without
    of_month, of_day = "月" in clause, "日" in clause or "号" in clause
    day = _DAY.search(text, start, end) if of_month and of_day else None
    if day is not None:
        number = _number(day["month"])
        return _iso(_year(day, date, number), number, _number(day["day"]))
    month = _MONTH.search(text, start, end) if of_month else None
    if month is not None and (month["limit"] or month["part"] in ("底", "末", "上旬", "中旬", "下旬")):
        return _of_month(month, _year(month, date, _number(month["month"])))
    bare = _BARE_DAY.search(text, start, end) if of_day else None
    if date is not None and bare is not None:
        return _iso(date.year, date.month, int(bare["day"]))
    if date is not None and "月底" in clause and _THIS_MONTH.search(text, start, end):
        return _iso(date.year, date.month, None)
    season = _SEASON.search(text, start, end) if "季" in clause or "半年" in clause else None
    if season is not None:
        number = _SEASONS[season["season"]]
        return _iso(_year(season, date, number), number, None)
    last = _END.search(text, start, end)
    if last is None:
        return None
    if last["to"]:
        return _iso(int(last["to"]), 12, None)
    if last["next"]:
        return _iso(date.year + 1, 12, None) if date else None
    return _iso(_year(last, date, 12), 12, None)


def _number(written: str) -> int:
    """The value of digits or of a Chinese numeral below a hundred."""
    return int(written) if written.isdecimal() else int(chinese(written) or 0)


_WHOLE: Final = re.compile(rf"{_YEAR}(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])?日?份?底?")


def last_day(words: str, *, date: datetime.date | None) -> str | None:
    """The day that ``words`` are as a whole, as a column of time limits names it; None when they are none.

    >>> last_day("2024年12月", date=None), last_day("11月15日", date=datetime.date(2023, 10, 18))
    ('2024-12-31', '2023-11-15')
    """
    found = _WHOLE.fullmatch(words)
    if found is None:
        return None
    month = int(found["month"])
    return _iso(_year(found, date, month), month, int(found["day"]) if found["day"] else None)


def _of_month(found: re.Match[str], year: int | None) -> str | None:
    """8月前 ends with July; 8月底前 with August; 8月中旬 on the 20th."""
    month, part = _number(found["month"]), found["part"]
    if part in ("上旬", "中旬"):
        return _iso(year, month, 10 if part == "上旬" else 20)
    if part is None and found["limit"] and found["limit"] != "内":
        month -= 1
        if month == 0:
            month, year = 12, year - 1 if year is not None else None
    return _iso(year, month, None)


def _year(found: re.Match[str], date: datetime.date | None, month: int) -> int | None:
    """The year written, or the first in which that month is not yet over at the document's date."""
    if found["year"]:
        return int(found["year"])
    if date is None:
        return None
    if found["said"]:
        return date.year + (found["said"] == "明年")
    return date.year + (1 if month < date.month - 6 else 0)


def _iso(year: int | None, month: int, day: int | None) -> str | None:
    if year is None:
        return None
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(day or last, last)).isoformat()
