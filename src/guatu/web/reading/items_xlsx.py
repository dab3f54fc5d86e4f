"""What was read in a document as a workbook: a sheet for each kind, and one of what was not placed."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guatu.catalogue.load import indicators
from guatu.vocabulary.statements import number_from_json
from guatu.vocabulary.unit import NAMES
from guatu.web.reading.describe import words

DECISIONS = {
    "pending": gettext_lazy("待审核"),
    "accepted": gettext_lazy("已采纳"),
    "principle": gettext_lazy("原则要求"),
    "rejected": gettext_lazy("不采纳"),
}
_SHEETS = {
    "figure": gettext_lazy("数据"),
    "target": gettext_lazy("目标"),
    "task": gettext_lazy("任务"),
    "unread": gettext_lazy("待识别"),
}
_WIDTHS = (6, 34, 34, 18, 14, 16, 60, 10, 12)


def workbook(rows: Iterable[Any], *, title: str) -> bytes:
    """An xlsx of the candidates `rows`: in words, in exact base units, with their quotes and places.

    Texts are written as texts, so that none runs as a formula.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": title[:250]})
    bold, wrap = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    listed = list(rows)
    for noun, name in _SHEETS.items():
        sheet = book.add_worksheet(str(name))
        sheet.write_row(0, 0, _head(), bold)
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, wrap)
        for line, row in enumerate((row for row in listed if row.noun == noun), 1):
            for column, value in enumerate((line, *_cells(row))):
                sheet.write(line, column, value)
    book.close()
    return out.getvalue()


def _head() -> list[str]:
    return [
        _("序号"),
        _("指标或主题"),
        _("内容"),
        _("数值（基本单位）"),
        _("单位"),
        _("数据期或时限"),
        _("原文"),
        _("审核"),
        _("原文位置"),
    ]


def _cells(row: Any) -> list[object]:
    item = row.current
    said = words(row.noun, item)
    stated = (item.get(name) for name in ("value", "floor", "stretch"))
    value = next((one for one in stated if one is not None), None)
    number = "" if value is None else format(number_from_json(value), "f")
    known = indicators().get(str(item.get("indicator") or ""))
    about = known.name if known else "，".join(said.about)
    period = item.get("period") or item.get("by") or item.get("deadline") or ""
    return [
        about,
        "，".join((*said.about, said.says)),
        number,
        NAMES.get(item.get("unit") or "", item.get("unit") or ""),
        period,
        item.get("quote") or "",
        str(DECISIONS[row.decision]),
        f"{row.start}–{row.end}",
    ]
