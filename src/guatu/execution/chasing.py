"""Which reminders and letters are due for an open task on a day. Pure: what was sent before is handed in.

A unit never gets a harsher letter before the time that the milder one gave for an answer has run out, and
nothing goes out on a day off. While a task is held or handed in the caller does not ask; what is left of its
time is given back by `limits.resumed`, so that the due date asked about already counts the pause.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from guatu.execution.ladder import Ladder, Rung
from guatu.schedule.workdays import WorkingCalendar

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Open:
    """What the chase needs of a task: from which day time counts, whether an extension is being asked for.

    ``since`` is the due date, or the later day on which the task came back to its unit.
    """

    since: date
    waits: bool = False


class Chaser:
    """Reads one ladder by one calendar on one day; keeps the days of each due date: there are few."""

    def __init__(self, ladder: Ladder, *, calendar: WorkingCalendar, today: date) -> None:
        self.ladder = ladder
        self.today = today
        self._calendar = calendar
        self._days: dict[date, tuple[tuple[Rung, date], ...]] = {}
        self._replies: dict[tuple[date, int], date] = {}
        self._along = {rung.along: rung for rung in ladder.rungs if rung.along and not rung.by_hand}
        self.rests = not self.works(today)

    def works(self, day: date) -> bool:
        """Whether people are at work; by weekends alone where the year's holidays are not on file."""
        return self._calendar.is_working(day) if self._calendar.knows(day) else day.weekday() < _SATURDAY

    def due(self, task: Open, /, *, sent: Mapping[str, date]) -> tuple[Rung, ...]:
        """The rungs to send today: at most one reminder or one step of the ladder, with what goes along.

        ``sent``: the day on which each rung of this task and period went out.
        """
        if self.rests:
            return ()
        if self.today <= self._working_from(task.since):
            return self._reminders(task.since, sent=sent)
        if task.waits:
            return ()
        return self._next(task.since, sent=sent)

    def days_of(self, since: date) -> tuple[tuple[Rung, date], ...]:
        """Every rung that comes of itself with the first day on which it may go out, in order."""
        found = self._days.get(since)
        if found is None:
            rungs = [r for r in self.ladder.rungs if not (r.by_hand or r.along or r.last)]
            found = self._days[since] = tuple((rung, self._first_day(rung, since)) for rung in rungs)
        return found

    def _reminders(self, since: date, *, sent: Mapping[str, date]) -> tuple[Rung, ...]:
        """The latest reminder whose day has come: one missed while nobody chased is not made up for."""
        come = [rung for rung, day in self.days_of(since) if rung.reminder and day <= self.today]
        return (come[-1],) if come and come[-1].id not in sent else ()

    def _next(self, since: date, *, sent: Mapping[str, date]) -> tuple[Rung, ...]:
        climbed = [(rung, day) for rung, day in self.days_of(since) if rung.climbed]
        for rung, day in climbed:
            if rung.id in sent:
                if self.today <= self._answer_by(sent[rung.id], rung.reply):
                    return ()
                continue
            if day > self.today:
                return ()
            along = self._along.get(rung.id)
            return (rung, along) if along else (rung,)
        return ()

    def _answer_by(self, sent: date, reply: int) -> date:
        """The day by which a letter sent then asked for its answer."""
        found = self._replies.get((sent, reply))
        if found is None:
            found = self._replies[sent, reply] = self.working_days_after(sent, reply)
        return found

    def _first_day(self, rung: Rung, since: date) -> date:
        if rung.red is not None:
            return self._working_from(_month_end(self._working_from(since), rung.red) + _ONE_DAY)
        after = rung.after or 0
        if rung.counting == "working" and after > 0:
            return self.working_days_after(self._working_from(since), after)
        day = since + timedelta(days=after)
        if after < 0:
            while not self.works(day):
                day -= _ONE_DAY
            return day
        # a day late counts from the day on which it truly fell due, a working one
        return self._working_from(max(day, self._working_from(since) + timedelta(days=min(after, 1))))

    def _working_from(self, day: date) -> date:
        while not self.works(day):
            day += _ONE_DAY
        return day

    def working_days_after(self, day: date, days: int) -> date:
        """The working day that lies so many after a day."""
        left = days
        while left:
            day += _ONE_DAY
            left -= self.works(day)
        return day


def _month_end(due: date, n: int) -> date:
    """The nth month end on which a thing due then is overdue: strictly after its due date.

    >>> _month_end(date(2022, 8, 31), 1), _month_end(date(2022, 8, 30), 2)
    (datetime.date(2022, 9, 30), datetime.date(2022, 9, 30))
    """
    month = due.year * 12 + due.month - 1
    first = date(*_after(month), 1) - _ONE_DAY
    later = month if first > due else month + 1
    return date(*_after(later + n - 1), 1) - _ONE_DAY


def _after(month: int) -> tuple[int, int]:
    year, rest = divmod(month + 1, 12)
    return year, rest + 1


def red_periods(due: date, *, today: date) -> int:
    """How many month ends have passed, up to today, on which a thing due then stood overdue.

    >>> red_periods(date(2022, 6, 30), today=date(2022, 8, 31))
    2
    """
    n = 0
    while _month_end(due, n + 1) <= today:
        n += 1
    return n
