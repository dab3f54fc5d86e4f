"""Formulas on figures that public documents give, with the results that they give or imply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from guatu.indicators.asking import Ask, Evidence, Total, Turnover
from guatu.indicators.measures import before
from guatu.indicators.reckoning import Reckoning, key_of
from guatu.vocabulary.period import Period

JUNE, JULY = Period.of(2022, 1, 6), Period.of(2022, 1, 7)


class Told:
    """Sums as given: (part, period, area) to an amount in yuan."""

    def __init__(self, amounts: Mapping[tuple[str, int, str | None], object]) -> None:
        self.amounts = amounts

    def total(self, ask: Ask) -> Total:
        value = self.amounts.get((ask.part, ask.period, ask.area))
        return Total(None if value is None else int(Decimal(str(value)) * 100), 3)

    def periods(self, dataset: str) -> tuple[int, ...]:
        return tuple(sorted({period for _, period, _ in self.amounts}))

    def turnover(self, ask: Ask) -> Turnover:
        return Turnover(0, 0, 0)

    def evidence(
        self, ask: Ask, *, limit: int | None, start: int = 0, only: Sequence[int] | None = None
    ) -> Evidence:
        return Evidence((), (), 0, 0)


def value(by: Reckoning, measure: str, period: Period = JULY, **more: str) -> Decimal:
    found = by.figure(key_of("exports", measure, period, **more)).value  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_contribution_of_a_part_and_its_share_of_the_growth() -> None:
    """(3433 − 2556) / 4888 = 17.9 points; (3433 − 2556) / (6341 − 4888) = 60.4 %."""
    by = Reckoning(
        Told({
            ("cum", 202207, None): 6341, ("cum_ly", 202207, None): 4888,
            ("cum", 202207, "11"): 3433, ("cum_ly", 202207, "11"): 2556,
        })
    )  # fmt: skip
    assert round(value(by, "contribution", area="11", versus="zone"), 1) == Decimal("17.9")
    assert round(value(by, "contribution_share", area="11", versus="zone"), 1) == Decimal("60.4")


def test_a_published_pull_that_cannot_be_reproduced() -> None:
    """61.3 of 81.5, growing 6.9 % where all grow 0.9 %: 4.9 points, where the document says 5.4."""
    part_base, whole_base = Decimal("61.3") / Decimal("1.069"), Decimal("81.5") / Decimal("1.009")
    by = Reckoning(
        Told({
            ("cum", 202207, "11"): Decimal(613000), ("cum_ly", 202207, "11"): round(part_base * 10000, 2),
            ("cum_ly", 202207, None): round(whole_base * 10000, 2),
        })
    )  # fmt: skip
    assert round(value(by, "contribution", area="11", versus="zone"), 1) == Decimal("4.9")


@pytest.mark.parametrize(("share", "low", "high"), [("0.86", 86, 88), ("0.84", 79, 81), ("0.88", 96, 98)])
def test_a_cumulative_growth_that_rises_by_eight_points_hides_a_july_that_almost_doubled(
    share: str, low: int, high: int
) -> None:
    """1—7月407亿元，增长38%，增幅较1—6月提升8个百分点。"""
    base = Decimal(407) / Decimal("1.38")
    was_base = base * Decimal(share)
    amounts = {
        ("cum", 202207, None): 407, ("cum_ly", 202207, None): round(base, 6),
        ("cum", 202206, None): round(was_base * Decimal("1.30"), 6),
        ("cum_ly", 202206, None): round(was_base, 6),
    }  # fmt: skip
    by = Reckoning(Told({key: Decimal(amount) * 10**6 for key, amount in amounts.items()}))
    assert round(value(by, "growth", caliber="comparable"), 4) == 38
    assert round(value(by, "growth", JUNE, caliber="comparable"), 4) == 30
    assert round(value(by, "growth_change", caliber="comparable"), 4) == 8
    assert low <= value(by, "implied_growth") <= high


def test_a_fall_that_narrows_is_a_change_upwards() -> None:
    """7月13.83亿元，下降38.5%；1—7月99.84亿元，下降34.6%: the fall widened since June."""
    july, whole = Decimal("13.83"), Decimal("99.84")
    july_base, base = july / Decimal("0.615"), whole / Decimal("0.654")
    amounts = {
        ("month", 202207, None): july, ("month_ly", 202207, None): july_base,
        ("cum", 202207, None): whole, ("cum_ly", 202207, None): base,
        ("cum", 202206, None): whole - july, ("cum_ly", 202206, None): base - july_base,
    }  # fmt: skip
    by = Reckoning(Told({key: round(amount * 10**6, 2) for key, amount in amounts.items()}))
    assert round(value(by, "growth", Period.of(2022, 7, 7), caliber="comparable"), 1) == Decimal("-38.5")
    assert round(value(by, "growth", caliber="comparable"), 1) == Decimal("-34.6")
    assert round(value(by, "implied_growth"), 1) == Decimal("-38.5")
    assert value(by, "growth_change", caliber="comparable") < 0


def test_places_are_shared_and_the_next_is_left_out() -> None:
    amounts = {"11": 40, "12": 30, "13": 30, "14": 20}
    by = Reckoning(Told({("cum", 202207, area): amount for area, amount in amounts.items()}))
    places = {a: value(by, "rank", area=a, of="level", scope="streets") for a in amounts}
    assert places == {"11": 1, "12": 2, "13": 2, "14": 4}
    unknown = by.figure(key_of("exports", "rank", JULY, area="21", of="level", scope="streets"))
    assert (unknown.value, unknown.why_unknown) == (None, "这一栏没有数据")


@pytest.mark.parametrize("base", [0, -5])
def test_growth_over_a_base_that_is_not_positive_is_unknown(base: int) -> None:
    by = Reckoning(Told({("cum", 202207, None): 10, ("cum_ly", 202207, None): base}))
    figure = by.figure(key_of("exports", "growth", JULY, caliber="comparable"))
    assert (figure.value, figure.why_unknown) == (None, "上年同期不为正，不计算增幅")


def test_no_month_is_compared_across_the_seam_of_the_first_two() -> None:
    march = Period.of(2022, 3, 3)
    assert before(march, together=True) is None
    assert before(march, together=False) == Period.of(2022, 2, 2)
    assert before(Period.of(2022, 1, 2), together=True) is None
    assert before(Period.of(2022, 1, 1), together=False) == Period.of(2021, 12, 12)
    assert before(Period.of(2022, 1, 3), together=True) == Period.of(2022, 1, 2)
