"""Kinds of tables: of goals, of projects, of trades, with units here and there."""

from datetime import date
from decimal import Decimal

from guatu.reading.read import read_text
from guatu.vocabulary.statements import Reading


def measured(reading: Reading) -> list[tuple[str, str, Decimal, str | None]]:
    return [(o.indicator, o.measure, o.value, o.area) for o in reading.observations]


def promised(reading: Reading) -> list[tuple[str, str, Decimal | None, str | None]]:
    return [(t.indicator, t.measure, t.floor, t.by) for t in reading.targets]


def test_amounts_under_a_title_of_goals_are_promised_for_its_year() -> None:
    text = "2024年目标任务分解表\n单位\t规上工业总产值（亿元）\t新增规上企业（家）\n柳塘街道\t260\t6\n"
    reading = read_text(text, date=date(2024, 2, 6))
    assert promised(reading) == [
        ("industrial_output", "level", Decimal(26_000_000_000), "2024"),
        ("above_scale_enterprises", "increase", Decimal(6), "2024"),
    ]
    assert reading.observations == ()


def test_a_title_of_goals_that_reports_promises_nothing() -> None:
    text = "2024年目标任务完成情况\n单位\t规上工业总产值（亿元）\n柳塘街道\t260\n"
    assert read_text(text, date=date(2025, 2, 6)).targets == ()


def test_a_yearly_goal_is_for_the_year_and_what_is_done_for_the_months() -> None:
    text = (
        "2024年1-8月完成情况表\n单位：万元\n指标\t年度目标\t1-8月完成\t全年目标\t完成率（%）\n"
        "固定资产投资\t120000\t85600\t120000\t71.3\n"
    )
    reading = read_text(text, date=date(2024, 9, 12))
    assert [t.by for t in reading.targets] == ["2024", "2024"]
    assert [(o.measure, o.period) for o in reading.observations] == [
        ("level", "2024-01/2024-08"),
        ("completion", "2024-01/2024-08"),
    ]


def test_a_base_of_a_year_is_measured_and_the_years_after_it_are_promised() -> None:
    text = "三年行动计划指标表\n指标\t单位\t2023年基数\t2024年\t2025年\n亩均税收\t万元/亩\t22\t24\t27\n"
    reading = read_text(text, date=date(2024, 3, 1))
    assert measured(reading) == [("tax_per_mu", "level", Decimal(220_000), None)]
    assert promised(reading) == [
        ("tax_per_mu", "level", Decimal(240_000), "2024"),
        ("tax_per_mu", "level", Decimal(270_000), "2025"),
    ]


PROJECTS = """重点项目推进情况（截至2024年10月底）
单位：万元
序号\t项目名称\t建设地点\t总投资\t年度计划投资\t1—10月完成投资\t完成年度计划（%）\t形象进度\t责任单位
1\t智能装备产业园一期\t柳塘街道\t350000\t80000\t72500\t90.6\t主体封顶\t建设局
合计\t\t\t350000\t80000\t72500\t90.6\t\t
"""


def test_rows_of_single_projects_tell_what_is_spent_on_each() -> None:
    reading = read_text(PROJECTS, date=date(2024, 11, 12))
    own = "智能装备产业园一期"
    assert measured(reading) == [
        ("other:项目总投资", "level", Decimal(3_500_000_000), own),
        ("project_investment", "level", Decimal(725_000_000), own),
        ("project_investment", "completion", Decimal("90.6"), own),
        ("other:项目总投资", "level", Decimal(3_500_000_000), None),
        ("project_investment", "level", Decimal(725_000_000), None),
        ("project_investment", "completion", Decimal("90.6"), None),
    ]
    assert promised(reading)[0] == ("project_investment", "level", Decimal(800_000_000), "2024")


def test_heads_of_a_table_are_no_tasks() -> None:
    assert read_text(PROJECTS, date=date(2024, 11, 12)).tasks == ()


