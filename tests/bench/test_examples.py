"""The example documents tell one consistent story, so that trends and targets mean something."""

import re
from decimal import Decimal

import pytest
from bench.passages import EXAMPLES
from docx import Document

TOLERANCE = Decimal("0.02")  # a comparable basis differs a little from last year's published level
NAMES = {
    "规(?:模以)?上工业总产值": "亿元",
    "工业应税销售": "亿元",
    "一般公共预算收入": "亿元",
    "外贸进出口总额": "亿元",
    "实际利用外资": "亿美元",
}
STORY = {
    "2020": "2021-02-20-年度工作会议.txt",
    "2021H1": "2021-08-06-年中工作通报.txt",
    "2021Q3": "2021-10-25-前三季度经济运行简报.txt",
    "2021": "2022-01-21-年度工作报告.docx",
    "2022-02": "2022-03-18-1—2月经济运行简报.txt",
    "2022-04": "2022-05-20-1—4月经济运行简报.docx",
    "2022-05": "2022-06-21-1—5月经济运行简报.txt",
    "2022H1": "2022-08-12-年中工作会议讲话.txt",
    "2022-07": "2022-08-20-1—7月经济运行简报.txt",
}


def text_of(name: str) -> str:
    """The words of an example, paragraph by paragraph."""
    path = EXAMPLES / name
    if path.suffix == ".docx":
        return "\n".join(p.text for p in Document(str(path)).paragraphs)
    return path.read_text(encoding="utf-8")


def level(moment: str, name: str) -> Decimal:
    """The stated level of an indicator at a moment of the story."""
    found = re.search(rf"{name}达?(\d+(?:\.\d+)?){NAMES[name]}", text_of(STORY[moment]))
    assert found, (moment, name)
    return Decimal(found[1])


def growth(moment: str, name: str) -> Decimal | None:
    """The stated growth beside that level, or None where the text gives none."""
    pattern = rf"{name}达?[\d.]+{NAMES[name]}，(?:按自然口径|同比)?增长([\d.]+)%"
    found = re.search(pattern, text_of(STORY[moment]))
    return Decimal(found[1]) if found else None


@pytest.mark.parametrize("name", NAMES)
def test_levels_cumulate_through_the_year(name: str) -> None:
    first = [level(m, name) for m in ("2021H1", "2021Q3", "2021")]
    assert first == sorted(first)
    moments = ["2022-02", "2022-04", "2022-05", "2022H1", "2022-07"]
    if name == "外贸进出口总额":  # its first half is not stated, and the figure to May was corrected
        moments = ["2022-02", "2022-04", "2022-07"]
    values = [level(m, name) for m in moments]
    assert values == sorted(values)
    assert values[-1] < level("2021", name) or name == "实际利用外资"


@pytest.mark.parametrize("name", NAMES)
def test_growth_agrees_with_last_years_level(name: str) -> None:
    base = level("2021", name) / (1 + growth("2021", name) / 100) if growth("2021", name) else None
    if name == "实际利用外资":  # stated without growth in the annual report
        assert base is None
    else:
        assert abs(base / level("2020", name) - 1) < TOLERANCE


def test_the_seven_months_lie_between_last_years_half_and_three_quarters() -> None:
    for name in NAMES:
        base = level("2022-07", name) / (1 + growth("2022-07", name) / 100)
        assert level("2021H1", name) < base < level("2021Q3", name)


def test_completions_are_the_level_over_the_target() -> None:
    briefing = text_of(STORY["2022-07"])
    for done, target, stated in ((19, 30, "63.3"), (41, 60, "68.3"), (96, 1200, "8")):
        assert f"{stated}%" in briefing
        assert abs(Decimal(done) / target * 100 - Decimal(stated)) < Decimal("0.05")


def test_the_correction_gives_the_growth_that_its_level_implies() -> None:
    note = text_of("2022-06-28-更正通知.txt")
    assert "由268.9亿元更正为261.4亿元" in note
    base = Decimal("261.4") / Decimal("1.28")
    assert abs(Decimal("268.9") / base - Decimal("1.317")) < Decimal("0.001")


def test_every_example_says_that_it_is_one_and_carries_its_date() -> None:
    names = [path.name for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".docx")]
    assert len(names) >= 7
    for name in names:
        assert "示例" in text_of(name).split("\n")[0]
        assert re.match(r"202[12]-\d\d-\d\d-", name)
