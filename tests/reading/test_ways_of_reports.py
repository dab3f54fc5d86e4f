"""Ways in which reports, rallies and plans put figures and work, each of which was once misread."""

from datetime import date

import pytest

from guatu.reading.read import read_text
from tests.reading.builders import bounds, promised, rows, seen

DAY = date(2022, 12, 5)

SAID = {
    "the same sum in another currency, and its growth in each": (
        "实际使用外资4.38亿美元（折合人民币28.3亿元），以美元计增长29.7%、以人民币计增长19.2%。",
        [
            ("actual_fdi", "level", "438000000", "USD"),
            ("actual_fdi", "level", "2830000000", "CNY"),
            ("actual_fdi", "growth", "29.7", "percent"),
            ("actual_fdi", "growth", "19.2", "percent"),
        ],
    ),
    "what may be hoped for at the year's end is reported": (
        "今年，地区生产总值可望达到318亿元，增长5.8%左右。",
        [("gdp", "level", "31800000000", "CNY"), ("gdp", "growth", "5.8", "percent")],
    ),
    "who met a goal early is who has the place": (
        "规上工业总产值66.2亿元；实际使用外资提前一个月完成年度目标，总量在全市开发区中列第2位。",
        [("industrial_output", "level", "6620000000", "CNY"), ("actual_fdi", "rank", "2", "rank")],
    ),
    "places lost since the half-year": (
        "开票销售增幅14.2%，比半年度掉了两名。",
        [
            ("industrial_taxable_sales", "growth", "14.2", "percent"),
            ("industrial_taxable_sales", "rank_change", "-2", "rank"),
        ],
    ),
    "dust by its own name": (
        "PM10平均浓度61微克/立方米，下降5%。",
        [("other:PM10平均浓度", "level", "61", "ug/m3"), ("other:PM10平均浓度", "growth", "-5", "percent")],
    ),
    "a recovery is no growth": (
        "接待游客68.4万人次，旅游收入4.12亿元，分别恢复至2019年同期的118%和104%。",
        [("tourists", "level", "684000.0", "person"), ("tourism_revenue", "level", "412000000.00", "CNY")],
    ),
    "parcels have an area": (
        "供应国有建设用地126宗、5860亩，其中工业用地41宗、2130亩。",
        [("land_supply", "level", "5860", "mu"), ("other:工业用地", "level", "2130", "mu")],
    ),
    "a round number passed on the way": (
        "去年GDP过了六百亿，达到612.8亿；高新技术企业突破百家、达107家。",
        [("gdp", "level", "61280000000.0", "CNY"), ("high_tech_enterprises", "level", "107", "count")],
    ),
    "what five years kept is no promise": (
        "一、“十三五”发展回顾\n五年来，地区生产总值达到752亿元；税收占比保持在85%以上；规上工业总产值突破1500亿元。",
        [
            ("gdp", "level", "75200000000", "CNY"),
            ("tax_share_of_budget_revenue", "level", "85", "percent"),
            ("industrial_output", "level", "150000000000", "CNY"),
        ],
    ),
    "what was meant, and the little that was done of it": (
        "农村公路提档升级98公里，仅完成52公里。",
        [("other:农村公路提档升级", "level", "52", "km")],
    ),
    "relief for firms is not of what was told before": (
        "实际利用外资4.1亿美元。为企业减税降费21.4亿元。",
        [("actual_fdi", "level", "410000000.0", "USD"), ("other:减税降费", "level", "2140000000.0", "CNY")],
    ),
    "a ratio does not grow by a percentage, what the line is of does": (
        "全区一般公共预算收入完成38.2亿元，税收占比82.5%。同口径增长9.8%。当月收入4.6亿元。",
        [
            ("general_public_budget_revenue", "level", "3820000000.0", "CNY"),
            ("tax_share_of_budget_revenue", "level", "82.5", "percent"),
            ("general_public_budget_revenue", "growth", "9.8", "percent"),
            ("general_public_budget_revenue", "level", "460000000.0", "CNY"),
        ],
    ),
    "a fall that is smaller now": (
        "社零额下降8.3%，收窄7.4个百分点；进出口下降4.5%，扩大1.2个百分点。",
        [
            ("retail_sales", "growth", "-8.3", "percent"),
            ("retail_sales", "growth_change", "7.4", "pp"),
            ("goods_trade", "growth", "-4.5", "percent"),
            ("goods_trade", "growth_change", "-1.2", "pp"),
        ],
    ),
    "what a firm's manager says is the firm's": (
        "“今年订单排得很满，预计全年产值突破30亿元，增长25%以上。”公司总经理介绍。全区规上工业产值增长9.1%。",
        [("industrial_output", "growth", "9.1", "percent")],
    ),
    "how many went so are no figures": ("有进出口实绩的企业中，132家增长、194家下降。", []),
    "a limit that was cut is in force": (
        "工程建设项目审批时限由120天压减到45天。",
        [("other:工程建设项目审批时限", "level", "45", "day")],
    ),
    "people who grew in number": (
        "户籍人口由12万增长到15.6万。",
        [("other:户籍人口", "level", "156000", "person")],
    ),
    "what goods of a kind sold": (
        "限上单位商品零售中，汽车类增长6.3%，石油及制品类下降1.5%。",
        [
            ("other:汽车类零售额", "growth", "6.3", "percent"),
            ("other:石油及制品类零售额", "growth", "-1.5", "percent"),
        ],
    ),
    "what those made in all that were counted before": (
        "规上工业总产值2186.4亿元，产值超10亿元企业38家，合计产值1014亿元。",
        [
            ("industrial_output", "level", "218640000000.0", "CNY"),
            ("enterprises_at_tier", "level", "38", "count"),
            ("other:产值超10亿元企业产值", "level", "101400000000", "CNY"),
        ],
    ),
    "income of what the line is headed by": (
        "（二）政府性基金预算。收入完成7.42亿元；支出完成5.83亿元。\n（三）社保基金。收入6.37亿元，当期结余0.45亿元。",
        [
            ("other:政府性基金预算收入", "level", "742000000.00", "CNY"),
            ("other:政府性基金预算支出", "level", "583000000.00", "CNY"),
            ("other:社保基金收入", "level", "637000000.00", "CNY"),
            ("other:当期结余", "level", "45000000.00", "CNY"),
        ],
    ),
    "how large those are that were signed": (
        "外资到账8900万美元，30亿以上的只签了2个。",
        [("actual_fdi", "level", "89000000", "USD"), ("signed_projects", "level", "2", "count")],
    ),
    "a share that passed the half": (
        "三产占GDP比重首次过半，达50.4%，同比提高1.9个百分点。",
        [
            ("tertiary_value_added", "share", "50.4", "percent"),
            ("tertiary_value_added", "change", "1.9", "pp"),
        ],
    ),
    "a red list of places": (
        "到位资金红榜：滨江区（41.7亿元，完成年度任务的61.3%）。",
        [
            ("domestic_capital", "level", "4170000000.0", "CNY"),
            ("domestic_capital", "completion", "61.3", "percent"),
        ],
    ),
    "complaints are counted": (
        "共受理异味投诉143件，较去年同期下降37.6%。",
        [("other:异味投诉", "level", "143", "count"), ("other:异味投诉", "growth", "-37.6", "percent")],
    ),
    "a total behind what is new is none of the new": (
        "新增停车泊位5300个，城市道路总里程312公里。",
        [("other:停车泊位", "change", "5300", "count"), ("other:城市道路总里程", "level", "312", "km")],
    ),
    "which projects fell": ("主要是亿元以上项目投资降幅缩小。", []),
    "parts are named after what their whole has said": (
        "限额以上单位零售额42.6亿元，其中：汽车类15.8亿元，下降2.6%；石油及制品类增长11.9%。"
        "居民消费价格上涨2.1%，其中食品烟酒类上涨4.3%。规上工业增加值增长6.3%，其中煤炭工业增长3.8%。",
        [
            ("other:限额以上单位零售额", "level", "4260000000.0", "CNY"),
            ("other:汽车类零售额", "level", "1580000000.0", "CNY"),
            ("other:汽车类零售额", "growth", "-2.6", "percent"),
            ("other:石油及制品类零售额", "growth", "11.9", "percent"),
            ("cpi", "growth", "2.1", "percent"),
            ("other:食品烟酒类价格", "growth", "4.3", "percent"),
            ("industrial_value_added", "growth", "6.3", "percent"),
            ("other:煤炭工业增加值", "growth", "3.8", "percent"),
        ],
    ),
    "a recovery towards an earlier year aims at nothing": (
        "接待游客386.2万人次，恢复到2019年同期的112.6%；旅游总收入34.9亿元。",
        [("tourists", "level", "3862000.0", "person"), ("tourism_revenue", "level", "3490000000.0", "CNY")],
    ),
    "poor relief is no promise": (
        "全年发放低保、五保资金486万元。",
        [("other:低保、五保资金", "level", "4860000", "CNY")],
    ),
    "the balance of trade": ("贸易顺差117亿元。", [("other:贸易顺差", "level", "11700000000", "CNY")]),
    "what was passed for the first time is said of the figure before": (
        "一般公共预算收入15.3亿元，增长13.8%，首次突破15亿元。",
        [
            ("general_public_budget_revenue", "level", "1530000000.0", "CNY"),
            ("general_public_budget_revenue", "growth", "13.8", "percent"),
        ],
    ),
    "what was ensured had no figure": (
        "上半年，全区确保了项目用地需求，供地2180亩。坚持稳字当头，确保经济平稳运行，生产总值增长5.8%。",
        [("land_supply", "level", "2180", "mu"), ("gdp", "growth", "5.8", "percent")],
    ),
    "the place in an assessment is none of the figure before": (
        "进出口总额增长12.7%。在国家级经开区综合考评中，位次前移9位，列第76位。",
        [
            ("goods_trade", "growth", "12.7", "percent"),
            ("other:国家级经开区综合考评", "rank_change", "9", "rank"),
            ("other:国家级经开区综合考评", "rank", "76", "rank"),
        ],
    ),
    "what trades made of the whole's output": (
        "规上工业总产值1386.5亿元；其中电子信息产业486.2亿元，增长14.7%，生物医药产业213.8亿元。",
        [
            ("industrial_output", "level", "138650000000.0", "CNY"),
            ("other:电子信息产业产值", "level", "48620000000.0", "CNY"),
            ("other:电子信息产业产值", "growth", "14.7", "percent"),
            ("other:生物医药产业产值", "level", "21380000000.0", "CNY"),
        ],
    ),
    "what a visitor learns of a firm is the firm's": (
        "得知长盛电子今年1—5月产值达8.6亿元、同比增长32%，他予以肯定。",
        [],
    ),
    "who has signed nothing is no figure": (
        "上半年，新签约项目27个。5个单位尚无签约项目。",
        [("signed_projects", "level", "27", "count")],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_observations(name: str) -> None:
    text, wanted = SAID[name]
    assert seen(text, DAY) == rows(*wanted)


PROMISED = {
    "下一步，国资办要在年底前完成资产盘活收入5亿元。": (
        "other:资产盘活收入",
        "level",
        ">=",
        "500000000",
        None,
    ),
    "要紧盯85亿美元进出口目标不放松。": ("goods_trade", "level", ">=", "8500000000", None),
    "今年任务没退路。区委定的是：到位资金110亿元。": ("domestic_capital", "level", ">=", "11000000000", None),
    "一季度固投增速不能低于12%。": ("fixed_asset_investment", "growth", ">=", "12", None),
    "明年，外资到账完成全年30%以上。": ("actual_fdi", "completion", ">=", "30", None),
    "今年区里给自己定的盘子是：规上工业产值冲1150亿元。": (
        "industrial_output",
        "level",
        ">=",
        "115000000000",
        None,
    ),
    "2023年主要目标：城镇调查失业率低于5.5%。": ("unemployment_rate", "level", "<=", "5.5", None),
    "到2025年，五年新增就业八万人。": ("new_jobs", "level", ">=", "80000", None),
    "到2025年，建成区绿化覆盖率达到43.2%。": ("other:建成区绿化覆盖率", "level", ">=", "43.2", None),
    "到2025年，新增销售收入超百亿元企业2家。": ("enterprises_at_tier", "increase", ">=", "2", None),
}


@pytest.mark.parametrize("text", PROMISED)
def test_targets(text: str) -> None:
    assert promised(text, date(2023, 2, 1) if "一季度" in text or "盘子" in text else DAY) == bounds(
        PROMISED[text]
    )


ASKED = {
    "a plan whose headings hope to reach something new": (
        "三、2023年重点工作\n（一）突出产业为要，在工业强县上取得新突破\n"
        "深入推进“链长+专班”机制。完成国土空间总体规划报批。",
        ["深入推进“链长+专班”机制", "完成国土空间总体规划报批"],
    ),
    "demands that a speaker numbers": (
        "最后一个月，我就提三条硬要求。一是收官要硬。经发办盯住开票前20强；财政所抓紧催收两块土地尾款。",
        ["经发办盯住开票前20强", "财政所抓紧催收两块土地尾款"],
    ),
    "a quarter as the limit": (
        "下一步，三季度前完成机构选派。",
        ["三季度前完成机构选派"],
    ),
    "so many days after a paper is out": (
        "四、保障措施\n各责任单位要在本措施印发后10个工作日内出台实施细则。本措施有效期至2022年12月31日。",
        ["各责任单位要在本措施印发后10个工作日内出台实施细则"],
    ),
    "who must act where the first clause asks for spirit alone": (
        "下步要求\n县商务局、文旅局要针对消费短板，12月25日前出台新一轮促消费措施。",
        ["12月25日前出台新一轮促消费措施"],
    ),
    "next week's work behind a report in the same lines": (
        "截至8月25日，全区新签约项目46个，到位资金58.6亿元。\n下周安排：商务局8月31日前组织一次专题招商会。",
        ["商务局8月31日前组织一次专题招商会"],
    ),
    "how often is part of the work": (
        "下一步，主要领导每月带队外出不少于2次，县发改局每半月通报一次进度。",
        ["主要领导每月带队外出不少于2次", "县发改局每半月通报一次进度"],
    ),
    "what the city's party and government ask together": (
        "市委、市政府要求，上榜后两位的县要在12月20日前作出书面检讨。",
        ["上榜后两位的县要在12月20日前作出书面检讨"],
    ),
    "what is missing asks for nothing": ("下一步，还差1.6万人，抓紧组织招工。", ["抓紧组织招工"]),
    "an office whose name opens with a verb": (
        "下周安排\n1.投资促进局7月22日前完成供地方案报批。\n2.建设局督促云谷二期抢抓晴好天气。",
        ["投资促进局7月22日前完成供地方案报批", "建设局督促云谷二期抢抓晴好天气"],
    ),
    "a year in Chinese numerals": (
        "为实现上述目标，二〇二三年要抓紧编制各专项规划。",
        ["二〇二三年要抓紧编制各专项规划"],
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_tasks(name: str) -> None:
    text, wanted = ASKED[name]
    assert [t.quote for t in read_text(text, date=DAY).tasks if t.kind == "action"] == wanted


def test_offices_own_their_work() -> None:
    text = "下周安排\n1.投资促进局7月22日前完成供地方案报批。\n2.建设局督促云谷二期抢抓晴好天气。"
    assert [t.owner for t in read_text(text, date=date(2022, 7, 18)).tasks] == ["投资促进局", "建设局"]


@pytest.mark.parametrize(
    ("day", "period"), [(date(2024, 4, 8), "2024-01/2024-03"), (date(2024, 1, 18), "2023-01/2023-03")]
)
def test_a_year_told_in_passing_does_not_move_the_report(day: date, period: str) -> None:
    text = "招商引资情况通报\n一季度，新签约项目27个。\n履约方面，2023年签约的项目已开工58个。"
    assert str(read_text(text, date=day).observations[0].period) == period


def test_an_address_is_no_theme() -> None:
    [task] = read_text("同志们：\n下一步，抓紧组织一次招商会。", date=DAY).tasks
    assert task.theme is None


def test_the_later_year_of_a_five_year_plans_table_is_promised() -> None:
    text = (
        "表1 “十四五”主要指标\n指标\t单位\t2020年\t2025年\t年均增长（%）\n"
        "地区生产总值\t亿元\t638.2\t900\t7以上\n常住人口城镇化率\t%\t71.8\t78\t—\n"
    )
    reading = read_text(text, date=date(2021, 4, 20))
    assert [(o.indicator, str(o.period)) for o in reading.observations] == [
        ("gdp", "2020"),
        ("other:常住人口城镇化率", "2020"),
    ]
    assert [(t.indicator, t.measure, str(t.by), t.basis) for t in reading.targets] == [
        ("gdp", "level", "2025", None),
        ("gdp", "growth", "2025", "cagr"),
        ("other:常住人口城镇化率", "level", "2025", None),
    ]


def test_who_leads_and_who_helps_before_the_work() -> None:
    text = "下一步工作：对减产的企业，由市工信局牵头、各县区配合，7月25日前逐一过堂。"
    [task] = read_text(text, date=date(2022, 7, 13)).tasks
    assert (task.owner, task.support) == ("市工信局", ("各县区",))


def test_what_is_told_of_this_year_in_january_is_promised() -> None:
    text = "数字里看追求：今年，高新区工业开票销售突破1600亿元、力争达到1680亿元，规上工业增加值增长9%。"
    made = read_text(text, date=date(2023, 1, 29)).targets
    assert [(t.indicator, str(t.floor), str(t.by)) for t in made] == [
        ("industrial_taxable_sales", "160000000000", "2023"),
        ("industrial_value_added", "9", "2023"),
    ]


def test_a_summary_and_a_plan_in_one_paper() -> None:
    text = (
        "城北街道2024年工作总结和2025年工作计划\n2024年，街道规上工业总产值96.3亿元，增长8.8%。\n"
        "产业集聚更加突出。全年新增规上企业32家，盘活闲置厂房6.8万平方米。\n"
        "2025年，街道将重点抓好以下工作：\n"
        "聚力抓项目。一季度集中开工项目8个，6月底前全面消除黑臭水体，网格化服务覆盖率100%。\n"
    )
    reading = read_text(text, date=date(2025, 3, 11))
    assert [(o.indicator, str(o.period)) for o in reading.observations] == [
        ("industrial_output", "2024"),
        ("industrial_output", "2024"),
        ("above_scale_enterprises", "2024"),
        ("other:闲置厂房", "2024"),
    ]
    assert {(t.indicator, str(t.by)) for t in reading.targets} >= {
        ("started_projects", "2025-01/2025-03"),
        ("other:网格化服务覆盖率", "2025-01/2025-06"),
    }


def test_the_year_that_opens_a_plan_holds_for_the_paragraphs_below() -> None:
    text = (
        "2021年，全县规上工业总产值362亿元，增长11.3%。\n2022年，要实现地区生产总值增长8%。\n"
        "第一，坚定不移抓工业。全年规上工业总产值突破400亿元，培育10亿元企业2家；亩均税收提高到9万元。\n"
        "第二，坚定不移抓投资。安排重点项目128个，年度投资146亿元。\n"
    )
    reading = read_text(text, date=date(2022, 1, 6))
    assert [(o.indicator, str(o.period)) for o in reading.observations] == [("industrial_output", "2021")] * 2
    assert [(t.indicator, str(t.by)) for t in reading.targets] == [
        ("gdp", "2022"),
        ("industrial_output", "2022"),
        ("enterprises_at_tier", "2022"),
        ("tax_per_mu", "2022"),
        ("project_investment", "2022"),
    ]
