"""Time limits as data: how long each step may take, counted by the calendar, with the rule it comes from.

>>> from guatu.schedule.workdays import load_calendar
>>> due_by(limits()["document"], start=date(2022, 9, 1), calendar=load_calendar())
datetime.date(2022, 10, 8)
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from guatu.schedule.workdays import WorkingCalendar
from guatu.vocabulary.problems import GuatuError, Problem

COUNTINGS = ("calendar", "working")
_ONE_DAY = timedelta(days=1)


class LimitError(GuatuError, ValueError):
    """A limit that is not on file or cannot be counted."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days from an event on, in ``calendar`` or ``working`` days; negative: before it."""

    id: str
    name: str
    days: int
    counting: str
    source: str


@cache
def limits() -> Mapping[str, Limit]:
    """Every limit of the catalogue, by id."""
    text = (files("guatu.catalogue") / "data" / "execution" / "limits.toml").read_text("utf-8")
    return limits_of(tomllib.loads(text))


def limits_of(data: Mapping[str, Any]) -> Mapping[str, Limit]:
    """Build limits from their file.

    Raises:
        LimitError: with the limit that is wrong.
    """
    found = {}
    for id_, row in data.items():
        if (
            row.get("counting") not in COUNTINGS
            or not isinstance(row.get("days"), int)
            or not row.get("source")
        ):
            message = f"时限“{id_}”须有整数 days、出处 source，counting 为 {' 或 '.join(COUNTINGS)}。"
            raise LimitError(Problem("limit.row", {"id": id_}, "limits.toml", message, "改正此条。"))
        found[id_] = Limit(id_, row["name"], row["days"], row["counting"], row["source"])
    return MappingProxyType(found)


def due_by(limit: Limit, *, start: date, calendar: WorkingCalendar) -> date:
    """The last day of the limit that begins after ``start``; never a day on which nobody works.

    Raises:
        CalendarError: the limit is in working days and reaches a year whose holidays are not on file.
    """
    if limit.counting == "working":
        return add_working_days(start, limit.days, calendar=calendar)
    return rolled(start + timedelta(days=limit.days), calendar=calendar)


def rolled(day: date, *, calendar: WorkingCalendar) -> date:
    """That day, or the next one that is worked; unchanged where the year's holidays are not on file.

    >>> from guatu.schedule.workdays import load_calendar
    >>> rolled(date(2022, 10, 1), calendar=load_calendar())
    datetime.date(2022, 10, 8)
    """
    found = day
    while calendar.knows(found):
        if calendar.is_working(found):
            return found
        found += _ONE_DAY
    return day


def add_working_days(start: date, days: int, *, calendar: WorkingCalendar) -> date:
    """The working day that lies so many working days after ``start`` (before it when negative).

    >>> from guatu.schedule.workdays import load_calendar
    >>> add_working_days(date(2022, 9, 30), 2, calendar=load_calendar())
    datetime.date(2022, 10, 9)
    """
    day, left = start, abs(days)
    forward = _ONE_DAY if days >= 0 else -_ONE_DAY
    while left:
        day += forward
        left -= calendar.is_working(day)
    return day


def resumed(due: date, *, held: date, on: date, calendar: WorkingCalendar) -> date:
    """The due date after a pause: moved by the working days from ``held`` up to the day before ``on``.

    >>> from guatu.schedule.workdays import load_calendar
    >>> resumed(date(2022, 8, 31), held=date(2022, 8, 15), on=date(2022, 8, 22), calendar=load_calendar())
    datetime.date(2022, 9, 7)
    """
    return add_working_days(due, calendar.count(held, end=on - _ONE_DAY), calendar=calendar)


def days_overdue(due: date, *, today: date, calendar: WorkingCalendar) -> int:
    """Days past a due date; one that falls on a day off is not overdue before the next working day ends.

    >>> from guatu.schedule.workdays import load_calendar
    >>> days_overdue(date(2022, 8, 27), today=date(2022, 8, 29), calendar=load_calendar())
    0
    """
    last = rolled(due, calendar=calendar)
    return (today - due).days if today > last else 0
