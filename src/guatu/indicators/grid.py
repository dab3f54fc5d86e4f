"""The board from the cube, a few periods at a time, by one code whatever engine summed the facts.

Arrays are [measure, period, area, axis] as the layout of the cube places them; what is given of one period is
[measure, area, axis]. Rates are fractions, money in minor units. `m` ends what speaks of the month, `c` what
speaks of the cumulative.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pyarrow as pa

from guatu.indicators.cube import PARTS, Block, Cube
from guatu.indicators.growth import Column, Values, by_group, growth, ratio
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
    if not wanted:
        return pa.table({})
    chunks = (wanted[at : at + _AT_ONCE] for at in range(0, len(wanted), _AT_ONCE))
    return pa.concat_tables([_rows(cube, few) for few in chunks])


def _rows(cube: Cube, periods: Sequence[int]) -> pa.Table:
    """The rows of some periods, measure by measure."""
    measures = np.arange(len(cube.measures), dtype=np.int16)
    areas, codes = (np.array(of, np.int16) for of in (cube.layout.areas, cube.layout.codes))
    live = np.flatnonzero(np.stack([cube.blocks[p].n for p in periods]) > 0)
    period, cell = np.divmod(live, len(areas) * len(codes))
    area, code = np.divmod(cell, len(codes))
    heads: dict[str, Values] = {
        "period": np.array(periods, np.int32)[period],
        "area": areas[area],
        "axis": codes[code],
    }
    told = {"measure": pa.array(np.repeat(measures, len(live)))}
    told |= {name: pa.array(np.tile(of, len(measures))) for name, of in heads.items()}
    for name, column in _outputs(cube, periods).items():
        told[name] = _taken(column, live)
    return pa.table(told)


def _taken(column: Column, cells: Values) -> pa.Array:
    """The values of a column [measure, period, area, axis] at some cells, for each measure."""
    shape = len(column.values), len(cells)
    values = np.take(column.values.reshape(shape[0], -1), cells, axis=1, mode="clip").reshape(-1)
    known = column.known.reshape(-1, column.values[0].size).take(cells, axis=1, mode="clip")
    if known.all():
        return pa.array(values)
    bits = np.packbits(np.broadcast_to(known, shape).reshape(-1), bitorder="little")
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, values.size, [pa.py_buffer(bits), pa.py_buffer(values)])


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
