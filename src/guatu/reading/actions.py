"""How likely a clause is a task: weights on its verb, object and place, summed into a probability."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from guatu.catalogue.wording import Role, wording
from guatu.reading.heads import Head, Peeler
from guatu.reading.lexicon import Role as NameRole
from guatu.reading.lexicon import cut, lexicon
from guatu.reading.orders import empty, limited
from guatu.reading.patterns import seeking
from guatu.reading.phases import Phase

#: 融资的事, 关于用地方面: a topic, no work.
_TOPIC: Final = re.compile(r"(?:的事儿?|方面|这一?块|的问题|的\d+[家户个项处])$")
#: 完成年计划的44.5%: how far one is.
_COMPLETED: Final = re.compile(r"^(?:仅|只|才|已)?完成了?[^,]{0,8}(?:计划|任务|目标|预算)的\d[\d.]*%$")
_KEEP: Final = re.compile(
    r"[把将].+?得更.{1,4}$|"
    r"[把将].+?(?:[放摆挺记扛抓]在|燃烧|作为|当作|当成|看作|视为|视作|贯穿|结合起来|发扬|激发|[抢补夺找]回|落到实处"
    r"|(?:上来|上去|下去|起来|到位|到底)(?:、|$))"
)
_AIM: Final = seeking(
    r"[奠打]定|打下|打好基础|提供.{0,12}(?:支撑|动力|基础|保证)|[作做]出|注入|增添|创造.{0,6}条件|而"
)
_BY_MEANS: Final = re.compile(r"以.{1,40}(?:为|促|带|引领|助推|保|换|倒逼|推动|推进|加快|实现|迎接|论)")
_ON: Final = re.compile(
    r"[在从].{1,40}(?:下功夫|发力|加力|用力|着力|聚力|破题|提速|见效|求|见|做文章|走在|勇当|争|作表率|主动|突破)"
)
_LISTED: Final = re.compile(r"等.{0,14}(?:建设|项目|工程|工作|改革|改造|平台|园区|基地|设施|任务|区)")
#: Ends of objects that name a course of work: with a soft verb (推进新校区建设) they can be signed off.
_PROCESS: Final = re.compile(
    r"(?:建设|改造|整治|治理|改革|开发|征收|收储|招引|排查|监管|管理|联动|协作|合作|对接|调度|监测|衔接|修复|试点|申报|创建)$"
)
_HAVING: Final = seeking(r"(?:[更最].{1,4}|有.{1,5})的")
_PLACE: Final = re.compile(r"(?:方面|上|中|下|里|后|时|前|间|同时)$")
_COUNTED: Final = re.compile(
    r"(?:抓好|做好|推进|落实|实施|抓|做|完成)(?:好|以下|下列|.{0,2}[一二三四五六七八九十几\d]+个?(?:方面|项|大))"
    r"(?:的|重点)*(?:工作|任务|$)|(?<!进行)(?<!开展)[“\"].{1,2}[”\"]$|(?:抓好|做好|办好|落实)(?:以下|下列|下面)"
    r"|做好.{0,8}(?:年|阶段|半年|季度|一步)的?(?:各项|重点)?工作$"
)
_STATIVE: Final = seeking(
    r"(?:持续|稳步|不断|更加|明显|显著|大幅|健康|快速|平稳)[^,的]{2,4}$|预计|实现.{0,4}增长"
    r"|(?:不够|不足|不强|不高|不优|不大|不快|滞后|薄弱)(?:$|等)|偏[低弱少慢紧]|相(?:衔接|适应|结合|统一|协调|匹配)$"
)
_IS: Final = seeking(r"(?<![要才就凡可])是(?!否)")
_MEASURED: Final = seeking(r"\d.{0,3}%|\d[百千]?亿|亿元|万元|增长|增速|增幅|以上$|以内$|左右$")
_DONE: Final = seeking(r"(?<![为除明])了(?![解如])")
_REACHES: Final = re.compile(r"达到?\d")
#: 还差1.6万人, 有效期至…: what is missing, and how long a paper holds.
_NO_WORK: Final = re.compile(r"还?[差缺欠]\d|有效期|就[^,。]{2,30}开展(?:专题|实地)?调研(?=[,。]|$)")
_THRESHOLD: Final = 0.5


class Verdict(Enum):
    """What a clause is."""

    TASK = "action"
    PRINCIPLE = "principle"
    NOTHING = ""


class Weighed(NamedTuple):
    """A clause with its verdict and the probability that it is a task."""

    verdict: Verdict
    probability: float
    head: Head


@dataclass(frozen=True, slots=True)
class _Tools:
    """What the words of the catalogue make: built once."""

    peeler: Peeler
    outcomes: frozenset[str]
    abstract: frozenset[str]
    weak: frozenset[str]
    empty: re.Pattern[str]
    past: re.Pattern[str]
    principle: re.Pattern[str]
    ceremony: re.Pattern[str]
    concrete: re.Pattern[str]
    purposes: frozenset[str]
    causing: frozenset[str]
    publishing: frozenset[str]
    leading: frozenset[str]


@lru_cache(maxsize=1)
def _tools() -> _Tools:
    words = wording()
    lists = words.lists

    def either(*found: str) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(found, key=len, reverse=True))))

    return _Tools(
        peeler=Peeler(words),
        outcomes=frozenset(lists["outcome"]),
        abstract=frozenset(lists["abstract.endings"]),
        weak=frozenset(lists["abstract.weak"]),
        empty=either(*lists["empty"]),
        past=either(*lists["past"]),
        principle=either(*lists["principle"]),
        ceremony=either(*lists["ceremony"]),
        concrete=seeking("\\d|" + either(*lists["concrete"]).pattern),
        purposes=frozenset(lists["purposes"]),
        causing=frozenset(lists["causing"]),
        publishing=frozenset(lists["publishing"]),
        leading=frozenset(lists["leading"]),
    )


# at hand, because a member is looked up slowly in its class
_DOING, _UNKNOWN, _EXHORTING = Role.DOING, Role.UNKNOWN, Role.EXHORTING


# at hand, because a member is looked up slowly in its class
_PLAN, _OPEN = Phase.PLAN, Phase.OPEN


def weigh(text: str, start: int, end: int, *, phase: Phase, after_task: bool, last: bool) -> Weighed | None:
    """The verdict on ``text[start:end]``; None when no verb stands at its head."""
    tools = _tools()
    head = tools.peeler.peel(text, start, end)
    if head is not None and head.verb == start == end - 2 and head.subject is None:
        return None
    if head is not None and end - start <= 3 and text[end : end + 1] == "。" and not _urged_at_all(head):
        return None
    if (
        head is None
        or _NO_WORK.match(text, start, end)
        or _TOPIC.search(text, start, end)
        or empty(text, start, end)
    ):
        return None
    if tools.principle.search(text, start, end):
        return Weighed(Verdict.PRINCIPLE, 0.6, head)
    if head.role is _EXHORTING:
        return None
    if head.role is _UNKNOWN and phase is not _PLAN:
        if not limited(text, start, end):
            return None
        phase = _PLAN
    score = _BASE[head.role] + (0.5 if phase is _PLAN else 0.1) + _urged(head)
    if head.subject is not None and not head.modal and phase is _OPEN:
        score -= 0.4
    if head.role is not _DOING and after_task and last:
        # the last clause often names the result; one that is urged on an object of some length is work
        score -= 0.15 if head.adverbs and end - head.object > 4 else 0.3
    if end < len(text) and text[end] in ":：" and end - start < 12:
        score -= 1.0
    score += _of_object(text, head, end, tools)
    if score >= _THRESHOLD and head.preposition >= 0:
        score += _of_preposition(text, head, end)
    if score >= _THRESHOLD:
        score -= _of_doubt(text, start, end, head=head, phase=phase)
    if score < _THRESHOLD:
        return Weighed(Verdict.NOTHING, 0.0, head)
    return Weighed(Verdict.TASK, min(0.97, round(1 / (1 + math.exp(-4 * (score - _THRESHOLD))), 2)), head)


def _urged_at_all(head: Head) -> bool:
    """Whether anything urges the work that a clause of three characters names (第三条，帮企业。)."""
    return head.modal or head.adverbs > 0 or head.subject is not None


def _urged(head: Head) -> float:
    """What a 要, 将 or a date adds: more to work than to good intentions."""
    if not head.modal:
        return 0.0
    return 0.3 if head.role is _DOING or head.role is _UNKNOWN else 0.15


def promises(text: str, head: Head) -> bool:
    """Whether a clause that a target covers says no more than the target: its verb is one of outcome."""
    outcomes = _tools().outcomes
    if _REACHES.search(text, head.object, head.object + 8):
        return True  # 上市企业达到25家
    if head.subject is not None and head.modal:
        return False  # 行政审批局要将审批时间压缩到22天
    if head.role is _UNKNOWN or text[head.object : head.object + 1].isdigit():
        return True  # 完成130亿元
    if _of_an_indicator(text, head):
        return True
    return text[head.verb : head.object] in outcomes or text[head.verb : head.object + 2] in outcomes


def _of_an_indicator(text: str, head: Head) -> bool:
    """Whether the verb is of an indicator's name: 研发投入强度, 利用外资, 城镇登记失业率."""
    lex = lexicon()
    words = cut(text[head.start : head.start + _NAME].partition(",")[0], lex)
    return any(
        r & NameRole.ALIAS and a <= head.verb - head.start < b and head.object - head.start < b
        for r, a, b, _ in words[:2]
    )


