"""Whether a sentence tells of what was done, asks for what is to be done, or neither.

Headings decide first, then the openings of sentences (今年以来…, 下一步…, 会议要求…), which hold until the
next; where both are silent, the marks of past and future in the paragraph itself.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from guatu.catalogue.wording import Role, wording
from guatu.reading.headings import Heading, Kind
from guatu.reading.patterns import seeking
from guatu.reading.sentences import Outline, Paragraph, Sentence


class Phase(Enum):
    """What a sentence may hold: only the last two may hold tasks."""

    PAST = "past"
    SKIP = "skip"
    OPEN = "open"
    PLAN = "plan"


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    lists = wording().lists
    names = (
        *("heading.past", "heading.plan", "heading.skip"),
        *("opening.past", "opening.since", "opening.plan", "opening.next"),
        *("opening.orders", "opening.skip", "opening.others"),
    )
    cues = {name: seeking("|".join(lists[name])) for name in names}
    cues["any"] = re.compile("|".join(map(re.escape, lists["opening.triggers"])))
    return cues


#: Marks that a paragraph reports, and that it asks; counted where no heading and no opening tells.
_REPORTS = re.compile(
    r"同比|比上年|较上年|比去年|累计|了|已[完建开投签有达]|取得|获[评批得]|位居|居全|列全|突破\d|达到?\d|增长\d|下降\d|净增|新增\d"
    r"|成功|圆满|顺利|全面完成|建成投|有序推进|进展"
)
_ASKS = seeking(
    r"要[^求素点]|将[^军近]|必须|确保|力争|争取|年底前|年内|下半年|以[上内]|不低于|不少于|不超过|左右|加快|加大|着力|[一二三]是要|抓好|做好|责任单位"
)
_ORDERS = seeking(r"[一二三四五六七]要|请各|务必")
_ASSIGNED = re.compile(r"(?:牵头|责任|配合)(?:单位|部门)[:：]")
_HEARD = re.compile(r"(?:获悉|了解到|悉|表示)[,，:：].{0,60}将")
_OPENING = 26
#: 现将完成情况通报如下: what follows is reported, whatever it is held against.
_REPORTING = re.compile(r"现[将就][^。]{0,40}?(?:通报|汇报|报告|公布|总结)(?:如下|于后)")
_BOXED = re.compile(r"\s*【([^】\n]{2,14})】")
_FIGURE = re.compile(r"\d(?:\.\d+)?(?:%|[万亿]|亩|家|户|个百分点)")
_NUMERAL = re.compile(r"(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）.、．是])?")
_YEAR = re.compile(r"(20\d\d)年")


# at hand, because a member is looked up slowly in its class
_PAST, _SKIP, _OPEN, _PLAN = Phase.PAST, Phase.SKIP, Phase.OPEN, Phase.PLAN


_NO_TEXT = frozenset({Kind.TITLE, Kind.HEADING, Kind.FOOTER})
Spans = Sequence[tuple[int, int]]


def phases(
    text: str,
    outline: Outline,
    *,
    date: datetime.date | None,
    promised: Spans = (),
    measured: Spans = (),
) -> list[Phase]:
    """The phase of every sentence; `promised` and `measured` are the spans of targets and observations."""
    result: list[Phase] = []
    by_heading: dict[int, Phase | None] = {}
    # a text that names who answers for each item is a plan unless it says otherwise
    current: Phase | None = _PLAN if _ASSIGNED.search(text) else None
    under: tuple[Heading, ...] = ()
    ordered = False
    heard = _heard(text, date)
    for paragraph in outline.paragraphs:
        sentences = outline.sentences[paragraph.first : paragraph.last]
        if paragraph.kind in _NO_TEXT:
            result.extend(_SKIP for _ in sentences)
            continue
        headed = _headed(text, paragraph.headings, by_heading)
        urging = headed is None and bool(paragraph.headings) and urges(text, paragraph.headings[-1])
        if paragraph.headings != under:
            under = paragraph.headings
            if headed is not None:
                current = headed
        if headed is None:
            if ordered and _FIGURE.search(text, paragraph.start, paragraph.end):
                # what one item of a notice orders says nothing of the next, which reports first
                current, ordered = None, False
            current = _weighed(text, paragraph, current, promised=promised, measured=measured)
            if current is _OPEN and urging:
                current = _PLAN
        for sentence in sentences:
            if sentence.heading is not None and headed is None and _announces(text, sentence.heading):
                current = _PLAN
            cue = heard.get(sentence.start)
            if cue is None:
                cue = heard[sentence.start] = _cue(text, sentence.start, sentence.end, date)
            ordered = ordered or (cue.told is _Told.ORDERS and current is not Phase.PLAN)
            current, here = _opened(text, sentence, current, headed, cue)
            if promised and current is _PAST and headed is None and _within(promised, sentence) > 1:
                current = None
            result.append(here)
    return result


def _deed(text: str, start: int) -> bool:
    """Whether a sentence of a plan opens with a verb of doing, after its numeral (4.梳理前三季度签约项目)."""
    roles = wording().roles
    at = _NUMERAL.match(text, start).end()  # type: ignore[union-attr]  # it may match nothing, yet matches
    return any(roles.get(text[at : at + width]) is Role.DOING for width in (4, 3, 2))


def _headed(text: str, chain: tuple[Heading, ...], known: dict[int, Phase | None]) -> Phase | None:
    """What the headings above say; an inner one turns the past into a plan only by naming what comes next."""
    found: Phase | None = None
    for heading in chain:
        if heading.start not in known:
            known[heading.start] = _of_heading(text[heading.title : heading.end])
        own = known[heading.start]
        if own is _PLAN and found in (_PAST, _SKIP) and not _NEXT.search(text, heading.title, heading.end):
            continue
        found = own or found
    return found


#: A heading that announces the review and the plan decides neither.
_BOTH_WAYS = re.compile(r"(?:回顾|总结|情况).*(?:安排|部署|计划|展望|打算|思路|建议)")
#: A heading of aims that announces the work as well.
_WORK = re.compile(r"任务|措施|安排|部署|举措|重点")
#: A topic of a meeting (关于园区用电问题) is neither.
_TOPIC = re.compile(r"关于.{2,30}(?:问题|情况|事宜|事项)$")
#: 在强工业上取得新突破 is what a review has reached or a plan hopes for: the headings above tell.
_HOPED = re.compile(r"取得(?:新|更大|更好|更多)的?")
_NEXT = re.compile(r"下一?步|下阶段|下一阶段|下半年|打算|工作要求|任务|措施|明年")


#: ★近期安排。 before the sentences of its line: what follows is to be done.
_TO_COME = re.compile(r"(?:安排|打算|要事|计划|部署)[。:：]?$|^(?:下一?步|下阶段|下周|下月|近期)")


def _announces(text: str, heading: Heading) -> bool:
    """Whether a heading that runs into its line announces what is to be done."""
    title = text[heading.title : heading.end].rstrip("。:： ")
    return _TO_COME.search(title) is not None and _of_heading(title) is _PLAN


def _of_heading(title: str) -> Phase | None:
    cues = _cues()
    title = _HOPED.sub("", title)
    if _BOTH_WAYS.search(title):
        return None
    if _TOPIC.match(title):
        return None
    if cues["heading.past"].search(title):
        return _PAST
    if cues["heading.skip"].search(title):
        return None if _WORK.search(title) else _SKIP
    return _PLAN if cues["heading.plan"].search(title) else None


def _weighed(
    text: str, paragraph: Paragraph, current: Phase | None, *, promised: Spans, measured: Spans
) -> Phase | None:
    """What the paragraph's own marks say; an opening heard earlier holds unless they gainsay it."""
    reports, asks = _noted(text, paragraph.start, paragraph.end)
    if measured:
        reports += 2 * _within(measured, paragraph)
    if promised:
        asks += 2 * _within(promised, paragraph)
    if current is _PLAN:
        return _PLAN if asks or reports < 3 else None
    if current is _PAST:
        return _OPEN if asks > reports + 2 else _PAST
    return _PAST if reports >= 3 and reports > 2 * asks else _OPEN


