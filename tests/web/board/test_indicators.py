"""The indicators: the latest of each in reading order; one of them over time, with its table and its file."""

import csv
import re
from io import StringIO

import pytest

from guatu.web.board.indicator_csv import harmless
from guatu.web.statements.actions import correct_figure, state_figure
from tests.builders import figure, target

pytestmark = pytest.mark.django_db
NOTHING = re.compile(r"<[^>]+>|\s")
YI = 10**8
SALES = {"indicator": "industrial_taxable_sales"}
GROWTH = {"measure": "growth", "unit": "percent", "basis": "yoy"}


def words(response):
    return NOTHING.sub("", response.content.decode())


@pytest.fixture
def board(zone):
    """Sales of two years with growth, rank and target; one other indicator; one outside the catalogue."""
    by = zone.actors["supervision"]
    return {
        "june": figure("25.2", "2022-01/2022-06", by=by, decimals=1, **SALES, **GROWTH),
        "july": figure("25.6", "2022-01/2022-07", by=by, decimals=1, **SALES, **GROWTH),
        "level": figure("106230000000", "2022-01/2022-07", by=by, unit="CNY", decimals=1, **SALES),
        "month": figure(14 * YI, "2022-07", by=by, unit="CNY", **SALES),
        "past": figure(7, "2021-01/2021-07", by=by, **SALES, **GROWTH),
        "rank": figure(
            2, "2022-01/2022-07", by=by, measure="rank", unit="rank", of="growth", scope="city", **SALES
        ),
        "gdp": figure(428 * YI, "2022-01/2022-06", by=by, unit="CNY", indicator="gdp"),
        "big": figure(
            19,
            "2022-01/2022-07",
            by=by,
            indicator="signed_projects",
            min_size={"value": 10 * YI, "unit": "CNY"},
        ),
        "other": figure(3, "2022-01/2022-07", by=by, indicator="other:石斛/铁皮"),
        "goal": target(by=by, measure="growth", unit="percent", floor=25, **SALES),
    }


def test_the_page_sets_the_zone_among_zones_and_counties(zone, client_of):
    by = zone.actors["supervision"]
    said = {"indicator": "industrial_output", "measure": "growth", "unit": "percent", "basis": "yoy"}
    for area, value in {"": "12.1", "望潮高新区": "9.9", "望潮县": "14", "北屏区": "13.2"}.items():
        figure(value, "2022-01/2022-06", by=by, decimals=1, **said, **({"area": area} if area else {}))
    client = client_of("leader")
    page = client.get("/indicators/industrial_output").content.decode()
    places = re.findall(r'href="(/figures/industrial_output/rank/[^"]+)"', page)
    assert len(places) == 2
    told = [NOTHING.sub("", client.get(p.replace("&amp;", "&")).content.decode()) for p in places]
    assert "在开发区中12.1%排第1位" in told[0]
    assert "望潮县" in told[1]


def test_headlines_come_first_each_with_its_own_period(board, client_of):
    text = words(client_of("leader").get("/indicators"))
    assert text.index("主要指标") < text.index("地区生产总值2022年1—6月428亿元") < text.index("其他")
    assert "工业应税销售2022年1—7月1062.3亿元▲增长25.6%+0.4个百分点上半年全市增幅第2位" in text
    assert "确保25%" in text


def test_indicators_without_data_are_named_below(board, client_of):
    html = client_of("leader").get("/indicators").content.decode()
    with_data, _, without = html.partition("全部指标")
    assert "/indicators/industrial_taxable_sales" in with_data
    assert "/indicators/exports" in without


def test_an_empty_zone_says_what_to_do(zone, client_of):
    assert "还没有数据" in words(client_of("leader").get("/indicators"))


def test_what_is_not_announced_is_a_dash_with_its_reason(board, client_of):
    html = client_of("leader").get("/indicators").content.decode()
    row = html.partition("/indicators/gdp")[2].partition("</tr>")[0]
    assert 'data-why="本期没有公布增幅">—' in row


def test_one_indicator_over_time(board, client_of):
    text = words(client_of("leader").get("/indicators/industrial_taxable_sales"))
    assert "2022年1—7月1062.3亿元▲增长25.6%" in text
    assert "2022年7月14亿元" in text
    assert "2021年1—7月" in text


def test_cumulative_and_month_are_two_charts(board, client_of):
    html = client_of("leader").get("/indicators/industrial_taxable_sales").content.decode()
    assert re.findall(r'"way": "(\w+)"', html) == ["cumulative", "month"]
    assert '<script src="/static/ui/chart.js' in html


