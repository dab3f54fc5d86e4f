"""A refused file of tasks has a page: what is wrong by sheet, row and column, what to do, the file itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guatu.execution.exchange import SHEET
from guatu.vocabulary.problems import Problem
from guatu.web.audit.queries import head
from guatu.web.execution.actions.setting_aside import keep_refused
from guatu.web.execution.models import RefusedFile
from guatu.web.execution.queries.refused import told
from tests.web.crawl.reading import read_page
from tests.web.execution.test_bringing import workbook

pytestmark = pytest.mark.django_db
WRONG = workbook(["产业", "编制冲刺清单", "某某局", "", "", "尽快", ""])


@pytest.fixture
def refused(zone, client_of):
    """A list that the supervision office brought, with a unit and a time limit that nobody knows."""
    file = SimpleUploadedFile("清单.xlsx", WRONG)
    answer = client_of("supervision").post("/tasks/new/sheet", {"file": file})
    return answer, RefusedFile.objects.get()


def test_each_problem_stands_at_its_cell_with_what_to_do(refused):
    cells = [(p.sheet, p.row, p.column) for p in told(refused[1]).problems]
    assert cells == [("清单", "4", "C"), ("清单", "4", "F")]
    assert "名册里没有单位“某某局”" in told(refused[1]).problems[0].message
    assert "请改用单位全称或简称" in told(refused[1]).problems[0].what_to_do


def test_the_answer_leads_to_the_page_and_the_list_to_it_again(refused, client_of):
    answer, row = refused
    there = f"/tasks/refused/{row.pk}"
    assert answer.status_code == 422
    assert there in answer.content.decode()
    client = client_of("supervision")
    assert there in client.get("/tasks/refused").content.decode()
    page = client.get(there).content.decode()
    for words in ("清单.xlsx", "某某局", "尽快", "请改用单位全称或简称", "整份没有收下"):
        assert words in page
    for address in (there, "/tasks/refused", "/tasks/new/sheet"):
        assert read_page(client.get(address).content.decode()).orphans == []


def test_the_file_is_given_back_as_it_came_and_never_shown(refused, client_of):
    answer = client_of("supervision").get(f"/tasks/refused/{refused[1].pk}/file")
    assert answer.content == WRONG
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_what_concerns_the_whole_file_names_no_cell(zone, client_of):
    file = SimpleUploadedFile("清单.xlsx", b"MZ\x90")
    client_of("supervision").post("/tasks/new/sheet", {"file": file})
    (problem,) = told(RefusedFile.objects.get()).problems
    assert (problem.sheet, problem.row, problem.column) == ("", "", "")
    assert "不是电子表格" in problem.message


def test_a_bureau_sees_what_it_brought_and_nothing_else(refused, zone, client_of):
    client = client_of("department")
    client.post("/collect", {"sheet": SimpleUploadedFile("进展.xlsx", b"MZ\x90")})
    own = RefusedFile.objects.get(by=zone.people["department"])
    assert client.get(f"/tasks/refused/{own.pk}").status_code == 200
    for part in ("", "/file"):
        assert client.get(f"/tasks/refused/{refused[1].pk}{part}").status_code == 403
    page = client.get("/tasks/refused").content.decode()
    assert "进展.xlsx" in page
    assert "清单.xlsx" not in page
    assert "进展.xlsx" in client_of("supervision").get("/tasks/refused").content.decode()
    assert client_of("leader").get("/tasks/refused").status_code == 403


def test_an_earlier_version_does_not_know_of_it_yet(refused, client_of):
    client = client_of("supervision")
    assert "清单.xlsx" in client.get(f"/tasks/refused?known_at={head()}").content.decode()
    assert "清单.xlsx" not in client.get(f"/tasks/refused?known_at={refused[1].seq - 1}").content.decode()


def test_a_head_in_the_address_stays_with_its_column_and_the_rest_is_counted(zone):
    problem = Problem("exchange.cell", {}, f"{SHEET}!N12（时限）", "认不出", "请改正")
    row = keep_refused(
        b"x", name="任务书.xlsx", by=zone.actors["supervision"], use="task.edit", problems=[problem] * 502
    )
    found = told(row)
    assert (found.problems[0].row, found.problems[0].column) == ("12", "N（时限）")
    assert (len(found.problems), found.more) == (500, 2)