def _noted(text: str, start: int, end: int) -> tuple[int, int]:
    seen = _seen(text)
    if start not in seen:
        seen[start] = _marks(text, start, end)
    return seen[start]


@lru_cache(maxsize=1)
def _seen(text: str) -> dict[int, tuple[int, int]]:
    """The marks of the paragraphs of the text in hand, which is gone through twice."""
    return {}


def _marks(text: str, start: int, end: int) -> tuple[int, int]:
    """How often a paragraph reports and how often it asks; an order asks threefold."""
    asks = len(_ASKS.findall(text, start, end)) + 3 * len(_ORDERS.findall(text, start, end))
    return len(_REPORTS.findall(text, start, end)), asks


def _within(spans: Spans, place: Paragraph | Sentence) -> int:
    return bisect_left(spans, (place.end, 0)) - bisect_left(spans, (place.start, 0))


#: 招商动态, 督查通报: names of papers, whatever verb they open with.
_PAPER = re.compile(r"(?:动态|[简通快周月专日]报|信息|[情概]况|排名|摘要|通讯|发言|讲话)(?:[(（].*)?$")


def urges(text: str, heading: Heading) -> bool:
    """Whether a heading opens with a verb or an adverb of doing (突出项目攻坚, 狠抓招商)."""
    if _PAPER.search(text[heading.title : heading.end].strip()):
        return False
    roles = wording().roles
    for width in (4, 3, 2):
        role = roles.get(text[heading.title : heading.title + width])
        if role is Role.ADVERB and text[heading.title + width - 1] in "年季度":
            return False  # 上半年经济形势分析会发言提纲
        if role is Role.ADVERB:
            at = heading.title + width
            return any(text[at : at + further] in roles for further in (4, 3, 2))
        if role is not None:
            return True
    return False


