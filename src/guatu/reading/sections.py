"""Which parts of a text look back and which look ahead."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter

from guatu.reading.phases import Phase, phases
from guatu.reading.sentences import Outline

_AHEAD = (
    r"工作安排|工作打算|重点工作(?!完成|回顾|总结|情况|进展)|主要任务|预算草案(?!的报告)|预算安排|收支预算|工作任务|总体要求|预期目标|奋斗目标|"
    r"发展目标|主要目标|总体目标|目标任务|行动目标|"
    r"工作目标|下一步|下步|下阶段|下一阶段|工作思路|工作建议|总体思路|工作部署|工作计划|今后|重点任务|"
    r"任务措施|保障措施|20\d\d年(?:全区|全市|全县|政府|经济)?"
    r"(?:的)?(?:工作|目标|主要|计划)|今年工作|今年的(?:主要|工作|奋斗|预期|总体|目标|重点)|今年政府|明年|"
    r"预期指标|战略目标|指导思想|做好[^,。]{0,14}工作|下半年(?:工作|重点|经济|主要)|要求$|强调$|工作重点|"
    r"目标要求|发展思路|主攻方向|远景目标|为民实事|民生实事|总体部署|工作举措|主要举措"
)
_BACK = (
    r"回顾|完成情况|工作总结|运行情况|主要成效|取得的|执行情况|所做的|过去|存在(?:的)?(?:主要)?(?:问题|"
    r"困难|不足)|工作成效|基本情况|总体情况|发展基础|"
    r"发展成就|现状|工作情况|进展情况|主要成绩|工作开展|公报|开局良好|主要做法"
)
_AHEAD_LINE, _BACK_LINE = re.compile(_AHEAD), re.compile(_BACK)
_PLAN_TITLE = re.compile(r"(?:方案|规划|计划|要点|纲要|任务清单|任务分解|责任书|意见|目标)(?:\(|$|的通知|》)")
# 2024年工作总结和2025年工作计划 opens with the review
_REVIEWS = re.compile(r"总结|回顾|(?:执行|完成|工作)情况")
_REPORT_TITLE = re.compile(r"讲话|发言|致辞|通报|[简周月快]报|推进会|动员会|调度会|纪要|督办")
# Words at the start of a sentence that turn it, and what follows in its paragraph.
_TURN = re.compile(
    r"(?:^|(?<=[。;!?\n]))\"?(?:(?P<ahead>[^,。;\n]{0,6}怎么(?:干|办)|[^,。;\n]{0,8}(?:打算|工作安排|工作思路):|[^,。;\n]{0,10}定(?:下)?的(?:目标|任务|数)?是|[^,。;\n]{0,6}今年(?:的)?任务|(?:[^,。;\n]{0,24})(?:预期目标|预期指标|奋斗目标|目标任务|"
    r"工作目标|发展目标|主要目标|总体目标|目标|的盘子|的底线|的大账)(?:是|为|:|确定为|建议)|下一步|下阶段|下一阶段|接下来|下步|"
    r"下半年,?(?:要|将|全|我|各|财政|继续|坚持|以|把|围绕|聚焦|重点|力争|确保|计划)|(?:各|全)[^,。;\n]{1,12}?(?:要|须|务必)(?!求|素|点|是)|会议(?:要求|强调|明确|"
    r"提出|号召)|[^,。;\n]{2,8}(?:要求|强调)[,:]|到(?:20\d\d|\"?十[一二三四五]五\"?)|今后(?:五|三|几|一)|"
    r"未来(?:五|三|几|一)|"
    r"今年(?:,)?(?:要|将|的(?:主要|工作|奋斗|预期|总体)|计划|力争|确保|政府工作|全区经济社会|全市经济社会|"
    r"全县经济社会|经济社会发展|我们将|我们要)|新的一年|20\d\d年,?(?:要|将|我们将|我们要|力争|确保|计划|"
    r"全[市区县]?(?:经济|国民经济)))"
    r"|(?P<back>去年|过去(?:的)?(?:一|五|两|几|三)年|一年来|五年来|上半年,(?!要|将|力争|确保)|前三季度|"
    r"一季度|\d{1,2}-\d{1,2}月|据统计|今年以来|截至|回顾))"
)


@dataclass(frozen=True, slots=True)
class Sections:
    """Offsets at which the view turns, with True for ahead, False for back, None for unsaid."""

    starts: tuple[int, ...]
    ahead: tuple[bool | None, ...]

    def at(self, offset: int) -> bool | None:
        """The view at an offset."""
        i = bisect_right(self.starts, offset) - 1
        return self.ahead[i] if i >= 0 else None


def sections(text: str, outlined: Outline, *, date: datetime.date | None = None) -> Sections:
    """The views of a folded text; where headings and turns are silent, the phases of its sentences tell.

    >>> from guatu.reading.sentences import outline
    >>> text = "一、工作回顾\\n产值增长5%。\\n二、今年工作安排\\n产值增长6%。"
    >>> found = sections(text, outline(text))
    >>> found.at(8), found.at(28)
    (False, True)
    """
    silent = _by_turns(text, date)
    if None not in silent.ahead:
        return silent
    merged: list[tuple[int, bool | None]] = []
    for sentence, phase in zip(outlined.sentences, phases(text, outlined, date=date), strict=True):
        view = silent.at(sentence.start)
        if view is None and (phase is Phase.PLAN or phase is Phase.PAST):
            view = phase is Phase.PLAN
        merged.append((sentence.start, view))
    known = {start for start, _ in merged}
    turns = zip(silent.starts, silent.ahead, strict=True)
    merged += [(start, view) for start, view in turns if view is not None and start not in known]
    merged.sort(key=itemgetter(0))
    return Sections(tuple(start for start, _ in merged), tuple(view for _, view in merged))


#: The last month of the seasons that open a sentence.
_SEASONS = {"上半年,": 6, "前三季度": 9, "一季度": 3}


def _to_come(turn: str, date: datetime.date | None) -> bool:
    """Whether a season that opens a sentence was not over on the document's day: 一季度, in January."""
    last = _SEASONS.get(turn.lstrip('"'))
    return last is not None and date is not None and date.month <= last