def test_amounts_below_one_in_a_unit_go_on_in_it() -> None:
    rows = "进出口总额（亿元）\t7.4\t3.3\n其中：出口\t5.0\t1.1\n进口\t2.4\t8.0\n"
    text = f"2024年8月主要指标\n指标\t8月\t增速\n{rows}"
    assert [o.value for o in read_text(text, date=date(2024, 9, 10)).observations] == [
        Decimal(value) for value in ("740000000", "3.3", "500000000", "1.1", "240000000", "8.0")
    ]


def test_growth_of_the_city_beside_the_zone_s_own_is_the_city_s() -> None:
    text = "全区1-4月主要指标  单位：亿元\n指标  1-4月  同比增长%  全市增速%\n工业投资  26.4  15.8  12.0\n"
    assert measured(read_text(text, date=date(2024, 5, 16))) == [
        ("industrial_investment", "level", Decimal(2_640_000_000), None),
        ("industrial_investment", "growth", Decimal("15.8"), None),
        ("industrial_investment", "growth", Decimal("12.0"), "全市"),
    ]


def test_a_share_says_of_which_whole_and_is_of_what_stands_before_it() -> None:
    text = "各产业链产值\n产业链\t1-4月产值（亿元）\t占规上工业比重（%）\n新能源汽车\t86.2\t41.3\n"
    share = read_text(text, date=date(2024, 5, 11)).observations[-1]
    assert (share.indicator, share.measure, share.versus) == ("other:新能源汽车产值", "share", "规上工业")


def test_a_long_name_is_parted_from_its_unit_by_one_blank() -> None:
    text = (
        "一季度主要经济指标\n指标名称　　　　单位　　完成　　增长%\n固定资产投资　　亿元　　21.4　　-8.3\n"
        "城镇居民人均可支配收入　元　　14250　　5.0\n"
    )
    assert measured(read_text(text, date=date(2024, 4, 18)))[2:] == [
        ("urban_income", "level", Decimal(14250), None),
        ("urban_income", "growth", Decimal("5.0"), None),
    ]


def test_a_column_of_serial_numbers_moves_no_figure() -> None:
    heads = "序号 指标名称 单位 2023年完成数 2024年目标值 责任单位"
    text = f"考核目标\n{heads}\n1 固定资产投资 亿元 98.6 108 经发局\n"
    reading = read_text(text, date=date(2024, 3, 20))
    assert [o.value for o in reading.observations] == [Decimal(9_860_000_000)]
    assert [t.floor for t in reading.targets] == [Decimal(10_800_000_000)]


def test_a_scale_in_brackets_belongs_to_the_name() -> None:
    text = "指标\t单位\t1—7月\n工业总产值（规上）\t万元\t3612500\n"
    assert read_text(text, date=date(2024, 8, 9)).observations[0].indicator == "industrial_output"


RECTIFIED = """整改清单
序号\t存在问题\t整改措施\t整改目标\t责任单位\t整改时限
1\t办理慢\t优化一窗通办流程\t办理时间压缩至0.5个工作日\t行政审批局\t2024年11月30日前
"""


def test_what_a_row_of_work_is_to_reach_is_promised() -> None:
    reading = read_text(RECTIFIED, date=date(2024, 10, 20))
    assert [(t.comparator, t.floor, t.unit) for t in reading.targets] == [("<=", Decimal("0.5"), "day")]
    assert reading.observations == ()
    assert [(t.quote, t.owner, t.deadline) for t in reading.tasks] == [
        ("优化一窗通办流程", "行政审批局", "2024-11-30")
    ]


def test_beside_the_leader_those_responsible_help_and_all_year_ends_with_december() -> None:
    text = "任务分解表\n工作任务\t牵头单位\t责任单位\t完成时限\n开展企业大走访\t经发局\t各街道\t全年\n"
    (task,) = read_text(text, date=date(2024, 3, 10)).tasks
    assert (task.owner, task.support, task.deadline) == ("经发局", ("各街道",), "2024-12-31")
