"""The task book: themes in order, lights from time limits, edits in place as new versions."""

import re
from datetime import date

import pytest

from guatu.vocabulary.figure import FigureKey
from guatu.web.execution import queries
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.setting_up import set_up
from guatu.web.execution.queries import counting
from guatu.web.execution.queries.assignments import assignment
from guatu.web.statements.actions import correct_task
from tests.builders import task

pytestmark = pytest.mark.django_db
NOTHING = re.compile(r"<[^>]+>|\s")


def words(response):
    return NOTHING.sub("", response.content.decode())


@pytest.fixture
def book(zone):
    """On 20 August 2022: three days late, due in a week, far off, undated, and a principle."""
    by, lead = zone.actors["supervision"], zone.units["经济发展局"]
    dated = {"deadline_kind": "date"}
    themes = {"theme": "招商引资主力军", "theme_order": 1}
    return {
        "late": task("完成规划评审", by=by, deadline=date(2022, 8, 17), lead_unit=lead, **dated, **themes),
        "near": task("开工新能源产业园", by=by, deadline=date(2022, 8, 27), **dated, **themes),
        "far": task(
            "举办创业大赛", by=by, deadline=date(2022, 12, 31), theme="科技创新主引擎", theme_order=2, **dated
        ),
        "open": task("完善服务机制", by=by, responsible_units=[lead]),
        "principle": task("把稳增长放在突出位置", by=by, kind="principle", **themes),
    }


def test_the_book_stands_under_its_themes_in_the_order_of_the_speech(book, client_of):
    text = words(client_of("leader").get("/tasks"))
    assert (
        text.index("完成规划评审")
        < text.index("举办创业大赛")
        < text.index("未归主题")
        < text.index("完善服务机制")
    )


def test_lights_come_from_time_limits_alone(book, client_of):
    text = words(client_of("leader").get("/tasks"))
    for said in ("逾期3天", "距时限7天", "8月17日前", "12月31日前", "未定时限"):
        assert said in text


def test_principles_stand_apart_and_are_not_counted_as_tasks(book, client_of, zone):
    text = words(client_of("leader").get("/tasks"))
    assert text.index("原则要求·不立项") < text.index("把稳增长放在突出位置")
    assert len(counting.counted(queries.count_key())) == 4
    assert len(counting.counted(queries.count_key(kind="principle"))) == 1


@pytest.mark.parametrize(
    ("cut", "names"),
    [
        ({"light": "red"}, {"late"}),
        ({"owner": "none"}, {"near", "far", "open"}),
        ({"due": "none"}, {"open"}),
        ({"month": "2022-08"}, {"late", "near"}),
        ({"theme": "招商引资主力军"}, {"late", "near"}),
        ({"light": "green", "month": "2022-12"}, {"far"}),
    ],
)
def test_a_count_counts_what_the_page_of_the_same_conditions_lists(book, client_of, cut, names):
    counted = {line.row.lineage for line in counting.counted(queries.count_key(**cut))}
    assert counted == {book[name].lineage for name in names}
    page = client_of("leader").get("/tasks", cut).content.decode()
    assert {name for name, row in book.items() if f'id="task-{row.lineage}"' in page} == names


def test_units_are_counted_in_whatever_part_and_leads_by_their_lead(book, zone):
    unit = zone.units["经济发展局"].pk
    assert len(counting.counted(queries.count_key(unit=unit))) == 2
    assert len(counting.counted(queries.count_key(lead=unit))) == 1


def test_the_book_is_that_of_this_year_and_others_are_a_choice(book, client_of, zone):
    by = zone.actors["supervision"]
    old = task("上一年的任务", by=by, document_date=date(2021, 2, 20))
    kept = task(
        "跨年的任务", by=by, document_date=date(2021, 2, 20), deadline_kind="date", deadline=date(2022, 9, 30)
    )
    now, then = (words(client_of("leader").get("/tasks", {"year": year})) for year in ("", "2021"))
    assert "上一年的任务" not in now
    assert "跨年的任务" in now
    assert "上一年的任务" in then
    assert len(counting.counted(queries.count_key(year="2021"))) == 2
    assert {old.lineage, kept.lineage} <= {line.row.lineage for line in counting.counted(queries.count_key())}


@pytest.mark.parametrize(
    "cut", ["year:soon", "since:x", "month:2022", "month:soon", "colour:red", "kind:other"]
)
def test_a_count_that_no_list_can_answer_does_not_exist(book, cut):
    key = FigureKey("tasks", "count", None, cut=cut)
    assert counting.counted_tasks(key) is None


