"""Time limits over holidays and make-up days; pauses; the periods and nodes that follow from them."""

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.execution import collecting, life, limits, periods
from guatu.execution.limits import (
    LimitError,
    add_working_days,
    days_overdue,
    due_by,
    limits_of,
    resumed,
    rolled,
)
from guatu.execution.nodes import planned, templates
from guatu.execution.periods import reports_due
from guatu.execution.similar import duplicates, matches
from guatu.schedule.workdays import load_calendar

CALENDAR = load_calendar()
DAYS = st.dates(date(2021, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize("module", [collecting, life, limits, periods])
def test_the_examples_of_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2022, 9, 29), 2, date(2022, 10, 8)),  # over the holiday onto the Saturday that makes up for it
        (date(2022, 1, 28), 1, date(2022, 1, 29)),
        (date(2022, 8, 19), 5, date(2022, 8, 26)),
        (date(2022, 10, 8), -1, date(2022, 9, 30)),
    ],
)
def test_working_days_know_holidays_and_make_up_days(start, days, due):
    assert add_working_days(start, days, calendar=CALENDAR) == due


@given(DAYS, st.integers(1, 40))
def test_so_many_working_days_lie_between(start, days):
    due = add_working_days(start, days, calendar=CALENDAR)
    assert CALENDAR.is_working(due)
    assert CALENDAR.count(start + timedelta(1), end=due) == days


@given(DAYS, st.sampled_from(sorted(limits.limits())))
def test_nothing_falls_due_on_a_day_off(start, name):
    limit = limits.limits()[name]
    if limit.days > 0:
        due = due_by(limit, start=start, calendar=CALENDAR)
        assert CALENDAR.is_working(due)
        assert due >= start + timedelta(limit.days if limit.counting == "calendar" else 1)


@given(DAYS)
def test_what_is_due_on_a_day_off_is_not_overdue_before_people_are_back(day):
    last = rolled(day, calendar=CALENDAR)
    assert days_overdue(day, today=last, calendar=CALENDAR) == 0
    assert days_overdue(day, today=last + timedelta(1), calendar=CALENDAR) == (last - day).days + 1


@given(DAYS, st.integers(0, 30), st.integers(1, 30))
def test_a_pause_gives_back_every_working_day_it_took(due, before, length):
    held = due - timedelta(before)
    on = held + timedelta(length)
    taken = CALENDAR.count(held, end=on - timedelta(1))
    moved = resumed(due, held=held, on=on, calendar=CALENDAR)
    assert CALENDAR.count(due + timedelta(1), end=moved) == taken


def test_every_limit_names_its_source_and_a_bad_one_is_refused():
    assert {"document", "minutes", "note", "quarter"} <= limits.limits().keys()
    with pytest.raises(LimitError, match="accept"):
        limits_of({"accept": {"name": "签收", "days": "2", "counting": "working", "source": "某"}})


def test_a_monthly_report_falls_due_on_the_months_last_working_day():
    found = list(reports_due("month", since=date(2022, 7, 15), until=date(2022, 10, 2), calendar=CALENDAR))
    assert [r.due for r in found] == [
        date(2022, 7, 29),
        date(2022, 8, 31),
        date(2022, 9, 30),
        date(2022, 10, 31),
    ]


def test_a_quarterly_report_falls_due_ten_working_days_after_the_quarter():
    found = next(
        iter(reports_due("quarter", since=date(2022, 8, 1), until=date(2022, 8, 1), calendar=CALENDAR))
    )
    assert (str(found.period), found.due) == ("2022-07/2022-09", date(2022, 10, 19))


def test_node_templates_have_as_many_nodes_as_their_source_says():
    assert {t.id: len(t.nodes) for t in templates().values()} == {
        "decision": 4,
        "construction": 11,
        "investment": 3,
    }


@given(st.sampled_from(sorted(templates())), DAYS, st.integers(0, 500))
def test_nodes_are_planned_in_order_and_end_with_the_task(name, start, length):
    due = start + timedelta(length)
    days = [day for _, day in planned(templates()[name], start=start, due=due, calendar=CALENDAR)]
    assert days == sorted(days)
    assert days[-1] == due


def test_two_tasks_that_say_the_same_are_put_side_by_side():
    titles = {
        1: "加快推进新能源产业园一期开工建设",
        2: "新能源产业园一期开工建设",
        3: "招引科创项目60个",
    }
    assert [pair[:2] for pair in duplicates(titles)] == [(1, 2)]


def test_a_message_finds_its_task_by_the_words_it_shares():
    titles = {1: "新能源产业园一期开工", 2: "签约超10亿元项目30个以上", 3: "异味治理“一企一策”12家"}
    assert matches("新能源产业园土方完成，桩基未进场", titles)[0][0] == 1
    assert matches("今天中午吃什么", titles) == []


def test_messages_pasted_from_a_group_are_told_apart():
    pasted = (
        "投促干部 9:05\n超10亿元项目已签约19个，存在问题：3个卡在用地指标。下一步：提请专题会商\n\n"
        "住建联络员：产业园土方完成\n进展：桩基本周进场"
    )
    one, two = collecting.messages(pasted)
    assert (one.sender, one.progress) == ("投促干部", "超10亿元项目已签约19个")
    assert (one.problems, one.next_steps) == ("3个卡在用地指标。", "提请专题会商")
    assert (two.sender, two.problems) == ("住建联络员", "")
    assert "桩基本周进场" in two.progress
