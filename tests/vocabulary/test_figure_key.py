"""A figure's name is its address."""

from decimal import Decimal
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.vocabulary.figure import PARAMETERS, Figure, FigureKey, FigureKeyError
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Amount

words = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12)
subjects = st.one_of(
    st.sampled_from(["gdp", "industrial_output", "tasks", "target:3", "document:12"]),
    words.map(lambda name: f"other:{name}"),
)
periods = st.none() | st.builds(
    lambda y, a, b: Period.of(y, min(a, b), max(a, b)),
    st.integers(1990, 2100),
    st.integers(1, 12),
    st.integers(1, 12),
)
amounts = st.builds(
    Amount,
    st.decimals(min_value=0, max_value=10**13, places=2, allow_nan=False),
    st.sampled_from(["CNY", "USD", "mu", "ug/m3", "m2", "count"]),
)
keys = st.builds(
    FigureKey,
    subjects,
    st.sampled_from(["level", "growth", "rank", "completion", "growth_gap"]),
    periods,
    **{name: st.none() | words for name in ("of", "versus", "scope", "basis", "area", "cut")},
    caliber=st.sampled_from(["unstated", "natural"]),
    min_size=st.none() | amounts,
    tier=st.none() | amounts,
    origin=st.sampled_from([None, "published", "computed"]),
    known_at=st.none() | st.integers(0, 10**12),
)


@given(keys)
def test_a_printed_key_reads_back_as_itself(key: FigureKey) -> None:
    assert FigureKey.parse(key.print()) == key


@given(keys)
def test_an_address_survives_the_decoding_of_a_web_server(key: FigureKey) -> None:
    path = key.print().partition("?")[0]
    assert path.isascii()
    assert unquote(path).count("/") == path.count("/") == 4


@given(keys)
def test_parameters_stand_in_one_order(key: FigureKey) -> None:
    names = list(key.parameters())
    assert names == sorted(names, key=PARAMETERS.index)


def test_what_is_usual_is_left_out() -> None:
    period = Period.parse("2022-01/2022-06")
    stated = FigureKey("gdp", "growth", period, basis="yoy", caliber="unstated", origin="published")
    assert stated.print() == "/figures/gdp/growth/2022-01--2022-06"
    assert stated == FigureKey("gdp", "growth", period)
    assert FigureKey("target:3", "completion", period).origin == "computed"


def test_every_parameter_prints() -> None:
    key = FigureKey(
        "signed_projects",
        "rank",
        Period.parse("2022"),
        of="growth",
        scope="city",
        min_size=Amount(Decimal("1E+9"), "CNY"),
        area="全市",
        origin="computed",
        known_at=41,
    )
    query = "of=growth&scope=city&min_size=1000000000CNY&area=%E5%85%A8%E5%B8%82&origin=computed&known_at=41"
    assert key.print() == f"/figures/signed_projects/rank/2022?{query}"


def test_a_key_tells_which_room_owns_it() -> None:
    kinds = {
        s: FigureKey(s, "level", None).kind
        for s in ("gdp", "other:能耗", "target:3", "targets", "tasks", "document:9")
    }
    assert list(kinds.values()) == ["indicator", "indicator", "target", "targets", "tasks", "document"]
    assert FigureKey("target:3", "level", None).number == 3
    assert FigureKey("gdp", "level", None).number is None


def test_a_cut_reads_as_pairs() -> None:
    key = FigureKey("tasks", "count", None, cut="light:bad;unit:3")
    assert key.cuts() == {"light": "bad", "unit": "3"}
    assert key.where() == {"period": None, "area": None, "cut": "light:bad;unit:3", "known_at": None}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/figures/gdp/growth",
        "/figures/gdp/growth/2022/more",
        "/figures//growth/2022",
        "/figures/gdp/Growth/2022",
        "/figures/gdp/growth/2022-13",
        "/figures/gdp/growth/2022?known_at=-1",
        "/figures/gdp/growth/2022?known_at=now",
        "/figures/gdp/growth/2022?of=",
        "/figures/gdp/growth/2022?of=level&of=growth",
        "/figures/gdp/growth/2022?colour=red",
        "/figures/gdp/growth/2022?origin=guess",
        "/figures/gdp/growth/2022?min_size=much",
        "/figures/target:0/completion/2022",
        "/figures/target:x/completion/2022",
        "/figures/gdp%00/growth/2022",
        "/figures/%FF/growth/2022",
        "/figures/gdp/growth/2022?area=" + "长" * 3000,
    ],
)
def test_what_is_no_address_is_refused_in_words(address: str) -> None:
    with pytest.raises(FigureKeyError) as caught:
        FigureKey.parse(address)
    assert caught.value.problem.message
    assert caught.value.problem.what_to_do


def test_the_same_figure_at_another_moment_is_another_key() -> None:
    key = FigureKey("gdp", "level", Period.parse("2022-01/2022-06"))
    assert key.at(7).known_at == 7
    assert key.at(7).at(None) == key
    assert Figure(key, Decimal(42800000000), "CNY").key == key
