"""Printed parts add up to the printed whole, and none is a whole unit away from what it is."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from guatu.indicators.adding import CONTRIBUTION_DECIMALS, rounded_parts
from guatu.indicators.display import shown
from guatu.vocabulary.figure import Figure, FigureKey

PARTS = st.lists(st.decimals(-200, 200, places=10), max_size=40)


@given(PARTS, st.integers(0, 4))
def test_printed_parts_add_up_and_stay_close(parts: list[Decimal], decimals: int) -> None:
    whole, unit = sum(parts, Decimal(0)), Decimal(1).scaleb(-decimals)
    found = rounded_parts(parts, whole=whole, decimals=decimals)
    assert found is not None
    assert sum(found, Decimal(0)) == whole.quantize(unit, rounding=ROUND_HALF_UP)
    assert all(abs(one - exact) < unit for one, exact in zip(found, parts, strict=True))


@given(PARTS.filter(bool), st.decimals("0.001", 9, places=3))
def test_parts_of_something_else_are_not_forced_to_add_up(parts: list[Decimal], off: Decimal) -> None:
    assert rounded_parts(parts, whole=sum(parts, Decimal(0)) + off, decimals=2) is None


def test_the_page_rounds_as_finely_as_contributions_are_printed() -> None:
    key = FigureKey("industrial_output", "contribution", None, versus="zone", origin="computed")
    assert shown(Figure(key, Decimal("1.23456789"), "pp")).digits == "1.23"
    assert CONTRIBUTION_DECIMALS == 2
