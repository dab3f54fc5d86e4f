"""Schedule progress by whole months, as official texts state it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.schedule.progress import decimal_of, elapsed, months_left
from guatu.vocabulary.period import Period

YEAR = Period.parse("2022")


@pytest.mark.parametrize(
    ("completion", "data", "ahead"),
    [
        # Figures that cities published with their lead over the schedule.
        ("69.9", "2022-01/2022-07", "11.6"),  # Zaozhuang, budget revenue
        ("62.7", "2022-01/2022-06", "12.7"),  # Nanjing, half-year
        ("49", "2022-01/2022-05", "7.3"),  # Nanjing, five months
        ("86.7", "2022-01/2022-06", "36.7"),  # Nanjing, signed total
        ("65.22", "2022-01/2022-06", "15.22"),  # Pengjiang
    ],
)
def test_published_leads_over_the_schedule_are_reproduced_to_the_digit(completion, data, ahead):
    share = elapsed(YEAR, data=Period.parse(data))
    gap = Decimal(completion) - decimal_of(share, times=100)
    assert gap.quantize(Decimal(ahead), rounding=ROUND_HALF_UP) == Decimal(ahead)


def test_seven_months_are_58_point_3_percent():
    share = decimal_of(elapsed(YEAR, data=Period.parse("2022-01/2022-07")), times=100)
    assert share.quantize(Decimal("0.1")) == Decimal("58.3")


def test_an_increment_of_the_second_half_counts_within_its_own_window():
    half = Period.parse("2022-07/2022-12")
    assert elapsed(half, data=Period.parse("2022-07/2022-08")) == Fraction(2, 6)
    assert elapsed(half, data=Period.parse("2022-01/2022-06")) is None


def test_data_after_the_window_have_no_schedule():
    assert elapsed(YEAR, data=Period.parse("2023-01/2023-02")) is None


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1, 12))
def test_elapsed_and_left_make_up_the_window(first, last, at):
    first, last = sorted((first, last))
    window = Period.of(2022, first, last)
    data = Period.of(2022, at, at)
    share = elapsed(window, data=data)
    if share is None:
        assert not first <= at <= last
    else:
        assert share * window.months + months_left(window, data=data) == window.months


@given(st.fractions(min_value=-10, max_value=10, max_denominator=10**6))
def test_decimals_of_shares_are_exact_or_right_to_thirty_digits(share):
    assert abs(Fraction(decimal_of(share, times=100)) - share * 100) < Fraction(1, 10**28)
