"""Which figure speaks to a promise, and what is said when none does."""

import pytest

from guatu.targets.matching import Absence, match, series
from tests.targets.making import figure, growth, promise, size, text


def test_the_latest_data_are_taken():
    june, july = figure(15, "2022-01/2022-06"), figure(19, "2022-01/2022-07")
    assert match(promise(floor=30), evidence=[july, june]).figure == july


def test_a_single_month_is_no_cumulative_figure():
    assert isinstance(match(promise(floor=30), evidence=[figure(4, "2022-07")]), Absence)


@pytest.mark.parametrize(
    ("code", "evidence"),
    [
        ("indicator", figure(3, "2022-01/2022-07", indicator="science_projects")),
        ("measure", growth(5, "2022-01/2022-07", indicator="signed_projects")),
        ("area", figure(19, "2022-01/2022-07", area="全市", min_size=size(10))),
        ("size", figure(19, "2022-01/2022-07")),
        ("unit", figure(19, "2022-01/2022-07", unit="CNY", min_size=size(10))),
        ("time", figure(30, "2021", min_size=size(10))),
        ("window", figure(4, "2022-07", min_size=size(10))),
    ],
)
def test_the_nearest_miss_says_why_there_is_nothing_to_judge_by(code, evidence):
    found = match(promise(floor=30, min_size=size(10)), evidence=[evidence])
    assert (type(found), found.code) == (Absence, code)
    assert text(found.why).startswith("尚无对应数据")


def test_the_reason_names_the_period_on_record():
    target = promise("land_recovery_signed", stretch=1200, unit="mu", by="2022-07/2022-12")
    half = figure(800, "2022-01/2022-06", indicator="land_recovery_signed", unit="mu")
    assert "2022年1—6月" in text(match(target, evidence=[half]).why)


def test_ranks_of_another_group_do_not_count():
    target = promise("gdp", "rank", floor=1, unit="rank", comparator="<=", scope="development_zones")
    city = figure(1, "2022-01/2022-06", indicator="gdp", measure="rank", unit="rank", scope="city")
    assert match(target, evidence=[city]).code == "conditions"


def test_growth_against_another_base_does_not_count():
    target = promise("industrial_taxable_sales", "growth", floor=25, unit="percent")
    assert match(target, evidence=[growth(30, "2022-01/2022-07", basis="two_year_average")]).code == "basis"


def test_the_plain_way_of_counting_comes_before_the_adjusted_one():
    target = promise("general_public_budget_revenue", "growth", floor=5, unit="percent")
    natural, adjusted = (
        growth(v, "2022-01/2022-07", indicator="general_public_budget_revenue", caliber=c)
        for v, c in (("4.7", "natural"), ("13.6", "same_scope"))
    )
    assert match(target, evidence=[adjusted, natural]).figure == natural


def test_a_promise_in_adjusted_terms_takes_the_adjusted_figure():
    target = promise("general_public_budget_revenue", "growth", floor=5, unit="percent", caliber="same_scope")
    natural, adjusted = (
        growth(v, "2022-01/2022-07", indicator="general_public_budget_revenue", caliber=c)
        for v, c in (("4.7", "natural"), ("13.6", "same_scope"))
    )
    assert match(target, evidence=[natural, adjusted]).figure == adjusted


def test_a_promise_without_a_date_takes_the_latest_and_has_no_schedule():
    found = match(promise(floor=30, by=None), evidence=[figure(10, "2021"), figure(19, "2022-01/2022-07")])
    assert str(found.data) == "2022-01/2022-07"


def test_the_series_of_a_promise_is_what_its_match_belongs_to_in_order():
    months = [figure(n * 3, f"2022-01/2022-0{n}") for n in (5, 3, 7)]
    others = [
        figure(4, "2022-07"),
        figure(30, "2021"),
        growth(5, "2022-01/2022-07", indicator="signed_projects"),
    ]
    found = series(promise(floor=30), evidence=[*others, *months])
    assert [str(m.data) for m in found] == ["2022-01/2022-03", "2022-01/2022-05", "2022-01/2022-07"]
