"""Clocks of deadlines."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.schedule.deadlines import Deadline, clock
from guatu.schedule.lights import load_scheme
from guatu.schedule.workdays import load_calendar

CALENDAR = load_calendar()
TODAY = date(2022, 8, 20)


def light(kind, day=None, today=TODAY):
    return clock(Deadline(kind, day), today=today, calendar=CALENDAR).light(load_scheme("deadline"))


def test_three_days_late_is_red():
    late = clock(Deadline("date", date(2022, 8, 17)), today=TODAY, calendar=CALENDAR)
    assert late.overdue == 3
    assert late.light(load_scheme("deadline")).label == "逾期"


def test_the_day_itself_is_not_yet_late():
    assert light("date", TODAY).label == "临期"


def test_a_week_ahead_turns_yellow():
    assert light("date", TODAY + timedelta(days=7)).colour == "yellow"
    assert light("date", TODAY + timedelta(days=8)).colour == "green"


def test_a_monthly_duty_falls_due_on_the_last_working_day():
    monthly = clock(Deadline("monthly"), today=date(2022, 7, 2), calendar=CALENDAR)
    assert monthly.due == date(2022, 7, 29)


def test_a_monthly_duty_in_a_year_without_calendar_falls_due_on_the_last_day():
    assert clock(Deadline("monthly"), today=date(2031, 7, 2), calendar=CALENDAR).due == date(2031, 7, 31)


def test_a_monthly_duty_is_never_overdue_by_the_calendar_alone():
    assert clock(Deadline("monthly"), today=date(2022, 7, 31), calendar=CALENDAR).days_left == 0


@pytest.mark.parametrize("kind", ["date", "standing", "none"])
def test_a_missing_report_is_overdue_of_whatever_has_to_report(kind):
    own = date(2022, 12, 31) if kind == "date" else None
    read = clock(Deadline(kind, own), today=TODAY, calendar=CALENDAR, owed=date(2022, 8, 15))
    assert (read.due, read.report, read.overdue) == (own, date(2022, 8, 15), (TODAY - date(2022, 8, 15)).days)
    assert read.light(load_scheme("deadline")).colour == "red"
    still = clock(Deadline(kind, own), today=TODAY, calendar=CALENDAR, owed=TODAY)
    assert (still.report, still.due, still.overdue) == (None, own, 0)


def test_what_is_itself_overdue_is_so_by_its_own_day():
    read = clock(Deadline("date", date(2022, 8, 17)), today=TODAY, calendar=CALENDAR, owed=date(2022, 7, 15))
    assert (read.report, read.overdue) == (None, (TODAY - date(2022, 8, 17)).days)


def test_standing_and_undated_tasks_have_words_but_no_colour():
    assert (light("standing").colour, light("standing").label) == ("none", "长期坚持")
    assert (light("none").colour, light("none").label) == ("none", "未定时限")


@given(st.dates(date(2020, 1, 1), date(2026, 12, 31)), st.integers(-400, 400))
def test_days_left_and_overdue_are_two_views_of_one_distance(today, distance):
    read = clock(Deadline("date", today + timedelta(days=distance)), today=today, calendar=CALENDAR)
    assert read.days_left == distance
    assert read.overdue == max(-distance, 0)
