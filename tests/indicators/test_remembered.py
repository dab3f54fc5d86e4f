"""Sums of the largest and of the missing are worked out once for the same facts, whoever asks again."""

from pathlib import Path

import pytest

from guatu.indicators import narrowing, remembered, world
from guatu.indicators.reckoning import key_of
from guatu.vocabulary.period import Period
from tests.indicators.lakes import deliver, reckoning, write_lake

APRIL = Period.of(2022, 1, 4)
ASKED = [
    key_of("industrial_output", "concentration", APRIL, top=3),
    key_of("industrial_output", "concentration", APRIL, top=3, area="11"),
    key_of("industrial_output", "missing", APRIL),
    key_of("industrial_output", "base", APRIL, caliber="comparable", who="entered"),
    key_of("industrial_output", "left", APRIL),
]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    write_lake(tmp_path / "lake", enterprises=24)
    return tmp_path / "lake"


def answers(lake: Path) -> list[object]:
    """As a new request would ask."""
    by = reckoning(lake)
    return [by.figure(key).value for key in ASKED]


def shut(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no row may be read."""

    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a row was read")

    monkeypatch.setattr(world.World, "evidence", refuse)
    monkeypatch.setattr(narrowing, "turnover", refuse)


def test_the_second_request_reads_no_rows(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = answers(lake)
    assert None not in first
    shut(monkeypatch)
    assert answers(lake) == first


def test_new_facts_are_worked_out_anew(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = answers(lake)
    big = {"enterprise": 1, "area": 11, "industry": 39, "size": 1, "ownership": 4, "high_tech": False}
    big |= {
        "emerging": False,
        "output_cum": 10**13,
        "output_cum_ly": 1,
        "output_month": 1,
        "output_month_ly": 1,
    }
    deliver(lake, "2022-04", [big], seq=99)
    assert answers(lake) != first
    shut(monkeypatch)
    by = reckoning(lake, known_at=98)
    assert [by.figure(key.at(98)).value for key in ASKED] == first


def test_a_broken_or_full_file_changes_no_answer(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = answers(lake)
    (kept,) = (lake.parent / "cubes" / "industry_monthly" / "sums").glob("*.json")
    kept.write_text("{broken", encoding="ascii")
    assert answers(lake) == first
    monkeypatch.setattr(remembered, "MOST_ANSWERS", 0)
    kept.unlink()
    assert answers(lake) == first
    assert not kept.exists()


def test_only_the_newest_snapshots_are_kept(lake: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST_FILES", 2)
    for seq in (21, 22, 23):
        deliver(lake, "2022-03", [{"enterprise": 2, "area": 11, "industry": 39, "output_cum": seq}], seq=seq)
        answers(lake)
    assert len(list((lake.parent / "cubes" / "industry_monthly" / "sums").glob("*.json"))) == 2
