"""Kinds of tables: of goals, of projects, of trades, with units here and there."""

from datetime import date
from decimal import Decimal

from guatu.reading.read import read_text
from guatu.vocabulary.statements import Amount, Reading


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


GOALS_BY_YEAR = """三年行动计划主要指标
类别\t指标\t2023年\t2024年\t2025年\t属性
经济发展\t规上工业总产值（亿元）\t880\t960\t1070\t预期性
经济发展\t固定资产投资增速（%）\t5.1\t8左右\t9\t预期性
绿色发展\t空气质量优良天数比率（%）\t80.5\t≥81\t≥82\t约束性
"""


def test_a_year_that_was_over_is_measured_and_a_column_that_sorts_names_nothing() -> None:
    reading = read_text(GOALS_BY_YEAR, date=date(2024, 3, 5))
    assert measured(reading) == [
        ("industrial_output", "level", Decimal(88_000_000_000), None),
        ("fixed_asset_investment", "growth", Decimal("5.1"), None),
        ("good_air_days", "level", Decimal("80.5"), None),
    ]
    assert promised(reading)[:4] == [
        ("industrial_output", "level", Decimal(96_000_000_000), "2024"),
        ("industrial_output", "level", Decimal(107_000_000_000), "2025"),
        ("fixed_asset_investment", "growth", Decimal(8), "2024"),
        ("fixed_asset_investment", "growth", Decimal(9), "2025"),
    ]


def test_cells_may_say_which_way_and_in_which_unit() -> None:
    text = (
        "2025年主要预期目标\n指标\t2024年预计完成\t2025年预期目标\n地区生产总值\t增长6.2%\t增长6.5%左右\n"
        "城镇新增就业\t5300人\t5000人以上\n单位GDP能耗\t下降3.1%\t下降3%\n"
    )
    reading = read_text(text, date=date(2025, 1, 22))
    assert measured(reading) == [
        ("gdp", "growth", Decimal("6.2"), None),
        ("new_jobs", "level", Decimal(5300), None),
        ("energy_intensity", "growth", Decimal("-3.1"), None),
    ]
    assert [(t.comparator, t.floor, t.approximate, t.by) for t in reading.targets] == [
        (">=", Decimal("6.5"), "about", "2025"),
        (">=", Decimal(5000), None, "2025"),
        ("<=", Decimal(-3), None, "2025"),
    ]


def test_what_is_handed_down_is_promised_growths_too() -> None:
    text = (
        "关于下达2024年主要经济指标任务的通知\n各街道：\n"
        "责任单位\t规上工业增加值增速\t固定资产投资（亿元）\n柳塘街道\t8%\t22\n"
    )
    reading = read_text(text, date=date(2024, 3, 18))
    assert promised(reading) == [
        ("industrial_value_added", "growth", Decimal(8), "2024"),
        ("fixed_asset_investment", "level", Decimal(2_200_000_000), "2024"),
    ]


def test_a_budget_at_the_beginning_of_the_year_is_promised_for_it() -> None:
    heads = "项目\t年初预算\t累计完成\t占预算%"
    text = f"2024年上半年财政收支\n单位：万元\n{heads}\n税收收入\t248000\t131200\t52.9\n"
    reading = read_text(text, date=date(2024, 7, 22))
    assert promised(reading) == [("tax_revenue", "level", Decimal(2_480_000_000), "2024")]
    assert [(o.measure, o.period) for o in reading.observations] == [
        ("level", "2024-01/2024-06"),
        ("completion", "2024-01/2024-06"),
    ]


def test_a_column_of_money_beside_one_of_counts_is_what_they_are_worth() -> None:
    text = "8月份招商引资统计表\n指标\t本月个数\t本月金额（亿元）\n新签约项目\t9\t38.5\n新开工项目\t6\t21.0\n"
    assert measured(read_text(text, date=date(2024, 9, 20)))[1] == (
        "signed_investment",
        "level",
        Decimal(3_850_000_000),
        None,
    )


def test_the_average_of_the_city_and_the_distance_from_it_stand_beside_the_growth() -> None:
    text = (
        "2024年1-5月主要经济指标\n指标名称\t1-5月\t同比增长\t全市平均\t高于（低于）全市\t全市排名\t较上月排名变化\n"
        "固定资产投资（亿元）\t36.2\t4.5\t5.1\t-0.6\t6\t↓2\n"
    )
    found = read_text(text, date=date(2024, 6, 20)).observations
    assert [(o.measure, o.value, o.area, o.of) for o in found[1:]] == [
        ("growth", Decimal("4.5"), None, None),
        ("growth", Decimal("5.1"), "全市", None),
        ("growth_gap", Decimal("-0.6"), None, None),
        ("rank", Decimal(6), None, "growth"),
        ("rank_change", Decimal(-2), None, "growth"),
    ]


def test_a_table_on_its_side_has_indicators_over_its_columns() -> None:
    text = (
        "主要经济指标（一季度）\n指标\t地区生产总值\t固定资产投资\n单位\t亿元\t亿元\n"
        "总量\t98.6\t21.4\n增速（%）\t5.6\t-8.3\n全市位次\t3\t9\n"
    )
    found = read_text(text, date=date(2024, 4, 22)).observations
    assert [(o.indicator, o.measure, o.value, o.area) for o in found] == [
        ("gdp", "level", Decimal(9_860_000_000), None),
        ("fixed_asset_investment", "level", Decimal(2_140_000_000), None),
        ("gdp", "growth", Decimal("5.6"), None),
        ("fixed_asset_investment", "growth", Decimal("-8.3"), None),
        ("gdp", "rank", Decimal(3), None),
        ("fixed_asset_investment", "rank", Decimal(9), None),
    ]


def test_the_sort_of_a_row_of_work_is_its_theme() -> None:
    text = (
        "2023年任务分解表\n任务类别\t主要任务\t责任部门\t协办单位\t完成时间\n"
        "二、民生保障\t（三）改造老旧小区15个，建成投用第三小学\t建设局\t各街道\t10月底前\n"
    )
    reading = read_text(text, date=date(2023, 2, 10))
    assert [t.by for t in reading.targets] == ["2023"]
    assert {(t.theme, t.owner, t.deadline) for t in reading.tasks} == {("民生保障", "建设局", "2023-10-31")}


def test_the_size_of_what_a_row_counts_is_kept() -> None:
    text = "2024年目标\n指标\t单位\t2024年目标\n新签约亿元以上项目\t个\t60\n"
    (target,) = read_text(text, date=date(2024, 1, 15)).targets
    assert target.min_size == Amount(Decimal(100_000_000), "CNY")


def test_a_figure_far_from_its_head_is_no_less_sure() -> None:
    rows_ = "".join(f"{name}\t22\n" for name in ("柳塘街道", "白石街道", "金沙街道", "东埠街道"))
    text = f"2024年目标任务分解表\n街道\t固定资产投资（亿元）\n{rows_}"
    assert len({t.confidence for t in read_text(text, date=date(2024, 1, 15)).targets}) == 1
