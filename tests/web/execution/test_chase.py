"""The nightly chase: sent once, whatever dies in between; not on days off, not while a task is held."""

import contextlib
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from guatu.briefing.official import text
from guatu.web.access.actor import machine
from guatu.web.audit.models import Entry
from guatu.web.execution.actions import chasing, planning, setting_up
from guatu.web.execution.actions.bulk import Ticked, Wanted, act_on_all
from guatu.web.execution.actions.chasing import chase, send_by_hand
from guatu.web.execution.actions.moving import move
from guatu.web.execution.models import Event, Request
from guatu.web.execution.problems import ExecutionError
from guatu.web.execution.queries.assignments import assignment
from guatu.web.messages.models import Letter, Outbox
from guatu.web.messages.queries import document_of, letters_about
from guatu.web.statements.models import Task
from tests.builders import task
from tests.web.execution.test_loop import IN_HAND, do

pytestmark = pytest.mark.django_db
BY = machine("催办")


def issued(zone, title="开工产业园", *, due=date(2022, 8, 31), unit="经济发展局"):
    """A task in hand, due at the end of August."""
    by = zone.actors["supervision"]
    number = task(
        title,
        by=by,
        lead_unit=zone.units[unit],
        leader=zone.people["portfolio_leader"],
        deadline_kind="date",
        deadline=due,
    ).lineage
    setting_up.set_up(number, by=by)
    if unit == "经济发展局":
        do(zone, number, *IN_HAND)
    else:
        do(zone, number, ("leader", "review"), ("supervision", "issue"))
    return number


def sent(number):
    """What went out about a task, in order: rung and day."""
    return [(letter.rung, f"{letter.day:%m-%d}") for letter in letters_about(number, seen_by=BY)]


def run(*days):
    """Chase on each of these days of 2022."""
    return [chase(by=BY, day=date(2022, *map(int, day.split("-")))) for day in days]


def every_day(first, *, last):
    """Chase on every day of an interval."""
    day = first
    while day <= last:
        chase(by=BY, day=day)
        day += timedelta(days=1)


def test_a_task_left_alone_climbs_the_ladder_and_the_leader_gets_copies(zone):
    number = issued(zone)
    every_day(date(2022, 8, 20), last=date(2022, 12, 2))
    assert sent(number) == [
        ("remind", "08-26"),
        ("due", "08-31"),
        ("urge", "09-01"),
        ("notice", "09-07"),
        ("yellow", "10-08"),
        ("red", "11-01"),
        ("bulletin", "11-01"),
        ("talk", "12-01"),
    ]
    leader = f"user:{zone.people['portfolio_leader'].pk}"
    copied = Outbox.objects.filter(recipient=leader, channel="inbox").values_list("rung", flat=True)
    assert set(copied) == {"urge", "notice", "yellow", "red", "talk"}


def test_a_second_run_on_the_same_day_sends_nothing(zone):
    issued(zone)
    first, second = run("9-01", "9-01")
    assert (first.letters, second.letters) == ({"urge": 1}, {})
    assert Letter.objects.count() == 1
    assert Entry.objects.filter(action="letter.chase").count() == 1


def test_on_a_day_off_the_chase_rests(zone):
    issued(zone, due=date(2022, 9, 30))
    assert run("10-01")[0].rests
    assert Letter.objects.count() == 0
    assert run("10-08")[0].letters == {"urge": 1}  # a Saturday that is worked


def test_a_held_task_is_left_alone_and_its_days_are_given_back(zone):
    number = issued(zone)
    by = zone.actors["supervision"]
    version = assignment(number).version
    move(number, "hold", by=by, expected_version=version, words="等政策", on=date(2022, 8, 22))
    every_day(date(2022, 8, 22), last=date(2022, 9, 18))
    assert sent(number) == []
    version = assignment(number).version
    move(number, "resume", by=by, expected_version=version, on=date(2022, 9, 19))
    assert assignment(number).due == date(2022, 9, 28)
    every_day(date(2022, 9, 19), last=date(2022, 9, 29))
    assert sent(number) == [("remind", "09-23"), ("due", "09-28"), ("urge", "09-29")]


def test_what_was_handed_in_is_not_chased_and_what_came_back_begins_anew(zone):
    number = issued(zone)
    do(zone, number, ("department", "submit"))
    every_day(date(2022, 8, 22), last=date(2022, 9, 30))
    assert sent(number) == []
    version = assignment(number).version
    by = zone.actors["supervision"]
    move(number, "return", by=by, expected_version=version, words="补充佐证", on=date(2022, 10, 10))
    every_day(date(2022, 10, 10), last=date(2022, 10, 11))
    assert sent(number) == [("due", "10-10"), ("urge", "10-11")]


