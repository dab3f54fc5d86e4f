"""The largest of each cell and who reported, on random rows, beside a count enterprise by enterprise."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guatu.indicators.concentration import concentration, largest
from guatu.indicators.coverage import coverage
from guatu.indicators.cube import Layout
from tests.indicators.worlds import AREAS, GROUPS, INDUSTRIES

LAYOUT = Layout(GROUPS, INDUSTRIES)
ROW = st.tuples(
    st.integers(1, 9),
    st.sampled_from(AREAS),
    st.sampled_from(INDUSTRIES),
    st.none() | st.integers(-50, 10**12),
)
ROWS = st.lists(ROW, max_size=30)
Told = list[tuple[int, int, int, int | None]]


def table(rows: Told) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * 4
    kinds = {"enterprise": pa.int32(), "area": pa.int16(), "industry": pa.int16(), "output_cum": pa.int64()}
    return pa.table({n: pa.array(c, k) for (n, k), c in zip(kinds.items(), columns, strict=True)})


def cells(rows: Told) -> dict[tuple[int, int], dict[int, int]]:
    """Enterprise to value, by area and industry (0: all)."""
    found: dict[tuple[int, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for id_, area, industry, value in rows:
        for code in (industry, 0) if value is not None else ():
            found[area, code][id_] += value or 0
    return found


@settings(max_examples=60, deadline=None)
@given(ROWS, st.integers(1, 4))
def test_the_largest_and_their_share_are_what_the_rows_say(rows: Told, k: int) -> None:
    found = largest(table(rows), column="output_cum", layout=LAYOUT, k=4)
    share, wanted = concentration(found, k=k), cells(rows)
    for a, area in enumerate(LAYOUT.areas):
        for x, code in enumerate(LAYOUT.codes):
            told = wanted.get((area, code), {})
            order = sorted(told.items(), key=lambda item: (-item[1], item[0]))[:4]
            assert [i for i in found.ids[a, x].tolist() if i >= 0] == [id_ for id_, _ in order]
            whole = sum(told.values())
            assert bool(share.known[a, x]) == (whole > 0)
            if whole > 0:
                truth = Fraction(sum(value for _, value in order[:k]), whole)
                assert share.values[a, x] == pytest.approx(float(truth), rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(ROWS, ROWS, st.frozensets(st.integers(1, 9), max_size=3))
def test_due_is_who_reported_now_or_before_and_is_not_gone(
    now: Told, before: Told, gone: frozenset[int]
) -> None:
    found = coverage(table(now), layout=LAYOUT, before=table(before), gone=gone)
    here, there = ({id_: (a, i) for id_, a, i, _ in reversed(rows)} for rows in (now, before))
    missing = {id_: at for id_, at in there.items() if id_ not in here and id_ not in gone}
    assert found.missing == tuple(sorted(missing))
    for a, area in enumerate(LAYOUT.areas):
        for x, code in enumerate(LAYOUT.codes):
            inside = [at for at in here.values() if at[0] == area and code in (0, at[1])]
            away = [at for at in missing.values() if at[0] == area and code in (0, at[1])]
            assert (found.reported[a, x], found.due[a, x]) == (len(inside), len(inside) + len(away))
    assert bool(found.share().known.any()) == bool(here or missing)


def test_the_first_period_is_whole() -> None:
    found = coverage(table([(1, 1, 13, None)]), layout=LAYOUT)
    assert found.share().values[LAYOUT.areas.index(1), 0] == 1
    assert found.missing == ()
