"""The rows of a sheet by its mapping: values, the enterprise, the address; and every cell that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from guatu.catalogue.dataset import Dataset
from guatu.enterprises.credit import folded, is_valid, looks_like_code
from guatu.enterprises.register import Register
from guatu.facts.entering import stand_in
from guatu.facts.head import Head, plain
from guatu.facts.mapping import Column, Mapped
from guatu.facts.sheet import Sheet, Value, letters
from guatu.facts.values import amount, minor_units, place
from guatu.vocabulary.problems import Problem

MOST_PROBLEMS = 500
_SUM_WORDS = ("合计", "总计", "小计", "全区合计", "汇总", "总计数")


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that is wrong; ``soft`` ones a person may confirm with a reason, others refuse the file."""

    problem: Problem
    sheet: int
    row: int
    column: str
    soft: bool = False


@dataclass(slots=True)
class Rows:
    """Columns of values by target, with `enterprise`, `sheet`, `row`; ``new`` enterprises by code."""

    file: str
    values: dict[str, list[int | bool | None]]
    found: list[Found] = field(default_factory=list)
    new: dict[str, tuple[int, str]] = field(default_factory=dict)
    sums: list[tuple[Sheet, int, dict[str, int | None]]] = field(default_factory=list)
    letters: dict[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)

    def report(
        self,
        code: str,
        message: str,
        advice: str,
        *,
        sheet: Sheet,
        row: int,
        column: int | str,
        soft: bool = False,
    ) -> None:
        """Note a cell (row from 1)."""
        letter = column if isinstance(column, str) else letters(column)
        where = f"{self.file}　工作表“{sheet.name}”{letter}{row}"
        self.found.append(Found(Problem(code, {}, where, message, advice), sheet.index, row, letter, soft))


def read_rows(
    sheet: Sheet, head: Head, mapped: Mapped, *, dataset: Dataset, period: str, register: Register,
    into: Rows, may_register: bool,
) -> None:  # fmt: skip
    """Read the body of a table into ``into``; blank rows are passed over, sum lines kept apart."""
    by_target = {column.target: column for column in mapped.columns}
    into.letters |= {column.target: column.letter for column in mapped.columns}
    for number in range(head.body, len(sheet.rows)):
        row = sheet.rows[number]
        if not any(value != "" for value in row):
            continue
        code, name = (_text(sheet, number, by_target.get(key)) for key in ("code", "name"))
        if not folded(code) and plain(name).startswith(_SUM_WORDS):
            into.sums.append((sheet, number + 1, _amounts(sheet, number, mapped, dataset, into)))
            continue
        if not code and not name and not _filled(sheet, number, mapped):
            continue
        if number + 1 in sheet.hidden_rows:
            into.report(
                "row.hidden",
                "这一行被隐藏。",
                "请取消隐藏，确认无误后再报送。",
                sheet=sheet,
                row=number + 1,
                column=0,
            )
        id_ = _enterprise(code, name, register, into, may_register, sheet, number, by_target)
        if id_ is None:
            continue
        said: dict[str, int | bool | None] = {"enterprise": id_, "sheet": sheet.index, "row": number + 1}
        for dimension in dataset.dimensions:
            column = by_target.get(dimension.id)
            if column is None:
                continue
            try:
                said[dimension.id] = place(sheet.at(number, column.index), dimension=dimension, period=period)
            except ValueError as error:
                message = f"“{_shown(sheet.at(number, column.index))}”{error}。"
                into.report(
                    "cell.code", message, "请改正这一格。", sheet=sheet, row=number + 1, column=column.index
                )
        said |= _amounts(sheet, number, mapped, dataset, into)
        into.names.append(name or code)
        for target, values in into.values.items():
            values.append(said.get(target))


def _amounts(
    sheet: Sheet, number: int, mapped: Mapped, dataset: Dataset, into: Rows
) -> dict[str, int | None]:
    said: dict[str, int | None] = {}
    negative = {column: measure.negative for measure in dataset.measures for column in measure.stored}
    for column in mapped.columns:
        if column.factor is None:
            continue
        value = sheet.at(number, column.index)
        try:
            read = amount(value)
        except ValueError as error:
            message = f"“{_shown(value)}”{error}。"
            into.report(
                "cell.number",
                message,
                "请填数字；没有数据请留空。",
                sheet=sheet,
                row=number + 1,
                column=column.index,
            )
            continue
        said[column.target] = minor_units(read, factor=column.factor)
        if read is not None and read < 0 and not negative[column.target]:
            message = f"{column.label}为负数（{_shown(value)}）。"
            into.report(
                "cell.negative",
                message,
                "这一栏不能为负，请核对。",
                sheet=sheet,
                row=number + 1,
                column=column.index,
            )
    return said


def _enterprise(
    code: str, name: str, register: Register, into: Rows, may_register: bool, sheet: Sheet, number: int,
    by_target: dict[str, Column],
) -> int | None:  # fmt: skip
    at = by_target["code" if "code" in by_target and (code or "name" not in by_target) else "name"].index
    if (code or name)[:1] in ("=", "+", "@", "-"):
        into.report(
            "cell.formula",
            f"“{_shown(code or name)}”像公式。",
            "请改为文字。",
            sheet=sheet,
            row=number + 1,
            column=at,
        )
        return None
    key = folded(code)
    if key and not is_valid(key) and key not in register.by_code:
        why = "校验位不对，多半有一位抄错" if looks_like_code(code) else "不是18位统一社会信用代码"
        into.report(
            "enterprise.code",
            f"“{_shown(code)}”{why}。",
            "请核对营业执照。",
            sheet=sheet,
            row=number + 1,
            column=at,
        )
        return None
    found = register.find(code, name)
    if found is not None:
        return found
    if may_register and key and name:
        return into.new.setdefault(key, (stand_in(len(into.new)), name))[0]
    advice = "请核对名称和代码；确为新企业的，报送时选“登记新企业”。"
    if len(into.found) < MOST_PROBLEMS and (near := register.suggest(code, name)) is not None:
        advice = f"是否为“{register.names[near]}”（{register.codes[near]}）？{advice}"
    into.report(
        "enterprise.unknown",
        f"名录里没有“{_shown(name or code)}”。",
        advice,
        sheet=sheet,
        row=number + 1,
        column=at,
    )
    return None


def _filled(sheet: Sheet, number: int, mapped: Mapped) -> bool:
    return any(c.factor is not None and sheet.at(number, c.index) != "" for c in mapped.columns)


def _text(sheet: Sheet, number: int, column: Column | None) -> str:
    value: Value = "" if column is None else sheet.at(number, column.index)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _shown(value: Value) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:40] + "…"
