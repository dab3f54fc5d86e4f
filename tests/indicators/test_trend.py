"""An indicator over time, as it is drawn."""

from decimal import Decimal

from guatu.indicators.trend import trend
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period


def growth(value: int, *, period: Period, **key: str) -> Figure:
    return Figure(FigureKey("gdp", "growth", period, **key), Decimal(value), "percent")  # type: ignore[arg-type]


def test_cumulative_and_single_months_are_two_strands() -> None:
    strands = trend(
        [growth(7, period=Period.of(2022, 1, 6)), growth(9, period=Period.of(2022, 6, 6))], indicator="gdp"
    )
    assert [s.way for s in strands] == ["cumulative", "month"]


def test_january_and_february_are_one_place_and_missing_months_are_gaps() -> None:
    first, fourth = growth(5, period=Period.of(2022, 1, 2)), growth(6, period=Period.of(2022, 1, 4))
    (strand,) = trend([first, fourth], indicator="gdp")
    assert strand.places[:3] == ("1—2月", "1—3月", "1—4月")
    assert strand.places[-1] == "全年"
    assert strand.years[0].growth[:3] == (first, None, fourth)


def test_january_stands_on_the_axis_only_where_it_was_announced() -> None:
    (strand,) = trend([growth(5, period=Period.of(2022, 1, 1))], indicator="gdp")
    assert strand.places[:2] == ("1月", "1—2月")


def test_years_lie_over_each_other_newest_first() -> None:
    (strand,) = trend(
        [growth(8, period=Period.of(2021)), growth(6, period=Period.of(2022, 1, 6))], indicator="gdp"
    )
    assert [y.year for y in strand.years] == [2022, 2021]
    assert strand.years[1].growth[-1] is not None


def test_other_bases_and_spans_over_years_are_not_drawn() -> None:
    figures = [
        growth(8, period=Period.of(2022, 1, 6), basis="two_year_average"),
        growth(9, period=Period.of(2021, 1, 12, last_year=2025)),
    ]
    assert trend(figures, indicator="gdp") == ()


def test_growth_on_the_month_before_is_drawn_of_single_months_alone() -> None:
    june = Period.of(2022, 6, 6)
    yearly, monthly = growth(9, period=june), growth(-2, period=june, basis="mom")
    strands = trend([yearly, monthly, growth(1, period=Period.of(2022, 1, 6), basis="mom")], indicator="gdp")
    assert [s.way for s in strands] == ["month"]
    (year,) = strands[0].years
    assert (year.growth[5], year.month_on_month[5]) == (yearly, monthly)
