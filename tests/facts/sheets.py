"""Spreadsheets for tests, as a zone writes them: title, unit line, a head of two rows with merged cells."""

import io
from collections.abc import Sequence

import xlsxwriter

from guatu.enterprises.credit import check_character

PARTS = ("本月", "上年同月", "累计", "上年同期累计")


def code(number: int) -> str:
    body = f"91320{number:012d}"
    return body + check_character(body)


def row(
    number: int, *values: object, name: str = "", area: object = "澜汀街道", industry: object = 39
) -> list[object]:
    said = values or (100, 90, 700, 650)
    return [code(number), name or f"第{number}精密厂", area, industry, *said]


def xlsx(
    rows: Sequence[Sequence[object]],
    *,
    title: str = "企业用电情况（2022年7月）",
    unit: str = "单位：万千瓦时",
    measure: str = "用电量",
    hide: int | None = None,
    formula: str = "",
    sheet: str = "Sheet1",
) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(sheet)
    page.merge_range(0, 0, 0, 7, title)
    page.write(1, 0, unit)
    for column, label in enumerate(("统一社会信用代码", "企业名称", "所属街道", "行业代码")):
        page.merge_range(2, column, 3, column, label)
    page.merge_range(2, 4, 2, 7, measure)
    page.write_row(3, 4, PARTS)
    for number, values in enumerate(rows, 4):
        for column, value in enumerate(values):
            if value is not None:
                page.write(number, column, value)
    if hide is not None:
        page.set_row(hide - 1, None, None, {"hidden": True})
    if formula:
        page.write_formula(20, 10, formula)
    book.close()
    return file.getvalue()
