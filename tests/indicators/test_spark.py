"""Spark sums what DuckDB sums, to the last unit, on random small worlds; one session for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guatu.facts.engine import DuckEngine, Engine, SparkEngine
from guatu.facts.snapshot import Snapshot
from guatu.indicators.cube import Cube, Layout, build_cube
from guatu.indicators.grid import board_table
from tests.indicators.worlds import GROUPS, INDUSTRIES, MEASURES, PARTS, known, write_world

pytestmark = pytest.mark.spark
COLUMNS = [(measure, part) for measure in MEASURES for part in PARTS]
DUCK = DuckEngine(threads=2)


@pytest.fixture(scope="module")
def engine() -> Iterator[SparkEngine]:
    spark = SparkEngine()
    yield spark
    spark.close()


def cube(snapshot: Snapshot, *, engine: Engine, where: dict[str, int] | None = None) -> Cube:
    layout = Layout(GROUPS, INDUSTRIES)
    return build_cube(snapshot, engine=engine, layout=layout, columns=COLUMNS, where=where)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), at=st.sampled_from([None, 6, 12]), unknowns=st.sampled_from([0, 0.2]))
def test_spark_gives_the_same_board(engine: SparkEngine, seed: int, at: int | None, unknowns: float) -> None:
    with TemporaryDirectory() as folder:
        write_world(Path(folder), seed=seed, enterprises=20, unknowns=unknowns)
        snapshot = known(Path(folder), at=at)
        assert board_table(cube(snapshot, engine=engine)).equals(board_table(cube(snapshot, engine=DUCK)))


def test_spark_keeps_the_same_rows_of_a_cut(engine: SparkEngine, tmp_path: Path) -> None:
    write_world(tmp_path, seed=11, enterprises=30)
    cut = {"industry": INDUSTRIES[0]}
    one, other = (cube(known(tmp_path), engine=e, where=cut) for e in (engine, DUCK))
    assert board_table(one).num_rows > 0
    assert board_table(one).equals(board_table(other))
