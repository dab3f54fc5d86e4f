"""Clocks of deadlines: when a thing falls due, how many days are left, and what its light is.

A monthly duty falls due on the last working day of the month; a standing one never does.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from guatu.schedule.lights import Light, Scheme
from guatu.schedule.workdays import WorkingCalendar
from guatu.vocabulary.period import Period

DeadlineKind = Literal["date", "monthly", "standing", "none"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """As an officer sets it: a date, 每月, 长期坚持, or nothing yet. ``day`` belongs to ``date`` alone."""

    kind: DeadlineKind
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline on one day. ``days_left`` is negative when overdue, None when nothing falls due.

    ``report``: what is overdue is a report that was asked for, due on this day, not the thing itself.
    """

    deadline: Deadline
    due: date | None
    days_left: int | None
    report: date | None = None

    @property
    def overdue(self) -> int:
        """Days past the due date, 0 on the day itself and before."""
        return max(-(self.days_left or 0), 0)

    def facts(self) -> dict[str, Decimal | int | None]:
        """What a light scheme may ask of a deadline."""
        dated = self.days_left is not None
        return {
            "days_to_due": max(self.days_left or 0, 0) if dated else None,
            "days_overdue": self.overdue if dated else None,
            "missed": int(self.overdue > 0) if dated else None,
            "monthly": int(self.deadline.kind == "monthly"),
            "standing": int(self.deadline.kind == "standing"),
        }

    def light(self, scheme: Scheme) -> Light:
        """The light by the scheme in force."""
        return scheme.judge(self.facts())


def clock(
    deadline: Deadline,
    *,
    today: date,
    calendar: WorkingCalendar,
    owed: date | None = None,
    asked: date | None = None,
) -> Clock:
    """Read the clock of a deadline on one day.

    ``owed`` is when the earliest missing report was due and ``asked`` when the last one that was asked for
    is. A missing report is overdue, of whatever kind the deadline is, unless the thing itself is. Who has
    reported for this month of a monthly duty has until the next one's end; without either, the calendar
    alone speaks.

    >>> from guatu.schedule.workdays import load_calendar
    >>> clock(Deadline("date", date(2022, 8, 17)), today=date(2022, 8, 20), calendar=load_calendar()).overdue
    3
    >>> told = date(2022, 8, 31)
    >>> str(clock(Deadline("monthly"), today=told, calendar=load_calendar(), asked=told).due)
    '2022-09-30'
    """
    due = deadline.day if deadline.kind == "date" else None
    if deadline.kind == "monthly":
        due = _monthly_due(today, calendar=calendar)
        if owed is not None and owed < today:
            due = owed
        elif owed is None and asked is not None and asked >= today.replace(day=1):
            due = _monthly_due(_next_month(today), calendar=calendar)
    elif owed is not None and owed < today and (due is None or due >= today):
        return Clock(deadline, due, (owed - today).days, owed)
    return Clock(deadline, due, (due - today).days if due else None)


def _next_month(day: date) -> date:
    months = day.year * 12 + day.month
    return date(months // 12, months % 12 + 1, 1)


def _monthly_due(today: date, *, calendar: WorkingCalendar) -> date:
    """This month's last working day; its last day once that has passed or the year is unknown."""
    month = Period.of(today.year, today.month, today.month)
    if not calendar.knows(today):
        return month.end
    return calendar.last_working_day(start=today, end=month.end) or month.end