def _far_from_over(turn: str, date: datetime.date | None) -> bool:
    """Whether most of the season's last month was still to come: nobody reports it yet."""
    last = _SEASONS.get(turn.lstrip('"'))
    return (
        last is not None
        and date is not None
        and (date.month < last or (date.month == last and date.day < 10))
    )


def _of_next_year(line: str, turn: re.Match[str]) -> bool:
    """Whether a season is one of the next year, which the line has just spoken of."""
    season = turn[0].lstrip('"') in _SEASONS
    return season and line.find("明年", max(0, turn.start() - 80), turn.start()) >= 0


#: 2024年，全区一般公共预算收入…: a year opens a paragraph.
_OPENED = re.compile(r"(20\d\d)年,(?!(?:是|作为|在))")


def _coming(year: int, date: datetime.date | None) -> bool | None:
    """Whether a year that opens a paragraph was yet to come or had only begun; None when it was under way."""
    if date is None or (year == date.year and date.month > 3):
        return None
    return year >= date.year


def _by_turns(text: str, date: datetime.date | None) -> Sections:
    starts: list[int] = []
    views: list[bool | None] = []
    view: bool | None = None
    at = 0
    first = True
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            headed = _heading_view(bare, first=first)
            if headed is not None:
                view = headed
            first = False
            starts.append(at)
            views.append(view)
            if len(bare) > 12:
                year = _OPENED.match(line) if line[0] == "2" else None
                if year is not None and (told := _coming(int(year[1]), date)) is not None:
                    starts.append(at)
                    views.append(told)
                    view = True if told else view  # 2025年,将重点抓好以下工作:
                for turn in _TURN.finditer(line):
                    ahead = turn.lastgroup == "ahead"
                    if not ahead and (
                        (view and _to_come(turn[0], date))
                        or _far_from_over(turn[0], date)
                        or _of_next_year(line, turn)
                    ):
                        continue
                    starts.append(at + turn.start())
                    views.append(ahead)
                    if ahead and _LASTING.search(turn[0]):
                        view = True
        at += len(line) + 1
    return Sections(tuple(starts), tuple(views))


# Turns that hold beyond their paragraph.
_LASTING = re.compile(
    r"怎么|打算|盘子|底线|大账|目标|到20|五”?期间|下一步|下步|下阶段|下一阶段|要求|强调|新的一年|今后|未来"
)
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]|"
    r"第[一二三四五六七八九十]+[章节部])"
)


def _heading_view(line: str, *, first: bool) -> bool | None:
    """The view that a heading line turns to; None when the line is no heading or says nothing."""
    short = len(line) <= 36 and not line.endswith(("。", ";"))
    if first and _REPORT_TITLE.search(line):
        return None
    if first and _PLAN_TITLE.search(line) and short:
        return None if _REVIEWS.search(line) else True
    if short:
        head = line
    elif _NUMBERED.match(line):
        head = re.split(r"[。:]", line, maxsplit=1)[0]
        if len(head) > 36:
            return None
    else:
        return None
    ahead, back = _AHEAD_LINE.search(head), _BACK_LINE.search(head)
    if ahead and back:
        return ahead.start() > back.start() if not first else None
    return True if ahead else False if back else None
