"""The wall: what a leader looks for, from top to bottom; each number a link; the past stands still."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guatu.web.audit.queries import head
from guatu.web.board.queries.wall import wall_for
from guatu.web.execution import queries as tasks
from guatu.web.execution.queries import counting
from guatu.web.execution.queries.battle import battle_map
from guatu.web.jobs.worker import run_pending
from guatu.web.reading.actions.finish import finish
from guatu.web.reading.actions.receive import describe, receive
from guatu.web.reading.queries import document_by_number
from guatu.web.statements.actions import correct_figure, correct_target, correct_task
from guatu.web.targets import queries as targets
from tests.builders import figure, target, task

pytestmark = pytest.mark.django_db
NOTHING = re.compile(r"<[^>]+>|\s")
YI = 10**8
TODAY = date(2022, 8, 20)


def words(response):
    return NOTHING.sub("", response.content.decode())


@pytest.fixture
def board(zone):
    """Three headlines, four targets, five tasks."""
    by, lead = zone.actors["supervision"], zone.units["经济发展局"]
    money = {"unit": "CNY", "by": by}
    figure(428 * YI, "2022-01/2022-06", indicator="gdp", **money)
    figure(
        2, "2022-01/2022-06", by=by, indicator="gdp", measure="rank", of="growth", scope="city", unit="rank"
    )
    sales = {"by": by, "indicator": "industrial_taxable_sales", "measure": "growth", "unit": "percent"}
    figure("25.2", "2022-01/2022-06", **sales)
    figure("25.6", "2022-01/2022-07", **sales)
    figure(1062 * YI, "2022-01/2022-07", indicator="industrial_taxable_sales", **money)
    figure(323 * YI, "2022-01/2022-06", indicator="general_public_budget_revenue", **money)
    figure("85.1", "2022-01/2022-06", by=by, indicator="tax_share_of_budget_revenue", unit="percent")
    figure(19, "2022-01/2022-07", by=by)
    figure(20, "2022-01/2022-07", by=by, indicator="science_projects")
    dated = {"deadline_kind": "date", "lead_unit": lead}
    theme = {"theme": "招商引资主力军", "theme_order": 1}
    return {
        "sales": target(
            by=by, indicator="industrial_taxable_sales", measure="growth", unit="percent", floor=25
        ),
        "signed": target(by=by, floor=30),
        "science": target(by=by, indicator="science_projects", floor=60, stretch=80, lead_unit=lead),
        "land": target(by=by, indicator="land_recovery_signed", stretch=1200, unit="mu"),
        "late": task("完成规划评审", by=by, deadline=date(2022, 8, 17), **dated, **theme),
        "soon": task("开工产业园", by=by, deadline=date(2022, 8, 25), **dated, **theme),
        "far": task("举办创业大赛", by=by, deadline=date(2022, 12, 31), **dated),
        "monthly": task("调度重点企业", by=by, deadline_kind="monthly", lead_unit=lead),
        "open": task("完善机制", by=by, lead_unit=lead),
    }


def test_headlines_stand_in_the_zones_order_each_with_its_own_period(board, client_of):
    text = words(client_of("leader").get("/"))
    order = [
        text.index(name) for name in ("地区生产总值上半年", "一般公共预算收入上半年", "工业应税销售1—7月")
    ]
    assert order == sorted(order)
    assert "税收占比85.1%" in text
    assert "全市增幅第2位" in text
    assert "较上半年+0.4个百分点" in text


def test_the_page_is_of_the_latest_data_period(board, client_of):
    assert "2022年1—7月·挂图作战" in words(client_of("leader").get("/"))


def test_targets_come_worst_first_and_those_without_data_are_named_below(board, zone):
    wall = wall_for(zone.actors["leader"])
    assert [s.row.lineage for s in wall.judged] == [board[n].lineage for n in ("science", "sales", "signed")]
    assert [s.row.lineage for s in wall.silent] == [board["land"].lineage]


def test_late_tasks_come_first_with_who_and_by_how_much(board, client_of):
    text = words(client_of("leader").get("/")).partition("本周变化")[0]
    late, soon = text.rindex("完成规划评审"), text.rindex("开工产业园")
    assert late < soon
    assert "逾期3天" in text
    assert "距时限5天" in text


def test_the_battle_map_has_lights_behind_today_and_nodes_ahead(board, zone):
    lines = tasks.lines(zone.actors["leader"])
    (row,) = battle_map(lines, today=TODAY, known_at=None)
    shown = [[(mark.kind, int(mark.figure.value)) for mark in cell.marks] for cell in row.cells]
    assert shown[:7] == [[]] * 7
    assert shown[7] == [("bad", 1), ("warn", 1), ("ok", 2), ("node", 2)]
    assert shown[8:] == [[("node", 1)], [("node", 1)], [("node", 1)], [("node", 2)]]
    assert int(row.undated.value) == 1
    assert row.next.line.row.title == "开工产业园"


def test_every_count_of_the_wall_is_what_its_name_counts(board, zone):
    wall = wall_for(zone.actors["leader"])
    marks = [mark.figure for row in wall.battle for cell in row.cells for mark in cell.marks]
    marks += [count.figure for count in wall.tasks.lights]
    marks += [group.total for group in (*wall.tasks.themes, *wall.tasks.others)]
    marks += [wall.tasks.total] + [row.undated for row in wall.battle if row.undated]
    for shown in marks:
        assert len(counting.counted(shown.key)) == shown.value, shown.key.print()
    for count in [*wall.target_counts["lights"]]:
        assert len(targets.counted(count.figure.key)) == count.figure.value


def test_a_bureau_has_its_own_wall(board, client_of, zone):
    text = words(client_of("department").get("/"))
    assert "科创项目" in text
    assert "净地回收" not in text
    assert "地区生产总值" in text, "figures of the zone are for all"


def test_the_week_tells_corrections_with_the_number_before_and_after(board, client_of, zone):
    wrong = figure(
        99 * YI, "2022-01/2022-05", by=zone.actors["statistics"], indicator="goods_trade", unit="CNY"
    )
    fixed = {"value": 96 * YI}
    correct_figure(wrong.lineage, fixed, by=zone.actors["statistics"], expected_version=1, reason="海关更正")
    text = words(client_of("leader").get("/"))
    assert "99亿元→96亿元" in text.replace("99.0", "99").replace("96.0", "96")


def test_documents_of_the_week_cost_no_query_each(board, zone, client_of):
    by, client = zone.actors["supervision"], client_of("leader")

    def reviewed(name: str) -> None:
        made = receive(f"{name}，一季度全区工作会议。".encode(), name=f"{name}.txt", by=by).document
        run_pending()
        finish(made.pk, by=by, expected_version=document_by_number(made.pk).version)

    reviewed("甲文件")
    client.get("/")
    with CaptureQueriesContext(connection) as one:
        assert "甲文件" in words(client.get("/"))
    for name in ("乙文件", "丙文件", "丁文件"):
        reviewed(name)
    client.get("/")
    with CaptureQueriesContext(connection) as four:
        assert "丁文件" in words(client.get("/"))
    assert len(four) == len(one)


def test_the_week_names_changed_promises_and_counts_new_owners(board, zone):
    by = zone.actors["supervision"]
    correct_target(board["signed"].lineage, {"floor": 32}, by=by, expected_version=1, reason="加码")
    correct_target(
        board["land"].lineage,
        {"lead_unit": zone.units["投资促进局"]},
        by=by,
        expected_version=1,
        reason="分工",
    )
    correct_task(board["open"].lineage, {"deadline_kind": "standing"}, by=by, expected_version=1, reason="")
    changes = wall_for(zone.actors["leader"]).changes
    named = [c.detail for c in changes if c.view == "targets:page"]
    assert named == ["签约项目：确保由30个改为32个"]
    counts = {c.words: int(c.count.value) for c in changes if c.count}
    assert (counts["更新目标"], counts["新立任务"], counts["更新任务"]) == (2, 4, 1)
    for change in changes:
        if change.count and change.count.key.subject == "tasks":
            assert len(counting.counted(change.count.key)) == change.count.value
        if change.count and change.count.key.subject == "targets":
            assert len(targets.counted(change.count.key)) == change.count.value


def test_an_empty_wall_says_what_to_do_next(zone, client_of):
    assert "上传讲话、简报或方案" in words(client_of("leader").get("/"))


def test_the_wall_of_an_earlier_moment_is_the_same_bytes_before_and_after_later_edits(board, client_of, zone):
    seen = board["open"].seq_from
    clients = [client_of(role) for role in ("leader", "department", "supervision")]
    before = [client.get(f"/?known_at={seen}").content for client in clients]
    by = zone.actors["supervision"]
    figure(
        "26.3",
        "2022-01/2022-08",
        by=by,
        indicator="industrial_taxable_sales",
        measure="growth",
        unit="percent",
    )
    correct_target(board["signed"].lineage, {"floor": 32}, by=by, expected_version=1, reason="加码")
    correct_task(
        board["late"].lineage, {"deadline": date(2022, 9, 30)}, by=by, expected_version=1, reason="延期"
    )
    task("新立的任务", by=by, lead_unit=zone.units["经济发展局"])
    assert [client.get(f"/?known_at={seen}").content for client in clients] == before
    now = [client.get("/").content for client in clients]
    assert all(a != b for a, b in zip(now, before, strict=True))


def test_links_of_a_historic_wall_stay_in_its_moment(board, client_of):
    seen = board["open"].seq_from
    html = client_of("leader").get(f"/?known_at={seen}").content.decode()
    body = re.sub(r"<details.*?</details>", "", html.partition("<main")[2], flags=re.DOTALL)
    links = re.findall(r'href="(/[^"]*)"', body)
    outside = [link for link in links if f"known_at={seen}" not in link and link != "/"]
    assert links
    assert not outside


def test_a_document_renamed_later_keeps_its_name_in_an_earlier_moment(zone, client_of):
    by = zone.actors["supervision"]
    held = receive(
        "一季度，全区工作会议。\n".encode(), name="讲话.txt", by=by, day=date(2022, 8, 12)
    ).document
    task("完成规划评审", by=by, source=f"span:{held.sha256}:0-5")
    seen = head()
    client = client_of("leader")
    addresses = [f"{page}?known_at={seen}" for page in ("/", "/tasks")]
    before = [client.get(address).content for address in addresses]
    assert held.title in before[0].decode()
    held.refresh_from_db()
    describe(held.pk, by=by, expected_version=held.version, title="改过的标题", day=held.date, mark=held.mark)
    assert "改过的标题" in client.get("/").content.decode()
    assert [client.get(address).content for address in addresses] == before
