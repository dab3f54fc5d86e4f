"""The ladder over holidays, make-up days and pauses: which rung goes out on which day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.execution.chasing import Chaser, Open, red_periods
from guatu.execution.ladder import LadderError, ladder_of, load_ladder
from guatu.execution.limits import resumed
from guatu.schedule.workdays import load_calendar

CALENDAR = load_calendar()


def climb(since, *, until, ladder="default", waits=(), skip=()):
    """Everything that goes out when the chase runs every day from a month before the due date."""
    sent, told, day = {}, [], since - timedelta(days=30)
    while day <= until:
        if day not in skip:
            chaser = Chaser(load_ladder(ladder), calendar=CALENDAR, today=day)
            for rung in chaser.due(Open(since, waits=day in waits), sent=sent):
                assert rung.id not in sent
                sent[rung.id] = day
                told.append((rung.id, f"{day:%m-%d}"))
        day += timedelta(days=1)
    return told


def test_a_task_left_alone_climbs_the_whole_ladder_over_the_national_holiday():
    assert climb(date(2022, 9, 30), until=date(2023, 2, 28)) == [
        ("remind", "09-27"),
        ("due", "09-30"),
        ("urge", "10-08"),  # a Saturday that is worked
        ("notice", "10-12"),  # the fifth working day after, both make-up days counted
        ("yellow", "11-01"),
        ("red", "12-01"),
        ("bulletin", "12-01"),
        ("talk", "01-03"),
    ]


def test_a_reminder_whose_day_is_off_goes_out_on_the_working_day_before():
    assert climb(date(2022, 10, 8), until=date(2022, 10, 8)) == [("remind", "09-30"), ("due", "10-08")]


def test_what_falls_due_on_a_day_off_is_late_only_after_the_next_working_day():
    assert climb(date(2022, 8, 27), until=date(2022, 8, 30))[1:] == [("due", "08-29"), ("urge", "08-30")]


def test_an_office_that_did_not_chase_for_months_still_begins_with_the_mildest_letter():
    away = {date(2022, 6, 1) + timedelta(days=n) for n in range(80)}
    found = climb(date(2022, 6, 30), until=date(2022, 8, 31), skip=away)
    assert found == [("urge", "08-22"), ("notice", "08-25"), ("yellow", "08-31")]


def test_while_an_extension_waits_for_its_answer_no_letter_goes_out():
    waiting = {date(2022, 9, 1) + timedelta(days=n) for n in range(8)}
    assert climb(date(2022, 8, 31), until=date(2022, 9, 9), waits=waiting)[2:] == [("urge", "09-09")]


def test_a_pause_moves_every_rung_by_its_working_days():
    due = resumed(date(2022, 8, 31), held=date(2022, 8, 15), on=date(2022, 8, 22), calendar=CALENDAR)
    assert due == date(2022, 9, 7)
    assert climb(due, until=date(2022, 9, 8)) == [("remind", "09-02"), ("due", "09-07"), ("urge", "09-08")]


def test_the_three_colours_of_another_place_are_another_file():
    found = climb(date(2022, 8, 31), until=date(2022, 12, 31), ladder="three-colours")
    assert found == [("blue", "08-24"), ("red", "09-01")]


def test_a_year_whose_holidays_are_not_on_file_is_counted_by_weekends():
    chaser = Chaser(load_ladder(), calendar=CALENDAR, today=date(2031, 3, 3))
    assert chaser.works(date(2031, 3, 3))
    assert not chaser.works(date(2031, 3, 1))
    assert [r.id for r in chaser.due(Open(date(2031, 2, 28)), sent={})] == ["urge"]


@given(st.dates(date(2021, 1, 1), date(2025, 6, 30)), st.sets(st.integers(0, 150)))
def test_nothing_goes_out_on_a_day_off_nor_two_steps_on_one_day_nor_out_of_order(since, missed):
    skip = {since + timedelta(days=n) for n in missed}
    found = climb(since, until=since + timedelta(days=150), skip=skip)
    steps = [row for row in found if row[0] not in ("remind", "due", "bulletin")]
    assert [name for name, _ in steps] == ["urge", "notice", "yellow", "red", "talk"][: len(steps)]
    assert len({day for _, day in steps}) == len(steps)  # the answer to one is waited for before the next
    year_days = [since - timedelta(days=30) + timedelta(days=n) for n in range(200)]
    worked = {f"{d:%m-%d}" for d in year_days if CALENDAR.is_working(d)}
    assert {day for _, day in found} <= worked


def test_red_periods_are_month_ends_passed_overdue():
    assert [red_periods(date(2022, 8, 31), today=d) for d in (date(2022, 9, 29), date(2022, 9, 30))] == [0, 1]


def test_accountability_is_never_automatic():
    assert all(rung.by_hand for rung in load_ladder().rungs if rung.level >= 5)
    row = {"id": "x", "level": 5, "name": "问责", "source": "x", "after": 1, "to": ["lead"]}
    with pytest.raises(LadderError, match="只能由人工启动"):
        ladder_of({"name": "x", "source": "x", "rungs": [row]}, identity="x")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"after": None}, "有且只有"),
        ({"red": 1}, "有且只有"),
        ({"to": ["everybody"]}, "对象"),
        ({"to": []}, "对象"),
        ({"colour": "purple"}, "colour"),
        ({"counting": "lunar"}, "计日方式"),
        ({"along": "nowhere", "after": None}, "不存在"),
    ],
)
def test_a_ladder_that_contradicts_itself_is_refused(change, why):
    row = {"id": "x", "level": 1, "name": "催办", "source": "x", "after": 1, "to": ["lead"]} | change
    with pytest.raises(LadderError, match=why):
        ladder_of({"name": "x", "source": "x", "rungs": [row]}, identity="x")


def test_an_unknown_ladder_is_refused():
    with pytest.raises(LadderError, match="没有这份"):
        load_ladder("../secrets")
