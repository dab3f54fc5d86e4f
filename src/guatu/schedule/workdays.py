"""Working days: weekends, holidays, and the weekend days that make up for them.

>>> calendar = load_calendar("cn")
>>> calendar.is_working(date(2022, 10, 8)), calendar.is_working(date(2022, 10, 7))
(True, False)
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from guatu.vocabulary.problems import GuatuError, Problem

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class CalendarError(GuatuError, LookupError):
    """A year whose holidays have not been announced, or a calendar that does not exist."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked. Outside ``years`` nothing is known, and every question about them is refused."""

    name: str
    years: frozenset[int]
    days_off: frozenset[date]
    made_up_on: frozenset[date]

    def knows(self, day: date) -> bool:
        """Whether the holidays of that day's year are on file."""
        return day.year in self.years

    def is_working(self, day: date) -> bool:
        """Whether people are at work on that day.

        Raises:
            CalendarError: the year is not on file.
        """
        if not self.knows(day):
            raise _unknown_year(day.year, known=self.years)
        if day in self.made_up_on:
            return True
        return day.weekday() < _SATURDAY and day not in self.days_off

    def count(self, start: date, *, end: date) -> int:
        """How many working days lie in the closed interval; an empty interval holds none.

        >>> load_calendar("cn").count(date(2022, 10, 1), end=date(2022, 10, 9))
        2
        """
        days = (end - start).days + 1
        return sum(self.is_working(start + timedelta(days=n)) for n in range(days))

    def last_working_day(self, *, start: date, end: date) -> date | None:
        """The last working day of the closed interval; None when it holds none.

        >>> load_calendar("cn").last_working_day(start=date(2022, 7, 1), end=date(2022, 7, 31))
        datetime.date(2022, 7, 29)
        """
        day = end
        while day >= start:
            if self.is_working(day):
                return day
            day -= _ONE_DAY
        return None


def _unknown_year(year: int, *, known: frozenset[int]) -> CalendarError:
    span = f"{min(known)}—{max(known)}年" if known else "无"
    return CalendarError(
        Problem(
            "calendar.year",
            {"year": year},
            where="catalogue/data/calendars",
            message=f"{year}年的节假日安排尚未收录（已收录{span}），无法计算工作日。",
            what_to_do=f"国务院办公厅公布后，把安排写入 {year}.toml。",
        )
    )


@cache
def load_calendar(name: str = "cn") -> WorkingCalendar:
    """Read one calendar: a folder of one TOML file a year."""
    folder = files("guatu.catalogue") / "data" / "calendars" / name
    if not folder.is_dir():
        problem = Problem("calendar.name", {"name": name}, message=f"没有名为“{name}”的工作日历。")
        raise CalendarError(problem)
    sheets = [tomllib.loads(f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".toml")]
    return calendar_of(sheets, name=name)


def calendar_of(sheets: list[dict[str, Any]], *, name: str) -> WorkingCalendar:
    """Build a calendar from the yearly sheets, refusing what cannot be true.

    Raises:
        CalendarError: a day outside its year, a make-up day that is no weekend, a day both off and worked.
    """
    off: set[date] = set()
    made_up: set[date] = set()
    for sheet in sheets:
        year = int(sheet["year"])
        for holiday in sheet["holidays"]:
            off.update(holiday["days_off"])
            made_up.update(holiday["made_up_on"])
        wrong = [d for d in made_up if d.weekday() < _SATURDAY or d in off]
        wrong += [d for h in sheet["holidays"] for d in (*h["days_off"], *h["made_up_on"]) if d.year != year]
        if wrong:
            days = "、".join(sorted(str(d) for d in wrong))
            message = f"{year}年的安排有误：{days}不在当年，或调休日不是周末，或同一天既放假又上班。"
            raise CalendarError(
                Problem("calendar.sheet", {"year": year, "days": days}, f"{year}.toml", message)
            )
    return WorkingCalendar(
        name, frozenset(int(s["year"]) for s in sheets), frozenset(off), frozenset(made_up)
    )
