"""The board for the terminal, for programs and for a spreadsheet: each figure with its key."""

from __future__ import annotations

import io
import json
from typing import Any

import xlsxwriter

from guatu.catalogue.load import indicators
from guatu.indicators.board import HEADS, Board, Line
from guatu.indicators.display import Rule, shown
from guatu.indicators.naming import area_label, code_label, industry_label
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.statements import number_to_json
from guatu.vocabulary.unit import NAMES


def title(board: Board) -> str:
    """What the board is of: 2022年1—7月 澜汀街道 医药制造业."""
    where = area_label(board.area) if board.area else "全区"
    what = [industry_label(board.industry)] if board.industry else []
    what += [f"{code_label('sizes', board.size)}企业"] if board.size else []
    what += [code_label("ownership", board.ownership)] if board.ownership else []
    return " ".join(filter(None, (board.period.label() if board.period else "", where, *what)))


def as_table(board: Board) -> str:
    """Lines of text; under each figure that is known stands nothing but its value, the keys come below."""
    heads = ["指标", *(HEADS[name] for name in board.columns)]
    rows = [[_name(line, board), *(_text(line, name) for name in board.columns)] for line in board.rows]
    widths = [max(_width(row[at]) for row in [heads, *rows]) for at in range(len(heads))]
    lines = [title(board), ""]
    lines += [
        "  ".join(_padded(cell, widths[at], right=at > 0) for at, cell in enumerate(row)).rstrip()
        for row in [heads, *rows]
    ]
    lines += ["", "数据地址（guatu trace 可查到单元格）"]
    for line in board.rows:
        lines += [
            f"  {_name(line, board)} {HEADS[name]}  {figure.key.print()}"
            for name, figure in line.figures.items()
            if figure.value is not None
        ]
    return "\n".join(lines) + "\n"


def as_json(board: Board) -> str:
    """Values in base units as exact decimals, each with its key and how it is printed."""
    told: dict[str, Any] = {
        "title": title(board),
        "period": str(board.period) if board.period else None,
        "area": board.area,
        "industry": board.industry,
        "size": board.size,
        "ownership": board.ownership,
        "rows": [
            {
                "indicator": line.indicator,
                "name": indicators()[line.indicator].name,
                "period": str(line.period),
                "figures": {name: _figure(figure) for name, figure in line.figures.items()},
            }
            for line in board.rows
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def as_xlsx(board: Board) -> bytes:
    """A sheet of the board with numbers, and one that names every figure by its key."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, number = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.0"})
    sheet, names = book.add_worksheet("数据"), book.add_worksheet("数据地址")
    sheet.write_string(0, 0, title(board), bold)
    for at, head in enumerate(["指标", "数据期", "单位", *(HEADS[name] for name in board.columns)]):
        sheet.write_string(2, at, head, bold)
    sheet.freeze_panes(3, 1)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 2 + len(board.columns), 14)
    for at, head in enumerate(["指标", "度量", "数值", "单位", "数据地址"]):
        names.write_string(0, at, head, bold)
    names.set_column(0, 4, 24)
    below = 1
    for row, line in enumerate(board.rows, 3):
        indicator = indicators()[line.indicator]
        sheet.write_string(row, 0, indicator.name)
        sheet.write_string(row, 1, line.period.label())
        sheet.write_string(row, 2, NAMES.get(indicator.unit, indicator.unit))
        for at, name in enumerate(board.columns, 3):
            figure = line.figures.get(name)
            if figure is None or figure.value is None:
                continue
            sheet.write_number(row, at, float(figure.value), number)
            said = (
                indicator.name,
                HEADS[name],
                format(figure.value, "f"),
                NAMES.get(figure.unit or "", figure.unit or ""),
                figure.key.print(),
            )
            for column, text in enumerate(said):
                names.write_string(below, column, text)
            below += 1
    book.close()
    return file.getvalue()


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key.print(),
        "value": None if figure.value is None else number_to_json(figure.value),
        "unit": figure.unit,
        "text": _shown(figure),
        "why_unknown": figure.why_unknown,
    }


def _name(line: Line, board: Board) -> str:
    name = indicators()[line.indicator].name
    return name if line.period == board.period else f"{name}（{line.period.label()}）"


def _text(line: Line, name: str) -> str:
    figure = line.figures.get(name)
    return "" if figure is None else _shown(figure)


def _shown(figure: Figure) -> str:
    return shown(figure, rule=Rule.of(indicators()[figure.key.subject])).text


def _width(text: str) -> int:
    """Columns of a terminal: characters of Chinese and full-width marks take two."""
    return sum(2 if ord(c) >= 0x2E80 or c in "▲▼—−" else 1 for c in text)


def _padded(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
