"""What is said in meetings and circulars: one spec for each way of saying it, in words of our own."""

from datetime import date

import pytest

from guatu.reading.read import read_text
from tests.reading.builders import bounds, promised, rows, seen

DAY = date(2022, 10, 15)

SAID = {
    "a part of what was to be done is a completion": (
        "工业投资只完成了四成。",
        [("industrial_investment", "completion", "40", "percent")],
    ),
    "a clause without a number says which way it went": (
        "社零拉回正增长，9月当月增长1.2%。固定资产投资负增长，4.3%。",
        [
            ("retail_sales", "growth", "1.2", "percent"),
            ("fixed_asset_investment", "growth", "-4.3", "percent"),
        ],
    ),
    "a number called 负 is negative": (
        "开发区用电量8月还涨6%，9月就跌到了负2.1%。",
        [("electricity_use", "growth", "6", "percent"), ("electricity_use", "growth", "-2.1", "percent")],
    ),
    "the average said beside the own figure, and how far it is": (
        "GDP增长5.4%，全市平均是6.2%，我们差了0.8个点。",
        [
            ("gdp", "growth", "5.4", "percent"),
            ("gdp", "growth", "6.2", "percent"),
            ("gdp", "growth_gap", "-0.8", "pp"),
        ],
    ),
    "the same figure of an earlier season": (
        "固投掉了5.2%，一季度还是正的2.1%。",
        [
            ("fixed_asset_investment", "growth", "-5.2", "percent"),
            ("fixed_asset_investment", "growth", "2.1", "percent"),
        ],
    ),
    "points after an amount are a fall of so many percent": (
        "一般公共预算收入12.3亿元，同比降了3.4个点。",
        [
            ("general_public_budget_revenue", "level", "1230000000", "CNY"),
            ("general_public_budget_revenue", "growth", "-3.4", "percent"),
        ],
    ),
    "words of time belong to no name": (
        "上个月工业投资同比增长15%。本周新开工项目2个，比上周增加1个。",
        [
            ("industrial_investment", "growth", "15", "percent"),
            ("started_projects", "level", "2", "count"),
            ("started_projects", "change", "1", "count"),
        ],
    ),
    "the peers of a place are no part of the name": (
        "固定资产投资全市排名第七，较上月后退2位。",
        [
            ("fixed_asset_investment", "rank", "7", "rank"),
            ("fixed_asset_investment", "rank_change", "-2", "rank"),
        ],
    ),
    "a place after the schedule is of the completion": (
        "实际使用外资1.08亿美元，完成目标的43.2%，落后时序31.8个百分点，排全市第12位。",
        [
            ("actual_fdi", "level", "108000000", "USD"),
            ("actual_fdi", "completion", "43.2", "percent"),
            ("actual_fdi", "growth_gap", "-31.8", "pp"),
            ("actual_fdi", "rank", "12", "rank"),
        ],
    ),
    "合计 parts no name": (
        "两大主导产业合计产值312亿元。",
        [("leading_industry_output", "level", "31200000000", "CNY")],
    ),
    "the number of a league of enterprises is no figure": (
        "新引进世界500强企业3家。",
        [("other:新引进世界500强企业", "level", "3", "count")],
    ),
    "what has not begun is not what has": (
        "未开工项目5个。",
        [("other:未开工项目", "level", "5", "count")],
    ),
    "households sign for their removal, not for projects": (
        "全县已签约212户，签约率94%。",
        [("other:签约", "level", "212", "count"), ("other:签约率", "level", "94", "percent")],
    ),
    "what is missing is not there": (
        "净地交付850亩，还差150亩。",
        [("other:净地交付", "level", "850", "mu")],
    ),
    "what was to be done comes before what is": (
        "土地征收任务1200亩，才拿下来560亩。",
        [("other:土地征收", "level", "560", "mu")],
    ),
    "how far a level is from another's is no level": (
        "亩均税收28.6万元，比全市平均低4.3万元。",
        [("tax_per_mu", "level", "286000", "CNY")],
    ),
    "what is left out of a figure is not what it is of": (
        "固定资产投资增长7.1%，扣除房地产增长15.3%。",
        [
            ("fixed_asset_investment", "growth", "7.1", "percent"),
            ("fixed_asset_investment", "growth", "15.3", "percent"),
        ],
    ),
    "a share of counted things": (
        "亿元以上项目68个，占比46.6%，同比增加9个。",
        [
            ("other:项目", "level", "68", "count"),
            ("other:项目", "share", "46.6", "percent"),
            ("other:项目", "change", "9", "count"),
        ],
    ),
    "the tail of a list belongs to all of its names": (
        "教育、社保、卫生支出分别增长8.1%、6.4%和12.5%。",
        [
            ("other:教育支出", "growth", "8.1", "percent"),
            ("other:社保支出", "growth", "6.4", "percent"),
            ("other:卫生支出", "growth", "12.5", "percent"),
        ],
    ),
    "投资 that grows is that in fixed assets": (
        "社零增长7%，投资增长8%。",
        [("retail_sales", "growth", "7", "percent"), ("fixed_asset_investment", "growth", "8", "percent")],
    ),
    "what a project is to bring is not there yet": ("医疗器械项目达产后年产值20亿元、税收1.2亿元。", []),
    "how large one thing is says nothing of the whole": ("投资50亿元的新能源电池项目完成备案。", []),
    "places and the rate that they share": (
        "芦洲街道、沙塘镇储备项目转化率分别为27%和19.5%。",
        [
            ("other:储备项目转化率", "level", "27", "percent"),
            ("other:储备项目转化率", "level", "19.5", "percent"),
        ],
    ),
    "what cannot be counted takes the growth that follows": (
        "工业用电量8亿千瓦时，增长5%；最高负荷达82万千瓦，同比增长9.1%。",
        [
            ("industrial_electricity", "level", "800000000", "kWh"),
            ("industrial_electricity", "growth", "5", "percent"),
            ("other:最高负荷", "growth", "9.1", "percent"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SAID.values(), ids=SAID.keys())
def test_a_figure_is_read(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert seen(text, DAY) == rows(*expected)


PROMISED = {
    "a term that lies ahead makes a promise": (
        "四季度新签约亿元以上项目10个。到年底，高新技术企业达到130家。",
        [
            ("signed_projects", "level", ">=", "10", None),
            ("high_tech_enterprises", "level", ">=", "130", None),
        ],
    ),
    "要 and any verb before the number": (
        "税收要收回6个亿，投资要追到45亿。",
        [
            ("tax_revenue", "level", ">=", "600000000", None),
            ("fixed_asset_investment", "level", ">=", "4500000000", None),
        ],
    ),
    "必须 promises too": ("开工率必须到90%。", [("other:开工率", "level", ">=", "90", None)]),
    "what is planned for the year": (
        "全年计划征收土地3200亩，已征收2100亩。",
        [("other:征收土地", "level", ">=", "3200", None)],
    ),
    "to complete so much of the plan": (
        "全县工业投资完成12亿元。确保年底前完成年度计划的90%以上。",
        [("industrial_investment", "completion", ">=", "90", None)],
    ),
    "a bound that picks those spoken of is no promise": ("对产值下降超20%的企业逐家走访。", []),
    "the name of a paper asks for nothing": ("招商动态\n本周概况：全区新签约项目4个。", []),
    "the next year is ahead": (
        "明年安排重点项目180个。",
        [("other:重点项目", "level", ">=", "180", None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PROMISED.values(), ids=PROMISED.keys())
def test_a_promise_is_read(text: str, expected: list[tuple[str, str, str, str | None, str | None]]) -> None:
    assert promised(text, DAY) == bounds(*expected)


ORDERED = {
    "as often as this": "经发局从今天起一周一调度。",
    "once a week on the spot": "区领导每周到现场调度一次。",
    "each of us one": "一个干部包三家企业。",
    "once more over all of it": "闲置厂房再清一遍。",
    "by then, whatever the verb": "光伏项目11月底前并网。",
    "within so many hours": "24小时内要有回音。",
    "a unit with what it handles": "自然资源局先把批而未用的地块清出来。",
    "so many of them held": "10月份办两场银企对接会。",
    "every so many days": "每10天一通报。",
    "what is to be given by the end of the year": "年底前给园区送工不少于1200人。",
    "a weekday as the limit": "周五之前报党政办。",
}


@pytest.mark.parametrize("text", ORDERED.values(), ids=ORDERED.keys())
def test_an_order_is_a_task(text: str) -> None:
    plan = f"下一步，我讲几条。\n{text}"
    assert [task.quote for task in read_text(plan, date=DAY).tasks] == [text.removesuffix("。")]


NO_ORDERS = {
    "what every notice ends with": "请各单位认真组织实施。",
    "days on which something was looked at": "10月9日至14日，区委督查室开展了督查。",
    "what was done within a term": "9月底前已完成整改。",
}


@pytest.mark.parametrize("text", NO_ORDERS.values(), ids=NO_ORDERS.keys())
def test_a_report_is_no_task(text: str) -> None:
    assert not read_text(text, date=DAY).tasks


def test_a_quarter_in_the_title_gives_way_to_the_months_up_to_its_end() -> None:
    text = (
        "三季度重点工作督查通报\n一、总体情况\n截至9月底，项目完成投资54.2亿元。"
        "\n二、分项情况\n实际到账外资1.2亿美元。"
    )
    assert {o.period for o in read_text(text, date=DAY).observations} == {"2022-01/2022-09"}


def test_a_span_of_a_quarter_is_no_quarter() -> None:
    text = "前三季度固投完成9.3亿元，提前一个季度交了账；规上工业总产值31.5亿元。"
    assert [o.period for o in read_text(text, date=DAY).observations] == ["2022-01/2022-09"] * 2


NO_FIGURE_OF_THE_ZONE = {
    "a supposition": "假如每家规上企业多增产5%，全区产值就能多出10个亿。",
    "another supposition": "要是工业投资掉到30亿元，年底怎么交账？",
    "what a guest told the speaker": "还有位客商对我说，手续办得快，他追加固定资产投资8亿元。",
    "what one firm is expected to reach": "澜光一期建成，企业全年工业总产值有望过20亿元。",
}


@pytest.mark.parametrize("text", NO_FIGURE_OF_THE_ZONE.values(), ids=NO_FIGURE_OF_THE_ZONE.keys())
def test_what_is_only_imagined_or_told_is_no_observation(text: str) -> None:
    reading = read_text(f"上半年税收收入13.8亿元。{text}", date=DAY)
    assert [o.value for o in reading.observations] == [1_380_000_000]
    assert not reading.targets


def test_a_reckoning_that_opens_like_a_supposition_is_an_observation() -> None:
    reading = read_text(
        "上半年税收收入13.8亿元，如果按可比口径计算，增长5%。要害主要是工业投资下降3%。", date=DAY
    )
    assert [o.value for o in reading.observations] == [1_380_000_000, 5, -3]


def test_a_gap_that_is_to_be_closed_is_no_target() -> None:
    text = "实际利用外资上半年1900万美元。外资，招商局年底前把5000万美元的缺口补上。"
    assert not read_text(text, date=DAY).targets


def test_what_is_to_be_handed_to_the_speaker_by_a_day_is_a_task() -> None:
    text = "下一步，经发局把亏损企业逐户摸一遍，月底给我一个名单。"
    assert "月底给我一个名单" in [text[slice(*t.span)] for t in read_text(text, date=DAY).tasks]
