"""Working days of mainland China, held against the package that keeps the announcements."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.schedule.workdays import CalendarError, calendar_of, load_calendar

FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
days = st.dates(FIRST, LAST)


@given(days)
def test_every_day_agrees_with_the_kept_package(day):
    assert load_calendar().is_working(day) == chinese_calendar.is_workday(day)


def test_known_years_hold_their_known_number_of_working_days():
    # Counted by hand from the State Council's arrangements.
    counts = {y: load_calendar().count(date(y, 1, 1), end=date(y, 12, 31)) for y in (2022, 2023, 2024)}
    assert counts == {2022: 249, 2023: 249, 2024: 251}


@given(days, days)
def test_counting_adds_up_at_any_seam(a, b):
    start, end = sorted((a, b))
    seam = start + (end - start) // 2
    calendar = load_calendar()
    parts = calendar.count(start, end=seam) + calendar.count(seam + timedelta(days=1), end=end)
    assert calendar.count(start, end=end) == parts


def test_a_make_up_saturday_is_worked_and_a_holiday_monday_is_not():
    calendar = load_calendar()
    assert calendar.is_working(date(2022, 1, 29))
    assert not calendar.is_working(date(2022, 1, 31))


def test_a_year_whose_holidays_are_unknown_says_so():
    with pytest.raises(CalendarError) as caught:
        load_calendar().is_working(date(2031, 5, 4))
    assert caught.value.problem.code == "calendar.year"
    assert "2031" in caught.value.problem.message
    assert "2031.toml" in caught.value.problem.what_to_do


def test_an_unknown_calendar_is_refused():
    with pytest.raises(CalendarError):
        load_calendar("atlantis")


@pytest.mark.parametrize(
    ("off", "made_up"),
    [
        ([date(2021, 12, 31)], []),  # another year's day
        ([], [date(2022, 10, 10)]),  # a Monday made up
        ([date(2022, 10, 8)], [date(2022, 10, 8)]),  # both off and worked
    ],
)
def test_a_sheet_that_cannot_be_true_is_refused(off, made_up):
    sheet = {"year": 2022, "holidays": [{"name": "某节", "days_off": off, "made_up_on": made_up}]}
    with pytest.raises(CalendarError):
        calendar_of([sheet], name="broken")


def test_a_week_of_holidays_has_no_last_working_day():
    assert load_calendar().last_working_day(start=date(2022, 10, 1), end=date(2022, 10, 7)) is None
