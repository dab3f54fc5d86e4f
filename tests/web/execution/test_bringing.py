"""Tasks by sheet with merged heads and by numbered policy documents: whole or not at all, each cell named."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from guatu.execution.sheets import TaskSheetError, read_tasks, said_deadline
from guatu.files.store import checksum
from guatu.web.audit.models import Entry
from guatu.web.audit.queries import head
from guatu.web.execution.actions.bringing import bring_sheet
from guatu.web.execution.models import Assignment
from guatu.web.reading import store
from guatu.web.statements.queries import history

pytestmark = pytest.mark.django_db


def workbook(*rows, merged=("C2:E2", "A2:A3", "B2:B3", "F2:F3", "G2:G3")):
    """A sheet with a title, a head of two rows under merged cells, and rows below it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "清单"
    sheet.append(["青澜开发区重点任务清单（示例）"])
    sheet.append(["主题", "重点任务", "责任分工", "", "", "完成时限", "工作目标"])
    sheet.append(["", "", "牵头单位", "责任单位", "配合单位", "", ""])
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


GOOD = (
    ["产业", "编制冲刺清单", "经济发展局", "投资促进局、澜汀街道", "", "9月底前", "到企业到月份"],
    ["产业", "每月会商产销", "经济发展局", "", "各街道", "每月", ""],
    ["招商", "设立联络处", "投资促进局", "", "", date(2022, 12, 20), "挂牌"],
)


def test_merged_heads_are_read_and_each_row_is_a_draft_with_its_units(zone):
    made = bring_sheet(workbook(*GOOD), name="清单.xlsx", by=zone.actors["supervision"])
    stated = [history.current("task", row.task) for row in made]
    assert [(s.title, s.theme, s.deadline_kind, s.deadline) for s in stated] == [
        ("编制冲刺清单", "产业", "date", date(2022, 9, 30)),
        ("每月会商产销", "产业", "monthly", None),
        ("设立联络处", "招商", "date", date(2022, 12, 20)),
    ]
    assert stated[0].lead_unit == zone.units["经济发展局"]
    assert stated[0].units("responsible") == [zone.units["投资促进局"], zone.units["澜汀街道"]]
    assert stated[1].units("support") == [zone.units["澜汀街道"]]
    assert (made[0].state, made[0].source_words) == ("draft", "清单!B4")


def test_cells_merged_downwards_speak_for_every_row_and_a_merged_task_is_one(zone):
    rows = (
        ["产业", "编制冲刺清单", "经济发展局", "投资促进局", "", "9月底前", ""],
        ["", "", "", "澜汀街道", "", "", ""],
        ["", "每月会商产销", "经济发展局", "", "", "每月", ""],
    )
    data = workbook(*rows, merged=("C2:E2", "A2:A3", "B2:B3", "F2:F3", "G2:G3", "A4:A6", "B4:B5"))
    made = bring_sheet(data, name="清单.xlsx", by=zone.actors["supervision"])
    stated = [history.current("task", row.task) for row in made]
    assert [(s.title, s.theme) for s in stated] == [("编制冲刺清单", "产业"), ("每月会商产销", "产业")]
    assert stated[0].units("responsible") == [zone.units["投资促进局"], zone.units["澜汀街道"]]


