"""Values, periods, indicators and days as people write them."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.vocabulary.problems import GuatuError
from guatu.web.reading import typed


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("428亿元", "42800000000", "CNY"),
        ("７．５亿美元", "750000000", "USD"),
        ("15.3%", "15.3", "percent"),
        ("-8.92%", "-8.92", "percent"),
        ("下降8.92%", "-8.92", "percent"),
        ("同比增长 38 %", "38", "percent"),
        ("0.9个百分点", "0.9", "pp"),
        ("低1.2个百分点", "-1.2", "pp"),
        ("1,200亩", "1200", "mu"),
        ("30个", "30", "count"),
        ("第二", "2", "rank"),
        ("第12位", "12", "rank"),
        ("第二十一名", "21", "rank"),
        ("翻番", "2", "times"),
        ("1.8倍", "1.8", "times"),
    ],
)
def test_a_value_is_read_with_its_unit(text, value, unit) -> None:
    read = typed.value(text)
    assert (read.value, read.unit) == (Decimal(value), unit)


def test_the_decimals_that_were_written_are_kept() -> None:
    assert [typed.value(text).decimals for text in ("38%", "38.0%", "8.92%")] == [0, 1, 2]


@pytest.mark.parametrize("text", ["", "很多", "428", "4二8亿元", "12斤半", "1e5%", "NaN%"])
def test_what_is_no_value_is_refused_with_an_example(text) -> None:
    with pytest.raises(GuatuError) as told:
        typed.value(text)
    assert "如" in told.value.problem.what_to_do or "写成" in told.value.problem.what_to_do


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年1—7月", "2022-01/2022-07"),
        ("2022年1-7月", "2022-01/2022-07"),
        ("1至7月", "2022-01/2022-07"),
        ("上半年", "2022-01/2022-06"),
        ("2021年前三季度", "2021-01/2021-09"),
        ("一季度", "2022-01/2022-03"),
        ("7月", "2022-07"),
        ("2022年7月", "2022-07"),
        ("2022年", "2022"),
        ("全年", "2022"),
        ("下半年", "2022-07/2022-12"),
        ("2021—2025年", "2021-01/2025-12"),
        ("2022-01/2022-07", "2022-01/2022-07"),
    ],
)
def test_a_period_is_read_in_the_year_of_the_document(text, period) -> None:
    assert str(typed.period(text, year=2022)) == period


@pytest.mark.parametrize("text", ["", "去年此时", "13月", "7—1月", "2022年0月", "上半年度末"])
def test_what_is_no_period_is_refused(text) -> None:
    with pytest.raises(GuatuError):
        typed.period(text, year=2022)


def test_without_a_year_anywhere_the_year_is_asked_for() -> None:
    with pytest.raises(GuatuError, match="没有写年份"):
        typed.period("上半年")


@pytest.mark.parametrize(
    ("text", "day"),
    [("12月31日前", date(2022, 12, 31)), ("2022-12-31", date(2022, 12, 31)), ("9月底", date(2022, 9, 30))],
)
def test_a_time_limit_is_a_day(text, day) -> None:
    assert typed.day(text, year=2022) == day


@pytest.mark.parametrize("text", ["2月29日", "年底", "12月32日"])
def test_what_is_no_day_is_refused(text) -> None:
    with pytest.raises(GuatuError, match="不是日期"):
        typed.day(text, year=2022)


@pytest.mark.parametrize("text", ["地区生产总值", "地區生產總值", "GDP", "gdp"])
def test_an_indicator_is_found_by_name_in_either_script(text) -> None:
    assert typed.indicator_id(text) == "gdp"


def test_a_part_of_a_name_finds_all_that_hold_it() -> None:
    assert {"goods_trade", "exports"} <= {hit.id for hit in typed.search("出口")}
    assert typed.search("外資")[0].id in {hit.id for hit in typed.search("外资")}
    assert typed.search("") == []


def test_an_indicator_outside_the_catalogue_is_named_as_such() -> None:
    assert typed.indicator_id("其他：夜间灯光指数") == "other:夜间灯光指数"
    with pytest.raises(GuatuError, match="目录中没有"):
        typed.indicator_id("夜间灯光指数")


@pytest.mark.parametrize(
    ("unit", "indicator", "measure"),
    [
        ("CNY", "gdp", "level"),
        ("percent", "gdp", "growth"),
        ("percent", "tax_share_of_budget_revenue", "level"),
        ("rank", "gdp", "rank"),
        ("times", "gdp", "multiple"),
    ],
)
def test_what_a_value_measures_follows_from_its_unit(unit, indicator, measure) -> None:
    assert typed.measure_of(unit, indicator=indicator) == measure


@pytest.mark.parametrize(
    ("words", "name", "held"),
    [
        ("進出口總額407億元", "进出口总额", "407亿元"),
        ("地区生产总值下降8.92%", "地区生产总值", "下降8.92%"),
        ("签约1200亩左右", "", "1200亩"),
        ("把赛马机制常态化", "", ""),
    ],
)
def test_selected_words_begin_the_form_with_what_they_say(words, name, held) -> None:
    assert (typed.mentioned(words), typed.value_in(words)) == (name, held)
