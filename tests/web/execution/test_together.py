"""Two officers divide or merge the same task at the same moment: one does, the other is told who did."""

import pytest

from guatu.web.audit.queries import first_break
from guatu.web.execution.actions import dividing
from guatu.web.execution.actions.setting_up import set_up
from guatu.web.execution.models import Assignment
from guatu.web.statements.problems import StatementMoved
from guatu.web.statements.queries import history, tasks
from tests.builders import task
from tests.web.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


def test_a_task_divided_twice_at_once_is_divided_once(officer):
    number = task("完成土方和桩基", by=officer).lineage
    set_up(number, by=officer)
    told = together(
        lambda: dividing.split(number, ["完成土方", "完成桩基"], by=officer, expected_version=1),
        lambda: dividing.split(number, ["完成土方", "完成桩基"], by=officer, expected_version=1),
    )
    (refused,) = [answer for answer in told if isinstance(answer, StatementMoved)]
    assert "已撤回" in str(refused)
    assert sorted(row.title for row in tasks(kind="action")) == ["完成土方", "完成桩基"]
    assert Assignment.objects.exclude(state="stopped").count() == 2
    assert first_break() is None


def test_a_task_merged_into_two_others_at_once_goes_into_one(officer):
    one, two, gone = (task(title, by=officer).lineage for title in ("甲改革", "乙改革", "丙改革"))
    told = together(
        lambda: dividing.merge(one, {gone: 1}, by=officer, expected_version=1),
        lambda: dividing.merge(two, {gone: 1}, by=officer, expected_version=1),
    )
    (refused,) = [answer for answer in told if isinstance(answer, StatementMoved)]
    assert "丙改革" in str(refused)
    assert history.current("task", gone).version == 2
    assert len(tasks(kind="action")) == 2
    assert first_break() is None


def test_two_tasks_merged_into_each_other_at_once_leave_one(officer):
    one, other = (task(title, by=officer).lineage for title in ("甲改革", "乙改革"))
    told = together(
        lambda: dividing.merge(one, {other: 1}, by=officer, expected_version=1),
        lambda: dividing.merge(other, {one: 1}, by=officer, expected_version=1),
    )
    assert sum(isinstance(answer, StatementMoved) for answer in told) == 1
    assert len(tasks(kind="action")) == 1
