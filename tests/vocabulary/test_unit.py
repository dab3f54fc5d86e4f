"""Values are read with their unit as people type them, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.vocabulary.basis import BasisError, base_period, basis_label
from guatu.vocabulary.unit import UnitError, format_quantity, parse_quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("428亿元", "42800000000", "CNY"),
        ("1.2万亿元", "1200000000000", "CNY"),
        ("7.5亿美元", "750000000", "USD"),
        ("６230万美元", "62300000", "USD"),
        ("38%", "38", "percent"),
        ("-8.92%", "-8.92", "percent"),
        ("4‰", "0.4", "percent"),
        ("0.9个百分点", "0.9", "pp"),
        ("1,200 亩", "1200", "mu"),
        ("80公顷", "1200", "mu"),
        ("12平方公里", "12000000", "m2"),
        ("60个", "60", "count"),
        ("3名", "3", "rank"),
    ],
)
def test_quantities_as_typed(text: str, value: str, unit: str) -> None:
    assert parse_quantity(text) == (Decimal(value), unit)


@given(st.integers(-(10**9), 10**9), st.sampled_from(["亿元", "万元", "元", "%", "亩", "个百分点"]))
def test_what_is_typed_is_what_is_meant(number: int, unit: str) -> None:
    value, code = parse_quantity(f"{number}{unit}")
    scale = {"亿元": 10**8, "万元": 10**4}.get(unit, 1)
    assert value == number * scale
    assert code


@pytest.mark.parametrize("text", ["", "亿元", "十二亩", "5光年", "12", "NaN%", "1e5元", "--3%"])
def test_what_cannot_be_read_says_how_to_write_it(text: str) -> None:
    with pytest.raises(UnitError) as caught:
        parse_quantity(text)
    assert "428亿元" in caught.value.problem.what_to_do


def test_a_bare_number_takes_the_unit_of_its_column() -> None:
    assert parse_quantity("12", default="count") == (Decimal(12), "count")


def test_values_print_as_sentences_do() -> None:
    assert format_quantity(Decimal("301224.9"), unit="CNY", scale="") == "301224.9元"
    assert format_quantity(Decimal(58), unit="percent", decimals=1) == "58.0%"
    assert format_quantity(Decimal(32300000000), unit="CNY") == "323亿元"


def test_a_basis_is_named_or_a_period() -> None:
    assert basis_label("cagr") == "年均"
    assert str(base_period("vs:2019-01/2019-06")) == "2019-01/2019-06"
    with pytest.raises(BasisError):
        base_period("lastyear")
