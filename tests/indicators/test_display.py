"""Figures in print, as officials write them."""

from decimal import Decimal

import pytest

from guatu.indicators.display import Rule, shown
from guatu.indicators.naming import level_label, measure_label
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Amount


def figure(
    measure: str, value: str | None, unit: str, *, decimals: int | None = None, about: str | None = None
) -> Figure:
    number = None if value is None else Decimal(value)
    subject = "target:1" if measure == "completion" else "gdp"
    return Figure(FigureKey(subject, measure, None), number, unit, decimals=decimals, approximate=about)


@pytest.mark.parametrize(
    ("measure", "value", "unit", "decimals", "text"),
    [
        ("level", "42800000000", "CNY", 0, "428亿元"),
        ("level", "87420000000", "CNY", 1, "874.2亿元"),
        ("level", "500000000", "USD", 0, "5亿美元"),
        ("level", "8500000", "CNY", 0, "850万元"),
        ("level", "1200", "mu", 0, "1200亩"),
        ("level", "85.1", "percent", 1, "85.1%"),
        ("growth", "15", "percent", 0, "▲ 15%"),
        ("growth", "7.35", "percent", 2, "▲ 7.35%"),
        ("growth", "-8.92", "percent", 2, "▼ 8.92%"),
        ("growth", "0", "percent", 0, "0%"),
        ("growth_gap", "0.9", "pp", 1, "+0.9个百分点"),
        ("growth_change", "-3", "pp", 0, "−3个百分点"),
        ("completion", "58.333333", "percent", None, "58.3%"),
        ("rank", "2", "rank", 0, "第2位"),
        ("rank_change", "1", "rank", None, "升1位"),
        ("rank_change", "-2", "rank", None, "降2位"),
        ("rank_change", "0", "rank", None, "持平"),
        ("multiple", "2.8", "times", 1, "2.8倍"),
    ],
)
def test_figures_are_printed_as_officials_write_them(
    measure: str, value: str, unit: str, decimals: int | None, text: str
) -> None:
    assert shown(figure(measure, value, unit, decimals=decimals)).text == text


def test_an_indicator_declares_its_decimals_scale_and_counting_word() -> None:
    level = figure("level", "102174560000", "CNY", decimals=2)
    assert shown(level, rule=Rule(decimals=1, scale="亿")).text == "1021.7亿元"
    assert shown(figure("level", "12", "count", decimals=0), rule=Rule(counter="家")).text == "12家"


def test_a_small_amount_does_not_vanish_in_a_large_scale() -> None:
    assert (
        shown(figure("level", "850000", "CNY", decimals=0), rule=Rule(decimals=1, scale="亿")).text
        == "85万元"
    )


def test_the_unknown_is_a_dash_and_never_zero() -> None:
    assert shown(figure("growth", None, "percent")).text == "—"


def test_a_formula_needs_a_minus_and_a_sentence_a_word() -> None:
    fall = figure("growth", "-3.2", "percent", decimals=1)
    assert shown(fall, arrows=False).text == "−3.2%"
    assert shown(fall).spoken == "下降3.2%"


def test_words_of_approximation_stay() -> None:
    assert shown(figure("level", "90000000000", "CNY", decimals=0, about="above")).text == "超900亿元"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ({"measure": "growth"}, "同比增幅"),
        ({"measure": "growth", "basis": "two_year_average"}, "两年平均增幅"),
        ({"measure": "growth", "caliber": "same_scope"}, "同比增幅（同口径）"),
        ({"measure": "rank", "of": "level", "scope": "counties"}, "县市区总量位次"),
        ({"measure": "growth_change", "versus": "2022-01/2022-06"}, "增幅较上半年"),
        ({"measure": "growth_gap", "versus": "city_average"}, "增幅与全市平均之差"),
        ({"measure": "share", "versus": "city_total"}, "占全市总量比重"),
        ({"measure": "level", "min_size": Amount(Decimal("1E9"), "CNY")}, "数值（10亿元以上）"),
        ({"measure": "completion"}, "完成率"),
    ],
)
def test_a_measure_is_named_with_all_its_conditions(key: dict[str, object], label: str) -> None:
    assert measure_label(FigureKey("gdp", period=None, **key)) == label  # type: ignore[arg-type]


def test_cumulative_values_are_never_called_a_month() -> None:
    labels = [level_label(Period.parse(p)) for p in ("2022-01/2022-07", "2022-07", "2022", "2022-04/2022-06")]
    assert labels == ["累计", "当月", "全年", "数值"]


def test_a_change_of_nothing_takes_no_scale_from_its_indicators_amounts() -> None:
    rule = Rule(decimals=1, scale="亿")
    key = FigureKey("gdp", "growth_change", Period.parse("2022"), versus="2022-01/2022-07", origin="computed")
    assert shown(Figure(key, Decimal(0), "pp"), rule=rule).text == "0.0个百分点"
    assert shown(Figure(key, Decimal(2), "pp"), rule=rule).text == "+2.0个百分点"