def test_its_target_and_the_sentence_why_stand_beside_it(board, client_of):
    text = words(client_of("leader").get("/indicators/industrial_taxable_sales"))
    assert "有关目标工业应税销售" in text
    assert "比确保目标25%高0.6个百分点" in text


def test_size_classes_stand_apart(board, client_of):
    text = words(client_of("leader").get("/indicators/signed_projects"))
    assert "分规模、分区域数据数值（10亿元以上）2022年1—7月19个" in text


def test_an_indicator_outside_the_catalogue_has_its_page_even_with_a_slash(board, client_of):
    html = client_of("leader").get("/indicators").content.decode()
    address = re.search(r'href="(/indicators/other[^"]+)"', html)
    assert address
    assert "石斛/铁皮" in words(client_of("leader").get(address[1]))


@pytest.mark.parametrize("known", ["exports", "gdp"])
def test_an_indicator_of_the_catalogue_has_a_page_without_data(zone, client_of, known):
    answer = client_of("leader").get(f"/indicators/{known}")
    assert answer.status_code == 200
    assert "这个指标还没有数据" in words(answer)


def test_what_was_said_before_the_period_was_over_leads_no_board(board, zone, client_of):
    year = {"measure": "growth", "unit": "percent", "basis": "yoy"}
    figure("30", "2022", by=zone.actors["supervision"], indicator="industrial_taxable_sales", **year)
    assert "工业应税销售2022年1—7月" in words(client_of("leader").get("/indicators"))
    text = words(client_of("leader").get("/indicators/industrial_taxable_sales"))
    assert "2022年预期—▲增长30%" in text


def test_an_unknown_indicator_is_not_found(board, client_of):
    assert client_of("leader").get("/indicators/happiness").status_code == 404


def test_the_file_has_every_figure_exact_with_its_address(board, client_of):
    answer = client_of("leader").get("/indicators/industrial_taxable_sales?format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert {row["数值"] for row in rows} == {"25.2", "25.6", "106230000000", "1400000000", "7", "2"}
    assert all(row["数据地址"].startswith("http://testserver/figures/") for row in rows)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "＝", "＠"])
def test_no_text_in_the_file_runs_as_a_formula(first):
    assert harmless(f"{first}cmd|' /C calc'!A0").startswith("'")


def test_a_hostile_quote_is_disarmed_in_the_file(zone, client_of):
    by = zone.actors["supervision"]
    given = {
        "indicator": "exports",
        "measure": "level",
        "unit": "CNY",
        "value": 1,
        "period": "2022-01/2022-07",
    }
    state_figure({**given, "quote": "=HYPERLINK(1)"}, by=by)
    text = client_of("supervision").get("/indicators/exports?format=csv").content.decode("utf-8-sig")
    (row,) = csv.DictReader(StringIO(text))
    assert row["原文"] == "'=HYPERLINK(1)"


def test_the_pages_at_an_earlier_version_stand_still(board, zone, client_of):
    seen = board["goal"].seq_from
    client = client_of("leader")
    addresses = [
        f"/indicators?known_at={seen}",
        f"/indicators/industrial_taxable_sales?known_at={seen}",
        f"/figures/industrial_taxable_sales/growth/2022-01--2022-07?known_at={seen}",
        f"/figures/target:{board['goal'].lineage}/gap/2022-01--2022-07?known_at={seen}",
        f"/indicators/industrial_taxable_sales?known_at={seen}&format=csv",
    ]
    before = [client.get(address).content for address in addresses]
    by = zone.actors["supervision"]
    correct_figure(board["july"].lineage, {"value": "24.1"}, by=by, expected_version=1, reason="更正")
    figure("9", "2022-01/2022-08", by=by, **SALES, **GROWTH)
    assert [client.get(address).content for address in addresses] == before
    assert words(client.get("/indicators/industrial_taxable_sales")) != NOTHING.sub("", before[1].decode())


def test_what_the_city_and_the_peers_published_stands_once_the_highest_growth_first(zone, client_of):
    by = zone.actors["supervision"]
    said = {"indicator": "industrial_output", "measure": "growth", "unit": "percent", "basis": "yoy"}
    told = {"": "12.1", "澜海市": "10", "望潮高新区": "9.9", "北屏开发区": "11"}
    for area, value in told.items():
        figure(value, "2022-01/2022-06", by=by, decimals=1, **said, **({"area": area} if area else {}))
    text = words(client_of("leader").get("/indicators/industrial_output"))
    assert "本区▲增长12.1%位次第1位澜海市▲增长10.0%北屏开发区▲增长11.0%望潮高新区▲增长9.9%" in text
    assert text.count("望潮高新区") == 1
    assert "分规模、分区域数据" not in text
