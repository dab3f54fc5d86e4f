"""Places and the two bases of growth: beside recomputations and published figures."""

from __future__ import annotations

import doctest
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.indicators import bases, places

VALUES = st.dictionaries(
    st.sampled_from("abcdefgh"), st.none() | st.integers(-3, 3) | st.fractions(-2, 2), min_size=1
)


@pytest.mark.parametrize("module", [bases, places])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@given(VALUES, st.booleans())
def test_a_place_is_one_more_than_those_who_are_better(
    values: dict[str, Fraction | int | None], lowest_first: bool
) -> None:
    found = places.places(values, lowest_first=lowest_first)
    for name, own in values.items():
        place = found[name]
        if own is None:
            assert place is None
            continue
        better = [v for v in values.values() if v is not None and (v < own if lowest_first else v > own)]
        same = [v for n, v in values.items() if v == own and n != name]
        assert place is not None
        assert (place.place, place.tied) == (len(better) + 1, bool(same))
        assert place.among + place.unknown == len(values)


@given(VALUES, st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True))
def test_a_place_in_a_group_knows_only_the_group(
    values: dict[str, Fraction | int | None], members: list[str]
) -> None:
    own = members[0]
    groups = {"these": members, "all": list("abcdefgh"), "others": [m for m in "abcdefgh" if m != own]}
    found = places.places_among(own, values, groups=groups)
    assert set(found) == {"these", "all"}
    for name, place in found.items():
        alone = places.places({member: values.get(member) for member in groups[name]})[own]
        assert place == alone


def test_one_zone_is_first_among_parks_and_third_among_counties() -> None:
    """Half a year's growth of 2023: third of the counties and first of the parks, both on one list."""
    growth = {
        "开发区": Decimal("12.1"),
        "甲园": Decimal("9.9"),
        "甲县": Decimal(14),
        "乙县": Decimal("13.2"),
    }
    groups = {"县市区": ["开发区", "甲县", "乙县"], "园区": ["开发区", "甲园"]}
    found = places.places_among("开发区", growth, groups=groups)
    assert {name: place and place.place for name, place in found.items()} == {"县市区": 3, "园区": 1}


def test_a_share_is_ranked_as_any_measure_and_a_tie_is_said() -> None:
    """首位（与长沙并列）: two cities hold the first place, and the next is the third."""
    found = places.places({"长沙": Fraction(1, 4), "株洲": Fraction(25, 100), "湘潭": Fraction(1, 5)})
    assert [(p.place, p.tied) for p in found.values() if p] == [(1, True), (1, True), (3, False)]


SAID = st.dictionaries(st.integers(1, 8), st.none() | st.integers(-100, 100))


@given(SAID, SAID)
def test_the_way_from_one_base_to_the_other_adds_up(
    then: dict[int, int | None], last: dict[int, int | None]
) -> None:
    made = bases.bridge(then, last)
    assert made.published == sum(v for v in then.values() if v is not None)
    assert made.comparable == sum(v for v in last.values() if v is not None)
    assert made.published - made.left + made.entered + made.corrected == made.comparable
    moved = made.who["left"] | made.who["entered"] | made.who["corrected"]
    assert all(then.get(id_) == last.get(id_) for id_ in (then.keys() | last.keys()) - moved)
