"""What people write into cells, read as numbers, codes, yes or no; ValueError says why not, in one clause.

>>> amount("（1 234.5）"), amount("１２，３００"), amount("—"), amount(7.1)
(Decimal('-1234.5'), Decimal('12300'), None, Decimal('7.1'))
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from guatu.catalogue.codes import codes
from guatu.catalogue.dataset import Dimension
from guatu.facts.sheet import Value

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NOTHING = {"", "-", "--", "—", "——", "–", "/", "\\", "…", "……", "无", "N/A", "NA", "#N/A", "#DIV/0!"}
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?")
_DAY_ZERO = date(1899, 12, 30)
_YES, _NO = {"是", "有", "1", "TRUE", "Y", "√"}, {"否", "无", "0", "FALSE", "N", "×", "-", "—"}


def amount(value: Value) -> Decimal | None:
    """A number however it is written; None for what stands for nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("是日期或是非，不是数")
    if isinstance(value, int | float):
        if value != value or abs(value) > 1e15:
            raise ValueError("不是合理的数")
        return Decimal(repr(value))
    text = re.sub(r"[\s\u00a0\u200b,']", "", value.translate(_WIDE))
    if text in _NOTHING:
        return None
    negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if negative else text.replace("−", "-")
    if text[:1] in "=@" or (text[:1] in "+-" and not _NUMBER.fullmatch(text)):
        raise ValueError("像公式，不是数")
    if not _NUMBER.fullmatch(text):
        raise ValueError("不是数")
    number = Decimal(text)
    if abs(number) > Decimal(10) ** 15:
        raise ValueError("不是合理的数")
    return -number if negative else number


def minor_units(value: Decimal | None, *, factor: Decimal) -> int | None:
    """The whole number of minor units (分); what is finer is rounded half up."""
    return None if value is None else int((value * factor).to_integral_value(ROUND_HALF_UP))


def place(value: Value, *, dimension: Dimension, period: str) -> int | bool | None:
    """The lake's value of a dimension: a code's number, a flag, a day, a number."""
    text = "" if value == "" else str(value).translate(_WIDE).strip()
    if dimension.kind == "flag":
        return _flag(text)
    if dimension.kind == "day":
        return _day(value, period=period)
    if dimension.kind == "number":
        if not re.fullmatch(r"\d{1,9}(\.0)?", text):
            raise ValueError("不是编号")
        return int(float(text))
    return _code(text, dimension=dimension)


def _flag(text: str) -> bool | None:
    word = text.upper().removesuffix(".0")
    if word in _YES:
        return True
    if word in _NO:
        return False
    if not word:
        return None
    raise ValueError("应填 是 或 否")


def _code(text: str, *, dimension: Dimension) -> int | None:
    known = codes(dimension.codelist)
    bare = text.removesuffix(".0")
    found = re.match(r"[A-T]?(\d{1,4})", bare)
    for candidate in (bare, found[1] if found else "", found[1][:2] if found else ""):
        entry = known.get(candidate) or (known.get(candidate.zfill(2)) if candidate else None)
        if entry is not None and entry.code.isdigit():
            return entry.number
    named = [code for code in known.values() if bare == code.name and code.code.isdigit()]
    if len(named) == 1:
        return named[0].number
    if not bare and dimension.id not in ("area", "industry"):
        return None
    raise ValueError(f"不是{dimension.name}的代码或名称")


def _day(value: Value, *, period: str) -> int:
    day: date | None = None
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if 1 <= value <= 31 and value == int(value):
            day = _of_month(int(value), period=period)
        elif 20_000 < value < 80_000:
            day = _DAY_ZERO + timedelta(days=int(value))
    elif isinstance(value, str):
        found = re.fullmatch(r"(?:(\d{4})[-/.年](\d{1,2})[-/.月])?(\d{1,2})日?", value.strip())
        if found and found[1]:
            day = _of_month(int(found[3]), period=f"{found[1]}-{int(found[2]):02d}")
        elif found:
            day = _of_month(int(found[3]), period=period)
    if day is None:
        raise ValueError("不是日期")
    if f"{day:%Y-%m}" != period:
        raise ValueError(f"是{day:%Y-%m-%d}，不在{period}这一期")
    return day.day


def _of_month(day: int, *, period: str) -> date | None:
    """The day of a month "YYYY-MM"; None when the month has no such day."""
    try:
        return date(int(period[:4]), int(period[5:]), day)
    except ValueError:
        return None
