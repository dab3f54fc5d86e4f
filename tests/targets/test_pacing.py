"""How far a promise is, by the figures of real documents and by plain sums beside the engine."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.targets.why import outlook, why
from guatu.vocabulary.period import Period
from tests.targets.making import YI, figure, growth, judged, promise, size, text


def one(value):
    return value.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def test_nineteen_of_thirty_projects_after_seven_months():
    now = judged(promise(floor=30), figure(19, "2022-01/2022-07"))
    assert text(why(now)) == "2022年1—7月完成19个，占确保目标30个的63.3%，超序时进度5.0个百分点"
    assert (now.light.colour, now.light.label) == ("green", "序时推进")


def test_what_is_left_is_spread_over_the_months_left():
    now = judged(promise(floor=30), figure(19, "2022-01/2022-07"))
    assert [text(s) for s in outlook(now)] == ["还需11个，后五个月月均2.2个"]


def test_the_speech_half_year_of_foreign_capital_is_two_thirds_done_and_only_striven_for():
    target = promise("actual_fdi", stretch=7.5 * 10**8, unit="USD")
    now = judged(target, figure(5 * YI, "2022-01/2022-06", indicator="actual_fdi", unit="USD"))
    assert (one(now.completion), one(now.gap)) == (Decimal("66.7"), Decimal("16.7"))
    assert "占力争目标7.5亿美元的66.7%" in text(why(now))


def test_growth_is_judged_against_growth_whatever_the_month():
    target = promise("industrial_taxable_sales", "growth", floor=25, unit="percent")
    now = judged(target, growth("25.6", "2022-01/2022-07"))
    assert (now.gap, now.schedule, now.completion) == (Decimal("0.6"), None, None)
    assert text(why(now)) == "2022年1—7月同比增长25.6%，比确保目标25%高0.6个百分点"


@pytest.mark.parametrize(("first_half", "needed"), [("15", "33.5"), ("30", "20.7")])
def test_the_second_half_must_grow_by_what_the_first_left(first_half, needed):
    # The base share of the first half is 46 %.
    target = promise("industrial_taxable_sales", "growth", floor=25, unit="percent")
    bases = [
        figure(46, "2021-01/2021-06", indicator="industrial_taxable_sales", unit="CNY"),
        figure(100, "2021", indicator="industrial_taxable_sales", unit="CNY"),
    ]
    now = judged(target, growth(first_half, "2022-01/2022-06"), *bases)
    assert one(now.need.growth) == Decimal(needed)


def test_without_last_years_figures_the_needed_growth_is_unknown():
    target = promise("industrial_taxable_sales", "growth", floor=25, unit="percent")
    assert judged(target, growth(15, "2022-01/2022-06")).need.growth is None


def test_a_light_of_growth_falls_with_a_falling_figure():
    target = promise("industrial_taxable_sales", "growth", floor=5, unit="percent")
    assert judged(target, growth("4.9", "2022-01/2022-07")).light.colour == "yellow"
    assert judged(target, growth("-0.1", "2022-01/2022-07")).light.colour == "red"


def test_floor_and_stretch_are_both_followed():
    now = judged(
        promise("science_projects", floor=60, stretch=80),
        figure(41, "2022-01/2022-07", indicator="science_projects"),
    )
    assert text(outlook(now)[0]) == "占力争目标80个的51.3%"
    assert "占确保目标60个的68.3%" in text(why(now))


def test_an_increment_of_the_second_half_has_its_own_schedule():
    target = promise("land_recovery_signed", stretch=1200, unit="mu", by="2022-07/2022-12")
    now = judged(target, figure(96, "2022-07/2022-08", indicator="land_recovery_signed", unit="mu"))
    assert (one(now.completion), one(now.schedule), one(now.gap)) == tuple(
        map(Decimal, ("8.0", "33.3", "-25.3"))
    )
    assert now.light.colour == "yellow", "missing only what was striven for is never red"


def test_a_place_is_held_or_it_is_not():
    target = promise("gdp", "rank", floor=1, unit="rank", comparator="<=", scope="development_zones")
    first = figure(
        1, "2022-04/2022-06", indicator="gdp", measure="rank", unit="rank", scope="development_zones"
    )
    third = figure(
        3, "2022-04/2022-06", indicator="gdp", measure="rank", unit="rank", scope="development_zones"
    )
    assert (judged(target, first).light.label, judged(target, first).achieved) == ("序时推进", False)
    assert (judged(target, third).gap, judged(target, third).light.colour) == (Decimal(-2), "yellow")


def test_new_entries_to_a_tier_are_counted_by_tier():
    target = promise("enterprises_at_tier", "increase", floor=15, tier=size(10), nature="stock")
    other = figure(4, "2022-01/2022-07", indicator="enterprises_at_tier", measure="change", tier=size(50))
    own = figure(9, "2022-01/2022-07", indicator="enterprises_at_tier", measure="change", tier=size(10))
    now = judged(target, other, own)
    assert (now.done, one(now.completion)) == (own, Decimal("60.0"))


def test_doubling_in_three_years_is_judged_by_the_growth_that_leads_to_it():
    target = promise(
        "leading_industry_output", "multiple", floor=2, unit="times", within="P3Y", by="2022-01/2024-12"
    )
    now = judged(target, growth("26.5", "2022-01/2022-06", indicator="leading_industry_output"))
    assert (now.way, one(now.path_growth), one(now.gap)) == ("path", Decimal("26.0"), Decimal("0.5"))


def test_doubling_in_one_year_needs_a_growth_of_a_hundred():
    target = promise("biopharma_industry_scale", "multiple", floor=2, unit="times")
    assert judged(target, growth("40", "2022-01/2022-06", indicator="biopharma_industry_scale")).gap == -60


def test_a_ratio_stands_at_its_level_or_not_and_has_no_schedule():
    target = promise("tax_share_of_budget_revenue", floor=85, unit="percent")
    share = {"indicator": "tax_share_of_budget_revenue", "unit": "percent"}
    reached, short = (judged(target, figure(v, "2022-01/2022-06", **share)) for v in ("85.1", "84"))
    assert (reached.schedule, reached.light.label) == (None, "达到目标水平")
    assert (short.light.colour, short.gap, short.gap_unit) == ("none", Decimal(-1), "pp")
    closed = judged(target, figure("84", "2022", **share))
    assert closed.light.label == "未完成"


def test_a_stock_is_not_held_against_the_calendar():
    target = promise("high_tech_enterprises", floor=300, nature="stock")
    now = judged(target, figure(280, "2022-06", indicator="high_tech_enterprises"))
    assert (now.way, now.schedule, now.gap, now.light.colour) == ("level", None, Decimal(-20), "none")


def test_a_cap_is_kept_by_staying_below():
    growth_cap = promise("energy_intensity", "growth", floor="-3.2", unit="percent", comparator="<=")
    kept = judged(growth_cap, growth("-3.5", "2022-01/2022-06", indicator="energy_intensity"))
    broken = judged(growth_cap, growth("-1.0", "2022-01/2022-06", indicator="energy_intensity"))
    assert (kept.gap, kept.light.colour) == (Decimal("0.3"), "green")
    assert (broken.gap, broken.light.colour) == (Decimal("-2.2"), "yellow")
    spending = promise("budget_expenditure", floor=120 * YI, unit="CNY", comparator="<=")
    now = judged(spending, figure(50 * YI, "2022-01/2022-06", indicator="budget_expenditure", unit="CNY"))
    assert (one(now.gap), now.light.colour) == (Decimal("8.3"), "green")


def test_words_without_a_number_are_shown_and_not_judged():
    target = promise("gdp", "band", unit=None, band="第一方阵", comparator="=")
    now = judged(target, figure(1, "2022-01/2022-06", indicator="gdp", measure="rank", unit="rank"))
    assert (now.way, now.light.colour, now.light.label) == ("band", "none", "文字目标")
    assert "第一方阵" in text(why(now))


def test_a_reached_floor_is_done_before_the_year_is_over():
    now = judged(promise(floor=30), figure(31, "2022-01/2022-07"))
    assert (now.achieved, now.light.label, now.need.rest) == (True, "已完成", 0)


def test_a_closed_year_below_the_floor_is_red():
    assert judged(promise(floor=30), figure(29, "2022")).light.label == "未完成"


def test_a_published_completion_serves_when_no_amount_was_published():
    target = promise("fixed_asset_investment", floor=200 * YI, unit="CNY")
    stated = figure(
        "56.6", "2022-01/2022-06", indicator="fixed_asset_investment", measure="completion", unit="percent"
    )
    now = judged(target, stated)
    assert (one(now.gap), now.need.rest) == (Decimal("6.6"), None)


def test_another_places_scheme_gives_another_light():
    behind = figure(13, "2022-01/2022-07")  # 43.3 %, 15 points behind
    assert judged(promise(floor=30), behind).light.colour == "red"
    other = judged(promise(floor=30), behind, schemes={"progress": "yinchuan-2025-progress"})
    assert other.light.colour == "yellow"


amounts = st.integers(0, 10**13)
months = st.integers(1, 12)


@given(st.integers(1, 10**13), amounts, months)
def test_progress_equals_a_plain_sum(bound, value, month):
    now = judged(promise(floor=bound), figure(value, Period.of(2022, 1, month).path()))
    plain = Fraction(value, bound) * 100 - Fraction(month, 12) * 100
    assert abs(Fraction(now.gap) - plain) <= Fraction(1, 10**15)
    assert (now.gap >= 0) == (value * 12 >= bound * month)
    assert now.need.rest == max(bound - value, 0)


@given(st.integers(1, 10**9), amounts, amounts, months)
def test_doing_more_never_darkens_the_light(bound, one_value, other_value, month):
    low, high = sorted((one_value, other_value))
    period = Period.of(2022, 1, month).path()
    worse, better = (judged(promise(floor=bound), figure(v, period)) for v in (low, high))
    assert worse.light.severity <= better.light.severity
    assert worse.gap <= better.gap


percents = st.decimals(-99, 300, places=1)


@given(percents, percents)
def test_growth_gap_is_a_difference_in_points(bound, value):
    target = promise("industrial_taxable_sales", "growth", floor=bound, unit="percent")
    assert judged(target, growth(value, "2022-01/2022-07")).gap == value - bound


@given(percents, percents, st.integers(1, 99))
def test_growing_as_needed_meets_the_target_exactly(bound, so_far, share):
    target = promise("industrial_taxable_sales", "growth", floor=bound, unit="percent")
    bases = [
        figure(share, "2021-01/2021-07", indicator="industrial_taxable_sales", unit="CNY"),
        figure(100, "2021", indicator="industrial_taxable_sales", unit="CNY"),
    ]
    need = judged(target, growth(so_far, "2022-01/2022-07"), *bases).need.growth
    year = share * (1 + Fraction(so_far) / 100) + (100 - share) * (1 + Fraction(need) / 100)
    assert abs(year - 100 * (1 + Fraction(bound) / 100)) < Fraction(1, 10**20)


def test_a_fall_is_not_called_growth():
    target = promise("industrial_taxable_sales", "growth", floor=5, unit="percent")
    assert "同比增幅为-3.1%，比确保目标5%低8.1个百分点" in text(
        why(judged(target, growth("-3.1", "2022-01/2022-07")))
    )
