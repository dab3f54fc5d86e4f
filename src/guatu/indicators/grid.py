"""The board from the cube, a few periods at a time, by one code whatever engine summed the facts.

Arrays are [measure, period, area, axis] as the layout of the cube places them; what is given of one period is
[measure, area, axis]. Rates are fractions, money in minor units. `m` ends what speaks of the month, `c` what
speaks of the cumulative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa

from guatu.indicators.cube import PARTS, Block, Cube
from guatu.indicators.growth import Column, Known, Values, by_group, growth, ratio
from guatu.indicators.ranks import ranks

#: The month and the cumulative, which are reckoned together: now and a year ago.
_NOW: Final = ("month", "cum")
_THEN: Final = ("month_ly", "cum_ly")
#: Periods reckoned at once: enough that calls cost little, few enough that arrays stay near the processor.
_AT_ONCE: Final = 4


def cells(cube: Cube, period: int) -> dict[str, Column]:
    """The outputs of one period (YYYYMM)."""
    return {name: column.part(0) for name, column in _outputs(cube, [period]).items()}


def _outputs(cube: Cube, periods: Sequence[int]) -> dict[str, Column]:
    """The outputs of some periods.

    Growth on the published basis compares with the same cells a year ago as they stand now; on the comparable
    basis with the last-year column of the same rows. The reference area is the group's total; a contribution
    is the change of the cell over the base of its area's total, so the parts add up to the area's growth.
    """
    blocks, year_before = [cube.block(p) for p in periods], [p - 100 for p in periods]
    width, n = cube.layout.width, np.stack([block.n for block in blocks])
    level, last = _part(cube, blocks, *_NOW), _part(cube, blocks, *_THEN)
    own, base = level, last
    if any(block.void is not None for block in blocks):
        own, base = _part(cube, blocks, *_NOW, paired=True), _part(cube, blocks, *_THEN, paired=True)
    above, base_above = by_group(level, width=width), by_group(base, width=width)
    own_above = above if own is level else by_group(own, width=width)
    change = own.minus(base)
    grown = ratio(change, of=base)
    published = _nothing(level)
    if any(p in cube.blocks for p in year_before):
        published = growth(level, base=_part(cube, [cube.block(p) for p in year_before], *_NOW))
    rates = {
        "yoy_pub": published,
        "yoy_cmp": grown,
        "gap": grown.minus(growth(own_above, base=base_above).spread(width)),
        "share": ratio(level, of=above.spread(width)),
        "contrib": ratio(change, of=Column(base.values[..., :1], base.known[..., :1])),
    }
    (month, cum), (month_ly, cum_ly) = level.halves(), last.halves()
    out = {"n": Column(np.broadcast_to(n, cum.values.shape), n > 0)}
    out |= {"month": month, "month_ly": month_ly, "cum": cum, "cum_ly": cum_ly}
    for name, both in rates.items():
        out[f"{name}_m"], out[f"{name}_c"] = both.halves()
    out["rank_level"] = ranks(cum, width=width)
    exact = change.halves()[1].values, base.halves()[1].values
    out["rank_growth"] = ranks(out["yoy_cmp_c"], width=width, exact=exact)
    return out


def further(cube: Cube, period: int) -> dict[str, Column]:
    """What compares with other periods of the year (never across the seam before the year's first)."""
    width = cube.layout.width
    year = [p for p in sorted(cube.blocks) if p // 100 == period // 100 and p <= period]
    before = cube.blocks.get(period - 1) if len(year) > 1 else None

    def part(name: str, *, of: int = period, paired: bool = False) -> Column:
        return _part(cube, [cube.blocks[of]], name, paired=paired).part(0)

    month, cum = part("month"), part("cum")
    months = [part("month", of=p) for p in year]
    whole = Column(np.sum([c.values for c in months], axis=0), np.all([c.known for c in months], axis=0))
    unbroken = year == list(range(year[0], period + 1)) and year[0] % 100 <= 2
    out = {"restated": cum.minus(whole) if unbroken else _nothing(cum)}
    out |= {"mom": _nothing(month), "growth_change": _nothing(cum), "implied": _nothing(cum)}
    now, base = part("cum", paired=True), part("cum_ly", paired=True)
    if before is not None:
        was, was_base = (part(name, of=period - 1, paired=True) for name in ("cum", "cum_ly"))
        out["growth_change"] = growth(now, base=base).minus(growth(was, base=was_base))
        out["implied"] = growth(now.minus(was), base=base.minus(was_base))
        # The year's first period holds two months: a month is not compared with it.
        if (period - 1) % 100 > 2 or (period - 1) % 100 == 1:
            out["mom"] = growth(month, base=part("month", of=period - 1))
    for short, (here, then) in {"m": ("month", "month_ly"), "c": ("cum", "cum_ly")}.items():
        own, last = part(here, paired=True), part(then, paired=True)
        out[f"pull_{short}"] = ratio(own.minus(last), of=by_group(last, width=width).spread(width))
    return out


def board_table(cube: Cube, *, periods: Iterable[int] | None = None) -> pa.Table:
    """The outputs of all cells that hold rows, one row each; unknown is null."""
    wanted = sorted(cube.blocks) if periods is None else [p for p in periods if p in cube.blocks]
    measures = np.arange(len(cube.measures), dtype=np.int16)
    areas, codes = (np.array(of, np.int16) for of in (cube.layout.areas, cube.layout.codes))
    area_of, code_of = np.repeat(areas, len(codes)), np.tile(codes, len(areas))
    chunks = [wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE)]
    lives = [np.flatnonzero(np.stack([cube.blocks[p].n for p in few]) > 0) for few in chunks]
    told = _Rows(len(measures) * sum(map(len, lives)))
    for few, live in zip(chunks, lives, strict=True):
        told.at(live, cells=len(few) * len(area_of), measures=len(measures))
        period, cell = np.divmod(live, len(area_of))
        told.put("measure", np.repeat(measures, len(live)))
        told.put("period", np.tile(np.array(few, np.int32)[period], len(measures)))
        told.put("area", np.tile(area_of[cell], len(measures)))
        told.put("axis", np.tile(code_of[cell], len(measures)))
        for name, column in _outputs(cube, few).items():
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
        """The values of a column [measure, period, area, axis] at the cells."""
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


def _part(cube: Cube, blocks: Sequence[Block], *parts: str, paired: bool = False) -> Column:
    """One part of all measures in each block, and the next part below it.

    ``paired``: of the rows alone that know both years.
    """

    def laid(kept: Sequence[Values]) -> Values:
        return np.concatenate([np.stack([one[:, PARTS.index(p)] for one in kept], 1) for p in parts])

    def unknown(kept: Sequence[Values | None]) -> Values | None:
        if all(one is None for one in kept):
            return None
        return laid([np.zeros_like(blocks[0].sums) if one is None else one for one in kept])

    n = np.stack([block.n for block in blocks])
    values, known = laid([block.sums for block in blocks]), n > 0
    if len(cube.columns) < len(cube.measures) * len(PARTS):
        carried = [(measure, part) in cube.columns for part in parts for measure in cube.measures]
        known = known & np.array(carried)[:, None, None, None]
    if (void := unknown([block.void for block in blocks])) is not None:
        known = known & (n > void)
    if paired and (alone := unknown([block.alone for block in blocks])) is not None:
        values = values - alone
    if paired and (torn := unknown([block.torn for block in blocks])) is not None:
        known = known & (n > torn)
    return Column(values, known)


def _nothing(like: Column) -> Column:
    return Column(np.zeros(like.values.shape), np.zeros(like.values.shape, bool))
