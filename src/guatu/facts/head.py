"""Where a sheet's table begins: its head of one to four rows resolved, its unit line, the month it is of."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from guatu.facts.sheet import Sheet, Value

_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
CODE_WORDS: Final = {"统一社会信用代码", "社会信用代码", "信用代码", "纳税人识别号", "组织机构代码"}
NAME_WORDS: Final = {
    "企业名称",
    "单位名称",
    "单位详细名称",
    "企业详细名称",
    "纳税人名称",
    "用户名称",
    "项目单位",
}
_MONTH: Final = re.compile(r"(\d{4})年(?:\d{1,2}[-—–~至])?(\d{1,2})月")
_YEAR: Final = re.compile(r"(\d{4})年(?:度|年报|全年)")
_UNIT: Final = re.compile(r"单位:([^\s,;()]+)")
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Head:
    """``labels`` of each column from top to bottom; data from row ``body`` (from 0) on."""

    top: int
    body: int
    labels: tuple[tuple[str, ...], ...]
    units: tuple[str, ...]
    period: str
    simulated: bool


def plain(value: Value) -> str:
    """A label as it is compared: half-width, without blanks."""
    return re.sub(r"\s+", "", str(value).translate(_WIDE))


def find_head(sheet: Sheet, *, keys: Collection[str] = frozenset(CODE_WORDS | NAME_WORDS)) -> Head | None:
    """The head of the sheet's table; None when no column has a key's label (a code, an enterprise)."""
    for row in range(min(len(sheet.rows), 40)):
        found = [c for c, v in enumerate(sheet.rows[row]) if plain(v) in keys]
        if found:
            return _head(sheet, row, found)
    return None


def _head(sheet: Sheet, key_row: int, keys: list[int]) -> Head:
    top, body = key_row, key_row + 1
    while top > 0 and _is_label_row(sheet.rows[top - 1]):
        top -= 1
    ends = [r1 for r0, c0, r1, c1 in sheet.merged if r0 <= key_row <= r1 and any(c0 <= c <= c1 for c in keys)]
    body = max([body, *(end + 1 for end in ends)])
    while body - top < _DEEPEST and body < len(sheet.rows) and not any(sheet.at(body, c) != "" for c in keys):
        if not any(value != "" for value in sheet.rows[body]) or _numeric(sheet.rows[body]):
            break
        body += 1
    width = max(len(row) for row in sheet.rows[top:body])
    labels = tuple(tuple(_stack(sheet, top, body, column)) for column in range(width))
    if body < len(sheet.rows) and plain(sheet.at(body, keys[0])) in ("甲", "乙", "A", "1"):
        body += 1
    above = [plain(value) for row in sheet.rows[:top] for value in row if value != ""]
    above += [plain(sheet.name)] if not any(map(_MONTH.search, above)) else []
    units = tuple(u for text in above for found in _UNIT.findall(text) for u in re.split("[、/]", found))
    return Head(top, body, labels, units, _period(above), any("模拟数据" in text for text in above))


def _is_label_row(row: list[Value]) -> bool:
    texts = [plain(value) for value in row if value != ""]
    return len(texts) >= 2 and not any(_UNIT.search(text) or _MONTH.search(text) for text in texts)


def _numeric(row: list[Value]) -> bool:
    return any(isinstance(value, int | float) for value in row)


def _stack(sheet: Sheet, top: int, body: int, column: int) -> list[str]:
    """The column's labels; a label above spans to the right until the next one."""
    found: list[str] = []
    for row in range(top, body):
        text = plain(sheet.spanned(row, column))
        if not text and any(sheet.at(below, column) != "" for below in range(row + 1, body)):
            left = (plain(sheet.at(row, c)) for c in range(column - 1, -1, -1))
            text = next((label for label in left if label), "")
        if text and text not in found:
            found.append(text)
    return found


def _period(above: list[str]) -> str:
    for text in above:
        if (month := _MONTH.search(text)) and 1 <= int(month[2]) <= 12:
            return f"{month[1]}-{int(month[2]):02d}"
    for text in above:
        if year := _YEAR.search(text):
            return f"{year[1]}-12"
    return ""
