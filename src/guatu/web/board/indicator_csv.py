"""The table of an indicator as a file for a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from django.http import HttpResponse

from guatu.indicators.naming import measure_label
from guatu.vocabulary.basis import CALIBERS, STATUSES
from guatu.vocabulary.unit import NAMES
from guatu.web.ui.downloads import download
from guatu.web.ui.templatetags.figures import print_figure

if TYPE_CHECKING:
    from guatu.web.board.queries.indicators import IndicatorView

HEAD = ("指标", "度量", "数据期", "数值", "单位", "显示", "口径", "性质", "原文", "数据地址")


def as_csv(view: "IndicatorView", *, site: str) -> HttpResponse:
    """Every published figure, one a line, exact and in base units; UTF-8 with the mark that Excel needs."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_lines(view, site=site))
    return download("\ufeff" + out.getvalue(), name=f"{view.name}.csv")


def harmless(text: str) -> str:
    """A text that a spreadsheet will not run as a formula.

    >>> harmless("=cmd|'/c calc'!A0"), harmless("增长15%")
    ("'=cmd|'/c calc'!A0", '增长15%')
    """
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠") else text


def _lines(view: "IndicatorView", *, site: str) -> Iterator[list[str]]:
    for row, figure, said in view.rows:
        yield [
            harmless(view.name),
            harmless(measure_label(figure.key)),
            figure.key.period.label() if figure.key.period else "",
            format(figure.value.normalize(), "f") if figure.value is not None else "",
            NAMES.get(figure.unit or "", figure.unit or ""),
            harmless(print_figure(figure).text),
            CALIBERS.get(row.caliber, harmless(row.caliber)),
            STATUSES.get(row.status, ""),
            harmless(said),
            site + figure.key.print(),
        ]
