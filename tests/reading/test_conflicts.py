"""What two figures imply together is said, and silent where it is no news."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from guatu.reading.disagreements import alike
from guatu.reading.read import read_text


def test_a_jump_of_the_cumulative_growth_implies_a_steep_month() -> None:
    reading = read_text(
        "1—7月，进出口总额407亿元，增长38%，增幅环比1—6月提升8个百分点。", date=date(2022, 8, 12)
    )
    found = [c for c in reading.conflicts if c.kind == "implied"]
    assert len(found) == 1
    assert found[0].implied is not None
    assert 80 <= found[0].implied <= 97
    assert set(found[0].items) <= {o.id for o in reading.observations}


def test_a_small_move_is_no_news() -> None:
    reading = read_text("1—7月，出口增长10%，增幅较1—6月提升0.5个百分点。", date=date(2022, 8, 12))
    assert [c for c in reading.conflicts if c.kind == "implied"] == []


def kinds(text: str, *, day: date = date(2023, 8, 12)) -> list[str]:
    """The kinds of conflict that a text holds."""
    return [c.kind for c in read_text(text, date=day).conflicts]


def test_two_values_for_one_figure_are_shown_and_both_kept() -> None:
    text = "1—7月，规上工业增加值增长6.9%，固定资产投资81.5亿元。\n同期看结构，1—7月固定资产投资82.2亿元。"
    reading = read_text(text, date=date(2023, 8, 12))
    found = [c for c in reading.conflicts if c.kind == "different"]
    assert len(found) == 1
    assert {o.value for o in reading.observations if o.id in found[0].items} == {
        Decimal(8150000000),
        Decimal(8220000000),
    }


def test_the_same_value_twice_is_no_conflict() -> None:
    assert kinds("1—7月，固定资产投资81.5亿元。全区1—7月固定资产投资81.5亿元，增长3%。") == []


def test_parts_that_miss_their_whole_are_shown() -> None:
    assert kinds("1—7月，进出口总额100亿元，其中出口70亿元，进口20亿元。") == ["sum"]
    assert kinds("1—7月，进出口总额90.1亿元，其中出口70亿元，进口20.1亿元。") == []


def test_a_ratio_that_contradicts_its_levels_is_shown() -> None:
    wrong = kinds("1—7月，一般公共预算收入20亿元，其中税收收入16亿元，税收占比85.1%。")
    assert wrong == ["share"]
    assert kinds("1—7月，一般公共预算收入20亿元，其中税收收入16亿元，税收占比80%。") == []


def test_a_move_that_contradicts_two_growths_is_shown() -> None:
    text = "1—6月，出口增长10%。1—7月，出口增长12%，增幅较1—6月提升3个百分点。"
    assert "growth" in kinds(text)
    assert "growth" not in kinds(text.replace("3个百分点", "2个百分点"))


def test_the_first_place_cannot_be_below_the_average() -> None:
    text = "上半年，出口增长10%，增幅居全市第一，低于全市平均0.9个百分点。"
    assert kinds(text) == ["rank"]


def test_two_cumulative_growths_imply_the_month_between() -> None:
    found = read_text("1—6月，出口增长30%。1—7月，出口增长38%。", date=date(2023, 8, 12)).conflicts
    assert [(c.kind, c.implied) for c in found] == [("implied", Decimal("86.0"))]


def test_revenue_of_2022_without_its_basis_is_asked_about() -> None:
    text = "上半年，一般公共预算收入32.3亿元。"
    assert kinds(text, day=date(2022, 8, 12)) == ["caliber"]
    assert kinds(text, day=date(2023, 8, 12)) == []
    assert kinds("上半年，一般公共预算收入同口径增长3%。", day=date(2022, 8, 12)) == []


@given(st.text("甲乙丙，", max_size=24), st.text("甲乙丙", min_size=4, max_size=6))
def test_a_theme_is_found_wherever_at_most_one_character_of_it_changed(text: str, word: str) -> None:
    expected, at = [], 0
    while at + len(word) <= len(text):
        there = text[at : at + len(word)]
        changed = [a for a, b in zip(there, word, strict=True) if a != b]
        if changed in ([], ["甲"], ["乙"], ["丙"]):
            expected.append((at, at + len(word)))
            at += len(word)
        else:
            at += 1
    assert list(alike(text, word)) == expected
