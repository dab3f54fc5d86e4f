"""Who was struck off (注销) owes no report from the month of it on; whoever stayed away still does."""

from pathlib import Path

import pytest

from guatu.catalogue.datasets import load_dataset
from guatu.indicators.asking import CLOSED
from guatu.indicators.explaining import explain
from guatu.indicators.reckoning import key_of
from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period
from tests.indicators.lakes import Row, deliver, reckoning

MONTHS = ("2022-02", "2022-03", "2022-04")


def row(n: int, area: int = 11) -> Row:
    same = {"enterprise": n, "area": area, "industry": 39, "size": 1, "ownership": 4}
    return same | {"high_tech": False, "emerging": False, "output_month": 100, "output_cum": 100}


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Five report until March; in April the third and the fourth stay away."""
    for seq, month in enumerate(MONTHS, 1):
        here = [n for n in range(1, 6) if month != "2022-04" or n not in (3, 4)]
        deliver(tmp_path / "lake", month, [row(n, area=11 if n < 4 else 12) for n in here], seq=seq)
    return tmp_path / "lake"


def strike_off(lake: Path, n: int, month: str, *, seq: int, day: int = 20) -> None:
    gone = {"enterprise": n, "area": 11, "industry": 39, "day": day}
    deliver(lake, month, [gone], seq=seq, dataset=load_dataset(CLOSED))


def told(
    lake: Path, measure: str, *, month: int = 4, known_at: int | None = None, area: str | None = None
) -> Figure:
    key = key_of("industrial_output", measure, Period.of(2022, 1, month), area=area, known_at=known_at)
    return reckoning(lake, known_at=known_at).figure(key)


def test_until_then_both_who_stay_away_are_missing(lake: Path) -> None:
    assert (told(lake, "due").value, told(lake, "missing").value) == (5, 2)
    assert told(lake, "coverage").value == 60


@pytest.mark.parametrize(("month", "missing"), [("2022-03", 1), ("2022-04", 1), ("2022-05", 2)])
def test_from_the_month_of_it_on_nothing_is_due(lake: Path, month: str, missing: int) -> None:
    strike_off(lake, 3, month, seq=9)
    assert told(lake, "missing").value == missing
    assert told(lake, "due").value == 3 + missing
    key = key_of("industrial_output", "missing", Period.of(2022, 1, 4))
    assert len(explain(key, by=reckoning(lake)).reported) == missing


def test_each_street_is_counted_by_its_own(lake: Path) -> None:
    strike_off(lake, 3, "2022-04", seq=9)
    assert [told(lake, "missing", area=area).value for area in ("11", "12")] == [0, 1]


def test_who_reports_all_the_same_counts_as_reported(lake: Path) -> None:
    strike_off(lake, 1, "2022-04", seq=9)
    assert (told(lake, "reported").value, told(lake, "due").value) == (3, 5)


def test_an_earlier_moment_and_an_earlier_month_stand_as_they_were(lake: Path) -> None:
    before = told(lake, "missing", known_at=8).value
    strike_off(lake, 3, "2022-04", seq=9)
    assert told(lake, "missing", known_at=8).value == before == 2
    assert told(lake, "missing", known_at=9).value == 1
    assert told(lake, "due", month=3).value == 5
