"""How statistics are really counted: one test a rule, on figures that public documents give."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guatu.catalogue.load import indicators
from guatu.indicators.asking import computable
from guatu.indicators.explaining import explain
from guatu.indicators.headline import headline
from guatu.indicators.reckoning import key_of
from guatu.reading.read import read_text
from guatu.tracing.problems import FigureUnknownError
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from tests.indicators.lakes import deliver, reckoning
from tests.indicators.test_other_datasets import FDI
from tests.tracing.test_explain import Shelf, stated

from guatu.tracing.explain import explain as explain_any  # isort: skip

DAY = date(2023, 8, 12)
JUNE, JULY = Period.of(2022, 1, 6), Period.of(2022, 1, 7)
PLACE = {"area": 11, "industry": 39, "high_tech": False, "emerging": False, "size": 1, "ownership": 1}


def about(id_: str):  # type: ignore[no-untyped-def]
    return indicators()[id_].about


def test_above_scale_industry_says_its_threshold_and_is_monthly() -> None:
    for id_ in ("industrial_output", "industrial_value_added"):
        assert "2000万元" in about(id_).scope
        assert about(id_).frequency == "month"


def test_a_published_growth_is_never_had_by_dividing_published_levels() -> None:
    now, then = (FigureKey("industrial_output", "level", p) for p in (JULY, JULY.years_before(1)))
    shelf = Shelf(stated(now, "87420000000"), stated(then, "76000000000"))
    with pytest.raises(FigureUnknownError):
        explain_any(FigureKey("industrial_output", "growth", JULY), sources=shelf)


def test_growth_of_facts_is_over_what_the_same_enterprises_say_of_last_year(tmp_path: Path) -> None:
    """One left, one entered: the levels fall by 20 %, those who are in both years grew by 10 %."""
    lake = tmp_path / "lake"
    for seq, (period, rows) in enumerate(
        {
            "2021-07": [(1, 100, 90), (2, 100, 90)],
            "2022-07": [(1, 110, 100), (3, 50, None)],
        }.items(),
        1,
    ):
        told = [{"enterprise": n, **PLACE, "output_cum": now, "output_cum_ly": last} for n, now, last in rows]
        deliver(lake, period, told, seq=seq)
    by = reckoning(lake)
    growths = {
        caliber: by.figure(key_of("industrial_output", "growth", JULY, caliber=caliber)).value
        for caliber in ("published", "comparable")
    }
    assert growths == {"published": -20, "comparable": 10}


def test_an_enterprise_that_enters_brings_its_own_base_and_it_is_named(tmp_path: Path) -> None:
    """The last twelve months of its application stand as last year's; the bridge shows them as entered."""
    lake = tmp_path / "lake"
    deliver(lake, "2021-07", [{"enterprise": 1, **PLACE, "output_cum": 100, "output_cum_ly": 90}], seq=1)
    rows = [(1, 110, 100), (2, 66, 60)]
    told = [{"enterprise": n, **PLACE, "output_cum": a, "output_cum_ly": b} for n, a, b in rows]
    deliver(lake, "2022-07", told, seq=2)
    by = reckoning(lake)
    growth = by.figure(key_of("industrial_output", "growth", JULY, caliber="comparable"))
    entered = key_of("industrial_output", "base", JULY, caliber="comparable", who="entered")
    assert growth.value == 10
    assert [row.value for row in explain(entered, by=by).reported] == [Decimal("0.6")]


def test_value_added_grows_at_constant_prices_and_is_never_summed_from_output() -> None:
    assert about("industrial_value_added").basis == "constant"
    assert about("industrial_output").basis == "comparable"
    assert not computable("industrial_value_added")
    assert not computable("gdp")


def conflicts(text: str) -> list[str]:
    return [c.kind for c in read_text(text, date=DAY).conflicts]


def test_parts_need_not_add_up_beyond_their_rounding() -> None:
    """Nothing is adjusted mechanically: a unit of the last place for each part is no contradiction."""
    three = "1—7月，进出口总额3.2亿元，其中出口{}亿元，进口1.2亿元。"
    assert conflicts(three.format("2.1")) == []
    assert conflicts(three.format("2.2")) == []
    assert conflicts(three.format("2.5")) == ["sum"]
    whole = "上半年，地区生产总值428.0亿元，其中第一产业增加值5.1亿元，第二产业增加值210.4亿元，"
    assert conflicts(whole + "第三产业增加值212.6亿元。") == []


def test_gross_product_is_quarterly_and_comes_from_above() -> None:
    assert about("gdp").frequency == "quarter"
    assert "上级统一核算" in about("gdp").legal


