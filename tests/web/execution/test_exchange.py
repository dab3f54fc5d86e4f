"""The task book goes out as a workbook, is filled in and comes back: changes, conflicts, refusals."""

import io
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guatu.execution.exchange import COLUMNS, SHEET, ExchangeError
from guatu.facts.sheet import letters
from guatu.files.store import checksum
from guatu.web.audit.models import Entry
from guatu.web.audit.queries import head, today
from guatu.web.execution import queries
from guatu.web.execution.actions import setting_up
from guatu.web.execution.actions.bringing_back import bring_back
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.setting_aside import set_aside
from guatu.web.execution.queries.assignments import assignment
from guatu.web.execution.queries.exchange import planned, workbook
from guatu.web.reading import store
from guatu.web.statements.actions import correct_task
from guatu.web.statements.queries import task_for
from guatu.web.statements.queries.history import current
from tests.builders import task

pytestmark = pytest.mark.django_db
PLACES = {name: letters(n) for n, (name, _, _) in enumerate(COLUMNS)}


@pytest.fixture
def book(zone):
    """Two tasks in hand of the bureau of economy, and the workbook of them."""
    office, numbers = zone.actors["supervision"], []
    for title in ("开工产业园", "编制方案"):
        number = task(
            title,
            by=office,
            lead_unit=zone.units["经济发展局"],
            deadline_kind="date",
            deadline=date(2022, 9, 30),
        ).lineage
        setting_up.set_up(number, by=office)
        for role, deed in (("leader", "review"), ("supervision", "issue"), ("department", "accept")):
            version = assignment(number).version
            move(number, deed, by=zone.actors[role], expected_version=version)
        numbers.append(number)
    return numbers, workbook(queries.lines(office), title="任务书", known_at=None)


def filled(data, **cells):
    """The workbook with cells filled in: `title2="…"` is the title of the task on row 2."""
    opened = openpyxl.load_workbook(io.BytesIO(data))
    for name, value in cells.items():
        opened[SHEET][f"{PLACES[name.rstrip('0123456789')]}{name.lstrip('abcdefghijklmnopqrstuvwxyz_')}"] = (
            value
        )
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def test_unchanged_it_changes_nothing(zone, book):
    before = head()
    assert planned(book[1], name="b.xlsx", actor=zone.actors["supervision"]) == []
    assert bring_back(book[1], name="b.xlsx", by=zone.actors["supervision"]).tasks == 0
    assert head() == before


def test_each_cell_is_written_by_the_action_that_it_is(zone, book):
    (first, second), data = book
    data = filled(
        data,
        title2="开工产业园一期",
        support2="澜汀街道、投资促进局",
        weight2=2.5,
        officer2="supervision员",
        progress3="桩基完成",
        problems3="用地待批",
    )
    taken = bring_back(data, name="b.xlsx", by=zone.actors["supervision"])
    assert (taken.tasks, taken.reports) == (2, 1)
    stated = task_for(zone.actors["supervision"], first)
    assert stated.title == "开工产业园一期"
    assert [str(u) for u in stated.units("support")] == ["澜汀街道", "投资促进局"]
    assert (assignment(first).weight, str(assignment(first).officer)) == (Decimal("2.5"), "supervision员")
    report = assignment(second).last_report
    assert (report.progress, report.problems) == ("桩基完成", "用地待批")
    assert str(report.on_behalf) == "经济发展局"
    written = set(Entry.objects.filter(reason="由任务书表格带回").values_list("action", flat=True))
    assert written == {"task.correct", "task.amend"}


def test_the_limit_of_a_task_that_no_unit_has_yet_is_taken_from_the_sheet(zone):
    office = zone.actors["supervision"]
    number = task("编制规划", by=office, deadline_kind="date", deadline=date(2022, 9, 30)).lineage
    data = workbook(queries.lines(office), title="任务书", known_at=None)
    bring_back(filled(data, deadline2="每月"), name="b.xlsx", by=office)
    assert current("task", number).deadline_kind == "monthly"


def test_what_was_changed_in_both_places_is_kept_here_unless_the_sheet_is_chosen(zone, book):
    (first, _second), data = book
    office = zone.actors["supervision"]
    correct_task(first, {"person": "王科长"}, by=office, expected_version=1, reason="换人")
    data = filled(data, person2="李科长", place2="澜汀片区")
    (plan,) = planned(data, name="b.xlsx", actor=office)
    assert [(d.column, d.base, d.theirs, d.ours, d.twice) for d in plan.found] == [
        ("person", "", "李科长", "王科长", True),
        ("place", "", "澜汀片区", "", False),
    ]
    bring_back(data, name="b.xlsx", by=office)
    assert (current("task", first).person, assignment(first).place) == ("王科长", "澜汀片区")
    bring_back(data, name="b.xlsx", by=office, take=[f"{first}:person"])
    assert current("task", first).person == "李科长"


