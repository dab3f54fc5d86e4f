"""How many of those who should have reported did.

Due in a period: whoever reported it, and whoever reported the period before and has not been struck off the
list (注销) since. An enterprise that stays away is due once, as missing; after that it counts as gone until
it comes back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from guatu.indicators.cube import Ints, Layout
from guatu.indicators.growth import Column, ratio


@dataclass(frozen=True, slots=True)
class Coverage:
    """Enterprises [area, axis] that reported and that were due; place 0 of the axis counts all."""

    reported: Ints
    due: Ints
    missing: tuple[int, ...]

    def share(self) -> Column:
        """Reported of due; unknown where nobody was due."""
        known = self.due > 0
        return ratio(Column(self.reported, known), of=Column(self.due, known))


def coverage(
    now: pa.Table,
    *,
    layout: Layout,
    before: pa.Table | None = None,
    gone: frozenset[int] = frozenset(),
    axis: str = "industry",
) -> Coverage:
    """Count the rows that stand of a period beside those of the ``before``; ``gone`` are no longer due.

    Whoever is missing is counted where it stood before.
    """
    here = _unique(now, axis=axis)
    reported = _counted(here, layout=layout, axis=axis)
    if before is None:
        return Coverage(reported, reported.copy(), ())
    there = _unique(before, axis=axis)
    ids = there["enterprise"].to_numpy()
    away = ~np.isin(ids, here["enterprise"].to_numpy()) & ~np.isin(ids, np.array(sorted(gone), np.int64))
    missing = there.filter(pa.array(away))
    due = reported + _counted(missing, layout=layout, axis=axis)
    return Coverage(reported, due, tuple(sorted(missing["enterprise"].to_pylist())))


def _unique(rows: pa.Table, *, axis: str) -> pa.Table:
    """One row an enterprise: of several the first."""
    rows = rows.select(["enterprise", "area", axis])
    _, first = np.unique(rows["enterprise"].to_numpy(), return_index=True)
    return rows.take(pa.array(first))


def _counted(rows: pa.Table, *, layout: Layout, axis: str) -> Ints:
    count = np.zeros((len(layout.areas), len(layout.codes)), np.int64)
    area = layout.places(rows["area"].to_numpy(), of=layout.areas, what="area")
    code = layout.places(rows[axis].to_numpy(), of=layout.codes, what=axis)
    np.add.at(count, (area, code), 1)
    np.add.at(count, (area, np.zeros_like(area)), 1)
    return count
