"""What two figures imply together is said, and silent where it is no news."""

from datetime import date

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
