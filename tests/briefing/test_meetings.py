"""What leaders get on paper, compared with its words; Monday's report keeps to one page."""

from datetime import date

import pytest

from guatu.briefing.meetings import (
    Goal,
    Item,
    Month,
    Number,
    Tally,
    UnitMonth,
    Week,
    dispatch,
    monday,
    monthly,
)
from guatu.briefing.official import from_plain, plain, text

RED = Item(
    title="完成园区土地出让",
    href="https://zone.example/tasks/7",
    colour="red",
    unit="自然资源和规划局",
    people="戊副主任",
    due="8月17日",
    late="逾期3天",
    said="8月12日，出让方案待批",
    problems="用地指标未下达，需市局协调",
    next_steps="下周专题对接",
    fresh=True,
    letters="已发督催〔2022〕3号。",
)
YELLOW = Item("开工产业园", "", "yellow", "住房和城乡建设局", "", "8月25日", "距时限5天")
TALLIES = (Tally("red", Number(1, "/figures/tasks/count"), Number(0)), Tally("yellow", Number(1), Number(3)))


FROM = {"zone": "青澜开发区", "organ": "督查室", "day": date(2022, 8, 22)}


def report(red=(RED,), most=99):
    week = Week(tallies=TALLIES, red=red, left=(YELLOW,))
    return monday(week, **FROM, most=most)


def test_mondays_report_says_lights_persons_change_and_what_to_coordinate():
    assert text(report()).splitlines() == [
        "青澜开发区周一专报",
        "2022年第34期",
        "重点任务红灯情况",
        "截至8月22日，红灯1项（上周0项，较上周增加1项），黄灯1项（上周3项，较上周减少2项）。",
        "一、红灯事项",
        "灯 | 事项 | 牵头单位、责任人 | 时限 | 较上周",
        "■ | 完成园区土地出让 | 自然资源和规划局 戊副主任 | 8月17日，逾期3天 | 新增",
        "二、较上周变化",
        "新亮红灯1项：完成园区土地出让。退出红灯1项：开工产业园。",
        "三、需协调事项",
        "1. 自然资源和规划局：完成园区土地出让——用地指标未下达，需市局协调。下步措施：下周专题对接。",
        "督查室",
        "2022年8月22日",
    ]


def test_mondays_report_lists_the_targets_that_are_behind_with_why():
    goal = Goal("净地回收签约", "/targets/35", "yellow", "自然资源和规划局 戊副主任", "欠序时进度8.7个百分点")
    counted = (Tally("yellow", Number(1)), Tally("green", Number(63), Number(57), done=9))
    week = Week(tallies=counted, red=(), left=(), goals=(goal,), goal_tallies=counted)
    document = monday(week, **FROM)
    lines = text(document).splitlines()
    assert "绿灯63项（其中已办结9项，上周57项，较上周增加6项）。" in lines[3]
    assert {"二、年度目标", "三、较上周变化"} <= set(lines)
    assert "年度目标共64项，黄灯1项，绿灯63项。" in lines
    assert "▲ | 净地回收签约 | 自然资源和规划局 戊副主任 | 欠序时进度8.7个百分点" in lines


def test_a_quiet_week_is_said_in_words():
    assert "本周没有红灯事项。" in text(report(red=()))
    assert "各单位未提出需协调的事项。" in text(report(red=()))


@pytest.mark.parametrize("count", [1, 10, 60])
def test_mondays_report_keeps_to_one_page(count):
    pytest.importorskip("typst")
    from guatu.briefing.press import on_one_page, page_count  # needs the press

    document = on_one_page(lambda most: report(red=(RED,) * count, most=most), most=count)
    assert page_count(document) == 1
    if count == 60:
        assert "见任务清单。" in text(document)


def test_the_pack_goes_by_units_red_before_yellow_with_the_last_report():
    said = text(dispatch(zone="青澜开发区", organ="督查室", day=date(2022, 8, 22), items=(RED, YELLOW)))
    assert "发言顺序：自然资源和规划局、住房和城乡建设局。" in said
    assert "最新进展：8月12日，出让方案待批。" in said
    assert "存在问题：用地指标未下达，需市局协调。下步措施：下周专题对接。" in said
    assert said.index("1. ■完成园区土地出让") < said.index("2. ▲开工产业园") < said.index("尚未反馈。")


def test_the_monthly_bulletin_cites_the_pages_of_its_counts():
    month = Month(
        name="2022年8月",
        until="2022年8月末",
        total=Number(12, "/figures/tasks/count?cut=at:2022-08"),
        tallies=TALLIES,
        done=(YELLOW,),
        red=(RED,),
        units=(UnitMonth("住建局", Number(3), Number(1), Number(0), Number(2), Number(0), 1, 2),),
        letters=(),
        coming=(),
    )
    document = monthly(month, **FROM | {"day": date(2022, 9, 1)})
    assert "2022年8月末，纳入督查的任务12项，红灯1项，黄灯1项；当月办结1项，发出函件0份。" in text(document)
    cited = [run.href for block in document.body[1:2] for run in block.runs if run.href]
    assert cited == ["/figures/tasks/count?cut=at:2022-08", "/figures/tasks/count"]
    assert from_plain(plain(document)) == document
