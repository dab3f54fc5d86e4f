"""Whoever may not see enterprises sees no small cell, and none that the others would give away."""

from pathlib import Path

from guatu.indicators.asking import streets
from guatu.indicators.explaining import explain
from guatu.indicators.reckoning import Reckoning, key_of
from guatu.indicators.veil import WHY, Veil
from guatu.vocabulary.period import Period
from tests.indicators.lakes import deliver, reckoning

APRIL = Period.of(2022, 1, 4)


def lake_with(tmp_path: Path, counts: dict[int, int]) -> Reckoning:
    """So many enterprises in each street, in both years."""
    plain = {"industry": 39, "high_tech": False, "emerging": False, "size": 1, "ownership": 1}
    places = [area for area, count in counts.items() for _ in range(count)]
    for seq, period in enumerate(("2021-03", "2021-04", "2022-03", "2022-04"), 1):
        rows = [
            {"enterprise": n, "area": area, **plain, "output_cum": 1000 + n * seq, "output_cum_ly": 900 + n}
            for n, area in enumerate(places, 1)
        ]
        deliver(tmp_path / "lake", period, rows, seq=seq)
    return reckoning(tmp_path / "lake")


def shown(by: Reckoning, measure: str = "level", **more: str) -> set[str]:
    veil = Veil(by)
    named = {a: key_of("industrial_output", measure, APRIL, area=a, **more) for a in streets()}  # type: ignore[arg-type]
    return {a for a, key in named.items() if veil.figure(key).value is not None}


def test_streets_with_enough_enterprises_are_shown_as_they_are(tmp_path: Path) -> None:
    by = lake_with(tmp_path, {11: 5, 12: 4, 13: 3})
    assert shown(by) == {"11", "12", "13"}
    key = key_of("industrial_output", "level", APRIL, area="11")
    assert Veil(by).figure(key) == by.figure(key)


def test_a_small_street_is_hidden_with_the_next_so_that_neither_follows_from_the_whole(
    tmp_path: Path,
) -> None:
    by = lake_with(tmp_path, {11: 5, 12: 4, 13: 1})
    for measure, more in (
        ("level", {}), ("growth", {"caliber": "comparable"}), ("growth", {"caliber": "published"}),
        ("share", {"versus": "zone"}), ("contribution", {"versus": "zone"}), ("rank", {"of": "level"}),
        ("growth_change", {"caliber": "comparable"}),
    ):  # fmt: skip
        assert shown(by, measure, **more) == {"11"}, measure
    hidden = Veil(by).figure(key_of("industrial_output", "level", APRIL, area="13"))
    assert (hidden.value, hidden.why_unknown) == (None, WHY)


def test_a_row_of_no_street_counts_as_a_part(tmp_path: Path) -> None:
    """The zone less its streets would otherwise be that one enterprise."""
    assert shown(lake_with(tmp_path, {1: 1, 11: 5, 12: 4})) == {"11"}


def test_a_whole_of_two_is_hidden_and_so_is_every_cut(tmp_path: Path) -> None:
    by = lake_with(tmp_path, {11: 2})
    assert Veil(by).figure(key_of("industrial_output", "level", APRIL)).value is None
    many = lake_with(tmp_path / "many", {11: 5, 12: 5})
    cut = key_of("industrial_output", "level", APRIL, industry="39")
    assert many.figure(cut).value is not None
    assert Veil(many).figure(cut).value is None


def test_a_trace_keeps_its_formula_and_loses_its_enterprises(tmp_path: Path) -> None:
    by = lake_with(tmp_path, {11: 5, 12: 4, 13: 1})
    key = key_of("industrial_output", "growth", APRIL, caliber="comparable")
    whole = explain(key, by=by)
    told = Veil(by).trace(whole)
    assert whole.inputs[0].reported
    assert not any(part.reported for part in told.inputs)
    assert all(part.withheld for part in told.inputs)
    assert told.figure == whole.figure
    assert list(told.sources()) == []
    rank = explain(key_of("industrial_output", "rank", APRIL, area="11", of="level"), by=by)
    assert [part.figure.value is not None for part in rank.inputs[:3]] == [True, True, True]
    assert [part.figure.value is not None for part in Veil(by).trace(rank).inputs[:3]] == [True, False, False]
