"""Tables flattened to lines."""

from datetime import date
from decimal import Decimal

from guatu.reading.read import read_text
from tests.reading.builders import rows, seen


def test_a_row_a_line() -> None:
    text = (
        "主要指标完成情况\n单位：亿元\n指标\t1—6月\t同比(%)\t全市位次\n"
        "固定资产投资\t120.5\t8.2\t3\n进出口总额\t66\t-4.1\t7\n"
    )
    assert seen(text) == rows(
        ("fixed_asset_investment", "level", "12050000000", "CNY"),
        ("fixed_asset_investment", "growth", "8.2", "percent"),
        ("fixed_asset_investment", "rank", "3", "rank"),
        ("goods_trade", "level", "6600000000", "CNY"),
        ("goods_trade", "growth", "-4.1", "percent"),
        ("goods_trade", "rank", "7", "rank"),
    )


def test_a_cell_a_line() -> None:
    text = "单位：万元\n指标名称\n1—5月\n同比(%)\n税收收入\n5230\n-11.6\n一般公共预算支出\n—\n3.0\n"
    assert seen(text) == rows(
        ("tax_revenue", "level", "52300000", "CNY"),
        ("tax_revenue", "growth", "-11.6", "percent"),
        ("budget_expenditure", "growth", "3.0", "percent"),
    )


def test_a_row_for_each_area() -> None:
    text = (
        "单位    规上工业总产值    到位内资\n        累计(亿元)  增幅(%)  累计(亿元)  增幅(%)\n"
        "东埠街道    42.5    6.1    3.2    -1.5\n西岭镇    17    12.0    0.8    4\n"
    )
    found = read_text(text, name="2022-07-01.txt").observations
    assert [(o.indicator, o.area, o.value) for o in found][:3] == [
        ("industrial_output", "东埠街道", Decimal(4250000000)),
        ("industrial_output", "东埠街道", Decimal("6.1")),
        ("domestic_capital", "东埠街道", Decimal(320000000)),
    ]
    assert len(found) == 8


def test_blanks_and_pipes_part_cells_and_a_row_may_have_its_unit() -> None:
    text = (
        "指标 单位 1-6月 同比增长(%)\n固定资产投资 亿元 210.3 -3.5\n规模以上工业增加值 亿元 — 7.2\n\n"
        "| 指标 | 单位 | 绝对值 | 增速(%) |\n|---|---|---|---|\n"
        "| 城镇居民人均可支配收入 | 元 | 31250 | 5.6 |\n"
    )
    assert seen(text) == rows(
        ("fixed_asset_investment", "level", "21030000000", "CNY"),
        ("fixed_asset_investment", "growth", "-3.5", "percent"),
        ("industrial_value_added", "growth", "7.2", "percent"),
        ("urban_income", "level", "31250", "CNY"),
        ("urban_income", "growth", "5.6", "percent"),
    )


def test_a_column_of_targets_promises() -> None:
    text = "指标\t单位\t2022年完成\t2023年目标\n规上工业增加值增速\t%\t6.5\t8\n固定资产投资\t亿元\t210\t240\n"
    reading = read_text(text, name="2023-01-20.txt")
    assert [(o.indicator, o.measure, o.value) for o in reading.observations] == [
        ("industrial_value_added", "growth", Decimal("6.5")),
        ("fixed_asset_investment", "level", Decimal(21000000000)),
    ]
    assert [(t.indicator, t.measure, t.floor) for t in reading.targets] == [
        ("industrial_value_added", "growth", Decimal(8)),
        ("fixed_asset_investment", "level", Decimal(24000000000)),
    ]


def test_heads_may_carry_the_unit_and_be_in_the_zone_s_own_words() -> None:
    text = "指标名称 总量(亿元) 增长速度(%) 占年度计划%\n工业投资 100.1 12.0 50.5\n"
    assert seen(text) == rows(
        ("industrial_investment", "level", "10010000000", "CNY"),
        ("industrial_investment", "growth", "12.0", "percent"),
        ("industrial_investment", "completion", "50.5", "percent"),
    )


YEARS = """“十四五”主要目标
| 指标 | 单位 | 2023年 | 2025年 | 责任单位 |
| --- | --- | --- | --- | --- |
| 规上工业总产值 | 亿元 | 620 | 800 | 经发局 |
| 高新技术企业 | 家 | 180 | 260 | 科技局 |
"""


def test_columns_of_years_under_goals_are_targets_of_their_years() -> None:
    reading = read_text(YEARS, date=date(2021, 3, 1))
    assert [(t.indicator, int(t.floor or 0), t.by) for t in reading.targets] == [
        ("industrial_output", 62_000_000_000, "2023"),
        ("industrial_output", 80_000_000_000, "2025"),
        ("high_tech_enterprises", 180, "2023"),
        ("high_tech_enterprises", 260, "2025"),
    ]
    assert reading.observations == ()


def test_columns_of_years_without_goals_promise_nothing() -> None:
    assert read_text(YEARS.replace("主要目标", "数据"), date=date(2026, 3, 1)).targets == ()


MONTHLY = """主要经济指标（2023年7月）
单位：万元、%
指标\t本月\t同比\t1—7月累计\t同比\t增减（百分点）
社会消费品零售总额\t28940\t5.5\t197630\t4.8\t0.1
其中：限上零售额\t8120\t-3.0\t50210\t1.9\t-0.6
"""


