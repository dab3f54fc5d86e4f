"""The lake: any past moment as a plain replay gives it, a killed delivery wholly in or wholly out."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.enterprises.credit import check_character
from guatu.enterprises.register import read_register
from guatu.facts.engine import DuckEngine
from guatu.facts.lake import LakeError, accept, compact, names_delivery, origin_at, undo
from guatu.facts.parquet import write_parquet
from guatu.facts.rows import read_all, standing
from guatu.facts.snapshot import ManifestError, snapshot_at
from guatu.facts.verify import verify
from guatu.files import durable
from tests.facts.worlds import DATASET, origin, table

DELIVERY = st.tuples(
    st.sampled_from(["2022-01", "2022-02"]),
    st.dictionaries(st.integers(1, 6), st.none() | st.integers(0, 9), min_size=1),
    st.booleans(),
    st.booleans(),
)


def stands(lake: Path, period: str, known_at: int | None = None) -> dict[int, int | None]:
    rows = standing(snapshot_at(lake, dataset=DATASET.id, known_at=known_at), dataset=DATASET, period=period)
    return dict(zip(rows["enterprise"].to_pylist(), rows["electricity_month"].to_pylist(), strict=True))


def added_up(lake: Path, period: str, known_at: int | None) -> int:
    """Facts + revisions that are not deleted - retractions."""
    snapshot = snapshot_at(lake, dataset=DATASET.id, known_at=known_at, periods=[period])
    tables = [
        read_all(paths, dataset=DATASET)
        for paths in (snapshot.facts, snapshot.revisions, snapshot.retractions)
    ]
    facts, revised, retracted = (
        pc.sum(table.filter(pc.invert(table["deleted"]))["electricity_month"]).as_py() or 0
        for table in tables
    )
    return facts + revised - retracted


@settings(max_examples=40, deadline=None)
@given(st.lists(DELIVERY, min_size=1, max_size=6))
def test_the_lake_equals_a_plain_replay_at_every_moment(
    deliveries: list[tuple[str, dict[int, int | None], bool, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        lake = Path(folder)
        state: dict[str, dict[int, int | None]] = {"2022-01": {}, "2022-02": {}}
        then = []
        for number, (period, said, whole, folds) in enumerate(deliveries):
            seq = 10 + 3 * number
            accept(lake, table(said), dataset=DATASET, period=period, origin=origin(seq), whole=whole)
            state[period] = dict(said) if whole else state[period] | said
            then.append((seq, {key: dict(value) for key, value in state.items()}))
            if folds:
                compact(lake, dataset=DATASET, period=period)
        for seq, known in then:
            for period in state:
                for moment in (seq, seq + 2):
                    assert stands(lake, period, moment) == known[period]
                    total = sum(value or 0 for value in known[period].values())
                    assert added_up(lake, period, moment) == total
        assert stands(lake, "2022-01") == state["2022-01"]
        assert [problem for problem in verify(lake) if problem.code != "lake.gap"] == []


class Killed(BaseException):
    """The power went."""


@pytest.mark.parametrize("step", range(1, 14))
def test_a_delivery_killed_at_any_step_is_wholly_in_or_wholly_out(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accept(tmp_path, table({1: 5, 2: 6}), dataset=DATASET, period="2022-01", origin=origin(3))
    before = stands(tmp_path, "2022-01")
    code = "91310000MA1FL0000" + check_character("91310000MA1FL0000")
    calls, fsync = iter(range(1, 99)), os.fsync

    def flaky(handle: int) -> None:
        if next(calls) == step:
            raise Killed
        fsync(handle)

    monkeypatch.setattr(durable.os, "fsync", flaky)
    done = False
    try:
        new = table({2: 7, 3: 1})
        accept(
            tmp_path,
            new,
            dataset=DATASET,
            period="2022-01",
            origin=origin(8),
            new=[(code, "甲厂")],
            whole=True,
        )
        done = True
    except Killed:
        pass
    monkeypatch.undo()
    assert done == (step > 10)
    if names_delivery(tmp_path, dataset=DATASET.id, delivery=8):
        assert stands(tmp_path, "2022-01") == {2: 7, 3: 1}
        assert read_register(tmp_path).names == {1: "甲厂"}
    else:
        undo(tmp_path, dataset=DATASET.id, seq=8)
        assert stands(tmp_path, "2022-01") == before
        assert read_register(tmp_path).names == {}
    assert verify(tmp_path) == []


def test_what_is_wrong_with_a_lake_is_found(tmp_path: Path) -> None:
    for seq, period in ((3, "2022-01"), (4, "2022-03")):
        accept(tmp_path, table({1: 5}), dataset=DATASET, period=period, origin=origin(seq))
    root = tmp_path / DATASET.id
    (root / "2022-03" / "9-facts.parquet").write_bytes(b"stray")
    facts = root / "2022-01" / "3-facts.parquet"
    facts.write_bytes(facts.read_bytes()[:-1] + b"X")
    (root / "origins" / "4.json").unlink()
    codes = {problem.code for problem in verify(tmp_path)}
    assert codes == {"lake.gap", "lake.orphan", "lake.checksum", "lake.origin"}
    with pytest.raises(LakeError):
        origin_at(tmp_path, dataset=DATASET.id, seq=4)


def test_a_damaged_manifest_is_a_finding_and_no_empty_lake(tmp_path: Path) -> None:
    accept(tmp_path, table({1: 5}), dataset=DATASET, period="2022-01", origin=origin(3))
    (tmp_path / DATASET.id / "manifest.json").write_text("{", encoding="utf-8")
    assert [problem.code for problem in verify(tmp_path)] == ["lake.manifest"]
    with pytest.raises(ManifestError):
        accept(tmp_path, table({1: 6}), dataset=DATASET, period="2022-01", origin=origin(4))


def test_a_delivery_comes_once_and_in_order(tmp_path: Path) -> None:
    accept(tmp_path, table({1: 5}), dataset=DATASET, period="2022-01", origin=origin(5))
    for seq in (5, 4):
        with pytest.raises(LakeError):
            accept(tmp_path, table({1: 6}), dataset=DATASET, period="2022-01", origin=origin(seq))
    with pytest.raises(LakeError):
        undo(tmp_path, dataset=DATASET.id, seq=5)


def test_a_deletion_leaves_no_unknown_behind_that_sums_would_have_to_look_for(tmp_path: Path) -> None:
    for seq, said in ((3, {1: 5, 2: 6}), (4, {1: 5})):
        accept(tmp_path, table(said), dataset=DATASET, period="2022-01", origin=origin(seq), whole=True)
    assert stands(tmp_path, "2022-01") == {1: 5}
    files = list((tmp_path / DATASET.id).glob("2022-01/*.parquet"))
    assert len(files) == 3
    told = DuckEngine(threads=1).footers(files)
    assert "electricity_month" not in told.nulls
    assert told.deletes


def test_footers_tell_that_a_row_is_no_more(tmp_path: Path) -> None:
    for deleted in (False, True):
        pq.write_table(pa.table({"deleted": [False, deleted]}), tmp_path / f"{deleted}.parquet")
    engine = DuckEngine(threads=1)
    assert not engine.footers([tmp_path / "False.parquet"]).deletes
    assert engine.footers([tmp_path / "False.parquet", tmp_path / "True.parquet"]).deletes


def test_addresses_cost_little(tmp_path: Path) -> None:
    said = {n: (n * 7919) % 1_000_003 for n in range(1, 20_001)}
    rows = table(said)
    for part in ("month_ly", "cum", "cum_ly"):
        place = rows.column_names.index(f"electricity_{part}")
        values = pc.multiply(rows["electricity_month"], len(part) * 31)
        rows = rows.set_column(place, f"electricity_{part}", values)
    accept(tmp_path, rows, dataset=DATASET, period="2022-01", origin=origin(3))
    path = tmp_path / DATASET.id / "2022-01" / "3-facts.parquet"
    bare = tmp_path / "bare.parquet"
    write_parquet(bare, pq.read_table(path, partitioning=None).drop_columns(["sheet", "row"]))
    assert path.stat().st_size <= 1.15 * bare.stat().st_size
