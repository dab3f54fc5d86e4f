"""The indicators' bench on a world small enough for a test: what it measures is what it says."""

import subprocess
import sys
from itertools import chain
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from bench.contenders import ROOT, ours, rounds
from bench.facts_world import DATASET
from bench.growth import MADE, beside_each_other, say
from bench.indicators import ratio

from guatu.facts.snapshot import snapshot_at

ENTERPRISES = 300


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bench") / "world"
    command = [sys.executable, "-m", "bench.facts_world", str(ENTERPRISES), str(out)]
    subprocess.run(command, cwd=ROOT, check=True)
    return out


def test_a_refresh_and_everything_anew_give_one_board(world: Path, tmp_path: Path) -> None:
    guatu = ours("guatu", world=world, rivals=None, work=tmp_path)
    try:
        guatu.ask("run")
        guatu.ask("prepare")
        guatu.ask("whole_board")
        whole = guatu.ask("hash")["hash"]
        guatu.ask("refresh")
        assert guatu.ask("merged")["hash"] == whole
        guatu.ask("known")
        assert guatu.ask("hash")["hash"] != whole
    finally:
        guatu.close()


def test_rounds_give_each_contender_its_turn(world: Path, tmp_path: Path) -> None:
    contenders = {name: ours(name, world=world, rivals=None, work=tmp_path) for name in ("floor", "guatu")}
    rounds(contenders, 2)
    for contender in contenders.values():
        assert len(contender.times["run"]) == 2
        assert contender.median() > 0
        assert contender.ask("rss")["rss_mb"] > 20
        contender.close()


def test_a_contender_that_stops_says_why(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"(?s)stopped:.*Error"):
        ours("guatu", world=tmp_path, rivals=None, work=tmp_path)


def test_the_law_of_growth(capsys: pytest.CaptureFixture[str]) -> None:
    say(
        [{"enterprises": 10**6, "s": 1.0, "peak_mb": 100}, {"enterprises": 10**7, "s": 10.0, "peak_mb": 1000}]
    )
    told = capsys.readouterr().out
    assert "time x10.0 (enterprises ** 1.00), memory x10.00, 100 MB and 1.0 s a million" in told


def test_further_millions_are_of_other_enterprises(world: Path, tmp_path: Path) -> None:
    beside = beside_each_other(world, tmp_path / "twice", times=2)
    one, two = (snapshot_at(path / "lake", dataset=DATASET) for path in (world, beside))
    ids = [pq.read_table(path, columns=["enterprise"])["enterprise"].to_pylist() for path in two.facts]
    assert len(two.facts) == 2 * len(one.facts)
    assert {number // MADE for number in chain.from_iterable(ids)} == {0, 1}
    guatu = ours("guatu", world=beside, rivals=None, work=tmp_path)
    assert guatu.ask("run")["t"] > 0
    guatu.close()


def test_what_is_absent_has_no_ratio() -> None:
    assert ratio(1.0, None) is None
    assert ratio(1.0, 2.0) == 0.5
