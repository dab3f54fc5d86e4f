"""The engine in service holds no more than its setting allows, and sums the same when that is little."""

from __future__ import annotations

import os
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guatu.facts.engine import TABLE, DuckEngine
from guatu.facts.memory import USUAL, VARIABLE, EngineMemoryError, engine_memory
from guatu.indicators import making


def limit_of(engine: DuckEngine) -> float:
    told = engine._database.execute("SELECT current_setting('memory_limit')").fetchone()
    assert told is not None
    number, unit = str(told[0]).split()
    return float(number) * {"KiB": 1 / 1024, "MiB": 1, "GiB": 1024}[unit]


@pytest.mark.parametrize(("text", "mb"), [("", USUAL), (" 300 ", 300), ("64", 64)])
def test_the_setting_is_the_limit_of_the_engine_in_service(
    text: str, mb: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, text)
    assert engine_memory() == mb
    engine = making._engine.__wrapped__(os.getpid())
    # DuckDB counts MB of a million bytes, and tells MiB.
    assert limit_of(engine) == pytest.approx(mb * 1e6 / 2**20, rel=0.01)


@pytest.mark.parametrize("text", ["much", "0", "63", "-5", "1.5", "2GB", "１０２４"])
def test_what_is_no_limit_is_refused_with_what_to_write(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(EngineMemoryError, match="写不小于64的整数") as caught:
        engine_memory()
    assert caught.value.problem.where == VARIABLE


def test_with_little_memory_the_sums_are_the_same(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    many = 2_000_000
    key = rng.permutation(many)
    pq.write_table(pa.table({"key": key, "value": key * 3}), tmp_path / "rows.parquet")
    rows = ibis.table({"key": "int64", "value": "int64"}, name=TABLE)
    asked = rows.group_by("key").aggregate(total=rows.value.sum().cast("int64"))
    found = {
        mb: DuckEngine(threads=2, memory_mb=mb).run(asked, files=[tmp_path / "rows.parquet"])
        for mb in (64, 2048)
    }
    few, all_ = (sorted_columns(table) for table in (found[64], found[2048]))
    assert all(np.array_equal(few[name], all_[name]) for name in ("key", "total"))
    assert np.array_equal(few["total"], few["key"] * 3)


def sorted_columns(table: pa.Table) -> dict[str, np.ndarray]:
    order = np.argsort(table["key"].to_numpy())
    return {name: table[name].to_numpy()[order] for name in table.column_names}
