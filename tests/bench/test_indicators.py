"""The indicators' bench on a world small enough for a test: what it measures is what it says."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench.contenders import ROOT, ours, rounds
from bench.growth import say
from bench.indicators import ratio

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
    say([{"enterprises": 10, "s": 1.0, "peak_mb": 100}, {"enterprises": 100, "s": 10.0, "peak_mb": 150}])
    assert "time x10.0 (enterprises ** 1.00), memory x1.50" in capsys.readouterr().out


def test_what_is_absent_has_no_ratio() -> None:
    assert ratio(1.0, None) is None
    assert ratio(1.0, 2.0) == 0.5
