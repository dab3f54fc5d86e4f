"""What was promised: bounds, stretches, sizes, tiers and terms."""

from datetime import date
from decimal import Decimal

import pytest

from guatu.reading.read import read_text
from guatu.vocabulary.statements import Amount
from tests.reading.builders import bounds, promised

CASES = {
    "a great step is a sum of money": (
        "今年的预期目标是：一般公共预算收入突破20亿大关。",
        [("general_public_budget_revenue", "level", ">=", "2000000000", None)],
    ),
    "a bare percentage that must be kept is of the topic": (
        "第一件，投资。全年8%以上必须保住，争取做到10%。",
        [("fixed_asset_investment", "growth", ">=", "8", "10")],
    ),
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
    "enterprises that make so much are of a tier": (
        "今年的主要预期目标是：规上工业总产值增长9%，产值超10亿元企业达到15家。",
        [
            ("industrial_output", "growth", ">=", "9", None),
            ("enterprises_at_tier", "level", ">=", "15", None),
        ],
    ),
    "不低于 is a floor even in a list that 力争 opened": (
        "力争全年一般公共预算收入增长6%，税收占比不低于65%。",
        [
            ("general_public_budget_revenue", "growth", ">=", None, "6"),
            ("tax_share_of_budget_revenue", "level", ">=", "65", None),
        ],
    ),
    "a rate whose name ends with a verb's suffix": (
        "确保投资入库率达到90%以上。",
        [("other:投资入库率", "level", ">=", "90", None)],
    ),
    "a list of new ones goes on after a comma and 其中": (
        "确保全年净增规上工业企业20家，限上商贸企业12家，其中批发企业5家。",
        [
            ("above_scale_enterprises", "increase", ">=", "20", None),
            ("other:限上商贸企业", "increase", ">=", "12", None),
            ("other:批发企业", "increase", ">=", "5", None),
        ],
    ),
    "a paragraph of promises goes on": (
        "确保工业投资增长12%，力争技改投资增长15%。城镇登记失业率控制在4%以内。",
        [
            ("industrial_investment", "growth", ">=", "12", None),
            ("technical_renovation_investment", "growth", ">=", None, "15"),
            ("unemployment_rate", "level", "<=", "4", None),
        ],
    ),
    "a budget that is arranged": (
        "2022年预算安排意见\n全县一般公共预算支出安排30亿元，比上年增长5%。",
        [
            ("budget_expenditure", "level", ">=", "3000000000", None),
            ("budget_expenditure", "growth", ">=", "5", None),
        ],
    ),
    "a least share of new ones is new as well": (
        "确保全年净增规上工业企业40家，其中下半年不少于15家。",
        [
            ("above_scale_enterprises", "increase", ">=", "40", None),
            ("above_scale_enterprises", "increase", ">=", "15", None),
        ],
    ),
    "promises as they are spoken": (
        "今年工业投资占比要提到40%以上，规上工业产值要冲450亿元。",
        [
            ("industrial_investment", "share", ">=", "40", None),
            ("industrial_output", "level", ">=", "45000000000", None),
        ],
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
        ("力争上半年营业收入突破90亿元，年内新增发明专利200件。", "2022-01/2022-06", None),
        ("到2025年，五年累计完成固定资产投资1600亿元。", "2021-01/2025-12", None),
        ("一季度要确保工业投资增长20%。", "2022-01/2022-03", None),
        ("2022年度目标责任书\n1.工业投资完成22亿元；", "2022", None),
    ],
)
def test_the_term_of_a_promise(text: str, by: str | None, within: str | None) -> None:
    target = read_text(text, date=date(2022, 8, 12)).targets[0]
    assert (target.by, target.within) == (by, within)


def test_a_quarter_gives_way_to_the_year_and_the_year_to_a_quarter() -> None:
    text = "全年要确保工业投资增长10%。一季度确保外贸开门红。实际利用外资确保2亿美元。"
    targets = read_text(text, date=date(2022, 2, 1)).targets
    assert [(t.indicator, t.by) for t in targets] == [
        ("industrial_investment", "2022"),
        ("actual_fdi", "2022"),
    ]
    season = "四季度要确保新增规上企业35家，当季外资项目不少于10个。"
    assert {t.by for t in read_text(season, date=date(2022, 10, 9)).targets} == {"2022-10/2022-12"}