class _Told(Enum):
    """The first thing heard in a sentence."""

    NOTHING = ""
    ORDERS = "orders"
    OTHERS = "others"
    SKIP = "skip"
    HEARD = "heard"
    NEXT = "next"
    NEXT_LATER = "next, past the opening"
    REST = "perhaps past or plan"


class _Cue(NamedTuple):
    """What a sentence says of itself. ``told`` is the first thing heard in it; where it is nothing, ``past``
    tells that it reports, ``plan`` that it asks (None: not looked for yet)."""

    told: _Told
    past: bool = False
    plan: bool | None = None


_SILENT, _REST = _Told.NOTHING, _Told.REST


def _opened(
    text: str, sentence: Sentence, current: Phase | None, headed: Phase | None, cue: _Cue
) -> tuple[Phase | None, Phase]:
    """The phase that holds after the sentence, and the sentence's own."""
    told, past, plan = cue
    if told is _SILENT:
        return current, current or _OPEN
    if told is not _REST:
        if told is _Told.OTHERS or told is _Told.SKIP:
            return current, _SKIP
        if told is _Told.HEARD:
            return current, _PLAN
        held = headed is _PAST and told is not _Told.NEXT
        return (current if held else _PLAN), _PLAN
    if past and not (headed is _PLAN and _deed(text, sentence.start)):
        return (_PAST if headed is None else current), _PAST
    if headed is not _PAST:
        if plan is None:
            plan = _cues()["opening.plan"].search(text, sentence.start, sentence.end) is not None
        if plan:
            return _PLAN, _PLAN
    return current, current or _OPEN


@lru_cache(maxsize=1)
def _heard(text: str, date: datetime.date | None) -> dict[int, _Cue]:
    """What the sentences of the text in hand say of themselves: it is gone through twice."""
    return {}


def _cue(text: str, start: int, end: int, date: datetime.date | None) -> _Cue:
    """What ``text[start:end]``, a sentence, says of itself."""
    cues = _cues()
    boxed = _BOXED.match(text, start, end)
    if boxed is not None and (view := _of_heading(boxed[1])) is not None:
        return _Cue(_Told.NEXT) if view is Phase.PLAN else _Cue(_REST, past=view is Phase.PAST)
    year = _YEAR.match(text, start, end)
    if year is None and not cues["any"].search(text, start, end):
        return _Cue(_Told.ORDERS if cues["opening.orders"].match(text, start, end) else _SILENT)
    if cues["opening.others"].search(text, start, end):
        return _Cue(_Told.OTHERS)
    if _REPORTING.search(text, start, end):
        return _Cue(_REST, past=True)
    told = cues["opening.next"].search(text, start, end)
    if cues["opening.skip"].search(text, start, end) and not (told and "要求" in told.group()):
        return _Cue(_Told.HEARD if _HEARD.search(text, start, end) else _Told.SKIP)
    stop = min(end, start + _OPENING)
    if told:
        return _Cue(_Told.NEXT_LATER if told.start() > stop else _Told.NEXT)
    if cues["opening.orders"].match(text, start, end):
        return _Cue(_Told.ORDERS)
    past = cues["opening.past"].search(text, start, stop) is not None
    past = past or cues["opening.since"].search(text, start, end) is not None
    if year is not None and date is not None:
        past = past or int(year.group(1)) < date.year
    if past:
        return _Cue(_REST, past=True)
    return _Cue(_REST, plan=cues["opening.plan"].search(text, start, end) is not None)
