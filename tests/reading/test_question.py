"""Questions in words: what they ask for, in either script."""

import datetime

import pytest

from guatu.catalogue.taught import Taught
from guatu.reading.question import question

TODAY = datetime.date(2022, 8, 20)


def asked(text, **more):
    """The question of a day in August 2022."""
    return question(text, today=TODAY, **more)


@pytest.mark.parametrize(
    ("text", "indicators", "measures", "period"),
    [
        ("1—7月 进出口 增幅", ("goods_trade",), ("growth",), "2022-01/2022-07"),
        ("1—7月進出口增幅是多少？", ("goods_trade",), ("growth",), "2022-01/2022-07"),
        ("上半年地区生产总值", ("gdp",), (), "2022-01/2022-06"),
        ("去年税收占比", ("tax_share_of_budget_revenue",), (), "2021"),
        ("固定资产投资位次", ("fixed_asset_investment",), ("rank",), None),
        ("2021年实际利用外资总量", ("actual_fdi",), ("level",), "2021"),
    ],
)
def test_indicator_measure_and_time_are_taken_from_the_words(text, indicators, measures, period) -> None:
    found = asked(text)
    assert found.indicators[:1] == indicators
    assert found.measures == measures
    assert (str(found.period) if found.period else None) == period


def test_only_a_named_year_binds() -> None:
    assert not asked("1—7月 进出口").yeared
    assert asked("2021年1—7月 进出口").yeared
    assert asked("去年 进出口").yeared


def test_places_are_told_from_names() -> None:
    assert asked("全市 进出口 增幅").area == "全市"
    assert asked("进出口 增幅").area is None


def test_what_names_no_indicator_is_left_as_words() -> None:
    found = asked("智慧园区")
    assert (found.indicators, found.terms) == ((), ("智慧园区",))
    assert "".join(found.content) == "智慧园区"


def test_a_part_of_a_name_is_enough_and_taught_words_count() -> None:
    assert "industrial_taxable_sales" in asked("应税").indicators
    assert asked("北岸盘子", taught=Taught((("北岸盘子", "exports"),))).indicators == ("exports",)


@pytest.mark.parametrize("text", ["", " ", "？？", "\x00", "9" * 300, "%_'\";--", "第第第", "\ud800"])
def test_nothing_typed_breaks_it(text) -> None:
    assert asked(text).indicators == ()
