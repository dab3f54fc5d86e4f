"""Days, events, years: what a dataset does not report is summed where that is lawful, else unknown."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from guatu.catalogue.datasets import load_dataset
from guatu.indicators.board import board
from guatu.indicators.explaining import explain
from guatu.indicators.reckoning import key_of
from guatu.vocabulary.period import Period
from tests.indicators.lakes import deliver, reckoning

PLACE = {"area": 11, "industry": 39, "size": 1, "ownership": 1}
SALES, FDI, YEARLY, TRADE = (
    load_dataset(name) for name in ("taxable_sales_daily", "fdi_arrivals", "enterprises_yearly", "trade")
)


def sales(lake: Path, period: str, *, seq: int, amounts: dict[int, int]) -> None:
    rows = [
        {"enterprise": 1 + day % 2, **PLACE, "day": day, "taxable_sales_month": 100 * amount}
        for day, amount in amounts.items()
    ]
    deliver(lake, period, rows, seq=seq, dataset=SALES)


def test_invoices_by_day_add_up_to_the_month_and_the_months_to_the_cumulative(tmp_path: Path) -> None:
    for seq, (period, amounts) in enumerate(
        {
            "2021-01": {4: 50},
            "2021-02": {5: 50},
            "2022-01": {3: 60, 9: 10},
            "2022-02": {1: 40, 2: 15},
        }.items(),
        1,
    ):
        sales(tmp_path / "lake", period, seq=seq, amounts=amounts)
    by, february = reckoning(tmp_path / "lake"), Period.of(2022, 1, 2)
    total = by.figure(key_of("industrial_taxable_sales", "level", february))
    assert total.value == 125
    assert by.figure(key_of("industrial_taxable_sales", "level", Period.of(2022, 2, 2))).value == 55
    growth = key_of("industrial_taxable_sales", "growth", february, caliber="published")
    assert by.figure(growth).value == 25
    # Invoices do not say what the same enterprise had a year ago.
    assert (
        by.figure(key_of("industrial_taxable_sales", "growth", february, caliber="comparable")).value is None
    )
    trace = explain(total.key, by=by)
    assert sum(row.value for row in trace.reported) == 125
    assert len(trace.reported) == 4
    line = next(row for row in board(by).rows if row.indicator == "industrial_taxable_sales")
    assert line.figures["growth"].value == 25


def test_a_month_without_invoices_makes_the_cumulative_unknown_and_one_without_arrivals_does_not(
    tmp_path: Path,
) -> None:
    sales(tmp_path / "lake", "2022-01", seq=1, amounts={3: 60})
    sales(tmp_path / "lake", "2022-03", seq=2, amounts={3: 60})
    for seq, (period, amount) in enumerate({"2022-01": 300, "2022-03": 200}.items(), 3):
        arrival = {"enterprise": 1, "area": 11, "industry": 39, "source": 1, "day": 2, "event": 1}
        arrival |= {"arrived_usd_month": amount * 100, "arrived_cny_month": amount * 690}
        deliver(tmp_path / "lake", period, [arrival], seq=seq, dataset=FDI)
    by, march = reckoning(tmp_path / "lake"), Period.of(2022, 1, 3)
    assert by.figure(key_of("industrial_taxable_sales", "level", march)).value is None
    assert by.figure(key_of("actual_fdi", "level", march)).value == 500
    assert by.figure(key_of("actual_fdi_cny", "level", march)).value == 3450


def test_a_year_is_one_period_and_its_ratios_are_of_the_whole(tmp_path: Path) -> None:
    rows = [
        {"enterprise": n, **PLACE, "high_tech": n == 1, "above_scale": True}
        | {
            "annual_tax_cum": 100 * tax,
            "land_cum": 100 * land,
            "rd_cum": 100 * 5,
            "annual_revenue_cum": 100 * 100,
        }
        for n, (tax, land) in enumerate([(1000, 10), (200, 30), (300, 20)], 1)
    ]
    deliver(tmp_path / "lake", "2021-12", rows, seq=1, dataset=YEARLY)
    by, year = reckoning(tmp_path / "lake"), Period.of(2021)
    assert by.figure(key_of("tax_per_mu", "level", year)).value == 25
    assert by.figure(key_of("enterprise_rd_intensity", "level", year)).value == 5
    assert by.figure(key_of("high_tech_enterprises", "level", year)).value == 1
    assert by.figure(key_of("above_scale_enterprises", "level", year)).value == 3
    assert by.figure(key_of("tax_per_mu", "level", Period.of(2021, 12, 12))).value is None


def test_imports_and_exports_are_one_sum_and_two_currencies_two_growths(tmp_path: Path) -> None:
    def row(n: int, **amounts: int) -> dict[str, object]:
        made: dict[str, object] = {"enterprise": n, "area": 11, "industry": 39, "ownership": 1}
        return made | {name: 100 * value for name, value in amounts.items()}

    told = row(
        1, export_cny_cum=600, export_cny_cum_ly=500, import_cny_cum=400, import_cny_cum_ly=300,
        export_usd_cum=90, export_usd_cum_ly=80, import_usd_cum=60, import_usd_cum_ly=50,
    )  # fmt: skip
    deliver(tmp_path / "lake", "2022-07", [told], seq=1, dataset=TRADE)
    by, july = reckoning(tmp_path / "lake"), Period.of(2022, 1, 7)
    assert by.figure(key_of("goods_trade", "level", july)).value == 1000
    growth = {
        id_: by.figure(key_of(id_, "growth", july, caliber="comparable")).value
        for id_ in ("goods_trade", "goods_trade_usd")
    }
    assert growth["goods_trade"] == 25
    assert growth["goods_trade_usd"] is not None
    assert growth["goods_trade_usd"].quantize(Decimal("0.01")) == Decimal("15.38")
    trace = explain(key_of("goods_trade", "growth", july, caliber="comparable"), by=by)
    assert [part.figure.key.subject for part in trace.inputs[0].inputs] == ["exports", "imports"]


def test_a_month_is_compared_with_the_month_before_across_years_where_january_stands_alone(
    tmp_path: Path,
) -> None:
    lake = tmp_path / "lake"
    months = {"2021-12": {4: 50}, "2022-01": {3: 60}, "2022-02": {2: 45}, "2022-03": {}, "2022-04": {1: 10}}
    for seq, (period, amounts) in enumerate(months.items(), 1):
        if amounts:
            sales(lake, period, seq=seq, amounts=amounts)
    by = reckoning(lake)

    def on_month(month: int) -> Decimal | None:
        alone = Period.of(2022, month, month)
        return by.figure(key_of("industrial_taxable_sales", "growth", alone, basis="mom")).value

    assert [on_month(month) for month in (1, 2, 4)] == [20, -25, None]
    line = next(row for row in board(by, until=202202).rows if row.indicator == "industrial_taxable_sales")
    assert line.figures["month_on_month"].value == -25
    trace = explain(line.figures["month_on_month"].key, by=by)
    assert [part.figure.value for part in trace.inputs] == [45, 60]
    assert all(part.reported for part in trace.inputs)
