"""Nothing on record is overwritten: a correction supersedes, and the earlier record stays readable."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404

from guatu.vocabulary.problems import GuatuError
from guatu.web.audit import queries as audit
from guatu.web.statements import actions, queries
from guatu.web.statements.models import PublishedFigure
from guatu.web.statements.problems import StatementError, StatementMoved
from guatu.web.statements.queries import history
from tests.web.statements.making import figure, span, target, task


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


def test_a_correction_makes_a_new_version_and_keeps_the_old_one(officer) -> None:
    first = figure(officer)
    second = actions.correct_figure(
        first.lineage,
        {"value": Decimal(42750000000)},
        by=officer,
        expected_version=1,
        reason="文件更正",
        source=span(3, 9, sha256="cd" * 32),
    )
    assert (second.lineage, second.version, second.corrects) == (first.lineage, 2, True)
    assert [row.value for row in history.versions("figure", first.lineage)] == [first.value, second.value]
    assert [row.value for row in queries.published()] == [second.value]


def test_the_record_at_an_earlier_moment_shows_what_was_known_then(officer) -> None:
    first = figure(officer)
    then = audit.head()
    actions.correct_figure(first.lineage, {"value": 1}, by=officer, expected_version=1, reason="更正")
    assert [row.value for row in queries.published(known_at=then)] == [first.value]
    assert queries.published(known_at=then - 1) == []
    assert queries.same_figure(first.key(then))[0].row.value == first.value


def test_a_withdrawn_statement_leaves_the_record_but_not_the_past(officer) -> None:
    row = target(officer)
    then = audit.head()
    actions.withdraw_target(row.lineage, by=officer, expected_version=1, reason="误登")
    assert queries.targets() == []
    assert [t.lineage for t in queries.targets(known_at=then)] == [row.lineage]
    with pytest.raises(Http404):
        queries.target_for(officer, row.lineage)
    assert history.versions("target", row.lineage)[-1].reason == "误登"


def test_the_second_of_two_people_is_told_what_changed_and_by_whom(officer, zone) -> None:
    row = figure(officer)
    colleague = zone.actors["statistics"]
    actions.correct_figure(
        row.lineage, {"value": Decimal(43000000000)}, by=colleague, expected_version=1, reason="核实"
    )
    with pytest.raises(StatementMoved) as told:
        actions.correct_figure(
            row.lineage, {"value": Decimal(1)}, by=officer, expected_version=1, reason="改"
        )
    words = str(told.value)
    assert "statistics员" in words
    assert "数值由428亿元改为430亿元" in words
    assert history.current("figure", row.lineage).value == 43000000000


def test_a_change_of_nothing_writes_nothing(officer) -> None:
    row = task(officer)
    before = audit.head()
    same = actions.correct_task(row.lineage, {"theme": "招商"}, by=officer, expected_version=1, reason="")
    assert (same.version, audit.head()) == (1, before)


def test_units_of_a_task_belong_to_their_version(officer, zone) -> None:
    row = task(officer)
    then = audit.head()
    unit = zone.units["投资促进局"]
    changes = {"lead_unit": unit.pk, "support_units": [zone.units["澜汀街道"].pk]}
    actions.correct_task(row.lineage, changes, by=officer, expected_version=1, reason="明确责任")
    now, before = queries.tasks()[0], queries.tasks(known_at=then)[0]
    assert (now.lead_unit, now.units("support")) == (unit, [zone.units["澜汀街道"]])
    assert (before.lead_unit, before.units("support")) == (None, [])


def test_a_correction_taken_back_restores_the_earlier_version_as_a_new_one(officer) -> None:
    row = figure(officer)
    actions.correct_figure(row.lineage, {"value": 7}, by=officer, expected_version=1, reason="更正")
    back = actions.restore_figure(row.lineage, 1, by=officer, expected_version=2, reason="撤回更正")
    assert (back.version, back.value, back.source) == (3, row.value, row.source)


def test_a_number_typed_in_is_its_own_source(officer) -> None:
    row = figure(officer)
    typed = actions.correct_figure(
        row.lineage, {"value": 5}, by=officer, expected_version=1, reason="电话核实"
    )
    assert typed.source == f"entry:figure:{row.lineage}:2"
    assert typed.span() is None


def test_every_write_stands_in_the_log_with_before_and_after(officer) -> None:
    row = figure(officer)
    corrected = actions.correct_figure(
        row.lineage, {"value": 5}, by=officer, expected_version=1, reason="核实"
    )
    logged = audit.entry(corrected.seq_from)
    assert (logged.action, logged.thing, logged.reason) == ("figure.correct", f"figure:{row.lineage}", "核实")
    assert '"value":"42800000000"' in logged.before
    assert '"value":"5"' in logged.after


def test_the_database_itself_refuses_two_current_versions(officer) -> None:
    row = figure(officer)
    row.pk, row.version = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    assert PublishedFigure.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"period": ""}, "没有写明数据期"),
        ({"period": "2022-13"}, "没有2022年13月"),
        ({"unit": "斤"}, "单位“斤”未知"),
        ({"measure": "speed"}, "没有“speed”这种度量"),
        ({"value": "NaN"}, "不是可以登记的数值"),
        ({"value": "1E+400"}, "不是可以登记的数值"),
        ({"indicator": ""}, "没有指明指标"),
        ({"colour": "red"}, "没有这样的栏目：colour"),
        ({"measure": "rank", "unit": "rank", "value": 0}, "位次应为1以上的整数"),
    ],
)
def test_what_cannot_be_put_on_record_is_refused_in_one_sentence(officer, fields, says) -> None:
    with pytest.raises(GuatuError, match=says):
        figure(officer, **fields)
    assert not queries.published()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"stretch": None}, "目标没有数值"),
        ({"comparator": "~"}, "比较方式"),
        ({"unit": None}, "目标没有单位"),
    ],
)
def test_a_promise_of_nothing_is_refused(officer, fields, says) -> None:
    with pytest.raises(StatementError, match=says):
        target(officer, **fields)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": " "}, "任务没有内容"),
        ({"deadline_kind": "date"}, "时限种类与日期不相符"),
        ({"deadline_kind": "monthly", "deadline": date(2022, 12, 31)}, "时限种类与日期不相符"),
    ],
)
def test_a_task_without_words_or_with_half_a_time_limit_is_refused(officer, fields, says) -> None:
    with pytest.raises(StatementError, match=says):
        task(officer, **fields)


@pytest.mark.parametrize(
    "role", ["leader", "portfolio_leader", "department", "liaison", "auditor", "operator"]
)
def test_only_the_offices_in_charge_put_things_on_record(zone, role) -> None:
    with pytest.raises(PermissionDenied):
        figure(zone.actors[role])
    row = figure(zone.actors["supervision"])
    with pytest.raises(PermissionDenied):
        actions.correct_figure(row.lineage, {"value": 1}, by=zone.actors[role], expected_version=1, reason="")


def test_a_bureau_sees_its_own_tasks_and_no_others(zone, officer) -> None:
    own = task(officer, lead_unit=zone.units["经济发展局"].pk)
    other = task(officer, title="加快项目建设", lead_unit=zone.units["投资促进局"].pk)
    bureau = zone.actors["department"]
    assert [row.lineage for row in queries.tasks_seen_by(bureau)] == [own.lineage]
    assert queries.task_for(bureau, own.lineage).title == own.title
    with pytest.raises(PermissionDenied):
        queries.task_for(bureau, other.lineage)