def test_a_bureau_sees_the_tasks_it_carries_in_whatever_part(book, client_of):
    client = client_of("department")
    text = words(client.get("/tasks"))
    assert "完成规划评审" in text
    assert "完善服务机制" in text
    assert "举办创业大赛" not in text
    assert client.get(f"/tasks/{book['far'].lineage}").status_code == 403


def fields(**changed):
    return {"deadline_kind": "none", "version": 1, "reason": "", **changed}


def test_an_edit_in_place_answers_with_the_row_as_it_now_stands(book, client_of, zone):
    unit = zone.units["投资促进局"]
    sent = fields(deadline_kind="date", deadline="2022-10-31", lead_unit=unit.pk, standard="完成5项")
    answer = client_of("supervision").post(
        f"/tasks/{book['open'].lineage}/edit", sent, headers={"HX-Request": "true"}
    )
    assert "投资促进局" in words(answer)
    assert "10月31日前" in words(answer)
    assert "<html" not in answer.content.decode()


def test_without_a_script_the_form_of_the_task_page_does_the_same(book, client_of, zone):
    client, number = client_of("supervision"), book["near"].lineage
    sent = fields(deadline_kind="monthly", responsible_units=[zone.units["澜汀街道"].pk], reason="改为按月")
    assert client.post(f"/tasks/{number}/edit", sent).status_code == 302
    page = words(client.get(f"/tasks/{number}"))
    assert "每月" in page
    assert "责任单位由—改为澜汀街道" in page
    assert "改为按月" in page


def test_the_limit_of_an_issued_task_is_not_edited_but_extended(book, client_of, zone):
    number, office = book["near"].lineage, zone.actors["supervision"]
    correct_task(
        number, {"lead_unit": zone.units["经济发展局"]}, by=office, expected_version=1, reason="定牵头单位"
    )
    set_up(number, by=office)
    move(number, "review", by=zone.actors["leader"], expected_version=assignment(number).version)
    move(number, "issue", by=office, expected_version=assignment(number).version)
    client, lead = client_of("supervision"), zone.units["经济发展局"].pk
    same = {"deadline_kind": "date", "lead_unit": lead, "version": 2}
    moved = client.post(f"/tasks/{number}/edit", fields(deadline="2022-12-30", **same))
    assert moved.status_code == 400
    assert "已经交办，时限不能直接调整。" in words(moved)
    kept = client.post(f"/tasks/{number}/edit", fields(deadline="2022-08-27", standard="完成5项", **same))
    assert kept.status_code == 302


def test_a_time_limit_without_its_date_is_refused(book, client_of):
    answer = client_of("supervision").post(
        f"/tasks/{book['open'].lineage}/edit", fields(deadline_kind="date")
    )
    assert answer.status_code == 422
    assert "限期任务请填日期" in words(answer)


def test_the_second_of_two_editors_is_told_what_changed(book, client_of, zone):
    number = book["far"].lineage
    correct_task(
        number,
        {"lead_unit": zone.units["澜汀街道"]},
        by=zone.actors["supervision"],
        expected_version=1,
        reason="",
    )
    answer = client_of("supervision").post(f"/tasks/{number}/edit", fields())
    assert answer.status_code == 409
    assert "澜汀街道" in words(answer)


@pytest.mark.parametrize("role", ["leader", "department", "statistics", "auditor"])
def test_who_may_not_edit_is_offered_no_form_and_refused(book, client_of, role):
    client = client_of(role)
    assert 'name="version"' not in client.get(f"/tasks/{book['late'].lineage}").content.decode()
    assert client.post(f"/tasks/{book['late'].lineage}/edit", fields()).status_code == 403


def test_the_book_at_an_earlier_moment_is_the_same_bytes_before_and_after_later_edits(book, client_of, zone):
    seen = book["principle"].seq_from
    client = client_of("supervision")
    addresses = [f"/tasks?known_at={seen}", f"/tasks/{book['late'].lineage}?known_at={seen}"]
    before = [client.get(address).content for address in addresses]
    by = zone.actors["supervision"]
    correct_task(book["late"].lineage, {"title": "改过"}, by=by, expected_version=1, reason="某")
    task("新立的任务", by=by)
    assert [client.get(address).content for address in addresses] == before
    assert all(b'name="version"' not in page and b"hx-get" not in page for page in before)
