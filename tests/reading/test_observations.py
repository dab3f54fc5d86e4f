"""What was measured: one spec for each rule of the reader, in words of our own."""

from datetime import date

import pytest

from guatu.reading.read import read_text
from tests.reading.builders import rows, seen

CASES = {
    "the place climbed to, not the one climbed from": (
        "规上工业增加值增长7.8%，在全市园区里头从第六爬到了第四。",
        [
            ("industrial_value_added", "growth", "7.8", "percent"),
            ("industrial_value_added", "rank", "4", "rank"),
        ],
    ),
    "a fall may be written with its sign after 增速": (
        "固定资产投资增速-1.9%，低于全市4.2个百分点；剔除房地产后增长7.4%。",
        [
            ("fixed_asset_investment", "growth", "-1.9", "percent"),
            ("fixed_asset_investment", "growth_gap", "-4.2", "pp"),
            ("fixed_asset_investment", "growth", "7.4", "percent"),
        ],
    ),
    "the investment in each sector is not its value added": (
        "固定资产投资增长8%，其中一产、二产投资分别增长21.5%和下降3.6%。",
        [
            ("fixed_asset_investment", "growth", "8", "percent"),
            ("other:一产投资", "growth", "21.5", "percent"),
            ("other:二产投资", "growth", "-3.6", "percent"),
        ],
    ),
    "收入 and 支出 after the budget's": (
        "一般公共预算收入12亿元；支出33亿元，增长2.2%。",
        [
            ("general_public_budget_revenue", "level", "1200000000", "CNY"),
            ("budget_expenditure", "level", "3300000000", "CNY"),
            ("budget_expenditure", "growth", "2.2", "percent"),
        ],
    ),
    "places and as many shares in a row, without 分别": (
        "1—5月重点项目完成投资61亿元，占年度计划的38%。沙埠镇、石岭镇完成年度计划的49.3%和21.4%。",
        [
            ("project_investment", "level", "6100000000", "CNY"),
            ("project_investment", "completion", "38", "percent"),
            ("project_investment", "completion", "49.3", "percent"),
            ("project_investment", "completion", "21.4", "percent"),
        ],
    ),
    "an amount said without its money is of that before": (
        "税收收入收了11.6个亿，同比多了8000万。",
        [("tax_revenue", "level", "1160000000", "CNY"), ("tax_revenue", "change", "80000000", "CNY")],
    ),
    "a stage without 项目 counts anew after a sum": (
        "新签约项目6个，协议投资额31亿元；新开工4个，总投资18亿元；新竣工3个。",
        [
            ("signed_projects", "level", "6", "count"),
            ("signed_investment", "level", "3100000000", "CNY"),
            ("started_projects", "level", "4", "count"),
            ("other:总投资", "level", "1800000000", "CNY"),
            ("completed_projects", "level", "3", "count"),
        ],
    ),
    "what is counted from the end has no place": (
        "1—6月，工业投资增长1.1%，全市倒数第三。",
        [("industrial_investment", "growth", "1.1", "percent")],
    ),
    "a level and its growth": (
        "上半年，全区地区生产总值512亿元，同比增长6.4%。",
        [("gdp", "level", "51200000000", "CNY"), ("gdp", "growth", "6.4", "percent")],
    ),
    "a fall is negative, written either way": (
        "出口63亿元，下降4.2%；进口21亿元，增长-3.5%。",
        [
            ("exports", "level", "6300000000", "CNY"),
            ("exports", "growth", "-4.2", "percent"),
            ("imports", "level", "2100000000", "CNY"),
            ("imports", "growth", "-3.5", "percent"),
        ],
    ),
    "points against another's growth": (
        "规上工业增加值增长8.1%，高于全市平均1.4个百分点。",
        [
            ("industrial_value_added", "growth", "8.1", "percent"),
            ("industrial_value_added", "growth_gap", "1.4", "pp"),
        ],
    ),
    "a smaller fall is a rise of the growth": (
        "1—6月，进出口总额下降9%，降幅比1—5月收窄2个百分点。",
        [("goods_trade", "growth", "-9", "percent"), ("goods_trade", "growth_change", "2", "pp")],
    ),
    "the move of a ratio is a change": (
        "税收占比83.5%，同比提高2.1个百分点。",
        [
            ("tax_share_of_budget_revenue", "level", "83.5", "percent"),
            ("tax_share_of_budget_revenue", "change", "2.1", "pp"),
        ],
    ),
    "two measures, one place": (
        "外贸进出口总额90亿元，总量和增幅均居全市第一。",
        [
            ("goods_trade", "level", "9000000000", "CNY"),
            ("goods_trade", "rank", "1", "rank"),
            ("goods_trade", "rank", "1", "rank"),
        ],
    ),
    "分别 shares numbers among names": (
        "前三季度，工业投资、技改投资分别增长12.5%和30.1%。",
        [
            ("industrial_investment", "growth", "12.5", "percent"),
            ("technical_renovation_investment", "growth", "30.1", "percent"),
        ],
    ),
    "a joint name stands for its two": (
        "城乡居民人均可支配收入分别增长5.2%、6.8%。",
        [("urban_income", "growth", "5.2", "percent"), ("rural_income", "growth", "6.8", "percent")],
    ),
    "completion and the schedule": (
        "实际利用外资1.2亿美元，完成全年目标的60%，快于序时进度10个百分点。",
        [
            ("actual_fdi", "level", "120000000", "USD"),
            ("actual_fdi", "completion", "60", "percent"),
            ("actual_fdi", "growth_gap", "10", "pp"),
        ],
    ),
    "a quota is no figure of its own": (
        "到位内资31亿元，完成年度任务50亿元的62%。",
        [
            ("domestic_capital", "level", "3100000000", "CNY"),
            ("domestic_capital", "completion", "62", "percent"),
        ],
    ),
    "growth by so many times": (
        "利润总额8亿元，增长1.5倍。规上工业企业利润总额8亿元，增长1.5倍。",
        [
            ("other:利润总额", "level", "800000000", "CNY"),
            ("other:利润总额", "multiple", "2.5", "times"),
            ("industrial_profit", "level", "800000000", "CNY"),
            ("industrial_profit", "multiple", "2.5", "times"),
        ],
    ),
    "sizes belong to what is counted": (
        "新开工10亿元以上项目12个，同比增加3个。",
        [("started_projects", "level", "12", "count"), ("started_projects", "change", "3", "count")],
    ),
    "another area's figure in brackets": (
        "固定资产投资增幅居前的是：北坡镇(31.2%)、南湾街道(27.5%)。",
        [
            ("fixed_asset_investment", "growth", "31.2", "percent"),
            ("fixed_asset_investment", "growth", "27.5", "percent"),
        ],
    ),
    "the structure of three sectors": (
        "三次产业结构为2.5:51.3:46.2。",
        [
            ("primary_value_added", "share", "2.5", "percent"),
            ("secondary_value_added", "share", "51.3", "percent"),
            ("tertiary_value_added", "share", "46.2", "percent"),
        ],
    ),
    "Chinese numerals and tenths": (
        "供地一千二百亩，固定资产投资增长近三成。",
        [("land_supply", "level", "1200", "mu"), ("fixed_asset_investment", "growth", "30", "percent")],
    ),
    "contribution to growth": (
        "第三产业增加值对经济增长的贡献率为52.3%，拉动GDP增长3.4个百分点。",
        [
            ("tertiary_value_added", "contribution_share", "52.3", "percent"),
            ("tertiary_value_added", "contribution", "3.4", "pp"),
        ],
    ),
    "full-width digits, traditional characters and stray blanks": (
        "上半年，規模工業產值４２０．５ 億元，同比增長 11.2 %。",
        [
            ("industrial_output", "level", "42050000000", "CNY"),
            ("industrial_output", "growth", "11.2", "percent"),
        ],
    ),
    "all industry is not the above-scale one": (
        "工业总产值320亿元。",
        [("other:工业总产值", "level", "32000000000", "CNY")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_an_observation_is_read(case: str) -> None:
    text, expected = CASES[case]
    assert seen(text) == rows(*expected)


NOTHING = [
    "全面落实营商环境66条，打造“一园三区”。",
    "会议地址：解放路12号，电话0513-12345678，邮编226009。",
    "第十三次党代会提出，要在8月30日前完成整改。",
    "聚焦“3+1”产业，推进12项重点工作。",
]


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_measure_nothing_are_not_indicators(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "规上工业增加值增速有所放缓。1—7月同比增长4.6%。",
            [("industrial_value_added", "growth", "4.6", None)],
        ),
        (
            "工业投资进度不一。其中高新区、临港园区分别完成12亿元、8亿元。",
            [
                ("industrial_investment", "level", "1200000000", "高新区"),
                ("industrial_investment", "level", "800000000", "临港园区"),
            ],
        ),
        (
            "到位内资25亿元,完成年度目标的63%;进度较快的有临江镇80%。",
            [
                ("domestic_capital", "level", "2500000000", None),
                ("domestic_capital", "completion", "63", None),
                ("domestic_capital", "completion", "80", "临江镇"),
            ],
        ),
        (
            "投资最揪心,半年才完成31亿。外贸掉了6个点。",
            [("fixed_asset_investment", "level", "3100000000", None), ("goods_trade", "growth", "-6", None)],
        ),
        (
            "新签约项目46个,其中10亿元以上20个。",
            [("signed_projects", "level", "46", None), ("signed_projects", "level", "20", None)],
        ),
    ],
)
def test_what_was_named_before_is_what_the_figures_are_of(
    text: str, expected: list[tuple[str, str, str, str | None]]
) -> None:
    found = read_text("某区简报\n" * 40 + text, date=date(2023, 8, 12)).observations
    assert [
        (o.indicator, o.measure, str(int(o.value) if o.value == int(o.value) else o.value), o.area)
        for o in found
    ] == expected


def test_a_monthly_report_speaks_of_the_months_up_to_its_own() -> None:
    text = "9月经济运行月报\n1—9月，规上工业总产值286亿元；9月当月38亿元。\n固定资产投资下降2.7%。"
    found = read_text(text, date=date(2024, 10, 18)).observations
    assert [str(o.period) for o in found] == ["2024-01/2024-09", "2024-09", "2024-01/2024-09"]


def test_balances_are_of_the_end_of_the_months_named() -> None:
    found = read_text("上半年，存款余额412亿元，较年初增加31亿元。", date=date(2023, 7, 19)).observations
    assert [str(o.period) for o in found] == ["2023-06", "2023-06"]