def test_a_growth_without_its_level_is_a_headline_of_its_own() -> None:
    """Investment and value added: many places publish the growth alone."""
    assert {about(id_).level for id_ in ("fixed_asset_investment", "industrial_value_added")} == {"sometimes"}
    key = FigureKey("fixed_asset_investment", "growth", JULY)
    line = headline([Figure(key, Decimal("6.1"), "percent", decimals=1)], indicator=key.subject)
    assert line is not None
    assert line.level is None
    assert line.growth is not None


def arrivals(lake: Path, period: str, *, seq: int, usd: str, cny: str) -> None:
    amounts = {"arrived_usd_month": int(Decimal(usd) * 10**6), "arrived_cny_month": int(Decimal(cny) * 10**6)}
    row = {"enterprise": 1, "area": 11, "industry": 39, "source": 1, "day": 3, "event": 1, **amounts}
    deliver(lake, period, [row], seq=seq, dataset=FDI)


def test_foreign_capital_grows_differently_in_each_currency(tmp_path: Path) -> None:
    """First half of 2022: 7233.1亿元 up 17.4 %, 1123.5亿美元 up 21.8 %; bases at 6.68 yuan to the dollar."""
    usd, cny = Decimal("1123.5"), Decimal("7233.1")
    was_usd, was_cny = usd / Decimal("1.218"), cny / Decimal("1.174")
    arrivals(tmp_path / "lake", "2021-06", seq=1, usd=f"{was_usd:.6f}", cny=f"{was_cny:.6f}")
    arrivals(tmp_path / "lake", "2022-06", seq=2, usd=str(usd), cny=str(cny))
    by = reckoning(tmp_path / "lake")
    growth = {
        id_: by.figure(key_of(id_, "growth", JUNE, caliber="published")).value
        for id_ in ("actual_fdi", "actual_fdi_cny")
    }
    assert {id_: round(value or 0, 1) for id_, value in growth.items()} == {
        "actual_fdi": Decimal("21.8"),
        "actual_fdi_cny": Decimal("17.4"),
    }
    assert round(was_cny / was_usd, 2) == Decimal("6.68")
    assert round(cny / usd, 2) == Decimal("6.44")
    assert "两者范围不同" in about("actual_fdi").legal


def test_registered_capital_that_arrived_is_another_indicator() -> None:
    text = "1—6月，注册外资实际到账4.2亿美元。1—6月，实际使用外资5亿美元。"
    read = {o.indicator: o.value for o in read_text(text, date=DAY).observations}
    assert read == {"registered_fdi_arrived": Decimal(420_000_000), "actual_fdi": Decimal(500_000_000)}
    assert conflicts(text) == []


def test_revenue_has_ways_of_counting_that_stay_apart() -> None:
    """Natural +4.7 %, with the refunds taken off +13.6 %: both stand, neither contradicts the other."""
    text = "1—7月，一般公共预算收入119.19亿元，自然口径增长4.7%，同口径增长13.6%。"
    read = read_text(text, date=date(2022, 8, 12))
    growths = {o.caliber: o.value for o in read.observations if o.measure == "growth"}
    assert growths == {"natural": Decimal("4.7"), "same_scope": Decimal("13.6")}
    assert "different" not in [c.kind for c in read.conflicts]


def test_a_ratio_changes_in_points_and_not_in_percent(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    rows = [
        {"enterprise": n, **PLACE, "high_tech": n == 1, "output_cum": now, "output_cum_ly": last}
        for n, now, last in ((1, 60, 40), (2, 40, 60))
    ]
    deliver(lake, "2022-07", rows, seq=1)
    change = reckoning(lake).figure(key_of("high_tech_share", "change", JULY))
    assert (change.value, change.unit) == (20, "pp")


def test_what_surveys_hold_back_in_january_other_records_publish() -> None:
    assert about("industrial_output").january == "together"
    for id_ in ("electricity_use", "general_public_budget_revenue", "industrial_taxable_sales"):
        assert about(id_).january == "apart", id_


def test_a_fall_that_narrows_is_a_change_upwards_in_points() -> None:
    text = "1—7月，出口下降34.6%，降幅较1—6月收窄0.6个百分点。"
    moved = next(o for o in read_text(text, date=DAY).observations if o.measure == "growth_change")
    assert (moved.value, moved.unit) == (Decimal("0.6"), "pp")


def test_taxable_sales_may_exceed_output_and_replace_nothing() -> None:
    text = "上半年，规上工业产值874.2亿元，增长15%，工业应税销售额903.6亿元。"
    assert conflicts(text) == []
    read = {o.indicator for o in read_text(text, date=DAY).observations}
    assert read == {"industrial_output", "industrial_taxable_sales"}
    assert "不设规上门槛" in about("industrial_taxable_sales").scope
    assert "不能相互替代" in about("industrial_taxable_sales").legal


def test_a_figure_announced_beforehand_is_an_estimate() -> None:
    found = read_text("预计上半年地区生产总值增长6%。", date=DAY).observations
    assert [o.status for o in found] == ["estimate"]