@pytest.mark.parametrize(
    ("cells", "where", "said"),
    [
        ({"lead2": "不存在局"}, "任务书!G2（牵头单位）", "不存在局"),
        ({"lead3": "经济发展局、澜汀街道"}, "任务书!G3（牵头单位）", "只能有一个"),
        ({"leader2": "无此人"}, "任务书!J2（分管领导）", "无此人"),
        ({"deadline2": "尽快"}, "任务书!N2（时限）", "尽快"),
        ({"title2": "开工", "deadline2": "每月"}, "任务书!N2（时限）", "已经交办，时限不能直接调整"),
        ({"weight2": "很大"}, "任务书!O2（权重）", "很大"),
        ({"weight2": "NaN"}, "任务书!O2（权重）", "NaN"),
        ({"number3": "编号"}, "任务书!A3（编号）", "不在导出的任务之中"),
        ({"title2": None}, "任务书!E2（任务）", "空的"),
        ({"place3": "长" * 200}, "任务书!P3（地点）", "120"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_written(zone, book, cells, where, said):
    before = head()
    data = filled(book[1], person2="李科长", **cells)
    with pytest.raises(ExchangeError) as caught:
        bring_back(data, name="b.xlsx", by=zone.actors["supervision"])
    assert [p.where for p in caught.value.problems] == [where]
    assert said in caught.value.problems[0].message
    assert head() == before


def send(client, data, **more):
    file = SimpleUploadedFile("任务书.xlsx", data)
    return client.post("/tasks/back", {"file": file} | more)


def test_the_page_shows_the_changes_first_and_then_writes_them(zone, book, client_of):
    (first, _second), data = book
    client = client_of("supervision")
    shown = send(client, filled(data, person2="李科长"))
    assert "李科长" in shown.content.decode()
    assert current("task", first).person == ""
    sent = {"ticket": shown.context["ticket"]}
    page = client.post("/tasks/back", sent, follow=True).content.decode()
    assert "已写入1项任务的修改" in page
    assert current("task", first).person == "李科长"


@pytest.mark.parametrize("data", [b"", b"MZ\x90", b"PK\x03\x04broken", "编号,任务\n1,甲".encode()])
def test_a_bad_file_gets_a_sentence(zone, client_of, data):
    answer = send(client_of("supervision"), data or b" ")
    assert answer.status_code == 422
    assert "warnbox" in answer.content.decode()


def test_a_file_that_was_never_sent_cannot_be_written(zone, client_of):
    page = client_of("supervision").post("/tasks/back", {"ticket": "0" * 64}, follow=True)
    assert "请重新上传" in page.content.decode()


def test_a_ticket_for_another_use_writes_nothing(zone, book, client_of):
    ticket = set_aside(book[1], name="b.xlsx", by=zone.actors["supervision"], use="task.collect")
    page = client_of("supervision").post("/tasks/back", {"ticket": ticket}, follow=True)
    assert "请重新上传" in page.content.decode()


def test_a_refused_workbook_is_kept_with_its_problems(zone, book, client_of):
    data = filled(book[1], lead2="没有的单位")
    client = client_of("supervision")
    answer = client.post("/tasks/back", {"ticket": send(client, data).context["ticket"]})
    assert answer.status_code == 422
    row = Entry.objects.get(action="task.refuse_file")
    assert "没有的单位" in row.after
    assert store.read(checksum(data)) == data


def test_a_bureau_exports_its_own_and_cannot_bring_back(zone, book, client_of):
    task("修复河道", by=zone.actors["supervision"], lead_unit=zone.units["澜汀街道"])
    answer = client_of("department").get("/tasks/book.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))[SHEET]
    titles = {sheet.cell(n, 5).value for n in range(2, sheet.max_row + 1)}
    assert titles == {"开工产业园", "编制方案"}
    assert client_of("department").get("/tasks/back").status_code == 403
    assert today() == date(2022, 8, 20)


def test_the_task_book_as_a_document_has_the_type_area_and_faces_of_the_standard(zone, book, client_of):
    answer = client_of("supervision").get("/tasks/book.docx")
    made = docx.Document(io.BytesIO(answer.content))
    section = made.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m.mm) for m in margins] == [37, 35, 28, 26]
    (table,) = made.tables
    assert [cell.text for cell in table.rows[1].cells][:4] == ["1", "开工产业园", "", "经济发展局"]
    assert "仿宋_GB2312" in made.styles["Normal"].element.xml
    assert "青澜开发区2022年重点工作任务书" in [line.text for line in made.paragraphs]
