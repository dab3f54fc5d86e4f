"""A spreadsheet becomes sheets of cells, whatever its format; each cell keeps its address."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from guatu.facts.guards import MOST_ROWS, hidden_rows, kind_of, refuse

Value = int | float | str | bool | date | datetime | time | timedelta
_LONGEST: Final = 32_767


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows`` from A1 on ("" is empty), ``merged`` as (top, left, bottom, right) from 0."""

    name: str
    index: int
    rows: list[list[Value]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    _across: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict, compare=False, repr=False)

    def at(self, row: int, column: int) -> Value:
        """The value at row and column from 0; "" outside."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def spanned(self, row: int, column: int) -> Value:
        """The value of a cell, or of the merged area that covers it."""
        if row not in self._across:
            # The areas of a row are looked up once, for a sheet may have as many areas as rows.
            self._across[row] = [(c0, c1, r0) for r0, c0, r1, c1 in self.merged if r0 <= row <= r1]
        top = next(((r0, c0) for c0, c1, r0 in self._across[row] if c0 <= column <= c1), (row, column))
        return self.at(*top)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets and the checksum by which its cells are addressed."""

    name: str
    sha256: str
    sheets: tuple[Sheet, ...]


def letters(column: int) -> str:
    """The letters of a column from 0.

    >>> letters(0), letters(26)
    ('A', 'AA')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def read_workbook(data: bytes, *, name: str) -> Workbook:
    """Read .xlsx, .xls or .csv; SheetError says in one sentence why a file cannot be read."""
    kind = kind_of(data, name=name)
    sha256 = hashlib.sha256(data).hexdigest()
    if kind == "text":
        return Workbook(
            name, sha256, (Sheet(name.rpartition(".")[0] or name, 0, _text_rows(data, name=name)),)
        )
    hidden = hidden_rows(data, name=name) if kind == "zip" else {}
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [_sheet(book, index, name=name, hidden=hidden) for index in range(len(book.sheet_names))]
    except CalamineError as cause:
        word = "设有密码" if "assword" in str(cause) else "损坏或不是电子表格"
        raise refuse(
            "sheet.broken", name, f"文件{word}，打不开。", "请取消密码、重新另存后再报送。"
        ) from cause
    return Workbook(name, sha256, tuple(sheets))


def _sheet(book: CalamineWorkbook, index: int, *, name: str, hidden: Mapping[int, frozenset[int]]) -> Sheet:
    about = book.sheets_metadata[index]
    sheet = book.get_sheet_by_index(index)
    if sheet.total_height > MOST_ROWS:
        message = f"工作表“{about.name}”有{sheet.total_height}行，超过{MOST_ROWS}行，多半是空白行。"
        raise refuse("sheet.rows", name, message, "请删去空白行，另存后再报送。")
    rows: Any = sheet.to_python(skip_empty_area=False)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str) and len(value) > _LONGEST:
                message = f"工作表“{about.name}”{letters(column)}{number}有{len(value)}个字。"
                raise refuse("sheet.long", name, message, "请删去这格的内容后再报送。")
    merged = tuple((a[0], a[1], b[0], b[1]) for a, b in sheet.merged_cell_ranges or ())
    rows_hidden = hidden.get(index, frozenset())
    return Sheet(about.name, index, rows, merged, about.visible != SheetVisibleEnum.Visible, rows_hidden)


def _text_rows(data: bytes, *, name: str) -> list[list[Value]]:
    text = _decoded(data, name=name)
    if "\x00" in text:
        raise refuse("sheet.nul", name, "文件里有空字符，不是正常的 CSV。", "请用 Excel 或 WPS 重新另存。")
    sample = text[:20_000]
    mark = max("\t,;", key=sample.count)
    csv.field_size_limit(10_000_000)
    rows: list[list[Value]] = []
    blank = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1):
            blank = blank + 1 if not any(row) else 0
            if len(rows) - blank > MOST_ROWS or blank > MOST_ROWS:
                raise refuse(
                    "sheet.rows", name, f"超过{MOST_ROWS}行，多半是空白行。", "请删去空白行后再报送。"
                )
            for column, value in enumerate(row):
                if len(value) > _LONGEST:
                    message = f"{letters(column)}{number}有{len(value)}个字。"
                    raise refuse("sheet.long", name, message, "请删去这格的内容后再报送。")
            rows.append(list(row))
    except csv.Error as cause:
        raise refuse("sheet.csv", name, "CSV 的引号不成对。", "请用 Excel 或 WPS 重新另存。") from cause
    return rows


def _decoded(data: bytes, *, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        ways = ["utf-16"]
    elif data[1:400:2].count(0) > len(data[1:400:2]) // 4:
        ways = ["utf-16-le"]
    else:
        ways = ["utf-8-sig", "gb18030"]
    for way in ways:
        try:
            return data.decode(way)
        except UnicodeDecodeError:
            continue
    raise refuse("sheet.encoding", name, "认不出文字编码。", "请另存为 UTF-8 或 GB18030 编码的 CSV。")
