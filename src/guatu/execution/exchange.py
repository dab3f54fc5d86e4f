"""The task book as a workbook that is filled in and brought back: what changed, and what changed twice.

The second, hidden sheet keeps what the cells said when the workbook was made. What comes back is compared in
three ways: then, in the sheet, now; a cell that was changed in both places is a conflict, never a loss.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from types import MappingProxyType
from typing import Any

import xlsxwriter

from guatu.facts.sheet import Sheet, Value, letters, read_workbook
from guatu.vocabulary.problems import GuatuError, Problem

#: The columns: id, head, width. The first three are the system's own and locked.
COLUMNS: tuple[tuple[str, str, int], ...] = (
    ("number", "编号", 7),
    ("state", "状态", 10),
    ("light", "灯", 10),
    ("theme", "主题", 16),
    ("title", "任务", 34),
    ("standard", "工作目标", 34),
    ("lead", "牵头单位", 16),
    ("responsible", "责任单位", 18),
    ("support", "配合单位", 18),
    ("leader", "分管领导", 11),
    ("person", "责任人", 11),
    ("liaison", "联络员", 11),
    ("officer", "督查员", 11),
    ("deadline", "时限", 12),
    ("weight", "权重", 8),
    ("place", "地点", 14),
    ("progress", "最新进展", 36),
    ("problems", "存在问题", 24),
    ("next_steps", "下步措施", 24),
)
LOCKED = ("number", "state", "light")
EDITABLE = tuple(name for name, _, _ in COLUMNS if name not in LOCKED)
HEADS: Mapping[str, str] = MappingProxyType({name: head for name, head, _ in COLUMNS})
SHEET, BASE, LISTS = "任务书", "导出时", "名单"
_LONGEST = 32_000
#: A character that a workbook cannot hold, or would read as an escape.
_BARRED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]|_x[0-9A-Fa-f]{4}_")

Cells = Mapping[str, str]


class ExchangeError(GuatuError, ValueError):
    """A workbook that cannot be brought back; ``problems`` name each cell that is in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems[0])


@dataclass(frozen=True, slots=True)
class Returned:
    """One row that came back: its cells now, those of the day it was made, and where it stands (from 1)."""

    number: int
    cells: Cells
    base: Cells
    row: int

    def problem(self, column: str, message: str, advice: str) -> Problem:
        """What is wrong with one cell, named by sheet, column and row."""
        place = [name for name, _, _ in COLUMNS].index(column)
        where = f"{SHEET}!{letters(place)}{self.row}（{HEADS[column]}）"
        return Problem("exchange.cell", {"column": column, "row": self.row}, where, message, advice)


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that the sheet changed: then, in the sheet, now; ``twice`` when it was changed in both."""

    column: str
    base: str
    theirs: str
    ours: str

    @property
    def twice(self) -> bool:
        """Whether somebody changed it here too since the workbook was made."""
        return self.ours != self.base

    @property
    def head(self) -> str:
        """The column's name."""
        return HEADS[self.column]


def differences(returned: Returned, ours: Cells) -> list[Difference]:
    """What the sheet changed and is not so already, in the order of the columns."""
    found = []
    for column in EDITABLE:
        base, theirs, now = (cells.get(column, "") for cells in (returned.base, returned.cells, ours))
        if theirs not in (base, now):
            found.append(Difference(column, base, theirs, now))
    return found


def write(rows: Sequence[Cells], *, title: str, lists: Mapping[str, Sequence[str]]) -> bytes:
    """The workbook of these rows. ``lists``: what may be chosen in a column (lead, leader, officer).

    Raises:
        ExchangeError: a text holds what a workbook cannot keep.
    """
    problems = [problem for row in rows for problem in _unfit(row)]
    if problems:
        raise ExchangeError(problems)
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title[:250]})
    _visible(book, rows, lists=lists)
    names = book.add_worksheet(LISTS)
    for place, column in enumerate(lists):
        for line, text in enumerate(lists[column]):
            names.write_string(line, place, text)
    names.very_hidden()
    base = book.add_worksheet(BASE)
    for line, row in enumerate(rows):
        for place, (column, _head, _width) in enumerate(COLUMNS):
            base.write_string(line, place, row.get(column, ""))
    base.very_hidden()
    book.close()
    return out.getvalue()


def _unfit(row: Cells) -> Iterable[Problem]:
    for column, text in row.items():
        if len(text) > _LONGEST or _BARRED.search(text):
            where, what = (
                f"任务第{row.get('number')}号（{HEADS[column]}）",
                "含有表格不能保存的字符，或过长。",
            )
            yield Problem("exchange.unfit", {"column": column}, where, what, "请先在任务页修改这一项。")


