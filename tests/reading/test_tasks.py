"""What is a task, what is not, and what is known of it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.reading.read import read_text
from guatu.reading.sentences import outline
from guatu.reading.tasks import read_tasks
from guatu.vocabulary.statements import Task

_DATE = datetime.date(2022, 8, 12)


def tasks(text: str, *, promised: tuple[str, ...] = ()) -> list[Task]:
    spans = [(text.index(words), text.index(words) + len(words)) for words in promised]
    found, _ = read_tasks(
        text, outline(text), quote=lambda a, b: text[a:b], promised=spans, measured=(), date=_DATE
    )
    return found


def quotes(text: str, *, promised: tuple[str, ...] = ()) -> list[str]:
    return [task.quote for task in tasks(text, promised=promised) if task.kind == "action"]


def test_who_acts_with_whom_may_stand_in_a_clause_of_its_own() -> None:
    found = tasks("下一步，区自然资源局要会同区住建局，9月底前把用地手续办完。")
    assert [(t.owner, t.support, t.deadline) for t in found] == [
        ("区自然资源局", ("区住建局",), "2022-09-30")
    ]


def test_work_as_it_is_said_in_meetings() -> None:
    text = "下面几项活，盯着办。南片改造六月底清零，水利站这两天把泵站都试一遍，沙袋备够。"
    assert quotes(text) == ["南片改造六月底清零", "水利站这两天把泵站都试一遍", "沙袋备够"]


def test_the_unit_that_helps_may_stand_before_the_date() -> None:
    found = tasks("下一步，经信局会同财政局12月10日前兑现技改奖补资金。")
    assert [(t.owner, t.deadline) for t in found] == [("经信局", "2022-12-10")]


def test_who_answers_stands_before_the_term() -> None:
    found = tasks("会议议定以下事项：\n新锐航材项目由规划建设局负责，11月15日前完成施工图审查。")
    assert [(t.owner, t.deadline, t.quote) for t in found] == [
        ("规划建设局", "2022-11-15", "11月15日前完成施工图审查")
    ]


def plan(text: str) -> str:
    return f"下一步，要抓好以下工作。\n{text}"


def test_clauses_that_could_be_signed_off_apart_are_apart() -> None:
    assert quotes(plan("加快建设创智产业园，开通招商专线，编制产业图谱。")) == [
        "加快建设创智产业园",
        "开通招商专线",
        "编制产业图谱",
    ]


def test_things_joined_by_a_pause_mark_are_one_task() -> None:
    assert quotes(plan("推进北站、南港等项目建设。")) == ["推进北站、南港等项目建设"]


def test_a_list_that_goes_on_over_commas_is_one_task() -> None:
    text = plan("加快推进甲高速、乙大桥南接线段，丙大桥、丁大桥，戊港储配基地等项目建设。")
    assert quotes(text) == ["加快推进甲高速、乙大桥南接线段，丙大桥、丁大桥，戊港储配基地等项目建设"]


@pytest.mark.parametrize(
    "text",
    [
        "过去一年，我们加快建设产业园，引进企业三十家，办成了五件实事。",
        "今年以来，全区扎实推进项目建设，取得明显成效。",
        "上半年，完成投资三十亿元，建成厂房十万平方米。",
        "二是已开工建设污水处理厂，完善了管网。",
    ],
)
def test_a_review_holds_no_tasks(text: str) -> None:
    assert quotes(text) == []


def test_a_heading_of_review_holds_until_the_heading_of_the_plan() -> None:
    text = "一、上半年工作回顾\n推进项目建设，实施技改工程。\n二、下半年工作安排\n实施管网改造工程。"
    assert quotes(text) == ["实施管网改造工程"]


def test_same_verbs_after_a_turn_to_the_future_are_tasks() -> None:
    text = "1—7月，全区新开工项目40个，同比增长12%。下一步，建设三座变电站，开展隐患排查。"
    assert quotes(text) == ["建设三座变电站", "开展隐患排查"]


@pytest.mark.parametrize(
    "clause",
    [
        "增强加快发展的责任感",
        "凝聚干事创业的强大合力",
        "开创高质量发展新局面",
        "打造一流营商环境",
        "以特色园区为重点",
        "在精细管理上下功夫",
        "让企业更有获得感",
        "为全年目标奠定坚实基础",
        "坚持项目为王",
        "把工作的激情激发出来",
        "重点抓好六个方面工作",
    ],
)
def test_spirit_and_slogans_are_no_tasks(clause: str) -> None:
    assert quotes(plan(f"{clause}，建设两个专业园区。")) == ["建设两个专业园区"]


def test_what_a_slogan_means_is_no_task() -> None:
    assert quotes(plan("打造创新港，就是要建设三个平台，引进百名人才。")) == []


def test_what_those_above_asked_for_is_quoted_and_not_ordered() -> None:
    assert quotes("市委全会指出，要加快建设开发区，推进园区改革。") == []


def test_ceremony_and_attendance_are_no_tasks() -> None:
    text = (
        "8月1日，新港区召开年中推进会，总结上半年工作，部署下半年任务。区委副书记出席会议。\n"
        "各街道主要负责人参加会议。"
    )
    assert quotes(text) == []


def test_an_exhortation_is_kept_as_a_principle() -> None:
    found = tasks(plan("把稳投资放在更加突出位置，建设五个续建项目。"))
    assert [task.kind for task in found] == ["principle", "action"]


def test_a_promise_is_no_task_but_the_work_beside_it_is() -> None:
    text = plan("新增规上企业十家，整治村屯道路二十公里。")
    assert quotes(text, promised=("新增规上企业十家", "整治村屯道路二十公里")) == ["整治村屯道路二十公里"]


def test_a_means_before_the_work_does_not_hide_it() -> None:
    assert quotes(plan("围绕绿色食品等方面精心策划包装一批招商项目，聚焦重点领域。")) == [
        "围绕绿色食品等方面精心策划包装一批招商项目"
    ]


def test_what_is_handed_over_is_one_task_even_over_a_comma() -> None:
    text = "区考核办要将上述重要事项，纳入年度考核范围。"
    assert quotes(text) == ["区考核办要将上述重要事项，纳入年度考核范围"]


def test_a_meeting_that_says_must_orders() -> None:
    text = "会议指出，上半年经济平稳运行。各部门要加强监测调度，开展企业走访。要加快完善产业规划。"
    assert quotes(text) == ["各部门要加强监测调度", "开展企业走访", "加快完善产业规划"]


def test_news_of_an_office_is_no_order() -> None:
    assert quotes("区考核办8月15日发布7月榜单。") == []


def test_named_problems_are_no_tasks() -> None:
    assert quotes(plan("存在的问题：招商力度不够，项目储备不足。")) == []


def test_a_text_that_names_who_answers_is_a_plan() -> None:
    assert quotes("推动数据共享，优化审批流程。（责任单位：审批局）") == ["推动数据共享", "优化审批流程"]


def test_a_list_numeral_is_not_part_of_the_task() -> None:
    assert quotes(plan("一是建设标准厂房；二是完善园区管网。")) == ["建设标准厂房", "完善园区管网"]


def test_the_theme_is_the_heading_without_its_verbs() -> None:
    text = "聚焦打造会客厅 着力推动环境提升\n改造两条商业街。"
    assert tasks(text)[0].theme == "会客厅"


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("（一）在产业振兴上求突破", "产业振兴"),
        ("（二）实施强链补链工程", "强链补链工程"),
        ("三、聚焦招商引资，蓄足发展后劲", "招商引资"),
        ("四、坚持创新驱动", "创新驱动"),
        ("五、保障措施", None),
    ],
)
def test_themes_of_headings(heading: str, theme: str | None) -> None:
    assert tasks(f"{heading}\n建设两个专业园区，编制产业图谱。\n")[0].theme == theme


def test_a_heading_that_contradicts_its_list_yields_to_it() -> None:
    text = (
        "要当好招商主力军、创新主引擎、开放主阵地。\n下一步工作\n"
        "聚焦打造创新主引擎 着力提速\n建设三个平台。\n"
        "聚焦打造开发主阵地 着力提效\n建设综合保税区。"
    )
    found, conflicts = read_tasks(text, outline(text), quote=lambda a, b: text[a:b], date=_DATE)
    assert found[-1].theme == "开放主阵地"
    assert [conflict.kind for conflict in conflicts] == ["heading"]
    assert "开发主阵地" in conflicts[0].why
    assert conflicts[0].span is not None
    assert text[slice(*conflicts[0].span)] == "开发主阵地"


def test_a_note_names_owner_and_support_of_the_whole_item() -> None:
    note = "（牵头单位：经发局；配合单位：财政局、科技局）"
    text = f"三、重点任务\n1.建立培育库，制定倍增计划。{note}\n2.推行标准地出让。"
    first, second, third = tasks(text)
    assert first.owner == second.owner == "经发局"
    assert first.support == ("财政局", "科技局")
    assert third.owner is None


def test_a_note_on_its_own_line_belongs_to_the_item_above() -> None:
    first = "1.建设创业园，引进三家机构。\n牵头单位：科技局\n责任单位：园区办\n"
    text = f"重点任务\n{first}2.改造老旧管网。\n牵头单位：住建局\n"
    assert [task.owner for task in tasks(text)] == ["科技局", "科技局", "住建局"]


def test_the_unit_before_the_verb_is_the_owner() -> None:
    found = tasks(plan("区住建局要增派施工力量，8月底前完成设备安装。"))
    assert [(task.owner, task.deadline) for task in found] == [("区住建局", None), ("区住建局", "2022-08-31")]


def test_an_office_whose_name_opens_with_a_verb_is_no_verb() -> None:
    found = tasks(plan("投资促进局要对接三个在谈项目。"))
    assert [task.owner for task in found] == ["投资促进局"]


def test_a_closing_paragraph_stands_under_no_theme() -> None:
    text = "一、重点工作\n（一）狠抓环境\n改造两条商业街。\n会议要求，各单位要在8月底前编制任务书。"
    assert [task.theme for task in tasks(text)] == ["环境", None]


def test_who_leads_is_said_before_the_work() -> None:
    found = tasks(plan("县工信局牵头，县税务局、县统计局配合，9月25日前办结用地许可。"))
    assert [(task.owner, task.support) for task in found] == [("县工信局", ("县税务局", "县统计局"))]


def test_tasks_are_sure_to_different_degrees() -> None:
    sure, unsure = (
        tasks(plan("完成净水厂二期工程建设；提升物业管理水平。"))[:1],
        tasks(plan("积极发展会展业。")),
    )
    assert 0.5 <= unsure[0].confidence < sure[0].confidence <= 1


@given(
    st.lists(
        st.sampled_from(
            [
                "一、",
                "下一步，",
                "要",
                "建设园区",
                "区住建局",
                "（牵头单位：甲局）",
                "8月底前",
                "，",
                "。",
                "\n",
                "“",
                "”",
                "把",
                "对",
                "的",
                "以",
                "推进",
                "今年以来，",
            ]
        ),
        max_size=25,
    ).map("".join)
    | st.text(max_size=60)
)
def test_any_text_is_read_and_every_span_is_its_quote(text: str) -> None:
    for task in tasks(text):
        start, end = task.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == task.quote


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("下一步，选派业务骨干到外地驻点。", ["选派业务骨干到外地驻点"]),
        ("下一步，督促业主限期拆除违规搭建。", ["督促业主限期拆除违规搭建"]),
        ("下一步，办好学校，推进一中新校区建设。", ["办好学校", "推进一中新校区建设"]),
        ("下一步，每季度召开一次联席会议。", ["每季度召开一次联席会议"]),
        ("下一步，加快园区改造，稳步推进宅基地改革试点。", ["加快园区改造", "稳步推进宅基地改革试点"]),
        ("下一步，4.梳理前三季度签约项目，分类提出处置建议。", ["梳理前三季度签约项目", "分类提出处置建议"]),
    ],
)
def test_verbs_that_look_like_names_and_reports_are_tasks(text: str, quotes: list[str]) -> None:
    assert [t.quote for t in read_text(text, date=datetime.date(2024, 7, 1)).tasks] == quotes


def test_a_topic_of_minutes_is_no_review_of_problems() -> None:
    text = "专题会议纪要\n一、关于园区用电问题\n会议议定：\n1.由经发局负责摸排企业新增用电需求。\n"
    (task,) = read_text(text, date=datetime.date(2024, 7, 1)).tasks
    assert (task.owner, task.quote[-8:]) == ("经发局", "企业新增用电需求")


def test_who_answers_is_no_task_even_after_a_full_stop() -> None:
    text = "工作方案\n二、重点任务\n1．开展驻点招商。在上海、深圳设立招商联络处。责任单位：招商局、经发局\n"
    tasks = read_text(text, date=datetime.date(2023, 11, 3)).tasks
    assert [task.quote for task in tasks if "招商局" in task.quote] == []
    assert {(task.owner, task.support) for task in tasks} == {("招商局", ("经发局",))}


def test_a_verb_inside_the_name_of_an_indicator_asks_for_nothing_more() -> None:
    text = "2024年工作计划\n研发投入强度达到3.2%，城镇登记失业率控制在4%以内，全年完成投资130亿元。\n"
    assert read_text(text, date=datetime.date(2024, 1, 8)).tasks == ()
