"""Numbered policy documents: one task a clause, with who leads and who answers."""

import datetime
from decimal import Decimal

import pytest

from guatu.reading.read import read_text

MEASURES = """松湾高新区优化营商环境三十条措施
一、便利准入
1.推行开办企业半日办结。申请人一次填报,公章免费赠送。(牵头单位:审批局;责任单位:市场局、税务局)
2.设立帮办专窗,2024年6月底前覆盖所有园区。(牵头单位:审批局)
二、规范执法
3.建立检查白名单。例行检查每年不超过一次;跨部门检查合并进行。(牵头单位:执法局;配合单位:应急局)
"""
ARTICLES = """支持人才创业的若干政策
第一条 给予领军人才安家补贴。补贴分三年兑现。
第二条 建设人才公寓,优先配租。
第三条 开设子女入学绿色通道。
第四条 本政策自2023年3月1日起施行。
"""


def test_each_clause_is_one_task_with_its_units() -> None:
    tasks = read_text(MEASURES, date=datetime.date(2024, 1, 5)).tasks
    assert [(t.owner, t.support) for t in tasks] == [
        ("审批局", ("市场局", "税务局")),
        ("审批局", ()),
        ("执法局", ("应急局",)),
    ]
    assert tasks[0].quote == "推行开办企业半日办结。申请人一次填报,公章免费赠送"
    assert tasks[1].deadline == "2024-06-30"
    assert all(MEASURES[slice(*t.span)] == t.quote for t in tasks)


def test_articles_are_read_and_the_one_about_the_paper_is_not() -> None:
    tasks = read_text(ARTICLES, date=datetime.date(2023, 2, 1)).tasks
    assert [t.quote[:4] for t in tasks] == ["给予领军", "建设人才", "开设子女"]


@pytest.mark.parametrize("title", ["松湾高新区2024年工作安排", "松湾高新区年中工作会议"])
def test_another_numbered_document_keeps_its_clauses_apart(title: str) -> None:
    text = MEASURES.replace("松湾高新区优化营商环境三十条措施", title)
    assert len(read_text(text, date=datetime.date(2024, 1, 5)).tasks) > 3


def test_a_speech_that_names_the_policy_gives_one_task() -> None:
    text = "下一步,要全面落实“松快办”营商环境66条。"
    assert [t.quote for t in read_text(text, date=datetime.date(2024, 1, 5)).tasks] == [
        "全面落实“松快办”营商环境66条"
    ]


def test_conditions_of_a_clause_are_no_promises_and_the_preface_asks_for_nothing() -> None:
    text = (
        "支持中小企业若干政策措施\n"
        "帮助中小企业降本、拓市、融资，制定以下措施。力争到2025年底，规上工业企业突破320家。\n"
        "（一）减免租金。减半收取三个月租金。\n牵头单位：国资公司；责任单位：财政局\n"
        "（二）稳定用工。对一次性输送20人以上的机构给予奖励。（责任单位：人社局）\n"
        "（三）开通热线。一般诉求3个工作日办结。（牵头单位：审批局）\n"
    )
    reading = read_text(text, date=datetime.date(2024, 3, 18))
    assert [(t.indicator, t.stretch) for t in reading.targets] == [("above_scale_enterprises", 320)]
    assert [t.owner for t in reading.tasks] == ["国资公司", "人社局", "审批局"]


def test_what_a_policy_grants_is_nobody_s_promise() -> None:
    text = (
        "关于促进生物医药产业发展的若干措施\n一、支持研发。对取得临床批件的企业，给予最高500万元奖励。\n"
        "二、支持企业做大。对首次突破10亿元的企业，奖励100万元。\n"
        "三、加强要素保障。每年安排产业用地不少于500亩。责任单位：自然资源局、投资公司\n"
    )
    reading = read_text(text, date=datetime.date(2024, 5, 6))
    assert [(t.indicator, t.floor) for t in reading.targets] == [("other:产业用地", Decimal(500))]
    assert reading.observations == ()
    assert [(t.owner, t.support) for t in reading.tasks][-1] == ("自然资源局", ("投资公司",))
