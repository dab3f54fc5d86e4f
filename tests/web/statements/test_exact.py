"""Numbers on record are the numbers that were written, to the last digit."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.web.statements.exact import ExactDecimalField, canonical
from tests.web.statements.making import figure

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)


@given(numbers)
def test_a_number_comes_back_as_it_was(number: Decimal) -> None:
    assert Decimal(canonical(number)) == number


@given(numbers)
def test_equal_numbers_are_equal_texts(number: Decimal) -> None:
    assert canonical(number) == canonical(number * Decimal("1.000"))


@pytest.mark.parametrize("bad", [Decimal("NaN"), Decimal("Infinity"), Decimal("1E+90")])
def test_what_is_no_number_is_refused(bad: Decimal) -> None:
    with pytest.raises(ValueError, match=r"number|digits"):
        canonical(bad)


def test_a_float_is_refused_because_it_is_already_another_number() -> None:
    with pytest.raises(Exception, match="float"):
        ExactDecimalField().to_python(0.1)


def test_a_figure_is_kept_exactly(zone) -> None:
    row = figure(zone.actors["supervision"], "30122490000.05")
    row.refresh_from_db()
    assert row.value == Decimal("30122490000.05")