def test_each_wrong_cell_is_named_by_its_address_and_nothing_is_written(zone):
    rows = (
        ["产业", "编制冲刺清单", "某某局", "", "", "尽快", ""],
        ["产业", "编制冲刺清单", "经济发展局", "", "", "每月", ""],
    )
    before = head()
    with pytest.raises(TaskSheetError) as refused:
        bring_sheet(workbook(*rows), name="清单.xlsx", by=zone.actors["supervision"])
    said = [str(problem) for problem in refused.value.problems]
    assert [text.partition("：")[0] for text in said] == ["清单!C4", "清单!F4", "清单!B5"]
    assert "名册里没有单位“某某局”" in said[0]
    assert (head(), Assignment.objects.count()) == (before, 0)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"MZ\x90\x00renamed", "不是电子表格"),
        (b"%PDF-1.4", "不是电子表格"),
        (b"PK\x03\x04broken", "损坏"),
        ("甲,乙\n1,2".encode("gb18030"), "没有找到“任务”一栏"),
        ("重点任务,时限\n开工,每月\n,每月".encode(), "第3行没有填写任务"),
    ],
)
def test_what_is_no_list_of_tasks_is_refused_in_one_sentence(zone, client_of, data, says):
    before = head()
    answer = client_of("supervision").post(
        "/tasks/new/sheet", {"file": SimpleUploadedFile("清单.xlsx", data)}
    )
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert [e.action for e in Entry.objects.filter(sequence__gt=before)] == ["task.refuse_file"]
    assert store.read(checksum(data)) == data


def test_a_csv_of_the_old_encoding_is_read_too():
    rows = read_tasks("任务,牵头单位\n开工,住建局".encode("gb18030"), name="清单.csv")
    assert [(row.get("title"), row.get("lead"), row.places["lead"]) for row in rows] == [
        ("开工", "住建局", "B2")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("12月31日前", ("date", date(2022, 12, 31))),
        ("2023年6月底前", ("date", date(2023, 6, 30))),
        ("年底前", ("date", date(2022, 12, 31))),
        ("2022.9.30", ("date", date(2022, 9, 30))),
        ("２０２２年２月", ("date", date(2022, 2, 28))),
        ("长期坚持", ("standing", None)),
        ("", ("none", None)),
        ("2月30日", None),
        ("13月底前", None),
        ("2022年0月底", None),
        ("0000年底", None),
        ("1022年5月1日", None),
        ("2024年2月底", ("date", date(2024, 2, 29))),
        ("尽快", None),
    ],
)
def test_time_limits_are_read_as_people_write_them(text, said):
    assert said_deadline(text, year=2022) == said


POLICY = """一、优化审批
1.推行一网通办。2022年底前完成改造。（牵头单位：经济发展局；责任单位：各街道）
2.压缩时限。（牵头单位：某省厅）
"""


def test_a_policy_document_is_shown_by_clauses_and_only_those_picked_are_set_up(zone, client_of):
    client, said = (
        client_of("supervision"),
        {"title": "营商环境若干措施", "day": "2022-08-01", "text": POLICY},
    )
    shown = client.post("/tasks/new/policy", said).content.decode()
    assert "推行一网通办" in shown
    assert "某省厅" in shown
    assert not Assignment.objects.exists()
    client.post("/tasks/new/policy", said | {"pick": ["1"]})
    row = Assignment.objects.get()
    stated = history.current("task", row.task)
    assert (row.origin, row.source_org, stated.title) == ("policy", "营商环境若干措施", "推行一网通办")
    assert stated.units("responsible") == [zone.units["澜汀街道"]]


def test_a_policy_file_is_read_and_one_that_cannot_be_is_refused(zone, client_of):
    client = client_of("supervision")
    given = {"title": "若干措施", "file": SimpleUploadedFile("措施.txt", POLICY.encode("gb18030"))}
    assert "推行一网通办" in client.post("/tasks/new/policy", given).content.decode()
    given = {"title": "若干措施", "file": SimpleUploadedFile("措施.docx", b"PK\x03\x04broken")}
    answer = client.post("/tasks/new/policy", given)
    assert answer.status_code == 422
    assert not Assignment.objects.exists()


def test_the_ledger_lists_every_clause_with_its_lead_and_each_unit_its_own(zone, client_of):
    client = client_of("supervision")
    said = {"title": "营商环境若干措施", "day": "2022-08-01", "text": POLICY, "pick": ["1", "2"]}
    client.post("/tasks/new/policy", said)
    page = client.get("/tasks/ledger").content.decode()
    assert page.index("1. 推行一网通办") < page.index("2. 压缩时限")
    own = client_of("department").get("/tasks/ledger").content.decode()
    assert "推行一网通办" in own
    assert "压缩时限" not in own
