"""The lights of past months: as they were, and after making up where the scheme says so."""

from datetime import date

import pytest

from guatu.web.audit.queries import head
from guatu.web.execution import queries
from guatu.web.execution.actions import planning
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.reporting import Said, report
from guatu.web.execution.actions.setting_up import set_up
from guatu.web.execution.models import Request
from guatu.web.execution.queries.assignments import assignment, standings
from guatu.web.execution.queries.history import lights_of
from guatu.web.execution.queries.line import line_of
from guatu.web.statements.models import Task
from guatu.web.statements.queries import history
from tests.builders import task
from tests.web.execution.test_chase import IN_HAND, do, issued

pytestmark = pytest.mark.django_db
OUHAI = {"task": "ouhai-2020-milestone"}


@pytest.fixture
def made_up(zone):
    """A task due in June that was in hand in May, handed in in August and signed off."""
    number = issued(zone, due=date(2022, 6, 30))
    assignment(number).events.update(on=date(2022, 5, 10), since=date(2022, 5, 10))
    who, day = zone.actors["department"], date(2022, 8, 5)
    version = assignment(number).version
    report(number, Said("完成"), by=who, expected_version=version, final=True, on=day)
    for role, deed in (("supervision", "pass"), ("supervision", "refer"), ("leader", "sign_off")):
        version = assignment(number).version
        move(number, deed, by=zone.actors[role], expected_version=version, on=day)
    return number


def told(number, *, known_at=None):
    row = history.current("task", number)
    row.document_date = date(2022, 5, 1)
    found = lights_of(row, today=date(2022, 8, 20), known_at=known_at)
    return [(m.month.end.month, m.line.light.colour, m.after.colour) for m in found]


def test_by_the_default_a_red_month_stays_red(made_up):
    assert told(made_up) == [
        (5, "green", "green"),
        (6, "yellow", "yellow"),
        (7, "red", "red"),
        (8, "green", "green"),
    ]


def test_where_the_scheme_says_so_what_was_made_up_turns_the_past_yellow(made_up, settings):
    settings.GUATU_SCHEMES = OUHAI
    assert told(made_up) == [
        (5, "green", "green"),
        (6, "green", "green"),
        (7, "red", "yellow"),
        (8, "yellow", "yellow"),
    ]


def test_what_is_not_made_up_stays_red(zone, settings):
    settings.GUATU_SCHEMES = OUHAI
    number = issued(zone, due=date(2022, 6, 30))
    assignment(number).events.update(on=date(2022, 5, 10), since=date(2022, 5, 10))
    assert told(number)[-2:] == [(7, "red", "red"), (8, "red", "red")]


def test_the_page_shows_both_lights(made_up, settings, client_of):
    settings.GUATU_SCHEMES = OUHAI
    page = client_of("leader").get(f"/tasks/{made_up}").content.decode()
    assert "历月亮灯" in page


@pytest.fixture
def noded(zone):
    """A task until the end of the year whose first node was missed at the end of July."""
    number = issued(zone, due=date(2022, 12, 30))
    by, version = zone.actors["supervision"], assignment(number).version
    nodes = [("开工", date(2022, 7, 29)), ("入库", date(2022, 10, 31))]
    planning.plan_nodes(number, nodes, by=by, expected_version=version)
    assignment(number).events.update(on=date(2022, 5, 10), since=date(2022, 5, 10))
    Task.objects.filter(lineage=number).update(document_date=date(2022, 5, 1))
    return number


def light_of(zone, number):
    (line,) = [line for line in queries.lines(zone.actors["leader"]) if line.row.lineage == number]
    assert line.light == queries.line_for(zone.actors["leader"], number).light
    return line.light.colour, line.light.label


@pytest.mark.parametrize(
    ("scheme", "before", "after"),
    [
        ("deadline", ("green", "序时推进"), ("green", "序时推进")),
        ("suqian-2025-deadline", ("yellow", "进度偏慢"), ("green", "序时推进")),
        ("yinchuan-2025-progress", ("red", "严重滞后"), ("green", "序时推进")),
        ("yinchuan-2025-start", ("yellow", "进度偏慢"), ("green", "已开工")),
        ("yinchuan-2025-entry", ("none", "尚未开工"), ("green", "序时推进")),
        ("yichang-2015-node", ("red", "逾期"), ("green", "序时推进")),
        ("ouhai-2020-milestone", ("red", "未完成"), ("green", "序时推进")),
    ],
)
def test_each_places_scheme_judges_a_task_by_its_nodes(zone, noded, settings, scheme, before, after):
    settings.GUATU_SCHEMES = {"task": scheme}
    assert light_of(zone, noded) == before
    version = assignment(noded).version
    planning.reach_node(
        noded, 1, by=zone.actors["department"], expected_version=version, on=date(2022, 8, 19)
    )
    assert light_of(zone, noded) == after


