"""What enterprises report reaches board, wall and cell; single enterprises stay with statistics."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import load_workbook

from guatu.tracing.printing import as_json
from guatu.vocabulary.figure import FigureKey
from guatu.web.access.actor import ROLES
from guatu.web.audit.queries import head
from guatu.web.facts.models import Delivery
from guatu.web.facts.world import cubes
from guatu.web.reading.actions.receive import receive
from guatu.web.statements.actions import state_target
from guatu.web.tracing.queries import explained, explained_for
from tests.builders import figure, target
from tests.facts.sheets import row, xlsx
from tests.web.electricity import GROWTH, LEVEL, STREETS, bring, facts

__all__ = ["facts"]

pytestmark = pytest.mark.django_db
NOTHING = re.compile(r"<[^>]+>|\s")
READERS = ("leader", "portfolio_leader", "supervision", "department", "liaison", "auditor")


def words(response) -> str:
    return NOTHING.sub("", response.content.decode())


def test_a_delivery_moves_the_board_and_keeps_its_sums(facts, client_of):
    client = client_of("statistics")
    # 700 × 8 + 1 + … + 8 = 5636 in 万千瓦时; last year 650 × 8.
    assert "0.56亿千瓦时▲增长8.4%" in words(client.get("/board"))
    before = len(list(cubes().rglob("all/*.npz")))
    bring(facts, xlsx([row(1, 101, 90, 1701, 650, area="澜汀街道")]), reason="并表")
    assert "0.66亿千瓦时▲增长27.6%" in words(client.get("/board"))
    assert len(list(cubes().rglob("all/*.npz"))) == before + 1


def test_the_board_is_filtered_by_period_street_and_industry(facts, client_of):
    client = client_of("statistics")
    street = words(client.get("/board?period=2022-06&area=11"))
    assert "2022年1—6月" in street
    assert "占比" in street
    assert "第1位" in street
    assert client.get("/board?industry=39").status_code == 200
    assert client.get("/board?industry=XX").status_code == 404
    assert client.get("/board?area=99").status_code == 404
    assert client.get("/board?period=never").status_code == 404


def test_from_the_board_to_the_cell_in_two_clicks(facts, client_of):
    client = client_of("statistics")
    board = client.get("/board").content.decode()
    assert LEVEL.replace("&", "&amp;") in board
    page = client.get(LEVEL).content.decode()
    address = re.search(r'href="(/sources/cell:[^"#]+)#lit"', page)
    assert address is not None
    cell = client.get(address[1])
    assert cell.status_code == 200
    assert re.search(r'<td id="lit" class="lit"><mark class="now">\s*708\s*</mark>', cell.content.decode())


def test_growth_is_told_with_its_operands_and_its_enterprises(facts, client_of):
    text = words(client_of("statistics").get(GROWTH))
    assert "0.56亿千瓦时÷0.52亿千瓦时−1＝8.4%" in text
    assert "第8精密厂" in text
    assert "7月用电.xlsx·G" in text


@pytest.mark.parametrize("role", READERS)
def test_others_see_totals_and_no_enterprise(facts, client_of, role):
    client = client_of(role)
    for address in (LEVEL, GROWTH):
        answer = client.get(address)
        assert answer.status_code == 200
        text = words(answer)
        assert "0.56亿千瓦时" in text
        assert "精密厂" not in text
        assert "/sources/cell:" not in answer.content.decode()
    assert (
        client.get(
            "/figures/industrial_electricity/level/2022-01--2022-07?cut=industry:39&origin=computed"
        ).status_code
        == 403
    )
    assert client.get("/board?industry=39").status_code == 403
    assert "精密厂" not in words(client.get("/indicators/industrial_electricity"))
    sha = Delivery.objects.first().sha256
    assert client.get(f"/sources/cell:{sha}:Sheet1!G5").status_code == 403


@pytest.mark.parametrize("role", READERS)
def test_others_see_no_street_of_one_nor_the_one_that_gives_it_away(facts, client_of, role):
    def street(code: str) -> str:
        return words(client_of(role).get(LEVEL.replace("?", f"?area={code}&")))

    assert "0.28亿千瓦时" in street("11")
    for hidden in ("12", "13"):
        assert "不予显示" in client_of(role).get(LEVEL.replace("?", f"?area={hidden}&")).content.decode()
        assert "万千瓦时" not in street(hidden)
    matrix = words(client_of(role).get("/board?area=13"))
    assert "亿千瓦时" not in matrix


def test_a_program_is_told_no_more_than_its_person(facts):
    def told(role: str) -> dict:
        return as_json(explained_for(facts.actors[role], FigureKey.parse(LEVEL)))

    assert len(told("statistics")["reported"]) == 8
    assert told("leader")["reported"] == []
    assert told("leader")["figure"]["value"] == told("statistics")["figure"]["value"]
    with pytest.raises(PermissionDenied):
        explained_for(facts.actors["leader"], FigureKey.parse(f"{LEVEL}&cut=industry:39"))


def test_a_published_figure_stands_beside_with_the_difference(facts, client_of):
    by = facts.actors["supervision"]
    said = {"indicator": "industrial_electricity", "period": "2022-01/2022-07"}
    figure("70000000", by=by, unit="kWh", decimals=1, **said)
    figure("8.4", by=by, measure="growth", unit="percent", basis="yoy", decimals=1, **said)
    client = client_of("statistics")
    page = words(client.get(LEVEL))
    assert "公布数为0.7亿千瓦时，与汇总数相差−0.14亿千瓦时" in page
    gap = "/figures/industrial_electricity/published_gap/2022-01--2022-07?of=level&origin=computed"
    assert gap.replace("&", "&amp;") in client.get("/board").content.decode()
    assert "−0.14亿千瓦时" in words(client.get(gap))
    announced = words(client.get("/figures/industrial_electricity/level/2022-01--2022-07"))
    assert "企业报表汇总0.56亿千瓦时范围不同" in announced
    indicator = words(client.get("/indicators/industrial_electricity"))
    assert "公布数与汇总数" in indicator
    assert "一致" in indicator


def test_the_wall_has_a_tile_from_facts_where_nothing_was_published(facts, client_of, monkeypatch):
    monkeypatch.setattr(
        "guatu.web.board.queries.wall.headline_order", lambda: ("gdp", "industrial_electricity")
    )
    wall = client_of("leader").get("/").content.decode()
    assert "企业报表汇总" in wall
    assert LEVEL.replace("&", "&amp;") in wall
    by = facts.actors["supervision"]
    figure("60000000", by=by, unit="kWh", indicator="industrial_electricity", period="2022-01/2022-07")
    wall = client_of("leader").get("/").content.decode()
    assert LEVEL.replace("&", "&amp;") not in wall
    assert "/figures/industrial_electricity/level/2022-01--2022-07" in wall


def test_an_earlier_version_stays_as_it_was(facts, client_of):
    seq = Delivery.objects.first().accepted_seq
    client = client_of("statistics")
    before = words(client.get(f"/board?known_at={seq}"))
    bring(facts, xlsx([row(1, 101, 90, 1701, 650, area="澜汀街道")]), reason="并表")
    assert words(client.get(f"/board?known_at={seq}")) == before
    history = words(client.get(LEVEL))
    assert "历次数据" in history
    assert history.count("亿千瓦时") >= 2
    now = explained(FigureKey.parse(LEVEL))
    then = explained(FigureKey.parse(LEVEL).at(seq))
    assert now.figure.value - then.figure.value == 1000 * 10_000


def test_the_indicator_page_adds_up(facts, client_of):
    text = words(client_of("leader").get("/indicators/industrial_electricity"))
    assert "街道、园区" in text
    assert "行业拉动" not in text
    assert "供电企业抄表的工业用电量" in text
    full = words(client_of("statistics").get("/indicators/industrial_electricity"))
    assert "计算机、通信和其他电子设备制造业" in full


def test_printed_contributions_add_up_to_the_printed_growth(facts, client_of):
    page = client_of("statistics").get("/indicators/industrial_electricity").content.decode()
    tables = re.findall(r'<table class="parts pulls">.*?</table>', page, re.DOTALL)
    assert len(tables) == 2  # streets and industries; the electricity form tells no sizes
    for table in tables:
        told = re.findall(r"/contribution/[^>]*>.*?<b>(−?[\d.]+)</b>", table, re.DOTALL)
        *parts, whole = (Decimal(text.replace("−", "-")) for text in told)
        assert parts
        assert sum(parts) == whole == Decimal("8.38")


def test_contributions_of_which_some_are_hidden_do_not_claim_to_add_up(facts, client_of):
    said, claimed = "所列拉动相加不等于全区增幅", "拉动相加等于全区可比口径增幅"
    leader = words(client_of("leader").get("/indicators/industrial_electricity"))
    assert said in leader
    assert claimed not in leader
    assert said not in words(client_of("statistics").get("/indicators/industrial_electricity"))


def test_a_street_is_set_against_the_zone_and_the_zone_against_nothing(facts, client_of):
    client = client_of("statistics")
    street = client.get("/board?area=11").content.decode()
    assert "增幅较全区" in street
    # 澜汀: 2810 over 2600, 鹭屿 and 云埠: 2826 over 2600; the zone 5636 over 5200.
    gap = re.search(r'href="[^"]*/growth_gap/[^"]*"[^>]*>(.*?)</a>', street, re.DOTALL)
    assert NOTHING.sub("", gap[1]) == "−0.3个百分点"
    assert "增幅较全区" not in words(client.get("/board"))
    key = "/figures/industrial_electricity/growth_gap/2022-01--2022-07?versus=zone&caliber=comparable"
    page = client.get(f"{key}&area=11&origin=computed")
    assert "8.1%−8.4%＝−0.3个百分点" in words(page)


def test_what_a_cumulative_restates_of_earlier_months_is_told(facts, client_of):
    for month, own, cum in ((1, 100, 100), (2, 90, 200)):
        sheet = xlsx(
            [row(1, own, 80, cum, 80 * month, area="澜汀街道")], title=f"企业用电情况（2022年{month}月）"
        )
        bring(facts, sheet, name=f"{month}月用电.xlsx", reason="补报")
    client = client_of("statistics")
    assert "累计更正+10万千瓦时" in words(client.get("/indicators/industrial_electricity?period=2022-02"))
    assert "累计更正" not in words(client.get("/indicators/industrial_electricity?period=2022-01"))


def test_the_board_is_downloaded_as_it_is_shown_each_figure_with_its_key(facts, client_of):
    def sheets(role: str, address: str) -> dict[str, list[tuple]]:
        answer = client_of(role).get(address)
        assert answer["Content-Disposition"].startswith("attachment")
        book = load_workbook(BytesIO(answer.content))
        return {sheet.title: list(sheet.values) for sheet in book}

    told = sheets("statistics", "/board?period=2022-07&format=xlsx")
    assert told["数据"][3][:4] == ("工业用电量", "2022年1—7月", "千瓦时", 56_360_000)
    assert ("工业用电量", "累计", "56360000", "千瓦时", LEVEL) in told["数据地址"]
    hidden = sheets("leader", "/board?area=13&format=xlsx")
    assert all(row[3] is None for row in hidden["数据"][3:])
    assert client_of("leader").get("/board?industry=39&format=xlsx").status_code == 403


def test_the_first_page_after_a_delivery_reads_no_rows(facts, client_of, monkeypatch):
    def refuse(*_given, **_named):
        raise AssertionError("a row was read")

    monkeypatch.setattr("guatu.indicators.world.World.evidence", refuse)
    monkeypatch.setattr("guatu.indicators.narrowing.turnover", refuse)
    client = client_of("statistics")
    for address in ("/board", "/board?area=11", "/board?area=13", "/indicators/industrial_electricity"):
        assert client.get(address).status_code == 200
    assert client_of("leader").get("/board").status_code == 200


def test_a_document_that_only_promises_the_indicator_is_named_on_its_page(facts, client_of):
    by = facts.actors["supervision"]
    text = "工业用电量全年力争达到九千万千瓦时。"
    made = receive(text.encode(), name="用电目标安排.txt", by=by).document
    given = {"indicator": "industrial_electricity", "measure": "level", "comparator": ">=", "unit": "kWh"}
    given |= {"by": "2022", "quote": text, "stretch": 90_000_000, "document_date": date(2022, 8, 12)}
    state_target(given, by=by, source=f"span:{made.sha256}:0-17")
    page = client_of("supervision").get("/indicators/industrial_electricity").content.decode()
    assert re.search(r'class="list mentions">.*用电目标安排', page, re.DOTALL)
    assert "用电目标安排" not in words(client_of("supervision").get("/indicators/gdp"))


@pytest.mark.parametrize("role", READERS)
def test_others_see_who_reported_but_neither_the_largest_nor_the_bridge(facts, client_of, role):
    page = words(client_of(role).get("/indicators/industrial_electricity"))
    assert "报送率100%" in page.replace(".0%", "%")
    assert "家占比" not in page
    assert "同比口径" not in page
    for address in (
        "/figures/industrial_electricity/concentration/2022-01--2022-07?cut=top:5&origin=computed",
        "/figures/industrial_electricity/level/2022-01--2022-07?cut=size:1&origin=computed",
        "/board?size=1",
        "/board?ownership=5",
    ):
        assert client_of(role).get(address).status_code == 403
    change = "/figures/industrial_electricity/base_change/2022-01--2022-07?origin=computed"
    assert "万千瓦时" not in words(client_of(role).get(change))


def test_statistics_see_the_largest_and_cuts_by_size_and_ownership(facts, client_of):
    client = client_of("statistics")
    page = words(client.get("/indicators/industrial_electricity"))
    assert "前5家占比" in page
    assert "全部规模" in words(client.get("/board"))
    assert client.get("/board?size=1&ownership=5").status_code == 200
    assert client.get("/board?size=9").status_code == 404
    top = client.get(
        "/figures/industrial_electricity/concentration/2022-01--2022-07?cut=top:5&origin=computed"
    )
    assert "最大的几家相加" in words(top)


def test_a_target_is_judged_by_facts_where_nothing_was_published(facts, client_of):
    by = facts.actors["supervision"]
    promised = target(by=by, indicator="industrial_electricity", floor=8, unit="percent", measure="growth")
    address = f"/targets/{promised.lineage}"
    for role in ("leader", "statistics"):
        page = words(client_of(role).get(address))
        assert "企业报表汇总" in page
        assert "可比口径" in page
        assert "2022年1—7月同比增长8.4%，比确保目标8%高0.4个百分点" in page
    gap = f"/figures/target:{promised.lineage}/lead/2022-01--2022-07"
    assert "精密厂" not in client_of("leader").get(gap).content.decode()
    told = as_json(explained_for(facts.actors["leader"], FigureKey.parse(gap)))
    assert "精密厂" not in str(told)
    full = as_json(explained_for(facts.actors["statistics"], FigureKey.parse(gap), limit=2))
    assert "精密厂" in str(full)
    figure("9.1", by=by, measure="growth", unit="percent", basis="yoy", decimals=1,
           indicator="industrial_electricity", period="2022-01/2022-07")  # fmt: skip
    page = words(client_of("leader").get(address))
    assert "同比增长9.1%" in page
    assert "企业报表汇总" not in page


def test_cells_are_paged_on_the_page_of_a_figure(facts, client_of, monkeypatch):
    monkeypatch.setattr("guatu.web.tracing.figure.LISTED", 3)
    monkeypatch.setattr("guatu.web.tracing.computed.LISTED", 3)
    client = client_of("statistics")
    seen, address = [], LEVEL
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r"第(\d)精密厂", page)
        after = re.search(r'href="([^"]+)">后面的', page)
        address = after[1].replace("&amp;", "&") if after else None
    assert sorted(seen) == [str(n) for n in range(1, 9)]
    assert "共8家" in words(client.get(f"{LEVEL}&cells=6"))
    told = as_json(explained_for(facts.actors["statistics"], FigureKey.parse(LEVEL), limit=2, start=1))
    assert (len(told["reported"]), told["unlisted"]) == (2, 6)


def test_who_is_missing_is_counted_and_listed(facts, client_of):
    rows = [row(n, 101, 90, 800, 700, area=street) for n, street in enumerate(STREETS[:-1], 1)]
    bring(facts, xlsx(rows, title="企业用电情况（2022年8月）"), name="8月用电.xlsx")
    address = "/figures/industrial_electricity/missing/2022-01--2022-08?origin=computed"
    text = words(client_of("statistics").get(address))
    assert "共1家" in text
    assert "第8精密厂" in text
    assert "第8精密厂" not in words(client_of("leader").get(address))


def test_who_was_struck_off_is_not_missing_from_then_on(facts, client_of):
    rows = [row(n, 101, 90, 800, 700, area=street) for n, street in enumerate(STREETS[:-2], 1)]
    bring(facts, xlsx(rows, title="企业用电情况（2022年8月）"), name="8月用电.xlsx")
    missing = "/figures/industrial_electricity/missing/2022-01--2022-08?origin=computed"
    due = missing.replace("/missing/", "/due/")
    client = client_of("statistics")
    assert "共2家" in words(client.get(missing))
    known = head()
    bring(facts, struck_off(8, day="2022-08-20"), name="8月注销.csv", dataset="enterprises_closed")
    text = words(client.get(missing))
    assert "共1家" in text
    assert "第7精密厂" in text
    assert "第8精密厂" not in text
    assert "共应报7家" in words(client.get(due))
    assert "共2家" in words(client.get(f"{missing}&known_at={known}"))


def struck_off(number: int, *, day: str) -> bytes:
    lines = [f"企业注销名录（{day[:4]}年{int(day[5:7])}月）", "单位：万元"]
    lines += ["统一社会信用代码,企业名称,所在区域,行业代码,注销日期,注册资本"]
    code_, name, area, industry = row(number)[:4]
    lines += [f"{code_},{name},{area},{industry},{day},500"]
    return "\n".join(lines).encode()


def test_without_facts_the_pages_say_what_to_do(zone, client_of, tmp_path, settings):
    settings.HOME = tmp_path
    text = words(client_of("leader").get("/board"))
    assert "这里还没有企业数据" in text
    assert client_of("leader").get(LEVEL).status_code == 404


def test_no_role_but_statistics_may_see_details():
    from guatu.web.access.matrix import scopes_of

    assert set(scopes_of("figure.detail")) == {"statistics"}
    assert set(READERS) | {"statistics", "operator", "public"} == set(ROLES)


def test_an_indicator_tells_its_months_with_growth_on_both_bases_each_a_traced_figure(facts, client_of):
    client = client_of("statistics")
    page = client.get("/indicators/industrial_electricity").content.decode()
    table = re.search(r'<section id="months">.*?</table>', page, re.DOTALL)
    assert table is not None
    heads = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', table[0])
    assert heads == ["数据期", "累计", "同比增幅", "当月", "当月同比", "当月环比"]
    assert '"measure": "month_on_month"' in page
    address = re.search(r'href="(/figures/[^"]*basis=mom[^"]*)"', table[0])
    assert address is not None
    assert "÷" in words(client.get(address[1].replace("&amp;", "&")))
    assert "当月环比" in words(client_of("leader").get("/board"))