def test_goals_headed_by_their_year_are_for_that_year() -> None:
    text = (
        "先导区三年行动计划（2024—2026年）\n2023年，工业投资86亿元。\n"
        "（一）2024年目标：工业投资突破90亿元。\n（二）2025年目标：工业投资突破100亿元。\n"
    )
    found = read_text(text, date=date(2024, 1, 22)).targets
    assert [(t.floor, t.by) for t in found] == [(9_000_000_000, "2024"), (10_000_000_000, "2025")]


def test_a_year_that_opens_a_paragraph_and_is_to_come_turns_to_the_plan() -> None:
    text = "2023年，收入完成26亿元。\n2024年，一般公共预算收入预期28亿元。全年争取上级资金不低于30亿元。"
    assert [(t.indicator, t.by) for t in read_text(text, date=date(2024, 1, 17)).targets] == [
        ("general_public_budget_revenue", "2024"),
        ("other:上级资金", "2024"),
    ]


PLANNED = "三年行动方案（2024—2026年）\n一、工作目标\n到2026年，"


def test_what_a_course_starts_from_is_measured() -> None:
    companies = "规上工业企业由2023年的260家增加到2026年的500家"
    text = f"{PLANNED}固定资产投资由2023年的85亿元增加到2026年的120亿元，{companies}。\n"
    reading = read_text(text, date=date(2024, 6, 11))
    assert [(o.indicator, o.value, o.period) for o in reading.observations] == [
        ("fixed_asset_investment", Decimal(8_500_000_000), "2023")
    ]
    assert [(t.indicator, t.floor, t.by) for t in reading.targets] == [
        ("fixed_asset_investment", Decimal(12_000_000_000), "2026"),
        ("above_scale_enterprises", Decimal(500), "2026"),
    ]


def test_what_is_built_upon_is_measured_and_leaves_the_year_in_force() -> None:
    text = PLANNED + "规上工业总产值在2023年800亿元的基础上增加，突破1600亿元。\n"
    reading = read_text(text, date=date(2024, 6, 11))
    assert [(o.value, o.period) for o in reading.observations] == [(Decimal(80_000_000_000), "2023")]
    assert [(t.floor, t.by) for t in reading.targets] == [(Decimal(160_000_000_000), "2026")]


def test_a_headline_of_doubling_promises_nothing() -> None:
    text = "倍增行动方案\n（一）总量倍增。到2026年，规上工业总产值突破1600亿元。\n"
    assert [t.indicator for t in read_text(text, date=date(2024, 6, 11)).targets] == ["industrial_output"]


def test_a_review_that_opens_a_plan_is_no_promise() -> None:
    text = (
        "“十五五”时期主要目标\n“十四五”以来，高新技术企业从96家增加到241家。\n"
        "“十五五”时期，主要目标是：高新技术企业突破400家。\n"
    )
    reading = read_text(text, date=date(2025, 11, 20))
    assert [o.value for o in reading.observations] == [Decimal(241)]
    assert [(t.floor, t.by) for t in reading.targets] == [(Decimal(400), "2026-01/2030-12")]


def test_a_stretch_of_days_is_the_term_of_what_follows() -> None:
    text = "百日攻坚方案\n一、目标任务\n自8月25日至12月2日，全区新签约项目25个；到位省外资金36亿元。\n"
    assert [t.by for t in read_text(text, date=date(2025, 8, 22)).targets] == ["2025-08/2025-12"] * 2


def test_what_is_planned_for_the_year_is_for_the_year() -> None:
    text = "项目攻坚方案\n一、工作目标\n全年计划新开工项目180个，年度计划投资260亿元。\n"
    reading = read_text(text, date=date(2024, 4, 16))
    assert [(t.indicator, t.floor, t.by) for t in reading.targets] == [
        ("started_projects", Decimal(180), "2024"),
        ("project_investment", Decimal(26_000_000_000), "2024"),
    ]
