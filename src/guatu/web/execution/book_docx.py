"""The task book as an official document: its themes as heads, under each a table of its tasks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from guatu.briefing.official import Grid, Official, Paragraph, grid, paragraph
from guatu.briefing.word import docx
from guatu.web.execution.listing import by_theme
from guatu.web.execution.prints import limit_of
from guatu.web.execution.queries import Line

_HEAD = ("序号", "任务", "工作目标", "牵头单位", "责任、配合单位", "分管领导", "时限")
_WIDTHS = (5, 17, 18, 11, 13, 9, 9)
_NUMERALS = "一二三四五六七八九十"


def book(lines: Sequence[Line], *, zone: str, today: date, year: str) -> bytes:
    """These tasks as docx, numbered through, one table a theme."""
    body: list[Paragraph | Grid] = []
    number = 0
    for order, group in enumerate(by_theme(lines)):
        rows = [_row(number + n, line, today=today) for n, line in enumerate(group.lines, start=1)]
        number += len(rows)
        body.append(paragraph(f"{_numeral(order)}、{group.theme}", style="h1"))
        body.append(grid(_HEAD, rows, widths=_WIDTHS, small=True))
    of_year = "" if year == "all" else _("%(y)s年") % {"y": year}
    title = _("%(zone)s%(year)s重点工作任务书") % {"zone": zone, "year": of_year}
    return docx(Official("", "", title, "", tuple(body), "", today))


def _row(number: int, line: Line, *, today: date) -> tuple[str, ...]:
    others = "、".join(map(str, [*line.responsible, *line.support]))
    row = line.row
    return (
        str(number),
        row.title,
        row.standard,
        str(row.lead_unit or ""),
        others,
        str(row.leader or ""),
        limit_of(line, today=today),
    )


def _numeral(order: int) -> str:
    """一 to 十, then 十一 and on.

    >>> _numeral(0), _numeral(10)
    ('一', '十一')
    """
    tens, ones = divmod(order + 1, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")
