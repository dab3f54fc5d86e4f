"""Figures of the parts of a place, and what is only spoken of beside a figure."""

from datetime import date
from decimal import Decimal

from guatu.reading.read import read_text

Row = tuple[str, str, Decimal, str | None]


def of_parts(text: str) -> list[Row]:
    """(indicator, measure, value, area) of each observation."""
    read = read_text(text, date=date(2023, 8, 4))
    return [(o.indicator, o.measure, o.value, o.area) for o in read.observations]


def test_a_town_has_its_own_figure() -> None:
    assert of_parts("1—7月，全区完成工业投资30亿元。其中临溪镇完成工业投资12.7亿元。") == [
        ("industrial_investment", "level", Decimal("3e9"), None),
        ("industrial_investment", "level", Decimal("1.27e9"), "临溪镇"),
    ]


def test_places_in_brackets_have_what_the_head_of_their_list_sorts_by() -> None:
    text = (
        "1—7月，全区重点项目完成投资96亿元。\n投资完成率排名前三位的是：临溪镇（78.6%）、松岗街道（74.1%）。"
    )
    assert of_parts(text)[1:] == [
        ("project_investment", "completion", Decimal("78.6"), "临溪镇"),
        ("project_investment", "completion", Decimal("74.1"), "松岗街道"),
    ]


def test_places_named_together_share_out_the_figures() -> None:
    text = "上半年，全区工业投资增长9%，河湾镇、松溪街道分别完成46亿元、38亿元。"
    assert of_parts(text)[1:] == [
        ("industrial_investment", "level", Decimal("4.6e9"), "河湾镇"),
        ("industrial_investment", "level", Decimal("3.8e9"), "松溪街道"),
    ]


def test_a_bureau_is_a_part_too() -> None:
    assert of_parts("1—7月，区工信局引进项目5个，区文旅局引进项目2个。") == [
        ("other:引进项目", "level", Decimal(5), "区工信局"),
        ("other:引进项目", "level", Decimal(2), "区文旅局"),
    ]


def test_those_compared_are_no_name() -> None:
    text = "上半年，全区12个镇街完成税收收入14亿元。松溪街道3亿元，居各镇街首位。"
    assert [row[:2] for row in of_parts(text)] == [
        ("tax_revenue", "level"),
        ("tax_revenue", "level"),
        ("tax_revenue", "rank"),
    ]


def test_what_a_figure_was_before_is_not_read() -> None:
    assert of_parts("上半年，工业投资增速由去年同期的11.8%回落至6.5%。") == [
        ("industrial_investment", "growth", Decimal("6.5"), None)
    ]


def test_a_limit_is_no_figure() -> None:
    text = "上半年，政府债务余额控制在限额65.1亿元以内。"
    assert Decimal("6.51e9") not in {row[2] for row in of_parts(text)}


def test_the_whole_of_which_some_are_staged_is_not_staged() -> None:
    assert of_parts("1—7月，全区138个重点项目已开工117个。") == [
        ("started_projects", "level", Decimal(117), None)
    ]


def test_output_without_its_industry_is_of_the_one_named_before() -> None:
    assert of_parts("上半年，生物医药产业发展提速，实现产值9.7亿元。") == [
        ("other:生物医药产业产值", "level", Decimal("9.7e8"), None)
    ]


def test_sized_projects_are_of_the_stage_before() -> None:
    text = "1—7月，签约亿元以上项目86个，总投资342亿元，其中10亿元以上项目14个。"
    assert [row[0] for row in of_parts(text)] == ["signed_projects", "signed_investment", "signed_projects"]


def test_a_month_that_opens_a_sentence_holds_through_it() -> None:
    text = "1—6月，工业投资增长5%。7月份新能源汽车产量1.2万辆；钢材产量15万吨。"
    read = read_text(text, date=date(2023, 8, 4))
    assert [o.period for o in read.observations] == ["2023-01/2023-06", "2023-07", "2023-07"]