def test_each_column_has_its_period_and_points_change_a_growth() -> None:
    found = read_text(MONTHLY, date=date(2023, 8, 16)).observations
    assert [(o.measure, o.value, o.period) for o in found[:5]] == [
        ("level", Decimal(289400000), "2023-07"),
        ("growth", Decimal("5.5"), "2023-07"),
        ("level", Decimal(1976300000), "2023-01/2023-07"),
        ("growth", Decimal("4.8"), "2023-01/2023-07"),
        ("growth_change", Decimal("0.1"), "2023-01/2023-07"),
    ]
    assert {o.indicator for o in found[5:]} == {"other:限上零售额"}


def test_a_row_of_units_stands_under_the_heads_and_places_follow_what_they_rank() -> None:
    text = (
        "各园区1—4月投资情况\n园区名称  工业投资  年度目标  完成率  序时进度  排名\n"
        "          （亿元）  （亿元）   （%）  （%）\n"
        "北湖园区    12.6      30.0     42.0    33.3     2\n合计        24.3      61.0     39.8    33.3\n"
    )
    reading = read_text(text, date=date(2024, 5, 20))
    assert [(o.measure, o.area, o.of) for o in reading.observations] == [
        ("level", "北湖园区", None),
        ("completion", "北湖园区", None),
        ("rank", "北湖园区", "completion"),
        ("level", None, None),
        ("completion", None, None),
    ]
    assert [int(t.floor or 0) for t in reading.targets] == [3_000_000_000, 6_100_000_000]


GOALS = """表1　分年度目标
指标\t单位\t2023年完成\t2024年目标\t2025年目标\t责任单位
软件业务收入\t亿元\t96\t112\t132\t数字局
工业企业数字化改造\t家\t58\t90\t120\t经发局
单位GDP能耗下降\t%\t2.1\t2.5\t2.8\t经发局
"""


def test_a_title_of_two_words_is_no_head_and_each_row_stands_under_its_own_name() -> None:
    reading = read_text(GOALS, date=date(2024, 1, 22))
    assert [(o.indicator, o.measure, o.value) for o in reading.observations] == [
        ("other:软件业务收入", "level", Decimal(9_600_000_000)),
        ("other:工业企业数字化改造", "level", Decimal(58)),
        ("energy_intensity", "growth", Decimal("-2.1")),
    ]
    assert [(t.comparator, t.floor, t.by) for t in reading.targets[-2:]] == [
        ("<=", Decimal("-2.5"), "2024"),
        ("<=", Decimal("-2.8"), "2025"),
    ]


BOUNDS = """2025年主要指标计划
指标\t单位\t2024年实绩\t2025年计划\t增长（%）
地区生产总值\t亿元\t512.7\t—\t6.5左右
规上工业增加值\t亿元\t203.4\t—\t8以上
PM2.5平均浓度\t微克/立方米\t31\t≤30\t—
"""


def test_bounds_in_cells_are_caps_and_approximations() -> None:
    targets = read_text(BOUNDS, date=date(2025, 2, 20)).targets
    assert [(t.comparator, t.floor, t.approximate) for t in targets] == [
        (">=", Decimal("6.5"), "about"),
        (">=", Decimal(8), None),
        ("<=", Decimal(30), None),
    ]


def test_a_column_names_the_period_that_its_growth_is_held_against() -> None:
    heads = "指标\t1—9月\t同比（%）\t较1—8月增减（百分点）"
    text = f"主要指标（2024年9月）\n{heads}\n进出口总额\t153.7\t-9.1\t-0.6\n"
    change = read_text(text, date=date(2024, 10, 16)).observations[-1]
    assert (change.measure, change.versus) == ("growth_change", "2024-01/2024-08")


WORK = """重点任务分解
序号\t重点任务\t具体内容\t牵头单位\t配合单位\t完成时限
1\t算力底座\t建成智算中心一期，接入省级调度平台\t数字局\t\t2024年12月
2\t场景开放\t发布城市场景清单\t数字局\t城管局、交通局\t长期
"""


def test_a_row_of_work_is_its_tasks_with_units_and_term() -> None:
    tasks = read_text(WORK, date=date(2024, 1, 22)).tasks
    assert [(t.quote, t.theme, t.owner, t.support, t.deadline) for t in tasks] == [
        ("建成智算中心一期", "算力底座", "数字局", (), "2024-12-31"),
        ("接入省级调度平台", "算力底座", "数字局", (), "2024-12-31"),
        ("发布城市场景清单", "场景开放", "数字局", ("城管局", "交通局"), None),
    ]


def test_numbers_that_only_count_tables_and_rows_are_not_offered() -> None:
    assert read_text("表2　" + WORK, date=date(2024, 1, 22)).unread == ()


def test_a_row_may_name_its_own_period_in_the_year_of_its_column() -> None:
    text = (
        "主要指标（2022年）\n指标\t单位\t2022年1—7月\t同比增长（%）\n"
        "地区生产总值（上半年）\t亿元\t120.5\t5.2\n规上工业总产值\t亿元\t1250.3\t6.1\n"
    )
    found = read_text(text, date=date(2022, 8, 12)).observations
    assert [(o.indicator, o.measure, o.period) for o in found] == [
        ("gdp", "level", "2022-01/2022-06"),
        ("gdp", "growth", "2022-01/2022-06"),
        ("industrial_output", "level", "2022-01/2022-07"),
        ("industrial_output", "growth", "2022-01/2022-07"),
    ]


def test_columns_of_the_nineties_stand_in_their_century() -> None:
    text = "历年数据（单位：亿元）\n指标\t1997年\t2021年\n规上工业总产值\t12.5\t1250.3\n"
    text += "固定资产投资\t3.2\t305.6\n"
    found = read_text(text, date=date(2022, 3, 1)).observations
    assert [o.period for o in found] == ["1997", "2021", "1997", "2021"]