def _of_object(text: str, head: Head, end: int, tools: _Tools) -> float:
    """What the object adds, as things that can be pointed at, or takes away, as an abstract end or a turn."""
    start, soft, score = head.object, head.role is not _DOING, 0.0
    if head.preposition >= 0:
        start = head.preposition + 1
    elif end - start < 2:
        score -= 0.6
    turned = end > start and (text[end - 1] in "化性" or text[end - 2] in "更最")
    if tools.concrete.search(text, start, end):
        score += 0.35
    if not turned and (text.count("、", start, end) > 1 or _LISTED.search(text, start, end)):
        score += 0.25
    if soft and _PROCESS.search(text, max(start, end - 4), end):
        score += 0.2
    abstract = tools.abstract
    if (
        text[end - 2 : end] in abstract
        or text[end - 3 : end] in abstract
        or text[end - 4 : end] in abstract
        or text[end - 5 : end] in abstract
        or text[end - 6 : end] in abstract
    ):
        score -= 0.55 if soft else 0.3
    elif soft and text[end - 2 : end] in tools.weak:
        score -= 0.25 if head.adverbs else 0.35
    return score - 0.45 if soft and turned else score


def _of_doubt(text: str, start: int, end: int, *, head: Head, phase: Phase) -> float:
    """What words of the past, of spirit, of ceremony and of states take away."""
    tools, object_, minus = _tools(), head.object, 0.0
    words = text[start:end]
    done = ("了" in words and _DONE.search(words)) or words[-1] == "过" or "已" in text[start:object_]
    if done or _is_past(text, start, end, head=head, phase=phase):
        minus += 0.7 if phase is _PLAN else 1.0
    handled = head.preposition >= 0 and text[head.preposition] in "把将对"
    if not handled and tools.empty.search(words):
        minus += 1.0
    if head.subject is not None and not head.modal and text[head.verb : object_] in tools.publishing:
        minus += 1.2
    if not head.modal and _COMPLETED.search(words):
        minus += 1.5
    ceremony = tools.ceremony.search(words)
    if (
        ceremony is not None
        and head.subject is not None
        and head.modal
        and start + ceremony.end() <= head.verb
    ):
        ceremony = None  # 各单位要在本措施印发后10日内出台细则
    if ceremony or _COUNTED.search(words):
        minus += 1.5
    if words[-2:] in tools.leading:
        minus += 1.5
    if _STATIVE.search(text, object_, end) and text[head.verb : object_] not in tools.causing:
        minus += 0.8
    if "是" in words and _IS.search(text, object_, end):
        minus += 1.3
    if head.role is not _DOING:
        minus += 0.45 if "的" in words and _HAVING.search(text, object_, end) else 0.0
        minus += 0.8 if _MEASURED.search(text, object_, end) else 0.0
    return minus


