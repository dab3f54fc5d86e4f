"""Tasks by form, from above, by templates; parts, years, duplicates; replies upward; evidence."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from guatu.execution.nodes import NodeError, typed
from guatu.web.audit.queries import head
from guatu.web.execution.actions import dividing, reporting, setting_up
from guatu.web.execution.actions.reporting import Said
from guatu.web.execution.evidence import check
from guatu.web.execution.models import Assignment
from guatu.web.execution.problems import ExecutionError
from guatu.web.execution.queries.assignments import assignment, events_of, milestones_of
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import history
from tests.builders import task
from tests.web.execution.test_loop import IN_HAND, PICTURE, do

pytestmark = pytest.mark.django_db


def form(zone, **said):
    """What the form of a new task sends."""
    given = {"title": "研究用地保障", "origin": "typed", "kind": "task", "deadline_kind": "none"}
    return given | {"lead_unit": zone.units["经济发展局"].pk} | said


def send(client, data):
    """Post the form; the number of the task that it made."""
    answer = client.post("/tasks/new", data)
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return int(answer.url.rsplit("/", 1)[1])


def test_a_form_makes_a_task_with_all_that_is_said_of_it(zone, client_of):
    above = task("上位任务", by=zone.actors["supervision"]).lineage
    said = {
        "standard": "拿出方案", "theme": "产业", "deadline_kind": "date", "deadline": "2022-12-31",
        "person": "某科长", "liaison": "某干事", "weight": "2.5", "place": "滨江片区", "parent": above,
        "template": "construction", "wants_evidence": "on", "officer": zone.people["supervision"].pk,
        "responsible_units": [zone.units["投资促进局"].pk], "support_units": [zone.units["澜汀街道"].pk],
    }  # fmt: skip
    number = send(client_of("supervision"), form(zone, **said))
    row, stated = assignment(number), history.current("task", number)
    assert (row.state, row.parent, str(row.weight), row.place) == ("draft", above, "2.5", "滨江片区")
    assert (stated.person, stated.theme, stated.deadline) == ("某科长", "产业", date(2022, 12, 31))
    nodes = milestones_of([number])[number]
    assert len(nodes) == 11
    assert nodes[-1].due == date(2022, 12, 31)
    page = client_of("supervision").get(f"/tasks/{number}").content.decode()
    for word in ("竣工验收", "滨江片区", "上位任务", "某干事", "须附佐证材料"):
        assert word in page


def test_a_matter_from_above_says_from_whom_and_is_answered_upward(zone, client_of):
    client = client_of("supervision")
    assert client.post("/tasks/new", form(zone, origin="above")).status_code == 422
    said = {"source_org": "市政府办", "source_words": "请报结果", "source_date": "2022-08-04"}
    number = send(client, form(zone, origin="above", reply_due="2022-09-01", **said))
    do(zone, number, *IN_HAND, ("department", "report"))
    page = client.get(f"/tasks/{number}/reply").content.decode()
    for words in ("市政府办：", "8月4日交办“请报结果”", "8月20日：桩基完成。", "用地待批。"):
        assert words in page
    before = head()
    for answer in (
        client.get(f"/tasks/{number}/reply.docx"),
        client.post(f"/tasks/{number}/reply.docx", {"words": "关于进展的反馈\n市政府办：\n已经落实。"}),
    ):
        said = [p.text for p in Document(BytesIO(answer.content)).paragraphs]
        assert "市政府办：" in said
    assert "已经落实。" in said
    assert head() == before
    assert client_of("department").get(f"/tasks/{number}/reply.docx").status_code == 403
    sent = {"words": "已办理", "version": assignment(number).version}
    client.post(f"/tasks/{number}/reply", sent)
    assert [(e.deed, e.words) for e in events_of(number)][-1] == ("reply", "已办理")
    assert client_of("department").get(f"/tasks/{number}/reply").status_code == 403


def test_a_leaders_new_instruction_is_a_task_of_its_own_that_holds_the_first_open(zone, client_of):
    number = task(
        "开工产业园",
        by=zone.actors["supervision"],
        lead_unit=zone.units["经济发展局"],
        deadline_kind="date",
        deadline=date(2022, 8, 31),
    ).lineage
    setting_up.set_up(number, by=zone.actors["supervision"])
    row = do(
        zone, number, *IN_HAND, ("department", "submit"), ("supervision", "pass"), ("supervision", "refer")
    )
    client = client_of("leader")
    said = {"move": "instruct", "version": row.version, "words": "请形成长效办法"}
    client.post(f"/tasks/{number}/act", said)
    child = Assignment.objects.get(parent=number)
    stated = history.current("task", child.task)
    assert (stated.title, child.state, child.origin) == ("请形成长效办法", "draft", "note")
    assert child.instructed_by_id == zone.people["leader"].pk
    sign = {"move": "sign_off", "version": assignment(number).version}
    page = client.post(f"/tasks/{number}/act", sign, follow=True).content.decode()
    assert "派生的任务还没有办结" in page
    assert assignment(number).state == "instructed"


def test_details_are_amended_with_a_reason_and_the_second_officer_is_told(zone, client_of):
    by = zone.actors["supervision"]
    number = task("落实政策", by=by).lineage
    seen = setting_up.set_up(number, by=by).version
    client = client_of("supervision")
    said = {"kind": "ledger", "every": "month", "version": seen, "reason": "列入台账", "place": "某片区"}
    client.post(f"/tasks/{number}/details", said)
    row = assignment(number)
    assert (row.kind, row.every, row.place) == ("ledger", "month", "某片区")
    assert events_of(number)[-1].changes["kind"] == ["task", "ledger"]
    page = client.post(f"/tasks/{number}/details", said | {"place": "另处"}, follow=True).content.decode()
    assert "您的操作没有保存" in page
    assert assignment(number).place == "某片区"


def test_no_task_stands_above_itself(zone):
    by = zone.actors["supervision"]
    one, other = (task(title, by=by).lineage for title in ("甲", "乙"))
    setting_up.set_up(one, by=by)
    setting_up.set_up(other, by=by, details={"parent": one})
    with pytest.raises(ExecutionError, match="上级任务"):
        setting_up.amend(one, {"parent": other}, by=by, expected_version=1)


def test_nodes_typed_line_by_line_are_planned_and_a_bad_line_is_named(zone, client_of):
    by = zone.actors["supervision"]
    number = task("开工", by=by, deadline_kind="date", deadline=date(2022, 12, 31)).lineage
    seen = setting_up.set_up(number, by=by).version
    client, sent = client_of("supervision"), "9月30日前 完成桩基\n2022-11-01 主体封顶"
    client.post(f"/tasks/{number}/nodes", {"version": seen, "nodes": sent})
    assert [(n.name, n.due) for n in milestones_of([number])[number]] == [
        ("完成桩基", date(2022, 9, 30)),
        ("主体封顶", date(2022, 11, 1)),
    ]
    for text, wrong in (
        ("9月30日 甲\n二月三十 乙", "第2行"),
        ("9月30日 甲 60%\n10月30日 乙", "“乙”没有写权重"),
        ("9月30日 甲 60%\n10月30日 乙 50%", "合计为110%"),
    ):
        with pytest.raises(NodeError, match=wrong):
            typed(text, year=2022)


def test_a_percentage_in_the_name_of_a_node_is_no_weight():
    assert typed("9月30日 完成投资80%\n10月31日 主体工程过半", year=2022) == [
        ("完成投资80%", date(2022, 9, 30), None),
        ("主体工程过半", date(2022, 10, 31), None),
    ]
    (node,) = typed("9月30日 完成投资80%（100%）", year=2022)
    assert (node.name, node.weight) == ("完成投资80%", 100)


def test_nodes_with_weights_count_by_them(zone, client_of, settings):
    settings.GUATU_SCHEMES = {"task": "yinchuan-2025-progress"}
    by = zone.actors["supervision"]
    number = task("开工", by=by, deadline_kind="date", deadline=date(2022, 12, 31)).lineage
    seen = setting_up.set_up(number, by=by).version
    sent = "8月5日前 完成桩基（70%）\n2022-11-01 主体封顶 30％"
    client_of("supervision").post(f"/tasks/{number}/nodes", {"version": seen, "nodes": sent})
    assert [(n.name, n.weight) for n in milestones_of([number])[number]] == [
        ("完成桩基", 70),
        ("主体封顶", 30),
    ]
    page = client_of("supervision").get(f"/tasks/{number}").content.decode()
    assert "70%" in page
    assert "严重滞后" in page


def test_a_sentence_is_divided_and_a_plan_gets_its_years_on_the_page(zone, client_of):
    by, client = zone.actors["supervision"], client_of("supervision")
    number = task("完成土方和桩基", by=by).lineage
    client.post(f"/tasks/{number}/years", {"year": 2022, "standard": "开工3个"})
    assert Assignment.objects.get(parent=number).plan_year == 2022
    client.post(f"/tasks/{number}/split", {"version": 1, "titles": "完成土方\n完成桩基"})
    assert history.current("task", number).withdrawn
    titles = {row.title for row in statements.tasks(kind="action")}
    assert {"完成土方", "完成桩基"} <= titles


def test_likely_duplicates_stand_side_by_side_and_are_merged_by_a_person(zone, client_of):
    by, client = zone.actors["supervision"], client_of("supervision")
    one = task("推行免申即享改革", by=by, lead_unit=zone.units["经济发展局"]).lineage
    other = task("推行“免申即享”改革试点", by=by, lead_unit=zone.units["投资促进局"]).lineage
    assert "免申即享”改革试点" in client.get("/tasks/alike").content.decode()
    for stale in ({"keep": f"{one}:1", "gone": f"{other}:2"}, {"keep": one, "gone": other}, {}):
        client.post("/tasks/alike", stale)
        assert not history.current("task", other).withdrawn
    client.post("/tasks/alike", {"keep": f"{one}:1", "gone": f"{other}:1"})
    assert history.current("task", other).withdrawn
    assert history.current("task", one).units("responsible") == [zone.units["投资促进局"]]


def test_evidence_is_given_back_as_it_came_to_those_who_see_the_task(zone, client_of):
    by = zone.actors["supervision"]
    unit = {"lead_unit": zone.units["投资促进局"], "deadline_kind": "date", "deadline": date(2022, 9, 30)}
    number = task("开工", by=by, **unit).lineage
    setting_up.set_up(number, by=by)
    row = do(zone, number, ("leader", "review"), ("supervision", "issue"))
    Assignment.objects.filter(task=number).update(state="accepted")
    files = [check(PICTURE, name="工地.jpg")]
    reporting.report(number, Said("已开工"), by=by, expected_version=row.version, files=files)
    pk = events_of(number)[-1].report.evidence.get().pk
    answer = client_of("leader").get(f"/evidence/{pk}")
    assert (answer.content, answer["Content-Type"]) == (PICTURE, "image/jpeg")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client_of("department").get(f"/evidence/{pk}").status_code == 403
    assert f'href="/evidence/{pk}"' in client_of("leader").get(f"/tasks/{number}").content.decode()


def test_a_report_cites_figures_by_their_addresses_and_links_to_them(zone, client_of):
    by = zone.actors["supervision"]
    unit = {"lead_unit": zone.units["经济发展局"], "deadline_kind": "date", "deadline": date(2022, 9, 30)}
    number = task("稳增长", by=by, **unit).lineage
    setting_up.set_up(number, by=by)
    row = do(zone, number, *IN_HAND)
    client, key = client_of("department"), "/figures/gdp/level/2022-01--2022-06"
    said = {"version": row.version, "progress": "达到428亿元", "figures": key}
    client.post(f"/tasks/{number}/report", said)
    assert f'<a href="{key}"' in client.get(f"/tasks/{number}").content.decode()
    bad = said | {"version": assignment(number).version, "figures": "https://other.example/x"}
    assert "不是数据页的地址" in client.post(f"/tasks/{number}/report", bad, follow=True).content.decode()


def test_what_a_unit_has_is_neither_divided_nor_merged_nor_merged_into(zone, client_of):
    by = zone.actors["supervision"]
    due = {"lead_unit": zone.units["经济发展局"], "deadline_kind": "date", "deadline": date(2022, 9, 30)}
    held, free = task("推行免申即享改革", by=by, **due).lineage, task("推行“免申即享”改革试点", by=by).lineage
    setting_up.set_up(held, by=by)
    do(zone, held, ("leader", "review"), ("supervision", "issue"))
    for act in (
        lambda: dividing.split(held, ["甲", "乙"], by=by, expected_version=1),
        lambda: dividing.merge(held, {free: 1}, by=by, expected_version=1),
        lambda: dividing.merge(free, {held: 1}, by=by, expected_version=1),
    ):
        with pytest.raises(ExecutionError) as refused:
            act()
        assert refused.value.problem.code == "task.divide_issued"
    page = client_of("supervision").get("/tasks/alike").content.decode()
    assert "已交办" in page
    assert "合并为前一项" not in page


def test_who_divides_what_another_divided_meanwhile_is_told_on_a_page_that_stands(zone, client_of):
    by, client = zone.actors["supervision"], client_of("supervision")
    number = task("完成土方和桩基", by=by).lineage
    sent = {"version": 1, "titles": "完成土方\n完成桩基"}
    client.post(f"/tasks/{number}/split", sent)
    answer = client.post(f"/tasks/{number}/split", sent, follow=True)
    assert answer.status_code == 200
    assert "已撤回" in answer.content.decode()
