"""A sheet saved as lines of cells parted by commas is a table; sentences with commas are none."""

from datetime import date

import pytest

from guatu.reading.commas import parted
from guatu.reading.grids import grids
from guatu.reading.read import read_text

SHEET = """高陵区1-9月主要指标
指标,单位,1-9月,同比增长(%)
生产总值（1-3季度）,亿元,412.6,5.8
固定资产投资,亿元,,-3.1
实际利用外资,万美元,12450,-18.6
注:固定资产投资只公布增速。
"""


def test_each_cell_is_a_figure_of_its_row_and_column() -> None:
    made = read_text(SHEET, date=date(2024, 10, 20)).observations
    assert [(o.indicator, o.measure, str(o.value), o.unit, str(o.period)) for o in made] == [
        ("gdp", "level", "41260000000.0", "CNY", "2024-01/2024-09"),
        ("gdp", "growth", "5.8", "percent", "2024-01/2024-09"),
        ("fixed_asset_investment", "growth", "-3.1", "percent", "2024-01/2024-09"),
        ("actual_fdi", "level", "124500000", "USD", "2024-01/2024-09"),
        ("actual_fdi", "growth", "-18.6", "percent", "2024-01/2024-09"),
    ]
    assert all(SHEET[slice(*o.span)] == o.quote for o in made)


def test_it_is_drawn_as_a_table() -> None:
    [grid] = grids(SHEET)
    assert [len(row.cells) for row in grid.rows] == [4, 4, 4, 4]
    assert grid.numeric == {2, 3}


@pytest.mark.parametrize(
    "text",
    [
        "进出口,增长5.2%,好于预期\n出口,增长6.1%,好于预期\n进口,增长2%,低于预期\n",
        "指标，单位，累计\n进出口，亿元，66\n出口，亿元，40\n",
        "一季度好,二季度稳,三季度\n出口,亿元,40\n",
    ],
    ids=["sentences", "full-width commas", "a single row"],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert parted(text.replace("，", ","), text) == text.replace("，", ",")