def _is_past(text: str, start: int, end: int, *, head: Head, phase: Phase) -> bool:
    """Whether words of the past stand in the clause; 稳步推进改革试点 in a plan is no report."""
    past = _tools().past.search(text, start, end)
    if past is None:
        return False
    if phase is Phase.PLAN and text[start] == "每":
        return False
    if head.role is Role.BOTH and phase is _PLAN:
        return _DONE.search(text, start, end) is not None
    opens = past.start() < head.object <= past.end() and end - head.object > 3
    return not (opens and phase is _PLAN and head.role is not _UNKNOWN)


_NAME: Final = 16
_BASE: Final = {Role.DOING: 0.6, Role.BOTH: 0.4, Role.SOFT: 0.2, Role.UNKNOWN: 0.0}


def _of_preposition(text: str, head: Head, end: int) -> float:
    """What the preposition at the head of a clause takes away: means, aims and places are no tasks."""
    at = head.preposition
    if at < 0:
        return 0.0
    mark = text[at]
    if mark in "在从对于" and _PLACE.search(text, at, end):
        return -1.5
    if mark in "把将" and _KEEP.match(text, at, end):
        return -1.5
    if mark == "以" and text.startswith("以及", at):
        return -1.5
    if mark == "以":
        return -1.5 if _BY_MEANS.match(text, at, end) else -0.4
    if mark in "在从" and _ON.match(text, at, end):
        return -1.5
    if mark == "为" and (
        _AIM.search(text, at, end) or head.verb == at + 1 or text[at + 1 : at + 3] in _tools().purposes
    ):
        return -1.5
    return 0.0
