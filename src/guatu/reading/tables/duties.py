"""Tables of work: a row is a task, its columns say what is to be done, who leads, who helps, by when."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from guatu.reading.deadlines import deadline, last_day
from guatu.reading.fold import Folded
from guatu.reading.owners import names
from guatu.reading.tables.lines import Cell, Line, cut_line, lines_of

#: What the columns are called, the fullest description of the work first.
_WORK = (
    re.compile(
        r"(?:具体|主要|任务|工作|建设|整改|推进|实施)(?:任务|工作|内容|措施|举措|要求|事项)|内容|措施|举措"
    ),
    re.compile(r"(?:重点|主要|年度|目标)?(?:任务|工作|事项)(?:名称|清单)?"),
)
_LEAD = re.compile(r"(?:牵头|责任|主办|承办|负责|主责)(?:单位|部门|科室|领导单位)?(?:\(部门\))?")
_HELP = re.compile(r"(?:配合|协办|协同|参与|参加|责任落实)(?:单位|部门|科室)(?:\(部门\))?")
#: Beside the one who leads, those who are responsible help.
_ANSWERS = re.compile(r"责任(?:单位|部门|科室)")
#: What is to be reached by the work: figures there are promises.
_GOAL = re.compile(
    r"(?:整改|工作|年度|预期|任务|具体|量化|主要|阶段)?(?:目标|成效|标准|指标)(?:要求|任务|值|内容)?"
)
_TERM = re.compile(r"(?:完成|办结|整改|推进|落实)?(?:时限|时间|期限|节点|时间节点|完成日期)(?:要求)?")


_ALL_YEAR = re.compile(r"全年(?:推进|持续推进|完成|任务)?|本?年度?内?|年[底末](?:完成)?")


@dataclass(frozen=True, slots=True)
class Duty:
    """A row, offsets of the text: `work` holds the words of the task, `theme` the cell that sums them up.

    `work` is None for the head of such a table, which asks for nothing.
    """

    start: int
    end: int
    work: tuple[int, int] | None = None
    theme: tuple[int, int] | None = None
    owner: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    due: str | None = None
    goal: tuple[int, int] | None = None

    def asks(self, offset: int) -> bool:
        """Whether an offset stands in the words of the work or of its goal."""
        return any(span is not None and span[0] <= offset < span[1] for span in (self.work, self.goal))


def duties(folded: Folded, *, date: datetime.date | None) -> list[Duty]:
    """The rows of the tables of work, on the offsets of the folded text; their cells need all blanks."""
    found = list(_rows(folded.whole, date)) if "\t" in folded.whole else []
    if folded.origin is None:
        return found

    def back(span: tuple[int, int] | None) -> tuple[int, int] | None:
        return (folded.offset(span[0]), folded.offset(span[1] - 1) + 1) if span else None

    return [
        replace(
            row,
            start=folded.offset(row.start),
            end=folded.offset(row.end),
            work=back(row.work),
            theme=back(row.theme),
            goal=back(row.goal),
        )
        for row in found
    ]


def asked(rows: Sequence[Duty], offset: int) -> bool:
    """Whether an offset stands in the words of a row's work or goal."""
    at = bisect_right(rows, offset, key=lambda row: row.start) - 1
    return at >= 0 and rows[at].asks(offset)


def _rows(text: str, date: datetime.date | None) -> Iterator[Duty]:
    lines = lines_of(text)
    at = 0
    while at < len(lines):
        head = cut_line(lines[at]) if "\t" in lines[at].text else None
        at += 1
        columns = _columns(head.cells) if head is not None and head.kept else None
        if head is None or columns is None:
            continue
        yield Duty(head.start, head.start + len(head.text))
        while at < len(lines) and "\t" in lines[at].text:
            row = cut_line(lines[at])
            if len(row.cells) != len(head.cells):
                break
            yield _duty(text, row, columns, date)
            at += 1


def _columns(heads: Sequence[Cell]) -> dict[str, int] | None:
    """Which column holds what; None for a table that names no work or nobody who does it."""
    found: dict[str, int] = {}
    for k, cell in enumerate(heads):
        head = cell.text
        for name, pattern in (("lead", _LEAD), ("help", _HELP), ("term", _TERM)):
            if pattern.fullmatch(head):
                found.setdefault(name, k)
    works = [k for pattern in _WORK for k, cell in enumerate(heads) if pattern.fullmatch(cell.text)]
    if not works or "lead" not in found:
        return None
    found["work"] = works[0]
    answers = next((k for k, c in enumerate(heads) if _ANSWERS.fullmatch(c.text)), found["lead"])
    if answers != found["lead"]:
        found.setdefault("help", answers)
    goals = [k for k, c in enumerate(heads) if k not in found.values() and _GOAL.fullmatch(c.text)]
    if goals:
        found["goal"] = goals[0]
    if len(works) > 1 and works[1] < works[0]:
        found["theme"] = works[1]
    sorts = next((k for k, c in enumerate(heads) if _SORT.fullmatch(c.text)), None)
    if sorts is not None:
        found.setdefault("theme", sorts)
    return found


#: A column that sorts the work, and the numeral before its words.
_SORT = re.compile(r"(?:任务|工作|项目|事项)?(?:类别|类型|分类|领域|板块|方面)")
_NUMERAL = re.compile(r"[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、]")


def _bare(text: str, span: tuple[int, int] | None) -> tuple[int, int] | None:
    """The span without the numeral that opens its words."""
    found = _NUMERAL.match(text, *span) if span is not None else None
    return (found.end(), span[1]) if found is not None and span is not None else span


def _duty(text: str, row: Line, columns: dict[str, int], date: datetime.date | None) -> Duty:
    def span(name: str) -> tuple[int, int] | None:
        cell = row.cells[columns[name]] if name in columns else None
        return (cell.start, cell.start + len(cell.text)) if cell is not None and cell.text else None

    def said(name: str) -> str:
        return row.cells[columns[name]].text if name in columns else ""

    return Duty(
        row.start,
        row.start + len(row.text),
        span("work") or (row.start, row.start),
        _bare(text, span("theme")),
        names(said("lead")),
        names(said("help")),
        _due(said("term"), date),
        span("goal"),
    )


def _due(words: str, date: datetime.date | None) -> str | None:
    """The last day of a term: 2024年12月, 11月15日, 三季度末, 全年; None for 长期 or nothing."""
    if _ALL_YEAR.fullmatch(words):
        words = "年底前"
    return last_day(words, date=date) or deadline(words, 0, len(words), date=date)
