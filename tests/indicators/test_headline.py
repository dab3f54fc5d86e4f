"""What the wall says of an indicator: its latest period, its change against the one before, its place."""

from decimal import Decimal

from guatu.indicators.changes import change_key, derive, is_change, operands
from guatu.indicators.headline import headline, headlines, previous
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Amount

UNITS = {"level": "CNY", "growth": "percent", "rank": "rank", "growth_gap": "pp", "growth_change": "pp"}
MAY, JUNE, JULY = (Period.of(2022, 1, last) for last in (5, 6, 7))


def said(
    measure: str, value: str, *, period: Period = JUNE, indicator: str = "goods_trade", **key: object
) -> Figure:
    named = FigureKey(indicator, measure, period, **key)  # type: ignore[arg-type]
    return Figure(named, Decimal(value), UNITS[measure], decimals=1)


def test_the_latest_period_speaks_and_is_set_against_the_one_before() -> None:
    line = headline(
        [said("growth", "30"), said("growth", "38", period=JULY), said("level", "4.07E10", period=JULY)],
        indicator="goods_trade",
    )
    assert line is not None
    assert (line.period, line.before) == (JULY, JUNE)
    assert line.growth_change is not None
    assert line.growth_change.value == 8
    assert line.growth_change.key.origin == "computed"


def test_the_change_is_named_so_that_its_operands_can_be_found() -> None:
    now = said("growth", "38", period=JULY)
    key = change_key(now.key, before=JUNE)
    assert is_change(FigureKey.parse(key.print()))
    assert operands(key) == (now.key, said("growth", "30").key)


def test_places_gained_are_positive() -> None:
    first, third = said("rank", "1", period=JULY, of="growth"), said("rank", "3", of="growth")
    key = change_key(first.key, before=JUNE)
    assert derive(key, now=first, then=third).value == 2


def test_ranks_of_different_things_or_among_different_peers_are_not_compared() -> None:
    line = headline(
        [
            said("rank", "1", period=JULY, of="growth", scope="city"),
            said("rank", "3", of="level", scope="city"),
        ],
        indicator="goods_trade",
    )
    assert line is not None
    assert line.rank is not None
    assert line.rank_change is None


def test_a_change_that_the_text_states_is_shown_before_one_that_we_subtract() -> None:
    stated = said("growth_change", "8.5", period=JULY, versus=str(JUNE))
    line = headline(
        [said("growth", "38", period=JULY), said("growth", "30"), stated], indicator="goods_trade"
    )
    assert line is not None
    assert line.growth_change == stated


def test_an_unknown_operand_makes_an_unknown_change_with_its_reason() -> None:
    now = said("growth", "38", period=JULY)
    change = derive(change_key(now.key, before=JUNE), now=now, then=None)
    assert (change.value, change.why_unknown) == (None, "上一期未公布")


def test_a_single_month_does_not_speak_over_what_is_counted_from_january() -> None:
    month = Period.of(2022, 7, 7)
    line = headline([said("level", "1", period=month), said("level", "9")], indicator="goods_trade")
    assert line is not None
    assert line.period == JUNE


def test_january_to_june_is_not_set_against_a_month_or_another_year() -> None:
    among = [Period.of(2022, 6, 6), Period.of(2021), MAY, JULY]
    assert previous(JUNE, among=among) == MAY
    assert previous(MAY, among=among) is None


def test_parts_of_the_zone_and_size_classes_do_not_speak_for_the_whole() -> None:
    big = said("level", "3", min_size=Amount(Decimal("1E9"), "CNY"))
    city = said("level", "4", area="全市")
    assert headlines([big, city]) == {}


def test_rank_in_the_city_by_growth_is_shown_first_and_all_are_kept() -> None:
    ranks = [
        said("rank", "3", of="growth", scope="counties"),
        said("rank", "2", of="level", scope="city"),
        said("rank", "1", of="growth", scope="city"),
    ]
    line = headline(ranks, indicator="goods_trade")
    assert line is not None
    assert line.rank == ranks[2]
    assert line.ranks == (ranks[2], ranks[1], ranks[0])
