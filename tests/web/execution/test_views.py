"""The views of the task book: battle map, timetable, list with bulk acts, one unit's page, sheets of A3."""

from datetime import date

import pytest

from guatu.execution.states import State
from guatu.web.audit.models import Entry
from guatu.web.audit.queries import head
from guatu.web.execution import queries
from guatu.web.execution.actions import planning, reporting, setting_up
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.reporting import Said
from guatu.web.execution.models import Assignment
from guatu.web.execution.queries import counting
from guatu.web.execution.queries.assignments import assignment
from guatu.web.execution.queries.battle import battle_map
from guatu.web.statements.queries.history import current
from tests.builders import task

pytestmark = pytest.mark.django_db
TODAY = date(2022, 8, 20)


def stated(zone, title, *, due, unit="经济发展局", said=date(2022, 3, 1)):
    given = {"lead_unit": zone.units[unit], "deadline_kind": "date", "deadline": due, "document_date": said}
    return task(title, by=zone.actors["supervision"], theme="招商引资", theme_order=1, **given).lineage


def go(zone, number, *steps):
    """Moves as ``(role, deed, day)``."""
    for role, deed, on in steps:
        version = assignment(number).version
        if deed in ("report", "submit"):
            final, by = deed == "submit", zone.actors[role]
            reporting.report(number, Said("桩基完成"), by=by, expected_version=version, final=final, on=on)
        else:
            move(number, deed, by=zone.actors[role], expected_version=version, words="同意", on=on)


@pytest.fixture
def year(zone):
    """A task late in May, handed in in June, signed off in July; one with nodes; one for October."""
    office = zone.actors["supervision"]
    made = {
        "late": stated(zone, "建成展厅", due=date(2022, 5, 10)),
        "nodes": stated(zone, "开工产业园", due=date(2022, 12, 20)),
        "other": stated(zone, "修复河道", due=date(2022, 10, 31), unit="澜汀街道"),
    }
    for number in made.values():
        setting_up.set_up(number, by=office)
        go(zone, number, ("leader", "review", date(2022, 3, 3)), ("supervision", "issue", date(2022, 3, 4)))
    go(
        zone,
        made["late"],
        ("department", "accept", date(2022, 3, 7)),
        ("department", "submit", date(2022, 6, 20)),
        ("supervision", "pass", date(2022, 7, 4)),
        ("supervision", "refer", date(2022, 7, 5)),
        ("leader", "sign_off", date(2022, 7, 6)),
    )
    version = assignment(made["nodes"]).version
    nodes = [("方案报批", date(2022, 9, 9)), ("主体完成", date(2022, 11, 30))]
    planning.plan_nodes(made["nodes"], nodes, by=office, expected_version=version)
    return made


def drawn(zone, name):
    lines = queries.lines(zone.actors["leader"])
    rows = {str(row.unit): row for row in battle_map(lines, today=TODAY, known_at=None)}
    return rows[name], [
        {mark.kind: int(mark.figure.value) for mark in cell.marks} for cell in rows[name].cells
    ]


def test_each_past_month_shows_the_light_that_it_ended_with(zone, year):
    _row, cells = drawn(zone, "经济发展局")
    assert cells[:2] == [{}, {}]
    assert cells[2] == {"ok": 2}
    # late since 10 May: red at the end of May, and in June, since handing in late stops no clock that ran out
    assert cells[4] == {"bad": 1, "ok": 1}
    assert cells[5] == {"bad": 1, "ok": 1}
    assert cells[6] == {"ok": 2}  # signed off in July
    assert cells[7] == {"ok": 1}  # and gone in August


def test_the_nodes_ahead_and_the_next_one_with_its_person(zone, year):
    row, cells = drawn(zone, "经济发展局")
    assert cells[8:] == [{"node": 1}, {}, {"node": 1}, {"node": 1}]
    assert (row.next.name, row.next.due) == ("方案报批", date(2022, 9, 9))


def test_every_count_of_the_map_is_what_its_name_counts(zone, year):
    lines = queries.lines(zone.actors["leader"])
    for known_at in (None, head()):
        for row in battle_map(lines, today=TODAY, known_at=known_at):
            for mark in (mark for cell in row.cells for mark in cell.marks):
                assert len(counting.counted(mark.figure.key)) == mark.figure.value, mark.figure.key


def test_a_bureau_sees_its_own_row_alone(zone, year, client_of):
    page = client_of("department").get("/tasks/map").content.decode()
    assert "经济发展局" in page
    assert "澜汀街道" not in page
    assert "修复河道" not in client_of("department").get("/tasks/list").content.decode()


@pytest.mark.parametrize(
    "path", ["/tasks/timetable", "/tasks/timetable?by=unit", "/tasks/list", "/tasks/map"]
)
def test_each_view_shows_the_tasks_of_the_year(zone, year, client_of, path):
    page = client_of("leader").get(path).content.decode()
    assert "开工产业园" in page
    assert "style=" not in page


def test_the_list_is_narrowed_by_words(zone, year, client_of):
    page = client_of("leader").get("/tasks/list?q=河道").content.decode()
    assert "修复河道" in page
    assert "开工产业园" not in page