def test_a_past_month_turns_yellow_when_its_node_was_made_up(zone, noded, settings):
    settings.GUATU_SCHEMES = OUHAI
    row = history.current("task", noded)

    def july():
        months = lights_of(row, today=date(2022, 8, 20), known_at=None)
        return next((m.line.light.colour, m.after.colour) for m in months if m.month.end.month == 7)

    assert july() == ("red", "red")
    version = assignment(noded).version
    planning.reach_node(
        noded, 1, by=zone.actors["department"], expected_version=version, on=date(2022, 8, 19)
    )
    assert july() == ("red", "yellow")


@pytest.fixture
def monthly(zone):
    """A monthly duty that was in hand in May and asked for each month; June came late, July in time."""
    by, unit = zone.actors["supervision"], zone.units["经济发展局"]
    number = task("每月会商", by=by, lead_unit=unit, deadline_kind="monthly").lineage
    set_up(number, by=by)
    do(zone, number, *IN_HAND)
    row = assignment(number)
    row.events.update(on=date(2022, 5, 10), since=date(2022, 5, 10))
    asked = {"assignment": row, "unit": unit, "kind": "report", "seq": row.seq}
    for month, due in ((5, date(2022, 5, 31)), (6, date(2022, 6, 30)), (7, date(2022, 7, 29))):
        Request.objects.create(**asked, on=date(2022, month, 1), period=f"2022-{month:02d}", due=due)
    for month, day in ((5, date(2022, 5, 30)), (6, date(2022, 7, 5)), (7, date(2022, 7, 28))):
        said, version = Said("已会商", period=f"2022-{month:02d}"), assignment(number).version
        report(number, said, by=zone.actors["department"], expected_version=version, on=day)
    Request.objects.create(**asked, on=date(2022, 8, 1), period="2022-08", due=date(2022, 8, 31))
    return number


def test_a_month_of_a_monthly_duty_is_green_once_its_report_came_and_not_before(monthly):
    assert [colour for _month, colour, _after in told(monthly)] == ["green", "yellow", "green", "green"]


def test_a_missing_report_of_a_monthly_duty_is_overdue_until_it_comes(zone, monthly):
    row = history.current("task", monthly)
    for day, colour in (
        (date(2022, 8, 20), "green"),
        (date(2022, 8, 26), "yellow"),
        (date(2022, 9, 2), "red"),
    ):
        line = line_of(row, today=day, standing=standings(tasks=[monthly])[monthly])
        assert (day, line.light.colour) == (day, colour)
    said, version = Said("已会商", period="2022-08"), assignment(monthly).version
    report(monthly, said, by=zone.actors["department"], expected_version=version, on=date(2022, 8, 25))
    now, then = standings(tasks=[monthly])[monthly], standings(tasks=[monthly], known_at=head())[monthly]
    assert (now.owed, now.asked) == (then.owed, then.asked) == (None, date(2022, 8, 31))
    assert line_of(row, today=date(2022, 8, 31), standing=now).light.colour == "green"


@pytest.fixture
def quarterly(zone):
    """A standing task that was in hand in May; its report of the second quarter is missing."""
    by, unit = zone.actors["supervision"], zone.units["经济发展局"]
    number = task("优化营商环境", by=by, lead_unit=unit, deadline_kind="standing").lineage
    set_up(number, by=by)
    do(zone, number, *IN_HAND)
    row = assignment(number)
    row.events.update(on=date(2022, 5, 10), since=date(2022, 5, 10))
    asked = {"assignment": row, "unit": unit, "kind": "report", "seq": row.seq, "on": date(2022, 5, 10)}
    Request.objects.create(**asked, period="2022-04/2022-06", due=date(2022, 7, 14))
    return number


def test_a_missing_report_of_a_quarter_is_red_on_every_page_until_it_comes(zone, quarterly, client_of):
    assert told(quarterly) == [
        (5, "none", "none"),
        (6, "none", "none"),
        (7, "red", "red"),
        (8, "red", "red"),
    ]
    client = client_of("supervision")
    for page in (f"/tasks/{quarterly}", "/tasks/list", "/meetings/dispatch"):
        text = client.get(page).content.decode()
        assert all(word in text for word in ("反馈逾期", "长期坚持")), page
    said, version = Said("已会商", period="2022-04/2022-06"), assignment(quarterly).version
    report(quarterly, said, by=zone.actors["department"], expected_version=version, on=date(2022, 8, 19))
    line = line_of(
        history.current("task", quarterly), today=date(2022, 8, 20), standing=standings()[quarterly]
    )
    assert (line.light.colour, line.clock.due) == ("none", None)
