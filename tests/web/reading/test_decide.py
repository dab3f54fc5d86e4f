"""From a candidate to a statement: adopt, mend, add, reject, keep as principle, take back."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from guatu.web.audit import queries as audit
from guatu.web.reading import queries
from guatu.web.reading.actions.decide import add, decide, mend
from guatu.web.reading.actions.finish import adopt_plain, finish, reopen
from guatu.web.reading.plain_ones import plain_ones
from guatu.web.reading.problems import Decided, DeskError, Differs
from guatu.web.statements import actions as statements
from guatu.web.statements import queries as record
from guatu.web.statements.queries.history import versions
from tests.web.reading.making import DAY, HALF, TEXT, brought, named, observation, place, reading
from tests.web.statements.making import figure as stated_figure


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


@pytest.fixture
def document(officer):
    return brought(officer)


def settle(document, ref, decision, *, by, **more):
    """Decide a candidate as one who has just seen it."""
    row = named(document)[ref]
    return decide(document.pk, row.pk, decision, by=by, expected_version=row.version, **more)


def test_an_adopted_figure_is_on_record_with_its_words_as_source(document, officer) -> None:
    settle(document, "o1", "accepted", by=officer)
    row = record.published()[0]
    start, end = place("地区生产总值428亿元")["span"]
    assert (row.indicator, row.value, row.unit, row.period) == ("gdp", Decimal(42800000000), "CNY", HALF)
    assert row.source == f"span:{document.sha256}:{start}-{end}"
    assert (row.quote, row.document_date, row.caliber) == (TEXT[start:end], DAY, "unstated")


def test_targets_and_tasks_carry_the_theme_they_stand_under(document, officer) -> None:
    for ref in ("t1", "k1"):
        settle(document, ref, "accepted", by=officer)
    target, task = record.targets()[0], record.tasks()[0]
    assert (target.stretch, target.by, target.theme, target.theme_order) == (750000000, "2022", "招商引资", 1)
    assert (task.title, task.kind, task.theme) == ("把赛马机制常态化", "action", "招商引资")


def test_a_principle_is_kept_and_never_issued(document, officer) -> None:
    settle(document, "k1", "principle", by=officer)
    assert [task.kind for task in record.tasks()] == ["principle"]
    assert record.tasks(kind="action") == []


def test_only_a_task_can_be_a_principle(document, officer) -> None:
    with pytest.raises(DeskError, match="只有任务可以列为原则要求"):
        settle(document, "o1", "principle", by=officer)


def test_rejecting_puts_nothing_on_record(document, officer) -> None:
    settle(document, "o1", "rejected", by=officer)
    assert record.published() == []
    assert named(document)["o1"].decision == "rejected"


def test_taking_back_withdraws_the_statement_and_the_past_keeps_it(document, officer) -> None:
    settle(document, "o1", "accepted", by=officer)
    then = audit.head()
    settle(document, "o1", "pending", by=officer)
    assert record.published() == []
    assert len(record.published(known_at=then)) == 1
    shown = {row.ref: row.decision for row in queries.candidates(document, known_at=then)}
    assert (shown["o1"], named(document)["o1"].decision) == ("accepted", "pending")


def test_what_was_taken_back_and_adopted_again_keeps_its_number_and_its_unit(document, officer, zone) -> None:
    settle(document, "k1", "accepted", by=officer)
    unit = zone.units["投资促进局"]
    statements.correct_task(1, {"lead_unit": unit.pk}, by=officer, expected_version=1, reason="明确责任")
    settle(document, "k1", "pending", by=officer)
    assert record.tasks() == []
    settle(document, "k1", "accepted", by=officer)
    assert [(task.lineage, task.lead_unit) for task in record.tasks()] == [(1, unit)]


def test_mending_the_words_of_a_task_leaves_what_others_added(document, officer, zone) -> None:
    row = settle(document, "k1", "accepted", by=officer)
    added = {"person": "某科长", "support_units": [zone.units["澜汀街道"].pk], "standard": "每季一次"}
    statements.correct_task(1, added, by=officer, expected_version=1, reason="细化")
    mend(document.pk, row.pk, {**row.item, "title": "推行赛马机制"}, by=officer, expected_version=row.version)
    task = record.tasks()[0]
    assert (task.title, task.person, task.standard) == ("推行赛马机制", "某科长", "每季一次")
    assert task.units("support") == [zone.units["澜汀街道"]]


def test_a_later_correction_by_another_office_is_not_undone_from_here(document, officer, zone) -> None:
    settle(document, "o1", "accepted", by=officer)
    office = zone.actors["statistics"]
    statements.correct_figure(1, {"value": 5}, by=office, expected_version=1, reason="核实")
    for decision in ("pending", "rejected"):
        with pytest.raises(DeskError, match="statistics员"):
            settle(document, "o1", decision, by=officer)
    assert record.published()[0].value == 5


def test_the_same_click_twice_does_it_once(document, officer) -> None:
    settle(document, "o1", "accepted", by=officer)
    settle(document, "o1", "accepted", by=officer)
    assert len(versions("figure", 1)) == 1


def test_a_mended_item_keeps_what_was_read_beside_it(document, officer) -> None:
    row = named(document)["o1"]
    mend(document.pk, row.pk, {**row.item, "value": "42750000000"}, by=officer, expected_version=row.version)
    assert record.published()[0].value == 42750000000
    after = named(document)["o1"]
    assert (after.item["value"], after.edited["value"]) == (42800000000, "42750000000")


def test_mending_what_is_on_record_makes_its_next_version(document, officer) -> None:
    row = settle(document, "o1", "accepted", by=officer)
    mend(document.pk, row.pk, {**row.item, "value": 1}, by=officer, expected_version=row.version)
    assert [v.value for v in versions("figure", 1)] == [42800000000, 1]
    assert not record.published()[0].corrects


def test_what_was_missed_is_added_from_the_text(document, officer) -> None:
    item = observation("进出口407亿元", "", "goods_trade", value=40700000000).to_json()
    made = add(document.pk, "figure", item, by=officer)
    assert (made.origin, made.decision) == ("person", "accepted")
    assert record.published()[0].quote == "进出口407亿元"


def test_adding_on_a_number_not_placed_settles_it(document, officer) -> None:
    add(document.pk, "task", {**place("落实服务措施66条"), "kind": "action"}, by=officer)
    assert named(document)["u"].decision == "accepted"


def test_words_that_are_not_in_the_document_cannot_be_added(document, officer) -> None:
    with pytest.raises(DeskError, match="不在这份文件里"):
        add(document.pk, "task", {"span": [5, 99999], "quote": "?"}, by=officer)


def test_a_figure_without_its_period_waits_for_it(officer) -> None:
    told = reading(observations=(observation("地区生产总值428亿元", "o1", "gdp", value=1, period=None),))
    document = brought(officer, told=told)
    with pytest.raises(DeskError, match="未写明数据期"):
        settle(document, "o1", "accepted", by=officer)


def test_two_officers_on_one_item_the_second_is_told_who_decided_what(document, officer, zone) -> None:
    colleague = zone.actors["statistics"]
    row = named(document)["o1"]
    decide(document.pk, row.pk, "rejected", by=colleague, expected_version=row.version)
    with pytest.raises(Decided) as told:
        decide(document.pk, row.pk, "accepted", by=officer, expected_version=row.version)
    words = str(told.value)
    assert "statistics员" in words
    assert "不采纳" in words
    assert record.published() == []


def test_another_value_on_record_is_never_replaced_silently(document, officer) -> None:
    there = stated_figure(officer, "43000000000", document_date=date(2022, 7, 20))
    with pytest.raises(Differs, match="在册为430亿元"):
        settle(document, "o1", "accepted", by=officer)
    assert record.published() == [there]


def test_both_may_stand(document, officer) -> None:
    stated_figure(officer, "43000000000", document_date=date(2022, 7, 20))
    settle(document, "o1", "accepted", by=officer, resolution="coexist")
    assert {row.value for row in record.published()} == {43000000000, 42800000000}


def test_or_the_record_is_corrected_and_the_correction_can_be_taken_back(document, officer) -> None:
    there = stated_figure(officer, "43000000000", document_date=date(2022, 7, 20))
    settle(document, "o1", "accepted", by=officer, resolution="correct")
    now = record.published()
    assert [(row.lineage, row.value, row.corrects) for row in now] == [(there.lineage, 42800000000, True)]
    assert "更正" in now[0].reason
    settle(document, "o1", "pending", by=officer)
    back = record.published()
    assert [(row.lineage, row.version, row.value) for row in back] == [(there.lineage, 3, 43000000000)]


def test_a_second_document_that_says_the_same_is_a_second_statement(document, officer) -> None:
    first = stated_figure(officer, document_date=date(2022, 7, 20))
    settle(document, "o1", "accepted", by=officer)
    told = record.same_figure(first.key())
    assert [(s.agrees, s.current) for s in told] == [(True, True), (True, True)]


def test_a_target_said_again_stands_once_and_keeps_its_unit(document, officer, zone) -> None:
    settle(document, "t1", "accepted", by=officer)
    unit = zone.units["投资促进局"]
    statements.correct_target(1, {"lead_unit": unit.pk}, by=officer, expected_version=1, reason="明确责任")
    again = brought(officer, text=TEXT + "（再次印发）\n", told=reading(TEXT + "（再次印发）\n"))
    settle(again, "t1", "accepted", by=officer)
    assert [(t.lineage, t.lead_unit) for t in record.targets()] == [(1, unit)]
    assert {t.lineage: t.restates for t in record.targets(restated=True)} == {1: None, 2: 1}


def test_one_stroke_adopts_what_is_plain_and_says_what_it_leaves(document, officer) -> None:
    offered = plain_ones(document, by=officer)
    assert [row.ref for row in offered.plain] == ["o1", "o2", "o3", "t1", "k1", "k2"]
    assert dict(offered.left) == {"可信度不高": 1}
    adopted = adopt_plain(document.pk, by=officer, numbers=[row.pk for row in offered.plain])
    assert {row.ref: row.decision for row in adopted}["k2"] == "principle"
    assert len(record.spoken_by(document.sha256)) == 6


def test_one_stroke_never_takes_what_the_person_did_not_see_listed(document, officer) -> None:
    adopted = adopt_plain(document.pk, by=officer, numbers=[named(document)["o1"].pk])
    assert [row.ref for row in adopted] == ["o1"]


def test_of_two_values_for_one_thing_the_stroke_leaves_the_second(officer) -> None:
    rows = (
        observation("地区生产总值428亿元", "o1", "gdp", value=42800000000),
        observation("增长7.2%", "o2", "gdp", value=41800000000),
    )
    document = brought(officer, told=reading(observations=rows, targets=(), tasks=(), conflicts=()))
    plain = [row.pk for row in plain_ones(document, by=officer).plain]
    assert [row.ref for row in adopt_plain(document.pk, by=officer, numbers=plain)] == ["o1"]
    assert named(document)["o2"].decision == "pending"


def test_a_review_is_finished_when_nothing_waits(document, officer) -> None:
    with pytest.raises(DeskError, match="还有7项没有审核"):
        finish(document.pk, by=officer, expected_version=document.version)
    for ref in ("o1", "o2", "o3", "o4", "t1", "k1", "k2"):
        settle(document, ref, "rejected", by=officer)
    done = finish(document.pk, by=officer, expected_version=document.version)
    assert done.state == "done"
    with pytest.raises(DeskError, match="已审核完成"):
        settle(document, "o1", "accepted", by=officer)
    assert reopen(document.pk, by=officer, expected_version=done.version).state == "review"


def test_a_stale_page_does_not_finish_a_review(document, officer) -> None:
    with pytest.raises(Decided, match="已由他人改动"):
        finish(document.pk, by=officer, expected_version=document.version + 1)


def test_statistics_confirm_figures_and_leave_promises_to_supervision(document, zone) -> None:
    statistics = zone.actors["statistics"]
    settle(document, "o1", "accepted", by=statistics)
    for ref in ("t1", "k1"):
        with pytest.raises(PermissionDenied):
            settle(document, ref, "accepted", by=statistics)
    assert dict(plain_ones(document, by=statistics).left)["目标和任务由督查部门审核"] == 3


@pytest.mark.parametrize(
    "role", ["leader", "portfolio_leader", "department", "liaison", "auditor", "operator"]
)
def test_others_decide_nothing(document, zone, role) -> None:
    with pytest.raises(PermissionDenied):
        settle(document, "o1", "accepted", by=zone.actors[role])


def test_every_decision_stands_in_the_log(document, officer) -> None:
    row = settle(document, "o1", "accepted", by=officer)
    logged = audit.entry(row.seq)
    assert (logged.action, logged.thing) == ("candidate.decide", f"candidate:{row.pk}")
    assert '"decision":"pending"' in logged.before
    assert audit.entry(row.seq - 1).action == "figure.state"