def test_the_report_that_a_recurring_task_owes_is_chased_for_its_period(zone):
    by = zone.actors["supervision"]
    unit = zone.units["经济发展局"]
    number = task("每月调度", by=by, lead_unit=unit, deadline_kind="monthly").lineage
    setting_up.set_up(number, by=by)
    row = do(zone, number, *IN_HAND)
    asked = {"assignment": row, "unit": unit, "kind": "report", "on": date(2022, 8, 1), "seq": row.seq}
    Request.objects.create(**asked, period="2022-07", due=date(2022, 7, 29))
    Request.objects.create(**asked, period="2022-08", due=date(2022, 8, 31))
    run("8-31", "9-01")
    assert sent(number) == [("due", "08-31"), ("urge", "08-31"), ("urge", "09-01")]
    titles = [
        cell.text
        for letter in letters_about(number, seen_by=BY)[:1]
        for cell in document_of(letter).body[1].rows[0]
    ]
    assert titles[1] == "每月调度（2022年8月情况反馈）"
    do(zone, number, ("department", "report"))
    assert run("9-02")[0].letters == {}


def test_letters_are_numbered_by_kind_and_year_without_gaps(zone):
    for n in range(3):
        issued(zone, f"任务{n}", due=date(2022, 8, 30 + n % 2))
    every_day(date(2022, 8, 31), last=date(2022, 9, 8))
    refs = [letter.ref for letter in Letter.objects.order_by("id") if letter.ref]
    assert refs == [
        "督催〔2022〕1号",
        "督催〔2022〕2号",
        "督提〔2022〕1号",
        "督提〔2022〕2号",
        "督提〔2022〕3号",
    ]
    assert [document_of(letter).number for letter in Letter.objects.order_by("id") if letter.ref] == refs


def test_one_urge_lists_all_that_a_unit_owes(zone):
    numbers = [issued(zone, f"任务{n}") for n in range(3)]
    issued(zone, "街道任务", unit="澜汀街道")
    run("9-01")
    assert [len(letter.tasks) for letter in Letter.objects.order_by("id")] == [3, 1]
    assert {task for task, *_ in Letter.objects.order_by("id")[0].tasks} == set(numbers)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", range(1, 8))
