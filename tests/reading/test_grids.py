"""Tables whose cells are parted by tabs, bars or wide blanks: their cells, heads and columns of figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.reading.grids import grids, place_of


def drawn(text: str) -> list[list[list[str]]]:
    """The words of each cell of each table."""
    return [[[text[a:b] for a, b in row.cells] for row in grid.rows] for grid in grids(text)]


def test_a_table_of_tabs_between_paragraphs() -> None:
    text = "通报\r\n指标\t1—7月\t同比（％）\r\n进出口总额\t６６\t-4.1\r\n投资\t—\t8.2\r\n以上为初步数。\r\n"
    [grid] = grids(text)
    assert drawn(text) == [
        [["指标", "1—7月", "同比（％）"], ["进出口总额", "６６", "-4.1"], ["投资", "—", "8.2"]]
    ]
    assert [row.head for row in grid.rows] == [True, False, False]
    assert grid.numeric == {1, 2}
    assert (text[: grid.start], text[grid.end :]) == ("通报\r\n", "以上为初步数。\r\n")


def test_bars_part_cells_and_the_rule_below_the_head_is_none() -> None:
    text = "| 指标 | 增速 |\n|---|---|\n| 工业 | 7.2 |\n"
    assert drawn(text) == [[["指标", "增速"], ["工业", "7.2"]]]


def test_a_line_across_stands_between_rows_of_one_table() -> None:
    text = "指标\t总量\t增速\n一、工业\n产值\t88\t7\n二、投资\n固投\t20\t-3\n"
    [grid] = grids(text)
    assert [row.across for row in grid.rows] == [False, True, False, True, False]


def test_two_levels_of_heads_and_years_as_heads() -> None:
    [grid] = grids("指标\t目标\t\n\t2023年\t2024年\n产值\t900\t1000\n")
    assert [row.head for row in grid.rows] == [True, True, False]


def test_a_table_of_work_has_one_line_of_heads() -> None:
    [grid] = grids("序号\t重点任务\t牵头单位\n1\t建设智慧园区\t经济发展局\n2\t走访企业\t投资促进局\n")
    assert [row.head for row in grid.rows] == [True, False, False]
    assert not grid.numeric


def test_empty_cells_keep_their_place() -> None:
    assert drawn("指标\t一月\t二月\n产值\t\t7\n") == [[["指标", "一月", "二月"], ["产值", "", "7"]]]


def test_wide_blanks_part_cells_that_stand_below_their_heads() -> None:
    text = (
        "完成情况\n单位        产值      增幅       位次\n城东街道    12.6      8.1        1\n"
        "河西镇      9.3       —          3\n高铁新城    20.1                 2\n注：以上为快报数。\n"
    )
    [grid] = grids(text)
    assert drawn(text) == [
        [
            ["单位", "产值", "增幅", "位次"],
            ["城东街道", "12.6", "8.1", "1"],
            ["河西镇", "9.3", "—", "3"],
            ["高铁新城", "20.1", "", "2"],
        ]
    ]
    assert grid.numeric == {1, 2, 3}
    assert text[: grid.start] == "完成情况\n"


@pytest.mark.parametrize(
    "text",
    ["甲方：  张三\n乙方：  李四\n日期：  2022年\n", "产值  12.6\n投资  8.1\n", "各镇：  请抓紧报送。\n" * 4],
)
def test_other_blanks_make_no_table(text: str) -> None:
    assert grids(text) == []


def test_a_cell_is_named_by_its_row_and_its_column() -> None:
    text = "序号\t指标\t1—7月\n\t\t总量\n1\t产值\t88\n2\t投资\t9\n"
    found = grids(text)
    assert place_of(found, text.index("88"), text=text) == ("产值", "1—7月总量")
    assert place_of(found, text.index("总量"), text=text) is None
    assert place_of(found, text.index("产值"), text=text) == ("", "指标")
    assert place_of(found, len(text), text=text) is None


@pytest.mark.parametrize(
    "text",
    [
        "一、\t加快建设\n二、\t落实政策\n",
        "1.\t加快建设\n2.\t落实政策\n",
        "\t上半年，全区经济平稳。\n\t下半年，力争更好。\n",
        "区政府办公室\t2022年8月12日\n",
        "增长7%|其中工业\n",
        "没有表格。",
        "",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert grids(text) == []


@given(st.text(alphabet="产值8.2%年\t|\n-—：，\r\u3000", max_size=80))
def test_cells_lie_inside_their_table_one_after_another(text: str) -> None:
    at = 0
    for grid in grids(text):
        assert at <= grid.start < grid.end <= len(text)
        at = grid.start
        for row in grid.rows:
            assert len(row.cells) <= grid.width
            for start, end in row.cells:
                assert at <= start <= end <= grid.end
                at = end
        at = grid.end
