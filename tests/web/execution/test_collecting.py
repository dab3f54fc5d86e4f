"""Reports are collected from chat groups, pictures and returned sheets, once, and confirmed in bulk."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guatu.files.store import checksum
from guatu.web.audit import models as log
from guatu.web.audit.queries import head
from guatu.web.execution.actions.collecting import Entry, collect, set_aside_picture
from guatu.web.execution.actions.reporting import Said
from guatu.web.execution.actions.setting_up import set_up
from guatu.web.execution.queries import collecting
from guatu.web.execution.queries.asking import counts
from guatu.web.execution.queries.assignments import assignment, events_of
from guatu.web.execution.queries.counting import counted
from guatu.web.reading import store
from tests.builders import task
from tests.web.execution.test_loop import IN_HAND, PICTURE, do

pytestmark = pytest.mark.django_db
CHAT = """department员 9:05
产业园桩基完成，存在问题：渣土外运受限；下一步：申请夜间运输

某人 9:07
收到"""


@pytest.fixture
def in_hand(zone):
    """Two tasks of the bureau of economy that it works on."""
    numbers = []
    for title in ("加快产业园桩基建设", "兑现惠企资金"):
        by = zone.actors["supervision"]
        unit = {"lead_unit": zone.units["经济发展局"], "deadline_kind": "date"}
        number = task(title, by=by, deadline=date(2022, 9, 30), **unit).lineage
        set_up(number, by=by)
        do(zone, number, *IN_HAND)
        numbers.append(number)
    return numbers


def form_of(page):
    """What the page of matched messages would send back as it stands."""
    sent = dict(re.findall(r'<input type="hidden" name="(e-[^"]+)" value="([^"]*)"', page))
    sent |= {name: text.strip() for name, text in re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)<', page)}
    for name, options in re.findall(
        r'<select id="[^"]+" name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
    ):
        sent[name] = re.search(r'value="([^"]*)"', options)[1]
    taken = re.findall(r'<input type="checkbox" name="([^"]+)"[^>]*checked', page)
    return sent | dict.fromkeys(taken, "on")


def test_a_pasted_message_finds_its_task_and_is_confirmed_as_filled_in_for_the_unit(zone, in_hand, client_of):
    client = client_of("supervision")
    page = client.post("/collect", {"text": CHAT}).content.decode()
    sent = form_of(page)
    assert sent["e-0-task"].startswith(f"{in_hand[0]}:")
    assert sent["e-0-take"] == "on"
    assert "e-1-take" not in sent
    client.post("/collect/confirm", sent)
    report = events_of(in_hand[0])[-1].report
    assert (report.progress, report.problems) == ("产业园桩基完成", "渣土外运受限")
    assert report.on_behalf_id == zone.units["经济发展局"].pk
    assert events_of(in_hand[1])[-1].deed == "begin"


def test_what_says_the_same_as_last_time_is_not_taken_again(zone, in_hand, client_of):
    client = client_of("supervision")
    client.post("/collect/confirm", form_of(client.post("/collect", {"text": CHAT}).content.decode()))
    page = client.post("/collect", {"text": CHAT}).content.decode()
    assert "与上次相同" in page
    assert "e-0-take" not in form_of(page)


def test_a_returned_sheet_is_matched_by_titles_and_a_wrong_one_refused(zone, in_hand, client_of):
    client = client_of("department")
    data = "任务,最新进展,存在问题\n兑现惠企资金,已拨付八成,\n加快产业园桩基建设,,\n".encode("gb18030")
    page = client.post("/collect", {"sheet": SimpleUploadedFile("进展.csv", data)}).content.decode()
    client.post("/collect/confirm", form_of(page))
    assert events_of(in_hand[1])[-1].report.progress == "已拨付八成"
    assert events_of(in_hand[1])[-1].report.on_behalf_id is None
    assert events_of(in_hand[0])[-1].deed == "begin"
    bad = client.post("/collect", {"sheet": SimpleUploadedFile("x.xlsx", b"MZ\x90")})
    assert bad.status_code == 422
    assert "不是电子表格" in bad.content.decode()
    row = log.Entry.objects.get(action="task.refuse_file")
    assert "x.xlsx" in row.after
    assert store.read(checksum(b"MZ\x90")) == b"MZ\x90"


def test_a_picture_from_the_phone_goes_with_the_message_on_the_same_task(zone, in_hand, client_of):
    client = client_of("department")
    given = {"text": CHAT, "pictures": SimpleUploadedFile("工地.jpg", PICTURE)}
    sent = form_of(client.post("/collect", given).content.decode())
    last = "e-2"
    sent |= {f"{last}-take": "on", f"{last}-task": sent["e-0-task"]}
    client.post("/collect/confirm", sent)
    report = events_of(in_hand[0])[-1].report
    assert report.progress == "产业园桩基完成；现场照片"
    assert report.evidence.get().name == "工地.jpg"
    bad = client.post("/collect", {"pictures": SimpleUploadedFile("工地.jpg", b"MZ\x90")})
    assert "没有收下" in bad.content.decode()


def test_a_ticket_of_somebody_else_attaches_nothing(zone, in_hand):
    ticket = set_aside_picture(PICTURE, name="工地.jpg", by=zone.actors["supervision"])
    row = assignment(in_hand[0])
    entry = Entry(in_hand[0], row.version, Said("已完成"), (ticket,))
    before = head()
    done, refused = collect([entry], by=zone.actors["department"])
    assert (done, head()) == (0, before)
    assert "附件已失效" in refused[0]


def test_one_that_somebody_moved_meanwhile_is_said_and_the_others_stand(zone, in_hand, client_of):
    client = client_of("supervision")
    text = "department员：产业园桩基完成\n\n另一人：惠企资金已拨付"
    sent = form_of(client.post("/collect", {"text": text}).content.decode())
    sent |= {"e-0-take": "on", "e-1-take": "on"}
    do(zone, in_hand[0], ("liaison", "report"))
    page = client.post("/collect/confirm", sent, follow=True).content.decode()
    assert "已登记1项反馈" in page
    assert "您的操作没有保存" in page
    assert events_of(in_hand[1])[-1].report.progress == "惠企资金已拨付"


def test_a_unit_reports_only_on_its_own_tasks(zone, in_hand):
    by = zone.actors["supervision"]
    other = {"lead_unit": zone.units["投资促进局"], "deadline_kind": "date", "deadline": date(2022, 9, 30)}
    number = task("设立联络处", by=by, **other).lineage
    set_up(number, by=by)
    assert set(collecting.open_tasks(zone.actors["department"]).rows) == set(in_hand)


def test_requests_are_counted_by_unit_and_month_and_each_count_lists_them(zone, in_hand, client_of):
    (row,) = counts(zone.actors["leader"], known_at=None)["rows"]
    assert row.unit == zone.units["经济发展局"]
    figure = row.cells[-1]
    assert figure.value == 2
    assert [line.row.lineage for line in counted(figure.key)] == in_hand
    assert row.unanswered.value == 2
    page = client_of("department").get("/requests").content.decode()
    assert "经济发展局" in page
    do(zone, in_hand[0], ("department", "report"))
    (row,) = counts(zone.actors["leader"], known_at=None)["rows"]
    assert row.unanswered.value == len(counted(row.unanswered.key)) == 1
    figure_page = client_of("leader").get(figure.key.print()).content.decode()
    assert "2022年8月要求反馈" in figure_page