def test_one_units_page_tells_what_it_leads_and_what_comes_next(zone, year, client_of):
    page = client_of("leader").get(f"/tasks/units/{zone.units['经济发展局'].pk}").content.decode()
    assert page.index("方案报批") < page.index("主体完成")
    assert "修复河道" not in page
    assert client_of("leader").get("/tasks/units/999999").status_code == 404


@pytest.mark.parametrize("path", ["/tasks/map.pdf", "/tasks/wall.pdf"])
def test_the_sheets_for_the_wall_are_pdf(zone, year, client_of, path):
    answer = client_of("leader").get(path)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def ticks(*numbers):
    return [f"{n}:{assignment(n).version}:{current('task', n).version}" for n in numbers]


def test_several_are_given_another_officer_each_with_its_row_in_the_log(zone, year, client_of):
    numbers = [year["nodes"], year["other"]]
    officer = zone.people["supervision"]
    sent = {"task": ticks(*numbers), "act": "officer", "officer": officer.pk, "words": "分工调整"}
    answer = client_of("supervision").post("/tasks/bulk", sent | {"back": "/tasks/list?q=a"})
    assert answer["Location"] == "/tasks/list?q=a"
    assert set(Assignment.objects.filter(officer=officer).values_list("task", flat=True)) == set(numbers)
    assert Entry.objects.filter(action="task.amend").count() == 2


def test_what_a_task_forbids_is_said_and_the_others_are_done(zone, year, client_of):
    fresh = stated(zone, "编制规划", due=date(2022, 11, 30))
    setting_up.set_up(fresh, by=zone.actors["supervision"])
    go(zone, fresh, ("leader", "review", TODAY))
    sent = {"task": ticks(fresh, year["nodes"]), "act": "issue"}
    page = client_of("supervision").post("/tasks/bulk", sent, follow=True).content.decode()
    assert assignment(fresh).state == State.ISSUED
    assert "“开工产业园”：任务现为“待签收”" in page.replace("&quot;", '"')
    assert "已办理1项" in page


def test_a_stale_tick_is_refused(zone, year, client_of):
    stale = ticks(year["nodes"])
    go(zone, year["nodes"], ("department", "accept", TODAY))
    sent = {"task": stale, "act": "hold", "words": "等待用地"}
    page = client_of("supervision").post("/tasks/bulk", sent, follow=True).content.decode()
    assert assignment(year["nodes"]).state == State.ACCEPTED
    assert "已由department员" in page


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org/tasks", "/documents"])
def test_the_way_back_never_leaves_the_task_pages(zone, year, client_of, back):
    answer = client_of("supervision").post("/tasks/bulk", {"back": back})
    assert answer["Location"] == "/tasks/list"


@pytest.mark.parametrize("tick", ["", "1", "1:2", "a:b:c", "1:2:3:4", "²:1:1"])
def test_a_malformed_tick_does_nothing(zone, year, client_of, tick):
    before = head()
    client_of("supervision").post("/tasks/bulk", {"task": [tick], "act": "officer", "officer": "1"})
    assert head() == before


def test_the_limit_of_several_is_moved_with_a_reason_or_not_at_all(zone, year, client_of):
    fresh = stated(zone, "编制规划", due=date(2022, 10, 31))
    setting_up.set_up(fresh, by=zone.actors["supervision"])
    sent = {"task": ticks(fresh), "act": "deadline", "day": "2022-11-30"}
    client_of("supervision").post("/tasks/bulk", sent)
    assert current("task", fresh).deadline == date(2022, 10, 31)
    client_of("supervision").post("/tasks/bulk", sent | {"words": "汛期延后"})
    assert current("task", fresh).deadline == date(2022, 11, 30)


def test_the_limit_of_what_was_issued_moves_only_by_an_extension(zone, year, client_of):
    fresh = stated(zone, "编制规划", due=date(2022, 10, 31))
    sent = {"act": "deadline", "day": "2022-11-30", "words": "汛期延后"}
    ticked = [*ticks(year["other"]), f"{fresh}:0:1"]
    page = client_of("supervision").post("/tasks/bulk", sent | {"task": ticked}, follow=True).content.decode()
    assert current("task", year["other"]).deadline == date(2022, 10, 31)
    assert current("task", fresh).deadline == date(2022, 11, 30)
    assert "“修复河道”：已经交办，时限不能直接调整。 请牵头单位在时限前申请延期" in page


def test_extensions_that_were_asked_for_are_endorsed_at_once(zone, year, client_of):
    number = year["nodes"]
    go(zone, number, ("department", "accept", TODAY))
    version = assignment(number).version
    move(
        number,
        "ask_extension",
        by=zone.actors["department"],
        expected_version=version,
        words="用地未批",
        day=date(2022, 12, 30),
        on=TODAY,
    )
    client_of("supervision").post("/tasks/bulk", {"task": ticks(number), "act": "endorse", "words": "属实"})
    assert assignment(number).extension == "endorsed"
