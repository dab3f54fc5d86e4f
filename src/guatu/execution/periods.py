"""Recurring tasks: the periods for which a unit reports, and the working day on which each is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from guatu.execution.limits import add_working_days, limits
from guatu.schedule.workdays import WorkingCalendar
from guatu.vocabulary.period import Period

EVERY = {"month": 1, "quarter": 3, "half": 6}
_SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ReportDue:
    """One report: of which period, due on which day."""

    period: Period
    due: date


def reports_due(every: str, *, since: date, until: date, calendar: WorkingCalendar) -> Iterator[ReportDue]:
    """The reports of all periods that begin between two days' months, the earliest first.

    A monthly report falls due on the month's last working day; a longer one ten working days after its end.

    >>> from guatu.schedule.workdays import load_calendar
    >>> [str(r.due) for r in reports_due(
    ...     "month", since=date(2022, 7, 15), until=date(2022, 8, 20), calendar=load_calendar())]
    ['2022-07-29', '2022-08-31']
    """
    months = EVERY[every]
    first = since.year * 12 + (since.month - 1) // months * months
    last = until.year * 12 + until.month - 1
    for start in range(first, last + 1, months):
        period = Period.of(start // 12, start % 12 + 1, start % 12 + months)
        yield ReportDue(period, _due(every, period, calendar=calendar))


def due_told(dues: Iterable[date], *, on: date) -> date | None:
    """Of the due dates of owed reports, the one that a report made on a day answers; None when none is owed.

    It is the latest that falls due within a week of that day: who missed a month and reports at the end of
    the next one tells of that next one. Otherwise it is the earliest: a report made early in a month still
    belongs to the month before.

    >>> str(due_told([date(2022, 7, 29), date(2022, 8, 31)], on=date(2022, 8, 30)))
    '2022-08-31'
    >>> str(due_told([date(2022, 7, 29), date(2022, 8, 31)], on=date(2022, 8, 10)))
    '2022-07-29'
    """
    owed = sorted(dues)
    come = [due for due in owed if due <= on + _SOON]
    return come[-1] if come else owed[0] if owed else None


def _due(every: str, period: Period, *, calendar: WorkingCalendar) -> date:
    if not calendar.knows(period.end):
        return period.end
    if every == "month":
        return calendar.last_working_day(start=period.start, end=period.end) or period.end
    if not calendar.knows(period.end + timedelta(days=1)):
        return period.end
    return add_working_days(period.end, limits()["quarter"].days, calendar=calendar)
