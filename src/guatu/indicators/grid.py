"""The board from the cube, one period at a time, by one code whatever engine summed the facts.

Arrays are [measure, area, axis] as the layout of the cube places them. Rates are fractions, money in minor
units. `m` ends what speaks of the month, `c` what speaks of the cumulative.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import pyarrow as pa

from guatu.indicators.cube import PARTS, Block, Cube
from guatu.indicators.growth import Column, Known, Values, by_group, growth, ratio
from guatu.indicators.ranks import ranks

#: What the board says of each cell, in this order, after measure, period, area, axis.
OUTPUTS: Final = (
    "n", "month", "month_ly", "cum", "cum_ly",
    "yoy_pub_m", "yoy_pub_c", "yoy_cmp_m", "yoy_cmp_c", "gap_m", "gap_c", "share_m", "share_c",
    "contrib_m", "contrib_c", "rank_level", "rank_growth",
)  # fmt: skip
#: What compares with other periods of the year, or with the area above.
FURTHER: Final = ("restated", "mom", "growth_change", "implied", "pull_m", "pull_c")
#: The month and the cumulative, which are reckoned together: now and a year ago.
_NOW: Final = ("month", "cum")
_THEN: Final = ("month_ly", "cum_ly")


def cells(cube: Cube, period: int) -> dict[str, Column]:
    """The outputs of one period (YYYYMM).

    Growth on the published basis compares with the same cells a year ago as they stand now; on the comparable
    basis with the last-year column of the same rows. The reference area is the group's total; a contribution
    is the change of the cell over the base of its area's total, so the parts add up to the area's growth.
    """
    block, before = cube.blocks[period], cube.blocks.get(period - 100)
    width, shape = cube.layout.width, block.sums.shape[:1] + block.n.shape
    level, last = _part(cube, block, *_NOW), _part(cube, block, *_THEN)
    own, base = level, last
    if block.void is not None:
        own, base = _part(cube, block, *_NOW, paired=True), _part(cube, block, *_THEN, paired=True)
    above, base_above = by_group(level, width=width), by_group(base, width=width)
    own_above = above if own is level else by_group(own, width=width)
    change = own.minus(base)
    grown = ratio(change, of=base)
    rates = {
        "yoy_pub": growth(level, base=_part(cube, before, *_NOW)) if before is not None else _nothing(level),
        "yoy_cmp": grown,
        "gap": grown.minus(growth(own_above, base=base_above).spread(width)),
        "share": ratio(level, of=above.spread(width)),
        "contrib": ratio(change, of=Column(base.values[..., :1], base.known[..., :1])),
    }
    (month, cum), (month_ly, cum_ly) = level.halves(), last.halves()
    out = {"n": Column(np.broadcast_to(block.n, shape), block.n > 0)}
    out |= {"month": month, "month_ly": month_ly, "cum": cum, "cum_ly": cum_ly}
    for name, both in rates.items():
        out[f"{name}_m"], out[f"{name}_c"] = both.halves()
    out["rank_level"] = ranks(cum, width=width)
    exact = change.halves()[1].values, base.halves()[1].values
    out["rank_growth"] = ranks(out["yoy_cmp_c"], width=width, exact=exact)
    return out


def further(cube: Cube, period: int) -> dict[str, Column]:
    """What compares with other periods of the year (never across the seam before the year's first)."""
    block, width = cube.blocks[period], cube.layout.width
    year = [p for p in sorted(cube.blocks) if p // 100 == period // 100 and p <= period]
    before = cube.blocks.get(period - 1) if len(year) > 1 else None
    month, cum = _part(cube, block, "month"), _part(cube, block, "cum")
    months = [_part(cube, cube.blocks[p], "month") for p in year]
    whole = Column(np.sum([c.values for c in months], axis=0), np.all([c.known for c in months], axis=0))
    unbroken = year == list(range(year[0], period + 1)) and year[0] % 100 <= 2
    out = {"restated": cum.minus(whole) if unbroken else _nothing(cum)}
    out |= {"mom": _nothing(month), "growth_change": _nothing(cum), "implied": _nothing(cum)}
    now, base = _part(cube, block, "cum", paired=True), _part(cube, block, "cum_ly", paired=True)
    if before is not None:
        was, was_base = (_part(cube, before, p, paired=True) for p in ("cum", "cum_ly"))
        out["growth_change"] = growth(now, base=base).minus(growth(was, base=was_base))
        out["implied"] = growth(now.minus(was), base=base.minus(was_base))
        # The year's first period holds two months: a month is not compared with it.
        if (period - 1) % 100 > 2 or (period - 1) % 100 == 1:
            out["mom"] = growth(month, base=_part(cube, before, "month"))
    for short, (here, then) in {"m": ("month", "month_ly"), "c": ("cum", "cum_ly")}.items():
        own, last = _part(cube, block, here, paired=True), _part(cube, block, then, paired=True)
        out[f"pull_{short}"] = ratio(own.minus(last), of=by_group(last, width=width).spread(width))
    return out


def board_table(cube: Cube, *, periods: Iterable[int] | None = None) -> pa.Table:
    """The outputs of all cells that hold rows, one row each; unknown is null."""
    wanted = sorted(cube.blocks) if periods is None else [p for p in periods if p in cube.blocks]
    lives = [np.flatnonzero(cube.blocks[period].n > 0) for period in wanted]
    measures = np.arange(len(cube.measures), dtype=np.int16)
    areas, codes = (np.array(of, np.int16) for of in (cube.layout.areas, cube.layout.codes))
    area_of, code_of = np.repeat(areas, len(codes)), np.tile(codes, len(areas))
    told = _Rows(len(measures) * sum(map(len, lives)))
    for period, live in zip(wanted, lives, strict=True):
        told.at(live, cells=len(area_of), measures=len(measures))
        told.put("measure", np.repeat(measures, len(live)))
        told.put("period", np.int32(period))
        told.put("area", np.tile(area_of[live], len(measures)))
        told.put("axis", np.tile(code_of[live], len(measures)))
        for name, column in cells(cube, period).items():
            told.take(name, column)
    return told.table()


class _Rows:
    """Columns of a known length, filled period by period: nothing is copied twice."""

    def __init__(self, length: int) -> None:
        self.length, self.span = length, slice(0, 0)
        self.values: dict[str, Values] = {}
        self.known: dict[str, Known] = {}

    def at(self, live: Values, *, cells: int, measures: int) -> None:
        """Go on to the next rows: those of some cells for each measure."""
        self.live, self.shape = live, (measures, len(live))
        self.span = slice(self.span.stop, self.span.stop + measures * len(live))
        self.lives = np.zeros(cells, bool)
        self.lives[live] = True
        place = np.zeros(cells, np.int64)
        place[live] = np.arange(len(live))
        self.row = (self.span.start + np.arange(measures)[:, None] * len(live) + place).reshape(-1)

    def put(self, name: str, values: Any) -> None:
        """A value of each row, or one of all."""
        self._column(name, values.dtype)[self.span] = values

    def take(self, name: str, column: Column) -> None:
        """The values of a column [measure, area, axis] at the cells."""
        measures, cells = self.shape[0], len(self.lives)
        place = self._column(name, column.values.dtype)[self.span].reshape(self.shape)
        np.take(column.values.reshape(measures, cells), self.live, axis=1, out=place, mode="clip")
        unknown = self.lives & ~column.known.reshape(-1, cells)
        if not unknown.any():
            return
        if name not in self.known:
            self.known[name] = np.ones(self.length, bool)
        self.known[name][self.row[np.flatnonzero(np.broadcast_to(unknown, (measures, cells)))]] = False

    def table(self) -> pa.Table:
        """What was filled in; null where unknown."""
        return pa.table({name: self._array(name) for name in self.values})

    def _array(self, name: str) -> pa.Array:
        values, known = self.values[name], self.known.get(name)
        if known is None:
            return pa.array(values)
        bits = pa.py_buffer(np.packbits(known, bitorder="little"))
        return pa.Array.from_buffers(
            pa.from_numpy_dtype(values.dtype), self.length, [bits, pa.py_buffer(values)]
        )

    def _column(self, name: str, kind: np.dtype[Any]) -> Values:
        if name not in self.values:
            self.values[name] = np.empty(self.length, kind)
        return self.values[name]


def _part(cube: Cube, block: Block, *parts: str, paired: bool = False) -> Column:
    """One part of all measures, and the next below it; ``paired``: of the rows alone that know both years."""

    def laid(kept: Values) -> Values:
        return np.concatenate([kept[:, PARTS.index(part)] for part in parts])

    values, known = laid(block.sums), block.n > 0
    if len(cube.columns) < len(cube.measures) * len(PARTS):
        carried = [(measure, part) in cube.columns for part in parts for measure in cube.measures]
        known = known & np.array(carried)[:, None, None]
    if block.void is not None:
        known = known & (block.n > laid(block.void))
    if paired and block.alone is not None:
        values = values - laid(block.alone)
    if paired and block.torn is not None:
        known = known & (block.n > laid(block.torn))
    return Column(values, known)


def _nothing(like: Column) -> Column:
    return Column(np.zeros(like.values.shape), np.zeros(like.values.shape, bool))
