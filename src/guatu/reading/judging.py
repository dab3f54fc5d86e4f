"""Whether a figure is promised or measured, and whether it is certain enough to be stated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guatu.reading.edges import STOPS
from guatu.reading.found import Found
from guatu.reading.naming import likely
from guatu.reading.numbers import Kind
from guatu.reading.patterns import seeking
from guatu.reading.promising import GROWTH_AIMED, HELD
from guatu.reading.state import CLOSING
from guatu.reading.timeline import Timeline

_PAST = seeking(
    r"同比|去年|上年同期|已(?:经)?(?:完成|建成|达|有|实现|引进)|截至|今年以来|比上年末|(?<!年)累计完成|目前|原有|"
    r"以来"
)


#: What may be promised.
MEASURES = frozenset({"level", "growth", "increase", "multiple", "rank", "share", "completion", "change"})


_GOAL = seeking(
    r"(?:目标|任务|预期指标|预期)(?:是|为|:|-|\s|设定|确定|初步定|定为|确定为)|(?:增长|增速|收入|投资|"
    r"工作)目标[^,。;\d]{0,8}$|(?:预期|奋斗|年度)目标$|预算(?:拟)?安排$|拟安排|计划安排|(?<![复加高低升长降增少缩])到(?:20\d\d年|“?十[四五六]五”?末)|计划全?年|未来\d年|规划期|(?:全年|年度)的?任务$"
)


# Characters one of which stands in whatever ``_GOAL`` finds.
_AIMS = re.compile("[标务期到划来]")


#: “十四五”以来, opens a review wherever it stands.
_SINCE = re.compile(r"[^,。;:\n]{0,14}以来,")
_GOALS = re.compile(r"预期|目标|(?:全年|年度)的?任务")


_MET = re.compile(r"确保了|完成(?:了)?(?:全年|年度|年初)[^,。;]{0,6}(?:目标|任务|计划|预算)的?")


# 确保年底前完成年度计划的90%以上
_TO_MEET = re.compile(r"(?:确保(?!了)|力争|务必|必须)[^,。;]*完成(?!了)")


_DONE = re.compile(_MET.pattern + r"|同比|两年平均|比上年(?!预算|执行)|比去年|较上年|较去年|去年同期")


_IS_TARGET = seeking(
    r"(?<![需只])要(?:达到|提到|提高到|冲|完成|实现|回升|保持|力争|确保|控制|提高|突破|增长|超过)"
)


# Characters one of which stands in whatever ``_PLANNED`` finds.
_WILL = re.compile("[划拟将]")
# 四季度单季得干到283亿
_HAS_TO = re.compile(r"(?<![取获])[得要](?:追到|干到|做到|达到|冲到)")
# 税收要收回6个亿
_MUST = re.compile(r"(?<![主需只重将])要(?!求|素|么|不)[\u4e00-\u9fff]{1,3}(?=\d)")
# 到年底,高企达到130家; 全年计划征收3200亩.
_BY_THE_END = re.compile(r"(?:^|[,;:])(?:到|至|在)?(?:今)?年[底末](?:之?前|以前|,)")
_YEAR_PLANNED = re.compile(
    r"年内计划投资(?=\d)|(?:全年|年内|下半年)计划(?!投资|总投资|完成率|数|的|任务)[^,。;\d]{1,12}(?=\d)"
)
# 全年实施重大项目136个
_YEARS_WORK = re.compile(r"全年(?:组织)?实施[^,。;\d]{0,10}项目(?=\d)")
_LEAST = re.compile(r"不[低少小]于|至少|不超过|控制在|以内")


_IS_TARGET_2 = re.compile(r"安排(?:了)?[^,。]{0,12}项目")


_IS_TARGET_3 = re.compile(r"推动|促进|推进|加快")


_IS_TARGET_4 = re.compile(r"20\d\d年[,，]")


_INVESTED = ("总投资", "总投资额", "投资总额")


_IS_TARGET_6 = re.compile(r"安排[^,]{0,12}项目\d")


_FOLD = Kind.FOLD
_STOP = re.compile(r"[。!?\n]")


_IS_TARGET_7 = re.compile(r"实现|要|将|再")


# 今年计划开行班列700列以上, said in a report.
_PLANNED = seeking(
    r"(?:今年|全年|年内|明年|下半年|下一步)[^,。;\d]{0,10}(?:计划|拟|将)(?!投资|总投资|完成率)[^,。;\d]{1,16}\d[^,。;]*(?:以上|左右|以内)$"
)


_SO_FAR = re.compile(r"预计|已(?!签约)|累计完成")
# 审批时限由120天压减到45天, said of what is in force
_CUT_TO = re.compile(r"(?:压缩|压减|缩短|压降|缩减)(?:到|至|为)")
_TO_COME = re.compile(r"[要将须]|确保|力争|争取|[底末]前|到20\d\d")
# 目前复工率已经91.3%,到岗员工9.7万人
_NOW = re.compile(r"目前|到现在|已经(?=[^,。;]{0,6}\d)|截至")
# In these a rise on the year before is promised too: 总产值86亿元,同比增长12%.
_CONTRACT = re.compile(r"责任书|目标任务|任务分解|预期目标")


# 上半年有望增长6%, 一季度已开工12个: told of a period that still runs, and no promise.
_RUNNING = re.compile(r"有望|可达|已|了|目前|截至|当前|以来|累计")
_BOUND = re.compile(r"以上|左右|以内|不[低少]于|不超过")


def _bounded(text: str, begin: int, end: int) -> bool:
    """Whether a sentence that seems to report sets bounds, as only a promise does for a period to come."""
    after = end + 2  # 以上 stands behind the figure
    return _BOUND.search(text, begin, after) is not None and not _RUNNING.search(text, begin, end)


# 确保经济平稳运行,生产总值增长5.8%: what was ensured had no figure of its own
_ENSURED = re.compile(r"(?:确保|保证|保障|力争|争取|守住|守牢)(了)?([^,;。]*)")


def _spent(text: str, begin: int, start: int) -> bool:
    """Whether the last word of promise before a figure was about something else, said in a clause before."""
    ensured = list(_ENSURED.finditer(text, begin, start))
    if not ensured or (ensured[-1].end() == start and not ensured[-1][1]):
        return False
    done, what = ensured[-1].groups()
    return done is not None or not any(c.isdigit() or c in "一二三四五六七八九十百千万亿番" for c in what)


def is_target(found: Found, text: str, times: Timeline) -> bool:
    """Whether a figure is promised rather than measured."""
    if found.measure == "band":
        return True
    if found.tabled:
        # a column of a bare year among goals tells of the past when that year was over
        return found.promise is not None and not (found.promise == "year" and times.ended(found.period))
    if found.measure not in MEASURES:
        return False
    start, end, promise = found.start, found.end, found.promise
    begin = times.edges.start(STOPS, start)
    clause = text[max(begin, times.edges.start(",;:", start)) : end]
    if promise is None and text.find("以来,", begin, begin + 18) >= 0 and _SINCE.match(text, begin, start):
        return False
    if promise in ("stretch", "floor") and not found.ahead and _spent(text, begin, start):
        promise = None
    if promise in ("stretch", "floor"):
        return not _MET.search(clause) or _TO_MEET.search(clause) is not None
    if text[end : end + 1] not in CLOSING and (HELD.match(text, end) or GROWTH_AIMED.match(text, end)):
        return True
    aims = _AIMS.search(text, begin, end) is not None
    goal = _GOAL.search(text, begin, found.number.start) if aims else None
    if goal and (found.ahead is not False or _GOALS.search(goal[0])) and not _MET.search(clause):
        return True
    if found.ahead is False and _WILL.search(clause) and _PLANNED.search(clause):
        return not _DONE.search(clause) and not _PAST.search(clause)
    if promise == "goal" and _LEAST.search(clause) and times.open(start, since=begin):
        return not _DONE.search(clause)
    if "明年" in clause and times.words_at(start, since=begin) == "明年":
        return not _DONE.search(clause) and not _PAST.search(clause)
    arranged = text.find("安排", begin, end) >= 0
    if (arranged and _IS_TARGET_2.search(clause)) or times.over(start, since=begin):
        return False
    if promise == "goal" and found.ahead is None and _CUT_TO.search(clause) and not _TO_COME.search(clause):
        return False
    if promise == "goal" and found.ahead is not False:
        return found.ahead is True or "同比" not in clause or _LEAST.search(clause) is not None
    if ("要" in clause and (_IS_TARGET.search(clause) or _MUST.search(clause))) or (
        "到" in clause and _HAS_TO.search(clause)
    ):
        return not _DONE.search(clause)
    if not found.ahead and _due(text, found, times, begin):
        told = _DONE.search(clause) or _PAST.search(clause) or _SO_FAR.search(text, begin, end)
        return not told and (found.ahead is None or _bounded(text, begin, end))
    if found.ahead is None and _YEARS_WORK.search(clause):
        return not _DONE.search(clause) and not _PAST.search(clause)
    if "计划" in clause and _YEAR_PLANNED.search(clause):
        return not _DONE.search(clause) and not _PAST.search(clause)
    if found.number.kind is _FOLD:
        pushed = _IS_TARGET_3.search(clause)
        sure = found.ahead or (found.ahead is None and _IS_TARGET_7.search(clause))
        return bool(sure) and not pushed and not _DONE.search(clause)
    if times.coming(start, since=begin) and (found.ahead is not False or _opened(text, found, times, begin)):
        sentence = text[begin:end]
        if not _DONE.search(sentence):
            return not _PAST.search(clause)
    if found.subject.id.endswith(_INVESTED) or (arranged and _IS_TARGET_6.search(clause)):
        return False
    if found.ahead:
        stop = _STOP.search(text, end)
        whole = text[begin : stop.start() if stop else len(text)]
        if promise is None and (_COURSE.search(whole) or _NOW.search(text, begin, start)):
            return False
        if promise is None and times.late(start, since=begin):
            return False
        planned = "安排" in whole or _CONTRACT.search(text, 0, 60)
        if planned and not _REPORTED.search(whole) and not _MET.search(whole):
            return True
        return not _PAST.search(clause) and not _DONE.search(whole)
    return aims and bool(_GOAL.search(text, begin, start)) and not _PAST.search(clause)


def _due(text: str, found: Found, times: Timeline, begin: int) -> bool:
    """Whether a sentence that no heading places sets a term for what it says."""
    if times.due(found.start, since=begin):
        return True
    ended = text.find("年底", begin, found.start) >= 0 or text.find("年末", begin, found.start) >= 0
    return ended and times.under_way and _BY_THE_END.search(text[begin : found.start]) is not None


def _opened(text: str, found: Found, times: Timeline, begin: int) -> bool:
    """Whether a year opens the sentence, or a five-year plan was named in the line."""
    if times.words_at(found.start, since=begin) == "今年":
        return True
    if _IS_TARGET_4.match(text, begin, found.end):
        return True
    return text.find("五”", times.edges.line(found.start), found.start) >= 0


#: 由2024年的2.6亿千瓦时提高到…: where the course begins.
_FROM = re.compile(r"[由从自](20\d\d年)(?:底|末)?的?$")


#: 在2023年800亿元的基础上翻一番
_IN = re.compile(r"在(20\d\d年)(?:底|末)?的?$")
_BASED = re.compile(r"的?基础上")


def base_year(found: Found, text: str) -> str | None:
    """The year of a figure from which another one rises or falls: measured, whatever is promised."""
    if found.tabled or found.measure != "level":
        return None
    start = found.number.start
    if text[start - 1] not in "年的底末":
        return None
    stated = _FROM.search(text, max(0, start - 10), start)
    if stated is None and _BASED.match(text, found.number.end):
        stated = _IN.search(text, max(0, start - 10), start)
    return stated[1] if stated else None


def goes_on(found: Found, promised: Sequence[Found], text: str, times: Timeline) -> bool:
    """Whether a figure continues a paragraph of promises that reports nothing."""
    if len(promised) < 2 or found.measure not in MEASURES or found.tabled:
        return False
    if promised[-2].start < times.edges.line(found.start):
        return False
    between = text[promised[-1].end : found.end]
    if _DONE.search(between) or _PAST.search(between) or _REPORTED.search(between):
        return False
    begin = times.edges.start(STOPS, found.start)
    named = times.words_at(found.start, since=begin) is not None
    return times.open(found.start, since=begin) if named else not times.over(found.start, since=begin)


# 占年计划的28.5%, 欠进度3.8个百分点, 已开工24个: only what is done has a course.
_COURSE = seeking(
    r"(?:占|为|完成)(?:了)?(?:年度?|全年|年初)?(?:计划|任务|预算|目标)[^,;。\d]{0,5}\d[\d.]*%|欠(?:序时)?进度|[超快落][^,;。]{0,3}(?:序时|时间)进度|"
    r"已(?:经)?(?:开工|完成|启动|建成|签约|动工|竣工|入库)|[高低快慢]于[^,;。]{2,10}?\d+(?:\.\d+)?个百分点(?!以上|左右)|[仅只](?:完成|为|有)?\d"
)
_REPORTED = re.compile(r"了|位居|已|实现了")
_COMPARED = re.compile(r"同比|比[上去]年|较[上去]年|比20\d\d年|较20\d\d年")
# 安排重点项目136个, in a plan: what it sets out to do is a task.
_ARRANGED = re.compile(r"安排[^,。;\d]{0,12}项目$")
_RUN_IN = re.compile(r"[。\n]")
_OPENED = re.compile(r"(?:^|\n)(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[.、])?$")
_KEPT = re.compile(r"(?:天数|时间|时长|周期|时限)$")


# 每周至少到项目现场1次
_HOW_OFTEN = re.compile(r"每(?:半)?(?:周|月|个月|季度|年|天|日)[^,。;]*$")
# 计划新开工项目52个,已开工41个: what was meant to be done was not done yet.
_MEANT = re.compile(r"(?<!划)计划(?:新?开工|新开工|竣工|建成|投产|签约|实施)[^,;。]{0,6}$")
# 失业率2.6%,控制在4%以内: a bound that is kept, and no promise.
_BOUND_MET = re.compile(r"\d%,(?:均)?(?:控制|保持|稳定)在\d[\d.]*%?$")


def kept(found: Found, *, target: bool, text: str) -> bool:
    """Whether the figure is certain enough to be stated."""
    subject = found.subject
    begun = max(0, found.start - 2)
    if not target and found.unit == "count" and _MEANT.search(text, begun, found.number.start):
        return False
    if found.number.written == "次" and _HOW_OFTEN.search(
        text, max(0, found.number.start - 24), found.number.start
    ):
        return False
    if found.number.written.startswith("前") and not target:
        return False
    if (
        target
        and not found.own
        and _BOUND_MET.search(text, max(0, found.number.start - 14), found.number.end)
    ):
        return False
    if found.measure in ("growth_gap", "growth_change") and found.ahead:
        return False
    if found.ahead and not target and _ARRANGED.search(text, begun, found.number.start):
        return False
    if found.unit == "day" and not subject.canonical and not _KEPT.search(subject.id):
        return False
    if found.number.kind is _FOLD and not subject.canonical and _RUN_IN.match(text, found.end):
        opened = _OPENED.search(text, max(0, found.start - 6), found.start)
        if opened is not None:
            return False  # (一)总量倍增。 is a headline
    if subject.canonical:
        if target or found.number.kind is not _FOLD:
            return True
        compared = (
            found.own or _COMPARED.search(text, max(0, found.start - 6), found.number.start) is not None
        )
        return compared and not found.ahead
    if found.tabled:
        return True  # a table's names were weighed with its rows and heads
    if found.confidence < 0.7 or (not found.own and found.measure == "level" and subject.name == ""):
        return False
    score = likely(subject)
    if target:
        return score >= 0.4 and len(subject.id) <= 24
    if found.measure == "level" and found.unit in ("count", "person") and not found.new:
        return score >= 0.7 or subject.id == "other:签约"
    return score >= 0.4
