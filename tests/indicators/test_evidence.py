"""From any figure back to cells: what they hold adds up to it, and each stands where the delivery says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.indicators.explaining import explain
from guatu.indicators.reckoning import key_of
from guatu.vocabulary.period import Period
from guatu.vocabulary.source import Cell, parse_source
from guatu.vocabulary.trace import Trace
from tests.facts.sheets import code
from tests.indicators.lakes import COLUMNS, PERIODS, deliver, reckoning, write_lake


def leaves(trace: Trace) -> list[Trace]:
    return [leaf for part in trace.inputs for leaf in leaves(part)] if trace.inputs else [trace]


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**6), at=st.sampled_from([None, 3, 6, 11, 13]))
def test_the_cells_of_a_sum_add_up_to_it(seed: int, at: int | None) -> None:
    with TemporaryDirectory() as folder:
        lake = Path(folder) / "lake"
        write_lake(lake, seed=seed)
        by = reckoning(lake, known_at=at)
        for period in PERIODS:
            whole = Period.of(int(period[:4]), 1, int(period[5:]))
            for area, industry in ((None, None), ("11", None), (None, "39"), ("12", "leading")):
                cell = {"area": area, "industry": industry}
                for id_ in ("industrial_output", "high_tech_output", "leading_industry_output"):
                    for key in (
                        key_of(id_, "level", whole, **cell),  # type: ignore[arg-type]
                        key_of(id_, "growth", whole, caliber="comparable", **cell),  # type: ignore[arg-type]
                    ):
                        for leaf in leaves(explain(key, by=by)):
                            if leaf.figure.value is not None:
                                told = sum((row.value for row in leaf.reported), Decimal(0))
                                assert told == leaf.figure.value, key.print()
                                assert leaf.unlisted == 0
                            else:
                                assert not leaf.reported


def test_a_cell_is_the_one_that_stands_now(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    rows = write_lake(lake, seed=5, unknowns=0)
    (period, n), row = next(item for item in rows.items() if item[0][0] == "2022-03")
    whole = Period.of(2022, 1, 3)
    changed = {k: v for k, v in row.items() if k not in ("seq", "row")} | {"output_cum": 123_456_700}
    deliver(lake, period, [changed], seq=40)
    trace = explain(key_of("industrial_output", "level", whole), by=reckoning(lake))
    mine = next(r for r in trace.reported if r.name == f"第{n}精密厂")
    assert mine.value == 1_234_567
    assert mine.source == Cell("40" * 32, "B204表", COLUMNS["output_cum"], 5)
    assert parse_source(mine.source.address()) == mine.source
    assert mine.title == "2022-03-40.xlsx"


def test_both_years_of_a_growth_list_the_same_enterprises(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake", seed=2, enterprises=30, unknowns=0)
    key = key_of("industrial_output", "growth", Period.of(2022, 1, 4), caliber="comparable")
    trace = explain(key, by=reckoning(tmp_path / "lake"), limit=5, whole=False)
    now, then = trace.inputs
    assert [r.key for r in now.reported] == [r.key for r in then.reported]
    assert len(now.reported) == 5
    assert now.unlisted > 0
    assert {r.source.column for r in then.reported if isinstance(r.source, Cell)} == {
        COLUMNS["output_cum_ly"]
    }


def test_pages_of_cells_together_are_all_of_them(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake", seed=2, enterprises=30, unknowns=0)
    by, whole = reckoning(tmp_path / "lake"), Period.of(2022, 1, 4)
    for key in (
        key_of("industrial_output", "level", whole),
        key_of("industrial_output", "growth", whole, caliber="comparable"),
    ):
        every = explain(key, by=by)
        pages = [explain(key, by=by, limit=7, start=start, whole=False) for start in range(0, 35, 7)]
        tops = [[leaf.reported for leaf in leaves(page)] for page in pages]
        for at, leaf in enumerate(leaves(every)):
            assert [row for page in tops for row in page[at]] == list(leaf.reported)
        for page in pages:
            assert page.figure == every.figure
            for leaf, full in zip(leaves(page), leaves(every), strict=True):
                assert len(leaf.reported) + leaf.unlisted == len(full.reported)


def test_the_two_bases_are_told_apart_by_who_came_went_and_restated(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    plain = {"area": 11, "industry": 39, "high_tech": False, "emerging": False, "size": 1, "ownership": 1}

    def row(n: int, now: int, last: int) -> dict[str, object]:
        return {"enterprise": n, **plain, "output_cum": now, "output_cum_ly": last}

    deliver(lake, "2021-04", [row(1, 100, 90), row(2, 200, 190), row(3, 300, 290)], seq=1)
    deliver(lake, "2022-04", [row(1, 110, 100), row(2, 220, 180), row(4, 50, 40)], seq=2)
    by, whole = reckoning(lake), Period.of(2022, 1, 4)
    counts = {
        name: by.figure(key_of("industrial_output", name, whole)).value
        for name in ("entered", "left", "corrected")
    }
    assert counts == {"entered": 1, "left": 1, "corrected": 1}
    how = explain(key_of("industrial_output", "growth", whole, caliber="comparable"), by=by).how
    assert [set(s.figures) for s in how][1:] == [
        {"last", "other", "own", "gap"},
        {"entered", "left", "corrected"},
    ]
    gap = how[1].figures["gap"]
    own, other = how[1].figures["own"], how[1].figures["other"]
    assert own.value is not None
    assert other.value is not None
    assert gap.value == other.value - own.value


def test_a_trace_reads_the_files_of_its_period_and_in_them_its_columns_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_lake(tmp_path / "lake", enterprises=40, unknowns=0)
    key = key_of("industrial_output", "growth", Period.of(2022, 1, 4), caliber="comparable")
    by = reckoning(tmp_path / "lake")
    read: list[tuple[str, frozenset[str]]] = []
    whole = pq.read_table

    def told(path: Path, **more: Any) -> pa.Table:
        read.append((path.parent.name, frozenset(more["columns"])))
        return whole(path, **more)

    monkeypatch.setattr(pq, "read_table", told)
    explain(key, by=by, limit=20, whole=False)
    facts = [(period, columns) for period, columns in read if period != "lake"]
    assert {period for period, _ in facts} == {"2021-04", "2022-04"}, "its own and last year's"
    measures = {name for _, columns in facts for name in columns if name in COLUMNS}
    assert measures == {"output_cum", "output_cum_ly"}


def test_who_reported_is_listed_by_the_cell_of_their_code(tmp_path: Path) -> None:
    rows = write_lake(tmp_path / "lake", seed=6)
    trace = explain(
        key_of("industrial_output", "reported", Period.of(2022, 1, 4), area="11"),
        by=reckoning(tmp_path / "lake"),
    )
    there = {n: r for (period, n), r in rows.items() if period == "2022-04" and r["area"] == 11}
    assert trace.figure.value == len(there)
    assert {row.name for row in trace.reported} == {f"第{n}精密厂" for n in there}
    assert {row.source.column for row in trace.reported if isinstance(row.source, Cell)} == {"B"}


def test_one_enterprise_is_a_cut_like_any_other(tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    rows = write_lake(lake, seed=9, unknowns=0, negative=False)
    by, whole = reckoning(lake), Period.of(2022, 1, 4)
    (_, n), row = next(i for i in rows.items() if i[0][0] == "2022-04" and i[1]["output_cum_ly"] > 0)
    key = replace(
        key_of("industrial_output", "growth", whole, caliber="comparable"), cut=f"enterprise:{code(n)}"
    )
    truth = Decimal(row["output_cum"] - row["output_cum_ly"]) / row["output_cum_ly"] * 100
    assert by.figure(key).value == truth.quantize(Decimal("1e-10"))
    trace = explain(key, by=by)
    assert [part.reported[0].source for part in trace.inputs] == [
        Cell(f"{row['seq']:02d}" * 32, "B204表", COLUMNS[column], row["row"])
        for column in ("output_cum", "output_cum_ly")
    ]
    pulls = [
        by.figure(replace(key, measure="contribution", versus="all", caliber="unstated", basis=None,
                          cut=f"enterprise:{code(m)}"))
        for (period, m) in rows if period == "2022-04"
    ]  # fmt: skip
    growth = by.figure(key_of("industrial_output", "growth", whole, caliber="comparable"))
    assert growth.value is not None
    assert abs(sum((f.value for f in pulls if f.value is not None), Decimal(0)) - growth.value) < Decimal(
        "1e-7"
    )
    nobody = by.figure(replace(key, cut=f"enterprise:{code(999)}"))
    assert nobody.value is None
