"""The board equals an independent recomputation, whatever the engine, the order of files or the threads."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.facts.engine import DuckEngine, Engine
from guatu.facts.snapshot import Snapshot
from guatu.indicators.cube import Cube, CubeError, Layout, build_cube, refresh
from guatu.indicators.grid import board_table, cells, further
from tests.indicators import oracle
from tests.indicators.worlds import GROUPS, INDUSTRIES, MEASURES, PARTS, known, rows_of, write_world

LAYOUT = Layout(GROUPS, INDUSTRIES)
COLUMNS = [(m, p) for m in MEASURES for p in PARTS]
DUCK = DuckEngine(threads=2)

#: What the board says of each cell, after measure, period, area, axis.
OUTPUTS = (
    "n", "month", "month_ly", "cum", "cum_ly",
    "yoy_pub_m", "yoy_pub_c", "yoy_cmp_m", "yoy_cmp_c", "gap_m", "gap_c", "share_m", "share_c",
    "contrib_m", "contrib_c", "rank_level", "rank_growth",
)  # fmt: skip


def cube_of(snapshot: Snapshot, *, engine: Engine = DUCK) -> Cube:
    return build_cube(snapshot, engine=engine, layout=LAYOUT, columns=COLUMNS)


def check(snapshot: Snapshot, cube: Cube) -> None:
    rows = rows_of(snapshot)
    wanted = {m: oracle.board(rows, m) for m in MEASURES}
    table = board_table(cube).to_pylist()
    assert len(table) == sum(map(len, wanted.values()))
    for got in table:
        period = f"{got['period'] // 100}-{got['period'] % 100:02d}"
        cell = wanted[MEASURES[got["measure"]]][period, got["area"], got["axis"]]
        for name in OUTPUTS:
            value, truth = got[name], cell[name]
            if isinstance(truth, Fraction):
                assert value is not None
                # A gap is what is left of two growths: it is as exact as they are.
                size = abs(truth) + 2 * abs(cell[f"yoy_cmp{name[-2:]}"] if name[:3] == "gap" else 1)
                assert abs(Fraction(value) - truth) <= size * Fraction(1, 10**12), name
            else:
                assert value == truth, (name, period, got["area"], got["axis"])


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6), at=st.sampled_from([None, 3, 6, 11, 13]), unknowns=st.sampled_from([0, 0.2])
)
def test_the_board_is_what_the_rows_say(seed: int, at: int | None, unknowns: float) -> None:
    with TemporaryDirectory() as folder:
        write_world(Path(folder), seed=seed, unknowns=unknowns)
        snapshot = known(Path(folder), at=at)
        check(snapshot, cube_of(snapshot))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_refresh_is_a_build(seed: int) -> None:
    """Delivery after delivery, retractions included, and untouched periods are not made again."""
    with TemporaryDirectory() as folder:
        write_world(Path(folder), seed=seed)
        whole = known(Path(folder))
        cube = cube_of(known(Path(folder), at=6))
        for seq in range(11, 15):
            brought = replace(whole, files=tuple(f for f in whole.files if f.seq == seq))
            after = refresh(cube, delivery=brought, engine=DUCK)
            touched = {int(f.period.replace("-", "")) for f in brought.files}
            assert all(after.blocks[p] is cube.blocks[p] for p in cube.blocks if p not in touched)
            cube = after
        assert board_table(cube).equals(board_table(cube_of(whole)))


def test_order_of_files_and_threads_change_nothing(tmp_path: Path) -> None:
    write_world(tmp_path, seed=5, enterprises=60)
    snapshot = known(tmp_path)
    mixed = list(snapshot.files)
    random.Random(1).shuffle(mixed)
    one = board_table(cube_of(replace(snapshot, files=tuple(mixed)), engine=DuckEngine(threads=1)))
    assert one.equals(board_table(cube_of(snapshot)))


def test_contributions_add_up_exactly(tmp_path: Path) -> None:
    write_world(tmp_path, seed=7, enterprises=40, unknowns=0)
    for period, block in cube_of(known(tmp_path)).blocks.items():
        change = block.sums[:, 2] - block.sums[:, 3]
        assert (change[..., 1:].sum(-1) == change[..., 0]).all(), period


def test_the_first_two_months_are_one_period(tmp_path: Path) -> None:
    write_world(tmp_path, seed=3, enterprises=40, unknowns=0)
    cube = cube_of(known(tmp_path))
    assert not further(cube, 202202)["mom"].known.any()
    assert not further(cube, 202203)["mom"].known.any()
    assert further(cube, 202204)["mom"].known.any()
    assert not further(cube, 202202)["growth_change"].known.any()
    assert not cells(cube, 202102)["yoy_pub_c"].known.any()


def test_the_implied_month_is_that_of_the_two_cumulative_growths(tmp_path: Path) -> None:
    """g = (g now - s g before) / (1 - s), s the share of the earlier base."""
    write_world(tmp_path, seed=3, enterprises=60, unknowns=0)
    cube = cube_of(known(tmp_path))
    implied = further(cube, 202204)["implied"]
    now, was = cells(cube, 202204)["yoy_cmp_c"], cells(cube, 202203)["yoy_cmp_c"]
    seen = implied.known & now.known & was.known
    share = cube.blocks[202203].sums[:, 3] / cube.blocks[202204].sums[:, 3].clip(1)
    expected = (now.values - share * was.values) / (1 - share)
    assert seen.any()
    assert implied.values[seen] == pytest.approx(expected[seen], rel=1e-9)


def test_an_unknown_code_is_named(tmp_path: Path) -> None:
    write_world(tmp_path, seed=1)
    with pytest.raises(CubeError, match="39"):
        build_cube(known(tmp_path), engine=DUCK, layout=Layout(GROUPS, (13, 14)), columns=COLUMNS)
