"""What was read leaves the desk as a workbook, exact and harmless."""

from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import openpyxl
import pytest

from guatu.web.reading.items_xlsx import workbook


def candidate(noun: str, decision: str = "accepted", **item: object) -> SimpleNamespace:
    return SimpleNamespace(noun=noun, decision=decision, start=3, end=12, current=item)


FIGURE = {
    "id": "o1", "indicator": "gdp", "measure": "level", "value": 42800000000, "unit": "CNY",
    "period": "2022-01/2022-06", "span": [3, 12], "quote": "=cmd|'/c calc'!A0", "confidence": 0.9,
}  # fmt: skip


def sheet(rows: list[SimpleNamespace], name: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(workbook(rows, title="讲话")))
    return list(book[name].iter_rows(min_row=2, values_only=True))


def test_a_figure_stands_in_exact_base_units_beside_its_words() -> None:
    [row] = sheet([candidate("figure", **FIGURE)], "数据")
    assert (row[1], Decimal(str(row[3])), row[4], row[5]) == (
        "地区生产总值",
        Decimal(42800000000),
        "元",
        "2022-01/2022-06",
    )


def test_a_formula_in_the_words_stays_words() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook([candidate("figure", **FIGURE)], title="讲话")))
    assert book["数据"]["G2"].data_type == "s"


def test_each_noun_has_its_sheet_and_what_was_decided() -> None:
    task = candidate(
        "task", "principle", title="把稳增长放在前面", quote="把稳增长放在前面", kind="principle"
    )
    rows = [candidate("figure", **FIGURE), task]
    assert [len(sheet(rows, name)) for name in ("数据", "目标", "任务")] == [1, 0, 1]
    assert sheet(rows, "任务")[0][7] == "原则要求"


def test_a_target_that_is_only_striven_for_has_its_number() -> None:
    target = {"indicator": "goods_trade", "measure": "level", "comparator": ">=", "floor": None, "by": "2022"}
    target |= {"id": "t1", "span": [3, 12], "quote": "力争760亿元", "confidence": 0.9}
    [row] = sheet([candidate("target", stretch=76000000000, unit="CNY", **target)], "目标")
    assert (Decimal(str(row[3])), row[4]) == (Decimal(76000000000), "元")


def test_numbers_that_were_not_placed_have_their_sheet_and_say_why() -> None:
    [row] = sheet([candidate("unread", "pending", why="no unit", quote="529.0")], "待识别")
    assert (row[1], row[6], row[7]) == ("没有单位", "529.0", "待审核")


@pytest.mark.django_db
def test_who_may_not_read_a_document_may_not_export_it(client_of) -> None:
    assert client_of("operator").get("/documents/1/items.xlsx").status_code == 403
