"""Intervals of whole months, as statistics count them.

>>> Period.parse("2022-01/2022-06").label()
'2022年1—6月'
>>> Period.parse("2022-01--2022-06").label(short=True)
'上半年'
>>> str(Period.parse("2022-01/2022-12"))
'2022'
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from guatu.vocabulary.problems import GuatuError, Problem

FIRST_YEAR, LAST_YEAR = 1900, 2199

_FORM = re.compile(r"(\d{4})(?:-(\d{2}))?(?:(?:/|--)(\d{4})(?:-(\d{2}))?)?", re.ASCII)
_SHORT = {(1, 3): "一季度", (4, 6): "二季度", (7, 9): "三季度", (10, 12): "四季度"}
_SHORT |= {(1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度", (1, 12): "全年"}


class PeriodError(GuatuError, ValueError):
    """A text or a pair of months that is no period."""


def _error(code: str, message: str, **fields: object) -> PeriodError:
    advice = "写成 2022、2022-07 或 2022-01/2022-07。"
    return PeriodError(Problem(code, fields, message=message, what_to_do=advice))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed interval of months: ``start`` is its first day, ``end`` its last.

    >>> p = Period.of(2022, 1, 7)
    >>> p.months, p.end
    (7, datetime.date(2022, 7, 31))
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        last = calendar.monthrange(self.end.year, self.end.month)[1]
        if self.start.day != 1 or self.end.day != last:
            raise _error("period.days", f"{self.start}至{self.end}不是整月。", start=self.start, end=self.end)
        if self.start > self.end:
            raise _error("period.backwards", f"{self.start}晚于{self.end}。", start=self.start, end=self.end)

    @classmethod
    def of(cls, year: int, first: int = 1, last: int = 12, *, last_year: int | None = None) -> Period:
        """Months ``first`` to ``last`` of ``year`` (or of ``last_year``).

        >>> str(Period.of(2021, 1, 12, last_year=2025))
        '2021-01/2025-12'
        """
        return _of(year, first, last, year if last_year is None else last_year)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``2022``, ``2022-07``, ``2022-01/2022-07``, or the same with ``--`` as addresses write it."""
        found = _FORM.fullmatch(text.strip())
        if not found:
            raise _error("period.form", f"“{text}”不是时期。", text=text)
        y1, m1, y2, m2 = (int(g) if g else None for g in found.groups())
        if y1 is None or (y2 is not None and (m1 is None) != (m2 is None)):
            raise _error("period.form", f"“{text}”不是时期。", text=text)
        first = 1 if m1 is None else m1
        last = m2 if m2 is not None else (12 if m1 is None or y2 is not None else m1)
        return cls.of(y1, first, last, last_year=y2)

    def __str__(self) -> str:
        if self.is_year:
            return str(self.start.year)
        first = f"{self.start.year}-{self.start.month:02}"
        return first if self.months == 1 else f"{first}/{self.end.year}-{self.end.month:02}"

    def path(self) -> str:
        """The form that stands in an address.

        >>> Period.of(2022, 1, 7).path()
        '2022-01--2022-07'
        """
        return str(self).replace("/", "--")

    @property
    def months(self) -> int:
        """How many months the interval holds."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def is_year(self) -> bool:
        """Whether it is exactly one calendar year."""
        return self.start.year == self.end.year and self.months == 12

    @property
    def is_cumulative(self) -> bool:
        """Whether it counts from January on within one year (1—7月, not 7月)."""
        return self.start.month == 1 and self.start.year == self.end.year and self.months > 1

    def years_before(self, years: int) -> Period:
        """The same months, so many years earlier.

        >>> str(Period.parse("2024-02").years_before(1))
        '2023-02'
        """
        start, end = self.start, self.end
        return Period.of(start.year - years, start.month, end.month, last_year=end.year - years)

    def label(self, *, short: bool = False) -> str:
        """The words on screen; ``short`` leaves out the year and names half-years and quarters.

        >>> Period.parse("2022").label(), Period.parse("2022-07").label()
        ('2022年', '2022年7月')
        >>> Period.parse("2021-01/2025-12").label()
        '2021—2025年'
        """
        a, b = self.start, self.end
        if a.year != b.year:
            whole = a.month == 1 and b.month == 12
            return f"{a.year}—{b.year}年" if whole else f"{a.year}年{a.month}月—{b.year}年{b.month}月"
        if short and (a.month, b.month) in _SHORT:
            return _SHORT[a.month, b.month]
        year = "" if short else f"{a.year}年"
        if self.is_year:
            return year
        months = f"{a.month}月" if a.month == b.month else f"{a.month}—{b.month}月"
        return f"{year}{months}"


@lru_cache(maxsize=1024)
def _of(year: int, first: int, last: int, until: int) -> Period:
    """The months of years; the same few are asked for again and again."""
    for y, m in ((year, first), (until, last)):
        if not (FIRST_YEAR <= y <= LAST_YEAR and 1 <= m <= 12):
            raise _error("period.month", f"没有{y}年{m}月这样的月份。", year=y, month=m)
    return Period(date(year, first, 1), date(until, last, calendar.monthrange(until, last)[1]))