def test_a_chase_killed_at_any_step_is_made_whole_by_the_next_run(zone, step, monkeypatch):
    for n in range(6):
        issued(zone, f"任务{n}", due=date(2022, 6, 30), unit=("经济发展局", "投资促进局", "澜汀街道")[n % 3])
    every_day(date(2022, 7, 1), last=date(2022, 8, 31))
    monkeypatch.setattr(chasing, "PART", 2)
    calls = iter(range(1, 1000))
    real_issue, real_record = chasing.issue, chasing.record

    def dying(real):
        def call(*args, **kwargs):
            if next(calls) == step:
                raise KeyboardInterrupt
            return real(*args, **kwargs)

        return call

    with monkeypatch.context() as patch:
        patch.setattr(chasing, "issue", dying(real_issue))
        patch.setattr(chasing, "record", dying(real_record))
        with contextlib.suppress(KeyboardInterrupt):
            run("9-01")
    run("9-01")
    whole = Outbox.objects.filter(day=date(2022, 9, 1), channel="inbox", recipient__startswith="unit")
    assert sorted(whole.filter(rung="red").values_list("task", flat=True).distinct()) == sorted(
        Letter.objects.filter(rung="red", day=date(2022, 9, 1)).values_list("tasks__0__0", flat=True)
    )
    assert whole.filter(rung="red").values("task").distinct().count() == 6
    assert whole.filter(rung="bulletin").values("task").distinct().count() == 6
    assert Letter.objects.filter(rung="bulletin").count() == 1
    numbers = sorted(Letter.objects.filter(code="督办").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_officer_sends_a_letter_by_hand_once_and_only_so_the_last_rung(zone):
    number = issued(zone, due=date(2022, 8, 17))
    by = zone.actors["supervision"]
    pk = send_by_hand(number, "hand_over", by=by, reason="拒不整改")
    letter = Letter.objects.get(pk=pk)
    assert (letter.ref, letter.to_office, letter.by) == ("督移〔2022〕1号", True, zone.people["supervision"])
    with pytest.raises(ExecutionError, match="已经发过"):
        send_by_hand(number, "hand_over", by=by)
    with pytest.raises(ExecutionError, match="不能单独发出"):
        send_by_hand(number, "bulletin", by=by)
    last = Entry.objects.order_by("-sequence").first()
    assert (last.action, last.reason) == ("letter.chase", "拒不整改")


def urged(zone, *numbers, role="supervision"):
    """Urge the units to these tasks, as the list does."""
    return act_on_all([Ticked(n, 0, 0) for n in numbers], Wanted("remind"), by=zone.actors[role])


def test_several_tasks_are_urged_by_one_letter_a_unit(zone):
    late, later = (issued(zone, title, due=date(2022, 8, 12)) for title in ("开工产业园", "建成展厅"))
    near = issued(zone, "修复河道", due=date(2022, 9, 30), unit="澜汀街道")
    assert urged(zone, late, later, near) == (3, [])
    assert [sent(n) for n in (late, later, near)] == [
        [("urge", "08-20")],
        [("urge", "08-20")],
        [("remind", "08-20")],
    ]
    assert Letter.objects.count() == 2
    assert Entry.objects.filter(action="letter.chase", thing="chase:2022-08-20").count() == 1


def test_nobody_is_urged_twice_for_one_limit_nor_to_what_is_not_theirs_now(zone):
    late = issued(zone, due=date(2022, 8, 12))
    draft = task("编制规划", by=zone.actors["supervision"]).lineage
    setting_up.set_up(draft, by=zone.actors["supervision"])
    urged(zone, late)
    done, refused = urged(zone, late, draft)
    assert (done, Letter.objects.count()) == (0, 1)
    assert refused == [
        "“开工产业园”：催办通知已于8月20日发出，可改发下一级",
        "“编制规划”：不在承办单位手中，或没有时限，不能催办",
    ]


def test_only_who_may_send_letters_urges(zone):
    late = issued(zone, due=date(2022, 8, 12))
    with pytest.raises(PermissionDenied):
        urged(zone, late, role="department")
    assert not Letter.objects.exists()


def planned(zone, number, *nodes):
    by, version = zone.actors["supervision"], assignment(number).version
    planning.plan_nodes(number, list(nodes), by=by, expected_version=version)


def test_a_node_that_was_not_reached_is_chased_up_to_the_notice(zone):
    number = issued(zone, due=date(2022, 12, 20))
    planned(zone, number, ("桩基完成", date(2022, 8, 31)), ("验收", date(2022, 12, 20)))
    every_day(date(2022, 8, 20), last=date(2022, 12, 1))
    assert sent(number) == [
        ("remind", "08-26"),
        ("due", "08-31"),
        ("urge", "09-01"),
        ("notice", "09-07"),
        ("yellow", "10-08"),
    ]
    (notice,) = [letter for letter in letters_about(number, seen_by=BY) if letter.rung == "notice"]
    assert "由你单位牵头的“开工产业园（节点：桩基完成）”" in text(document_of(notice))
    assert "仍未完成" in text(document_of(notice))


def test_a_node_that_was_reached_or_whose_task_is_overdue_itself_is_not_chased(zone):
    number = issued(zone, due=date(2022, 9, 30))
    planned(zone, number, ("桩基完成", date(2022, 8, 25)), ("封顶", date(2022, 9, 15)))
    version = assignment(number).version
    planning.reach_node(number, 1, by=zone.actors["department"], expected_version=version)
    every_day(date(2022, 8, 22), last=date(2022, 8, 31))
    assert sent(number) == []
    do(zone, number, ("department", "submit"))
    every_day(date(2022, 9, 12), last=date(2022, 9, 16))
    assert sent(number) == []


def test_a_node_and_its_task_are_urged_each_for_itself(zone):
    number = issued(zone, due=date(2022, 9, 9))
    planned(zone, number, ("桩基完成", date(2022, 8, 31)))
    every_day(date(2022, 9, 1), last=date(2022, 9, 13))
    assert [rung for rung, _day in sent(number)].count("urge") == 2


@pytest.fixture
def two_months(zone):
    """Three tasks of each of two units; all of 经济发展局 late since June, one of the street's."""
    late = [issued(zone, f"园区任务{n}", due=date(2022, 6, 20)) for n in range(3)]
    street = [
        issued(zone, f"街道任务{n}", due=date(2022, 6, 20) if n == 0 else date(2022, 12, 20), unit="澜汀街道")
        for n in range(3)
    ]
    row = {n: assignment(n).pk for n in (*late, *street)}
    Event.objects.filter(assignment__in=row.values()).update(on=date(2022, 3, 1))
    for number in row:
        Task.objects.filter(lineage=number).update(document_date=date(2022, 3, 1))
    return late, street


def test_a_unit_that_stood_last_twice_is_called(zone, two_months):
    late, street = two_months
    run("9-01", "9-02", "9-05")
    (letter,) = Letter.objects.filter(rung="talk_last")
    assert (letter.unit, letter.day) == (zone.units["经济发展局"], date(2022, 9, 1))
    assert [task for task, *_ in letter.tasks] == late
    said = text(document_of(letter))
    assert "你单位连续2个月末居末位：2022年7月末牵头在办任务3项，亮红灯3项；2022年8月末" in said
    assert "园区任务2" in said
    assert not [rung for n in street for rung, _day in sent(n) if rung == "talk_last"]


def test_nobody_is_called_late_in_a_month_or_after_one_last_place(zone, two_months):
    run("8-22")
    assert not Letter.objects.filter(rung="talk_last").exists()
    Event.objects.filter(assignment__task__in=two_months[0]).update(on=date(2022, 8, 3))
    Task.objects.filter(lineage__in=two_months[0]).update(document_date=date(2022, 8, 3))
    run("9-01")
    assert not Letter.objects.filter(rung="talk_last").exists()
