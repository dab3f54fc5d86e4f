"""A sheet of tasks with its merged heads becomes rows of named cells, each with its address.

>>> said_deadline("9月底前", year=2022)
('date', datetime.date(2022, 9, 30))
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from guatu.facts.head import Head, find_head, plain
from guatu.facts.sheet import Sheet, Value, Workbook, letters, read_workbook
from guatu.vocabulary.problems import GuatuError, Problem

#: What a column may be called; compared without blanks, the lowest label of a merged head first.
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "number": ("任务编号", "编号"),
        "title": ("任务", "重点任务", "工作任务", "主要任务", "任务名称", "工作事项", "事项", "重点工作"),
        "standard": ("工作目标", "目标", "完成标准", "年度目标", "目标要求"),
        "theme": ("主题", "类别", "领域", "板块"),
        "lead": ("牵头单位", "主办单位", "牵头部门"),
        "responsible": ("责任单位", "责任部门"),
        "support": ("配合单位", "协办单位", "配合部门"),
        "leader": ("分管领导", "牵头领导", "责任领导"),
        "person": ("责任人",),
        "liaison": ("联络员", "联系人"),
        "deadline": ("时限", "完成时限", "完成时间", "办结时限"),
        "progress": ("最新进展", "进展情况", "进展", "落实情况", "进展落实情况"),
        "problems": ("存在问题", "问题", "存在困难"),
        "next_steps": ("下步措施", "下一步措施", "下步打算", "下一步工作"),
    }
)
_HEADS = frozenset(COLUMNS["title"])
_DATE = re.compile(r"(?:(?P<y>\d{4})[年.\-/])?(?P<m>\d{1,2})[月.\-/](?:(?P<d>\d{1,2})日?|底|末)?(?:之?前)?")
_YEAR_END = re.compile(r"(?:(?P<y>\d{4})年|年|本年)(?:底|末|内)(?:之?前)?")
_KINDS = {"每月": "monthly", "按月": "monthly", "长期坚持": "standing", "长期": "standing", "": "none"}
_MOST = 2_000
#: Years that a time limit may fall in; others are slips of the hand.
_YEARS = (1949, 2100)


class TaskSheetError(GuatuError, ValueError):
    """A sheet that cannot be taken; ``problems`` name each cell that is in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0])


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One row: the cells that it fills, by column (`COLUMNS`), and where the row stands."""

    cells: Mapping[str, str]
    sheet: str
    row: int
    places: Mapping[str, str]

    def get(self, column: str) -> str:
        """The text of a cell; empty when the sheet has no such column."""
        return self.cells.get(column, "")

    def problem(self, column: str, message: str, advice: str) -> Problem:
        """What is wrong with one cell, with its address."""
        where = f"{self.sheet}!{self.places.get(column, f'A{self.row}')}"
        return Problem("tasks.cell", {"column": column}, where, message, advice)


def read_tasks(data: bytes, *, name: str) -> list[TaskRow]:
    """The rows of all visible sheets that have a column for the task.

    Raises:
        SheetError: what is no spreadsheet, or a dangerous one.
        TaskSheetError: no such column, a row without a task, too many rows.
    """
    book = read_workbook(data, name=name)
    found = [row for sheet in book.sheets if not sheet.hidden for row in _rows(sheet)]
    if not found:
        raise TaskSheetError([_nothing(book)])
    if len(found) > _MOST:
        message = f"共有{len(found)}行，超过{_MOST}行。"
        raise TaskSheetError([Problem("tasks.rows", {}, name, message, "请分成几份报送。")])
    bad = [
        row.problem("title", f"第{row.row}行没有填写任务。", "请补上任务，或删去这一行。")
        for row in found
        if not row.get("title")
    ]
    if bad:
        raise TaskSheetError(bad)
    return found


def said_deadline(text: str, *, year: int) -> tuple[str, date | None] | None:
    """The time limit that a cell says: its kind, and its day; None when it says none that can be read."""
    said = plain(text)
    if said in _KINDS:
        return _KINDS[said], None
    end = _YEAR_END.fullmatch(said)
    found = end or _DATE.fullmatch(said)
    if not found:
        return None
    day = _last_day(found.groupdict(), year=year)
    return None if day is None else ("date", day)


def _last_day(said: Mapping[str, str | None], *, year: int) -> date | None:
    """The day, or the last of the month or year, that is meant; None when the calendar has no such day."""
    in_year, month = int(said["y"] or year), int(said.get("m") or 12)
    if not (_YEARS[0] <= in_year <= _YEARS[1] and 1 <= month <= 12):
        return None
    last = monthrange(in_year, month)[1]
    day = int(said.get("d") or last)
    return date(in_year, month, day) if 1 <= day <= last else None


def _rows(sheet: Sheet) -> list[TaskRow]:
    head = find_head(sheet, keys=_HEADS)
    if head is None:
        return []
    columns, found = _columns(head), list[TaskRow]()
    for number in range(head.body, len(sheet.rows)):
        own = {name: _text(sheet.at(number, column)) for name, column in columns.items()}
        if number + 1 in sheet.hidden_rows or not any(own.values()):
            continue
        cells = {name: _text(sheet.spanned(number, column)) for name, column in columns.items()}
        if not own["title"] and cells["title"] and found:
            found[-1] = _continued(found[-1], own)
            continue
        places = {name: f"{letters(column)}{number + 1}" for name, column in columns.items()}
        found.append(TaskRow(cells, sheet.name, number + 1, places))
    return found


def _continued(row: TaskRow, own: Mapping[str, str]) -> TaskRow:
    """The row with what further rows under its merged task add (one unit a row, say)."""
    added = {name: "、".join(filter(None, (row.get(name), text))) for name, text in own.items()}
    return TaskRow(added, row.sheet, row.row, row.places)


def _columns(head: Head) -> dict[str, int]:
    """Which column holds what: by its lowest label, else by a label above it."""
    found: dict[str, int] = {}
    for column, labels in enumerate(head.labels):
        for label in reversed(labels):
            bare = re.sub(r"[（(].*?[）)]", "", label)
            name = next((name for name, words in COLUMNS.items() if bare in words), None)
            if name:
                found.setdefault(name, column)
                break
    return found


def _text(value: Value) -> str:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _nothing(book: Workbook) -> Problem:
    sheets = "、".join(sheet.name for sheet in book.sheets)
    message = f"工作表“{sheets}”里没有找到“任务”一栏，或表头下没有内容。"
    advice = f"表头请写“{'、'.join(COLUMNS['title'][:3])}”之一，可用合并表头。"
    return Problem("tasks.head", {}, book.name, message, advice)
