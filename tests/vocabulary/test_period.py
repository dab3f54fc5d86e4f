"""Periods are whole months; their text, their address and their label agree."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.vocabulary.period import Period, PeriodError

months = st.integers(1, 12)
years = st.integers(1950, 2100)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = sorted((draw(months), draw(months)))
    year = draw(years)
    return Period.of(year, first, last, last_year=year + draw(st.integers(0, 5)))


@given(periods())
def test_what_is_printed_is_read_again(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.parse(period.path()) == period
    assert "/" not in period.path()


@given(periods())
def test_a_period_covers_its_months(period: Period) -> None:
    assert period.start.day == 1
    assert period.months >= 1
    assert period.years_before(1).months == period.months


@pytest.mark.parametrize(
    ("text", "label", "short"),
    [
        ("2022", "2022年", "全年"),
        ("2022-01/2022-06", "2022年1—6月", "上半年"),
        ("2022-01/2022-07", "2022年1—7月", "1—7月"),
        ("2022-04/2022-06", "2022年4—6月", "二季度"),
        ("2021-01/2025-12", "2021—2025年", "2021—2025年"),
    ],
)
def test_labels_are_those_of_officials(text: str, label: str, short: str) -> None:
    assert Period.parse(text).label() == label
    assert Period.parse(text).label(short=True) == short


@pytest.mark.parametrize(
    "text", ["", "2022-13", "2022-07/2022-01", "七月", "2022-1", "2022/2022-06", "20220701"]
)
def test_what_is_no_period_is_refused_with_advice(text: str) -> None:
    with pytest.raises(PeriodError) as caught:
        Period.parse(text)
    assert "2022-01/2022-07" in caught.value.problem.what_to_do


def test_days_that_are_no_whole_month_are_refused() -> None:
    with pytest.raises(PeriodError):
        Period(date(2022, 1, 2), date(2022, 1, 31))
    with pytest.raises(ValueError, match="不是整月"):
        Period(date(2022, 2, 1), date(2022, 2, 27))


def test_cumulative_is_from_january_within_one_year() -> None:
    assert Period.parse("2022-01/2022-07").is_cumulative
    assert not Period.parse("2022-07").is_cumulative
    assert not Period.parse("2021-01/2025-12").is_cumulative
