"""How much of a cell its largest enterprises make up.

A cube of sums cannot say it, so the largest of each cell stand beside it in a table of their own, made from
the rows of one period and made again only when a delivery touches that period.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guatu.indicators.cube import Ints, Layout
from guatu.indicators.growth import Column, ratio


@dataclass(frozen=True, slots=True)
class Largest:
    """``ids`` and ``values`` [area, axis, k], the largest first, -1 and 0 where there are fewer.

    ``whole`` [area, axis] is what all of the cell add up to, ``known`` whether any enterprise is known.
    """

    ids: Ints
    values: Ints
    whole: Ints
    known: NDArray[np.bool_]


def largest(rows: pa.Table, *, column: str, layout: Layout, k: int = 10, axis: str = "industry") -> Largest:
    """The ``k`` largest enterprises of each cell of one period.

    ``rows`` are those that stand (`facts.rows.standing`); an enterprise with several rows in a cell counts
    once, with their sum. Unknown values are left out. Equals stand by their ids.
    """
    rows = rows.filter(pa.array(np.asarray(rows[column].is_valid())))
    area = layout.places(rows["area"].to_numpy(), of=layout.areas, what="area")
    code = layout.places(rows[axis].to_numpy(), of=layout.codes, what=axis)
    width = len(layout.codes)
    shape = (len(layout.areas), width)
    cell = np.concatenate([area * width + code, area * width])
    id_ = np.tile(rows["enterprise"].to_numpy(), 2)
    value = np.tile(rows[column].to_numpy(), 2)
    cell, id_, value = _by_enterprise(cell, id_, value)
    order = np.lexsort((id_, -value, cell))
    cell, id_, value = cell[order], id_[order], value[order]
    place = np.arange(len(cell)) - np.searchsorted(cell, cell)
    kept = place < k
    found = Largest(
        np.full((*shape, k), -1, np.int64), np.zeros((*shape, k), np.int64), np.zeros(shape, np.int64),
        np.zeros(shape, bool),
    )  # fmt: skip
    at = cell[kept] * k + place[kept]
    found.ids.reshape(-1)[at], found.values.reshape(-1)[at] = id_[kept], value[kept]
    np.add.at(found.whole.reshape(-1), cell, value)
    found.known.reshape(-1)[cell] = True
    return found


def concentration(found: Largest, *, k: int) -> Column:
    """The share of the ``k`` largest in each cell; unknown over a whole that is unknown or not positive."""
    top = found.values[..., :k].sum(-1)
    return ratio(Column(top, found.known), of=Column(found.whole, found.known))


def _by_enterprise(cell: Ints, id_: Ints, value: Ints) -> tuple[Ints, Ints, Ints]:
    """One row for each cell and enterprise."""
    order = np.lexsort((id_, cell))
    cell, id_, value = cell[order], id_[order], value[order]
    fresh = np.ones(len(cell), bool)
    fresh[1:] = (cell[1:] != cell[:-1]) | (id_[1:] != id_[:-1])
    starts = np.flatnonzero(fresh)
    return cell[starts], id_[starts], np.add.reduceat(value, starts) if len(starts) else value
