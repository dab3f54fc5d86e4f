"""The one bar of a target: marks where they belong, inside the bar, none where a length says nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.web.targets.bar import bar
from tests.targets.making import figure, growth, judged, promise


def test_marks_stand_in_proportion():
    drawn = bar(judged(promise(floor=30, stretch=40), figure(15, "2022-01/2022-06")))
    done, due, floor, stretch = (Decimal(p) for p in (drawn.done, drawn.schedule, drawn.floor, drawn.stretch))
    assert stretch / floor == pytest.approx(Decimal(4) / 3, abs=Decimal("0.001"))
    assert done == due, "half done at half-year stands at the schedule"
    assert done * 2 == pytest.approx(floor, abs=Decimal("0.02"))


def test_a_growth_has_no_calendar_and_a_fall_fills_nothing():
    target = promise("industrial_taxable_sales", "growth", floor=25, unit="percent")
    assert bar(judged(target, growth("25.6", "2022-01/2022-07"))).schedule is None
    assert Decimal(bar(judged(target, growth("-3", "2022-01/2022-07"))).done) == 0


def test_a_place_and_words_have_no_bar():
    place = promise("gdp", "rank", floor=1, unit="rank", comparator="<=")
    assert (
        bar(judged(place, figure(2, "2022-01/2022-06", indicator="gdp", measure="rank", unit="rank"))) is None
    )
    assert bar(judged(promise("gdp", "band", unit=None, band="第一方阵"))) is None


def test_a_target_without_data_still_shows_what_was_promised():
    drawn = bar(judged(promise(stretch=1200, unit="mu")))
    assert (Decimal(drawn.done), drawn.schedule, drawn.floor) == (0, None, None)
    assert drawn.stretch is not None


@given(st.integers(1, 10**12), st.integers(0, 10**13), st.integers(1, 12))
def test_every_mark_stays_inside(bound, value, month):
    drawn = bar(
        judged(promise(floor=bound), figure(value, f"2022-01/2022-{month:02}" if month > 1 else "2022-01"))
    )
    for place in (drawn.done, drawn.schedule, drawn.floor):
        assert 0 <= Decimal(place) <= 100
