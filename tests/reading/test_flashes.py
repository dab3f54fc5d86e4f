"""Flash reports, circulars and lists: one spec for each way of writing a figure, in words of our own."""

from datetime import date

import pytest

from guatu.reading.read import read_text
from tests.reading.builders import rows, seen

DAY = date(2023, 7, 20)

WRITTEN = {
    "a percentage with a sign is a growth": (
        "工业投资：+9.4%，房地产开发投资-28.6%。",
        [
            ("industrial_investment", "growth", "9.4", "percent"),
            ("real_estate_investment", "growth", "-28.6", "percent"),
        ],
    ),
    "a sign or an arrow beside a level tells how that grew": (
        "外贸出口：18.7亿元 ↓6.2%\n规上工业总产值：89.6亿元（+11.2%）",
        [
            ("exports", "level", "1870000000", "CNY"),
            ("exports", "growth", "-6.2", "percent"),
            ("industrial_output", "level", "8960000000", "CNY"),
            ("industrial_output", "growth", "11.2", "percent"),
        ],
    ),
    "a bullet is no part of the name behind it": (
        "●固定资产投资 45.6亿元，同比增长6.3%。\n◆工业用电量 3.6亿千瓦时。",
        [
            ("fixed_asset_investment", "level", "4560000000", "CNY"),
            ("fixed_asset_investment", "growth", "6.3", "percent"),
            ("industrial_electricity", "level", "360000000", "kWh"),
        ],
    ),
    "what stands before a colon is what the figure is of, known or not": (
        "规上工业总产值：89.6亿元。\n工业增值税：1.86亿元。",
        [
            ("industrial_output", "level", "8960000000", "CNY"),
            ("other:工业增值税", "level", "186000000", "CNY"),
        ],
    ),
    "a growth of industry itself is that of its value added": (
        "上半年规上工业增速7.2%。",
        [("industrial_value_added", "growth", "7.2", "percent")],
    ),
    "the growth that went from one rate to another is the latter": (
        "社会消费品零售总额144.6亿元，同比由一季度的-3.2%回升至4.1%。",
        [("retail_sales", "level", "14460000000", "CNY"), ("retail_sales", "growth", "4.1", "percent")],
    ),
    "an amount may stand before its name": (
        "上半年完成45.6亿元的固定资产投资，同比增长6.3%。",
        [
            ("fixed_asset_investment", "level", "4560000000", "CNY"),
            ("fixed_asset_investment", "growth", "6.3", "percent"),
        ],
    ),
    "the trade with each of several countries": (
        "对东盟、欧盟分别出口82.4亿元、61.3亿元。",
        [
            ("other:对东盟出口", "level", "8240000000", "CNY"),
            ("other:对欧盟出口", "level", "6130000000", "CNY"),
        ],
    ),
    "places are listed by the measure that sorted them": (
        "固定资产投资完成率超过60%的有2个，分别是云桥区72.4%、白石县61.5%；低于40%的为东陵县（35.2%）。",
        [
            ("fixed_asset_investment", "completion", "72.4", "percent"),
            ("fixed_asset_investment", "completion", "61.5", "percent"),
            ("fixed_asset_investment", "completion", "35.2", "percent"),
        ],
    ),
    "what is remarked of a name is no part of it": (
        "税收倒是上来了，13.8个亿，比去年多收了9000万。",
        [("tax_revenue", "level", "1380000000", "CNY"), ("tax_revenue", "change", "90000000", "CNY")],
    ),
    "faster than another indicator is a gap to it": (
        "高技术产业投资增长22.5%，高于全部投资增速16.3个百分点。",
        [
            ("other:高技术产业投资", "growth", "22.5", "percent"),
            ("other:高技术产业投资", "growth_gap", "16.3", "pp"),
        ],
    ),
    "what projects cost by plan leads to what was spent on them": (
        "120个县级重点项目年度计划投资86亿元，1—5月完成36.2亿元，占年度计划的42.1%。",
        [
            ("project_investment", "level", "3620000000", "CNY"),
            ("project_investment", "completion", "42.1", "percent"),
        ],
    ),
    "what was counted up is of all the months": (
        "9月份完成投资18.6亿元，重点项目累计完成投资152.3亿元。",
        [
            ("project_investment", "level", "1860000000", "CNY"),
            ("project_investment", "level", "15230000000", "CNY"),
        ],
    ),
    "a heading counts new ones": (
        "六、新增规上企业。已入库16家，还差9家。",
        [("above_scale_enterprises", "level", "16", "count")],
    ),
}

LEFT_OUT = {
    "so much of what follows": "开发区以占全市6.3%的土地，贡献了58%的工业产值、46%的税收。",
    "another place that is not named": "苏北某开发区去年工业开票1860亿元，亩均税收38万元。",
    "what it would take": "全年经济增长压力不小，四季度GDP须增长6.8%以上才能完成。",
    "a goal that is only spoken about": "全年固定资产投资增长8%的目标仍有不小压力。",
    "where a line was drawn": "有4家开发区税收进度未达50%。",
    "branches of industry that are counted": "规上工业35个行业大类中，有23个保持增长。",
    "a share of what nothing known was counted": "村集体收入50万以上的村达到了14个，占到了七成。",
}


@pytest.mark.parametrize(("text", "expected"), WRITTEN.values(), ids=list(WRITTEN))
def test_a_way_of_writing(text: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert seen(text, DAY) == rows(*expected)


@pytest.mark.parametrize("text", LEFT_OUT.values(), ids=list(LEFT_OUT))
def test_what_is_no_figure_of_the_zone(text: str) -> None:
    assert seen(text, DAY) == []


def test_one_project_of_a_hundred_million_is_no_hundred_million() -> None:
    reading = read_text("每个园区每月至少签约1个亿元项目。", date=DAY)
    assert all(found.floor == 1 for found in reading.targets)
    assert not any("元项目" in found.indicator for found in reading.targets)


def test_within_the_year_reaches_over_the_commas_of_a_sentence() -> None:
    text = "6月底前完成上半年项目清零。\n要加大招商力度，年内新签约项目不少于3个，利用外资突破3亿美元。"
    reading = read_text(text, date=DAY)
    assert {(found.indicator, found.by) for found in reading.targets} == {
        ("signed_projects", "2023"),
        ("actual_fdi", "2023"),
    }


def test_a_note_names_who_answers_and_by_when() -> None:
    (task,) = read_text("盘活存量厂房，清理闲置土地（自规分局负责，9月底前完成）", date=DAY).tasks[:1]
    assert (task.owner, str(task.deadline)) == ("自规分局", "2023-09-30")
