"""What nodes tell a light scheme, by the rules of the places whose schemes ask for it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.execution.progress import Node, facts_of, made_up
from guatu.schedule.lights import load_scheme

START, DUE = date(2022, 1, 1), date(2022, 12, 31)
BEGUN, TOPPED = Node("开工建设", date(2022, 3, 2)), Node("主体完工", date(2022, 10, 18))
DAYS = st.integers(0, 364).map(lambda n: START + timedelta(days=n))
NODES = st.lists(
    st.builds(Node, st.sampled_from(["开工", "封顶", "验收"]), DAYS, st.none() | DAYS), max_size=5
).map(tuple)


def told(*nodes, today, judges="task"):
    return facts_of(nodes, start=START, due=DUE, today=today, judges=judges)


def colour(scheme, *nodes, today):
    held = load_scheme(scheme)
    return held.judge(told(*nodes, today=today, judges=held.judges)).colour


def reached(node, day):
    return Node(node.name, node.due, day)


@pytest.mark.parametrize(
    ("today", "light"),
    [
        (date(2022, 3, 2), "green"),
        (date(2022, 3, 3), "green"),  # no month has ended in red yet
        (date(2022, 3, 31), "yellow"),
        (date(2022, 5, 30), "yellow"),
        (date(2022, 5, 31), "red"),
    ],
)
def test_yinchuan_counts_the_months_without_a_start(today, light):
    assert colour("yinchuan-2025-start", BEGUN, TOPPED, today=today) == light


def test_yinchuan_start_is_done_once_begun_and_unknown_without_such_a_node():
    late = reached(BEGUN, date(2022, 6, 1))
    assert colour("yinchuan-2025-start", late, TOPPED, today=date(2022, 6, 2)) == "green"
    assert colour("yinchuan-2025-start", TOPPED, today=date(2022, 6, 2)) == "none"


@pytest.mark.parametrize(
    ("today", "light"),
    [(date(2022, 3, 20), "green"), (date(2022, 4, 15), "yellow"), (date(2022, 5, 10), "red")],
)
def test_yinchuan_wants_a_project_in_the_statistics_soon_after_its_start(today, light):
    begun, entry = reached(BEGUN, date(2022, 3, 1)), Node("入库纳统", date(2022, 4, 1))
    assert colour("yinchuan-2025-entry", begun, entry, today=today) == light
    entered = reached(entry, today)
    assert colour("yinchuan-2025-entry", begun, entered, today=today) == "green"


def test_yinchuan_progress_is_behind_by_the_time_between_planned_nodes():
    begun = reached(BEGUN, date(2022, 3, 1))
    assert told(begun, TOPPED, today=date(2022, 10, 18))["progress_gap_pp"] == 0
    assert told(begun, TOPPED, today=date(2022, 10, 19))["progress_gap_pp"] == Decimal("-63.2")
    assert colour("yinchuan-2025-progress", begun, TOPPED, today=date(2022, 10, 19)) == "red"
    assert colour("yinchuan-2025-progress", today=date(2022, 10, 19)) == "none"


def test_nodes_with_weights_count_by_their_weights_each_for_itself():
    first, second, third = (
        Node(name, day, weight=Decimal(weight))
        for name, day, weight in (
            ("桩基", date(2022, 3, 2), 50), ("封顶", date(2022, 6, 30), 30), ("验收", date(2022, 12, 31), 20),
        )
    )  # fmt: skip
    second = Node(second.name, second.due, date(2022, 6, 1), second.weight)
    facts = told(first, second, third, today=date(2022, 7, 20))
    assert (facts["completion_pct"], facts["progress_gap_pp"]) == (30, -50)
    half = told(first, Node("封顶", date(2022, 6, 30), date(2022, 6, 1)), today=date(2022, 7, 20))
    assert half["progress_gap_pp"] == 0  # one node without a weight: by the time at which each was planned


def test_ouhai_judges_a_late_node_in_its_month_and_leaves_the_next_to_itself():
    late = reached(BEGUN, date(2022, 3, 20))
    assert colour("ouhai-2020-milestone", BEGUN, TOPPED, today=date(2022, 3, 19)) == "red"
    assert colour("ouhai-2020-milestone", late, TOPPED, today=date(2022, 3, 20)) == "yellow"
    assert colour("ouhai-2020-milestone", late, TOPPED, today=date(2022, 4, 1)) == "green"
    assert made_up([late, TOPPED], by=date(2022, 3, 10), today=date(2022, 3, 31))
    assert not made_up([BEGUN, TOPPED], by=date(2022, 3, 10), today=date(2022, 3, 31))


@given(NODES, DAYS)
def test_reaching_a_node_never_puts_a_task_further_behind(nodes, today):
    before = told(*nodes, today=today)
    done = tuple(Node(n.name, n.due, n.reached if n.by(today) else today) for n in nodes)
    after = told(*done, today=today)
    if before["progress_gap_pp"] is not None:
        assert after["progress_gap_pp"] >= before["progress_gap_pp"]
        assert after["progress_gap_pp"] >= 0
    assert after["periods_missed"] in (None, 0)
    assert after["days_overdue"] == 0


@given(DAYS)
def test_without_nodes_nothing_is_guessed(today):
    facts = told(today=today)
    assert facts["completion_pct"] is facts["progress_gap_pp"] is facts["periods_missed"] is None
    assert facts["months_after_start"] is None