def _visible(book: Any, rows: Sequence[Cells], *, lists: Mapping[str, Sequence[str]]) -> None:
    sheet = book.add_worksheet(SHEET)
    frame = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0CCC0"}
    head = book.add_format({"bold": True, "bg_color": "#E9E5DB", "align": "center"} | frame)
    locked = book.add_format({"bg_color": "#F1EFEA", "locked": True} | frame)
    free = book.add_format({"locked": False, "num_format": "@"} | frame)
    day = book.add_format({"locked": False, "num_format": "yyyy-mm-dd"} | frame)
    for place, (column, name, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, head)
        for line, row in enumerate(rows, start=1):
            text = row.get(column, "")
            if column == "number":
                sheet.write_number(line, place, int(text), locked)
            elif column in LOCKED:
                sheet.write_string(line, place, text, locked)
            elif column == "deadline" and (found := _day(text)):
                sheet.write_datetime(line, place, datetime(found.year, found.month, found.day), day)  # noqa: DTZ001
            else:
                sheet.write_string(line, place, text, free)
    last = max(len(rows), 1)
    _validate(sheet, last=last, lists=lists)
    sheet.freeze_panes(1, 5)
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})


def _validate(sheet: Any, *, last: int, lists: Mapping[str, Sequence[str]]) -> None:
    places = {column: place for place, (column, _, _) in enumerate(COLUMNS)}
    for n, (column, names) in enumerate(lists.items()):
        if names:
            source = f"={LISTS}!${letters(n)}$1:${letters(n)}${len(names)}"
            rule = {"validate": "list", "source": source, "error_title": HEADS[column]}
            rule["error_message"] = "请从下拉名单中选择。"
            sheet.data_validation(1, places[column], last, places[column], rule)
    told = {
        "validate": "any",
        "input_title": "时限",
        "input_message": "日期（如2022-12-31）、每月、长期坚持，或留空",
    }
    sheet.data_validation(1, places["deadline"], last, places["deadline"], told)
    weight = {
        "validate": "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": 1000,
        "ignore_blank": True,
    }
    weight["error_message"] = "权重应为0到1000之间的数。"
    sheet.data_validation(1, places["weight"], last, places["weight"], weight)


def read(data: bytes, *, name: str) -> list[Returned]:
    """The rows that came back, in the sheet's order; rows may have been sorted, hidden or taken out.

    Raises:
        SheetError: what is no spreadsheet, or a dangerous one.
        ExchangeError: another workbook, a changed head or number, a number that stands twice.
    """
    sheets = {sheet.name: sheet for sheet in read_workbook(data, name=name).sheets}
    if SHEET not in sheets or BASE not in sheets:
        message = f"这不是从本系统导出的任务书：没有工作表“{SHEET if SHEET not in sheets else BASE}”。"
        advice = "请从任务书页导出，在导出的文件里填写；新的清单请用“表格立项”。"
        raise ExchangeError([Problem("exchange.other", {}, name, message, advice)])
    shown = sheets[SHEET]
    problems = list(_heads(shown))
    kept = (_cells(sheets[BASE], line) for line in range(len(sheets[BASE].rows)))
    base = {row["number"]: row for row in kept if row["number"].isdecimal()}
    found: dict[int, Returned] = {}
    for line in range(1, len(shown.rows)):
        cells = _cells(shown, line)
        if not any(cells.values()):
            continue
        row = Returned(0, cells, base.get(cells["number"], {}), line + 1)
        if not row.base:
            message = f"编号“{cells['number'] or '空'}”不在导出的任务之中。"
            problems.append(row.problem("number", message, "请不要改动编号；新任务请用“表格立项”。"))
        elif int(cells["number"]) in found:
            message = f"编号{cells['number']}出现两次。"
            problems.append(row.problem("number", message, "请删去重复的一行。"))
        else:
            found[int(cells["number"])] = Returned(int(cells["number"]), cells, row.base, line + 1)
    if problems:
        raise ExchangeError(problems)
    return list(found.values())


def _heads(sheet: Sheet) -> Iterable[Problem]:
    for place, (_column, head, _width) in enumerate(COLUMNS):
        said = _text(sheet.at(0, place))
        if said != head:
            where, message = f"{SHEET}!{letters(place)}1", f"列名应为“{head}”，现为“{said or '空'}”。"
            yield Problem("exchange.head", {"column": head}, where, message, "请不要增删或移动列。")


def _cells(sheet: Sheet, line: int) -> dict[str, str]:
    return {column: _text(sheet.at(line, place)) for place, (column, _, _) in enumerate(COLUMNS)}


def _text(value: Value) -> str:
    """A cell as text; a day as 2022-12-31, a whole number without its point."""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text and found.year > 1900 else None
