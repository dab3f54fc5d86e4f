"""How figures are told at a meeting: turns of speech that must not change what is counted, nor its sign."""

from datetime import date

import pytest

from guatu.reading.read import read_text
from tests.reading.builders import bounds, promised, rows, seen

DAY = date(2023, 7, 20)

SAID = {
    "a fall told with 了 is a fall": (
        "税收下降了2%。社零上升了3.2%。工业投资更是下降了8.6%。",
        [
            ("tax_revenue", "growth", "-2", "percent"),
            ("retail_sales", "growth", "3.2", "percent"),
            ("industrial_investment", "growth", "-8.6", "percent"),
        ],
    ),
    "surprise is no part of a name": (
        "进口反而下降3.2%，民间投资甚至下降12.3%。",
        [
            ("imports", "growth", "-3.2", "percent"),
            ("private_investment", "growth", "-12.3", "percent"),
        ],
    ),
    "nor is the turn of the sentence": (
        "规上工业产值512亿元，但利润只有26亿元。",
        [
            ("industrial_output", "level", "51200000000", "CNY"),
            ("industrial_profit", "level", "2600000000", "CNY"),
        ],
    ),
    "so many hundred millions of dollars are dollars": (
        "实际使用外资1.2个亿美元，去年是两个亿美元。",
        [("actual_fdi", "level", "120000000", "USD"), ("actual_fdi", "level", "200000000", "USD")],
    ),
    "a month looked at apart keeps what was said of the whole": (
        "上半年规上工业增加值增长7.3%，从6月当月看，只有4.2%。",
        [
            ("industrial_value_added", "growth", "7.3", "percent"),
            ("industrial_value_added", "growth", "4.2", "percent"),
        ],
    ),
    "a stage may stand behind the projects": (
        "产业项目新开工86个，亿元以上项目集中开工12个。",
        [("started_projects", "level", "86", "count"), ("started_projects", "level", "12", "count")],
    ),
    "what signed projects are planned to cost is what was signed": (
        "新签约项目36个，计划投资128亿元。",
        [("signed_projects", "level", "36", "count"), ("signed_investment", "level", "12800000000", "CNY")],
    ),
    "a rate of investment behind a rate of projects is of the money": (
        "重点项目开工率92%、投资完成率58.6%。",
        [
            ("other:重点项目开工率", "level", "92", "percent"),
            ("project_investment", "completion", "58.6", "percent"),
        ],
    ),
    "how many industries there are is no part of the last one's name": (
        "集成电路、生物医药、新能源三大主导产业产值分别增长15.2%、8.6%和22.1%。",
        [
            ("other:集成电路产业产值", "growth", "15.2", "percent"),
            ("other:生物医药产业产值", "growth", "8.6", "percent"),
            ("other:新能源产业产值", "growth", "22.1", "percent"),
        ],
    ),
    "a bound that is kept promises nothing, and binds nothing behind it": (
        "城镇登记失业率2.6%，控制在4%以内；CPI同比上涨0.8%。",
        [("unemployment_rate", "level", "2.6", "percent"), ("cpi", "growth", "0.8", "percent")],
    ),
    "those whose output fell are no fall of output": ("规上工业企业中，产值下降的有186家。", []),
    "what a street completed of an investment is of that investment": (
        "完成固定资产投资268.5亿元。城东街道完成投资42.6亿元。",
        [
            ("fixed_asset_investment", "level", "26850000000", "CNY"),
            ("fixed_asset_investment", "level", "4260000000", "CNY"),
        ],
    ),
    "firms that make less are a count of their own": (
        "全区规上工业企业312家，减产企业65家。",
        [
            ("above_scale_enterprises", "level", "312", "count"),
            ("other:减产企业", "level", "65", "count"),
        ],
    ),
    "the trade with one partner is a figure of its own": (
        "进口17.1亿元，增长1.5%。对“一带一路”沿线国家进出口增长12.3%。出口18亿元，其中对美国下降12%，对东盟增长9%。",
        [
            ("imports", "level", "1710000000.0", "CNY"),
            ("imports", "growth", "1.5", "percent"),
            ("other:对“一带一路”沿线国家进出口", "growth", "12.3", "percent"),
            ("exports", "level", "1800000000", "CNY"),
            ("other:对美国出口", "growth", "-12", "percent"),
            ("other:对东盟出口", "growth", "9", "percent"),
        ],
    ),
    "each partner of a list has its own trade": (
        "对东盟、欧盟、美国进出口分别为28.9亿元、24.1亿元和19.7亿元。",
        [
            ("other:对东盟进出口", "level", "2890000000.0", "CNY"),
            ("other:对欧盟进出口", "level", "2410000000.0", "CNY"),
            ("other:对美国进出口", "level", "1970000000.0", "CNY"),
        ],
    ),
    "what is told of one sort of firms goes on for the next": (
        "民营企业进出口79.3亿元；外资企业41.5亿元，下降1.2%。",
        [
            ("other:民营企业进出口", "level", "7930000000.0", "CNY"),
            ("other:外资企业进出口", "level", "4150000000.0", "CNY"),
            ("other:外资企业进出口", "growth", "-1.2", "percent"),
        ],
    ),
    "how often is no figure": ("每月不少于2次。", []),
    "what it was at the year's start leads to what it is": (
        "高新技术企业由年初的86家增加到101家，贷款余额从年初的312亿元增加到356亿元。",
        [("high_tech_enterprises", "level", "101", "count"), ("loans", "level", "35600000000", "CNY")],
    ),
    "what one firm lost is no figure of the zone": ("6月份它的产值掉了7个亿。", []),
    "what was meant to be begun was not begun yet": (
        "上半年计划新开工项目52个，已开工41个。",
        [("started_projects", "level", "41", "count")],
    ),
    "who collects a tax is no part of its name": (
        "税务部门组织税收收入45.2亿元。",
        [("tax_revenue", "level", "4520000000", "CNY")],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_observations(name: str) -> None:
    text, wanted = SAID[name]
    assert seen(text, DAY) == rows(*wanted)


PROMISED = {
    "三季度GDP要到5.8%。": ("gdp", "growth", ">=", "5.8", None),
    "全年保障工业用地不少于1500亩。": ("other:工业用地", "level", ">=", "1500", None),
    "下半年要再签60个项目。": ("signed_projects", "level", ">=", "60", None),
    "全年规上工业增加值必须保住8%。": ("industrial_value_added", "growth", ">=", "8", None),
    "按照年初确定的6.5%的GDP增长目标，抓好各项工作。": ("gdp", "growth", ">=", "6.5", None),
    "实际使用外资要达到3.5个亿美元。": ("actual_fdi", "level", ">=", "350000000", None),
}


@pytest.mark.parametrize("text", PROMISED)
def test_targets(text: str) -> None:
    assert promised(text, DAY) == bounds(PROMISED[text])


@pytest.mark.parametrize(
    ("said", "period"),
    [("12月当月", "2023-12"), ("四季度", "2023-10/2023-12"), ("1-12月", "2023"), ("1月份", "2024-01")],
)
def test_a_report_of_january_tells_of_the_year_before(said: str, period: str) -> None:
    made = read_text(f"{said}，规上工业增加值同比增长9.8%。", date=date(2024, 2, 10)).observations
    assert [str(item.period) for item in made] == [period]


@pytest.mark.parametrize("day", [date(2024, 1, 15), date(2024, 2, 15), date(2024, 3, 5)])
def test_nobody_has_the_figures_of_a_period_that_is_far_from_over(day: date) -> None:
    reading = read_text("一季度规上工业增加值增长5%以上。", date=day)
    assert [t.indicator for t in reading.targets] == ["industrial_value_added"]
    assert not reading.observations


def test_but_what_was_done_in_it_so_far_is_no_promise() -> None:
    reading = read_text("一季度已新开工项目12个。", date=date(2024, 2, 15))
    assert [o.indicator for o in reading.observations] == ["started_projects"]
    assert not reading.targets


@pytest.mark.parametrize("told", ["明年，", "2024年全区主要目标是：生产总值增长6%。"])
def test_the_quarters_of_next_years_plan_are_next_years(told: str) -> None:
    text = f"今年前三季度，生产总值增长5.2%。\n{told}一季度开工项目不少于20个。"
    reading = read_text(text, date=date(2023, 12, 28))
    assert [str(t.by) for t in reading.targets if t.indicator == "started_projects"] == ["2024-01/2024-03"]
    assert [str(o.period) for o in reading.observations] == ["2023-01/2023-09"]


def test_but_a_plan_that_opens_with_a_review_tells_of_this_year() -> None:
    text = "2024年工作打算\n前三季度，新开工项目30个。"
    [seen_] = read_text(text, date=date(2023, 12, 28)).observations
    assert str(seen_.period) == "2023-01/2023-09"


def test_how_far_a_plan_is_met_asks_for_nothing() -> None:
    text = "下半年重点任务\n招商这块，到位资金41.2亿元，完成年计划的44.5%。"
    assert read_text(text, date=DAY).tasks == ()
