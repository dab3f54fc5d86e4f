"""After a delivery the first pages find their sums kept: no row is read for them and no cube made."""

from pathlib import Path

import pytest

from guatu.indicators import making, narrowing, stored, world
from guatu.indicators.asking import streets
from guatu.indicators.board import board
from guatu.indicators.reckoning import key_of
from guatu.indicators.warming import warm
from guatu.vocabulary.period import Period
from tests.indicators.lakes import deliver, reckoning, write_lake

DATASET = "industry_monthly"


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    write_lake(tmp_path / "lake", enterprises=24)
    return tmp_path / "lake"


def shut(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no row may be read and no cube made."""

    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a row was read")

    monkeypatch.setattr(world.World, "evidence", refuse)
    monkeypatch.setattr(narrowing, "turnover", refuse)
    monkeypatch.setattr(making, "build_cube", refuse)


def test_boards_of_the_latest_periods_and_of_sizes_find_all_they_need(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert warm(reckoning(lake), dataset=DATASET) > 0
    shut(monkeypatch)
    for until in (202204, 202203):
        for area in (None, *streets()):
            assert board(reckoning(lake), until=until, area=area).period is not None
    for cut in ({"size": "1"}, {"ownership": "4"}):
        assert board(reckoning(lake), **cut, without=frozenset({"concentration", "coverage"})).rows


def test_of_cuts_only_the_newest_cubes_are_kept(lake: Path) -> None:
    april = Period.of(2022, 1, 4)
    for seq in range(21, 21 + stored.FEW_KEPT + 2):
        deliver(lake, "2022-03", [{"enterprise": 2, "area": 11, "industry": 39, "output_cum": seq}], seq=seq)
        by = reckoning(lake)
        for size in (None, "1"):
            by.figure(key_of("industrial_output", "level", april, size=size))
    folder = lake.parent / "cubes" / DATASET
    kept = {name: len(stored.newest(folder / name)) for name in ("all", "size=1")}
    assert kept == {"all": stored.FEW_KEPT + 2, "size=1": stored.FEW_KEPT}
