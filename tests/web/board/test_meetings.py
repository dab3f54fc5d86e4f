"""What meetings hear, and how a decision becomes a task on the spot."""

from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from docx import Document

from guatu.execution.states import State
from guatu.web.board.actions import decide
from guatu.web.board.queries.meetings import hearing, monday_report, speaking_order
from guatu.web.execution.problems import ExecutionError
from guatu.web.execution.queries.assignments import assignment
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import history
from tests.web.execution.test_chase import issued
from tests.web.execution.test_loop import do

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks(zone):
    """One overdue task with a report, one overdue of another unit, one due soon, one far off."""
    late = issued(zone, "完成土地出让", due=date(2022, 8, 12))
    do(zone, late, ("department", "report"))
    return {
        "late": late,
        "street": issued(zone, "拆除违建", due=date(2022, 8, 18), unit="澜汀街道"),
        "near": issued(zone, "开工产业园", due=date(2022, 8, 24)),
        "far": issued(zone, "建成公园", due=date(2022, 12, 30)),
    }


def heard_by(zone, role="leader"):
    return hearing(zone.actors[role], known_at=None)


def test_units_speak_in_the_order_of_their_red_lights(zone, tasks):
    titles = [line.row.title for line in speaking_order(heard_by(zone))]
    assert titles == ["完成土地出让", "开工产业园", "拆除违建"]


def test_mondays_report_cites_counts_that_hold_when_followed(zone, tasks, client_of):
    document = monday_report(zone.actors["leader"], heard_by(zone))
    first = document.body[0]
    assert first.text.startswith("截至8月20日，红灯2项（上周1项，较上周增加1项）")
    client = client_of("leader")
    for run in first.runs:
        if run.href:
            page = client.get(run.href)
            assert (page.status_code, run.text in page.content.decode()) == (200, True)


def test_the_three_papers_are_pages_and_files(zone, tasks, client_of):
    client = client_of("supervision")
    for name in ("monday", "dispatch", "bulletin"):
        assert "完成土地出让" in client.get(f"/meetings/{name}").content.decode()
        word = Document(BytesIO(client.get(f"/meetings/{name}.docx").content))
        cells = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
        assert "完成土地出让" in " ".join(p.text for p in word.paragraphs) + cells
        with pdfplumber.open(BytesIO(client.get(f"/meetings/{name}.pdf").content)) as pdf:
            said = "".join(page.extract_text() for page in pdf.pages).replace(" ", "")
            assert "完成土地出让" in said
            links = [link["uri"] for page in pdf.pages for link in page.hyperlinks]
        assert all(link.startswith("http://testserver/") and "known_at=" in link for link in links)
        assert links
    assert client.get("/meetings/monday.png").content.startswith(b"\x89PNG")
    assert client.get("/meetings/monday.exe").status_code == 404


def test_a_decision_becomes_a_child_of_the_task_that_was_discussed(zone, tasks, client_of):
    given = {"parent": tasks["late"], "title": "专题协调用地指标", "deadline": "2022-08-31"}
    answer = client_of("supervision").post("/meetings/dispatch/decide", given)
    assert answer["Location"] == f"/meetings/dispatch#task-{tasks['late']}"
    (made,) = [row for row in statements.tasks() if row.title == "专题协调用地指标"]
    row = assignment(made.lineage)
    assert (row.parent, row.state, row.source_words) == (
        tasks["late"],
        State.DRAFT,
        "2022年8月20日重点任务调度会议定",
    )
    assert (made.lead_unit, made.deadline) == (zone.units["经济发展局"], date(2022, 8, 31))


def test_a_decision_without_a_date_falls_due_as_minutes_do(zone, tasks):
    number = decide("明确责任人", by=zone.actors["supervision"], parent=tasks["street"])
    assert history.current("task", number).deadline == date(2022, 9, 9)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"title": " "}, "是空的"),
        ({"parent": None}, "还没有牵头单位"),
        ({"due": date(2022, 8, 1)}, "已经过了"),
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_written(zone, tasks, more, why):
    given = {"title": "再议", "parent": tasks["late"]} | more
    before = len(statements.tasks())
    with pytest.raises(ExecutionError, match=why):
        decide(by=zone.actors["supervision"], **given)
    assert len(statements.tasks()) == before


def test_leaders_hear_and_only_the_office_decides(zone, tasks, client_of):
    assert "议定" not in client_of("leader").get("/meetings/dispatch").content.decode()
    assert client_of("leader").post("/meetings/dispatch/decide", {"title": "x"}).status_code == 403
    assert client_of("department").get("/meetings/dispatch").status_code == 403


def test_the_bulletin_of_an_earlier_month_tells_its_lights(zone, tasks, client_of):
    page = client_of("supervision").get("/meetings/bulletin?month=2022-07").content.decode()
    assert "2022年7月末，纳入督查的任务" in page
