"""What was promised: bounds, stretches, sizes, tiers and terms."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.reading.read import read_text
from guatu.vocabulary.statements import Amount
from tests.reading.builders import bounds, promised

CASES = {
    "确保 and 力争 are one target": (
        "确保全年招引科创项目50个、力争70个。",
        [("science_projects", "level", ">=", "50", "70")],
    ),
    "力争 alone has no floor": (
        "力争全年实际利用外资3亿美元。",
        [("actual_fdi", "level", ">=", None, "300000000")],
    ),
    "a cap": (
        "今年的主要预期目标是：城镇登记失业率控制在3.5%以内。",
        [("unemployment_rate", "level", "<=", "3.5", None)],
    ),
    "a promised fall keeps its sign and is capped": (
        "今年的主要预期目标是：单位GDP能耗下降3%。",
        [("energy_intensity", "growth", "<=", "-3", None)],
    ),
    "a range is floor and stretch": (
        "全年主要目标是：地区生产总值增长6%—7%。",
        [("gdp", "growth", ">=", "6", "7")],
    ),
    "a pair in the middle of a list ends with the pair": (
        "今年的预期目标是：规上工业增加值增长8%、力争10%；固定资产投资增长9%。",
        [
            ("industrial_value_added", "growth", ">=", "8", "10"),
            ("fixed_asset_investment", "growth", ">=", "9", None),
        ],
    ),
    "the ladder of tiers": (
        "确保全年新培育百亿级企业1家、50亿级企业2家。",
        [
            ("enterprises_at_tier", "increase", ">=", "1", None),
            ("enterprises_at_tier", "increase", ">=", "2", None),
        ],
    ),
    "doubling": (
        "确保主导产业三年倍增。",
        [("leading_industry_output", "multiple", ">=", "2", None)],
    ),
    "a band has no number": (
        "今年的主要预期目标是：居民人均可支配收入与经济增长同步。",
        [("resident_income", "band", "=", None, None)],
    ),
    "a place to keep": (
        "确保产业项目考核居开发园区第一。",
        [("industrial_project_assessment", "rank", "<=", "1", None)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_promise_is_read(case: str) -> None:
    text, expected = CASES[case]
    assert promised(text) == bounds(*expected)


def test_what_has_come_about_is_no_promise() -> None:
    assert promised("上半年，地区生产总值增长6.5%，完成全年目标的52%。") == []


def test_tiers_and_sizes_are_kept() -> None:
    tiers = read_text("确保新培育百亿级企业1家。", date=date(2022, 8, 12)).targets
    assert tiers[0].tier == Amount(Decimal("1e10"), "CNY")
    sized = read_text("确保全年签约超5亿元项目20个。", date=date(2022, 8, 12)).targets
    assert sized[0].min_size == Amount(Decimal("5e8"), "CNY")


@pytest.mark.parametrize(
    ("text", "by", "within"),
    [
        ("确保全年工业投资增长10%。", "2022", None),
        ("力争下半年完成净地签约600亩。", "2022-07/2022-12", None),
        ("到2025年，地区生产总值突破900亿元。", "2025", None),
        ("确保主导产业三年倍增。", None, "P3Y"),
    ],
)
def test_the_term_of_a_promise(text: str, by: str | None, within: str | None) -> None:
    target = read_text(text, date=date(2022, 8, 12)).targets[0]
    assert (target.by, target.within) == (by, within)
