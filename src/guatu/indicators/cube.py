"""The cube: additive sums by period, area and a second axis, dense, one block a period.

Blocks are shared between a cube and the one that a delivery makes of it: only touched periods are made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guatu.facts.engine import Engine
from guatu.facts.snapshot import LakeFile, Snapshot
from guatu.indicators.sums import CubeQuery, cube_expression
from guatu.vocabulary.problems import GuatuError, Problem

PARTS: Final = ("month", "month_ly", "cum", "cum_ly")
Ints: TypeAlias = NDArray[np.int64]
_CODES: Final = 1 << 15


class CubeError(GuatuError, ValueError):
    """Facts that stand outside the areas or the codes that the cube was made for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a cell stands. ``groups`` are areas by the area above; ``axis`` the codes of the second axis.

    Areas stand group after group, each filled up to the longest with -1; place 0 of the axis is the total.
    """

    groups: tuple[tuple[int, ...], ...]
    axis: tuple[int, ...]

    @property
    def width(self) -> int:
        """Places of a group."""
        return max(map(len, self.groups))

    @property
    def areas(self) -> tuple[int, ...]:
        """The area at each place, -1 where there is none."""
        return tuple(code for group in self.groups for code in (*group, *[-1] * (self.width - len(group))))

    @property
    def codes(self) -> tuple[int, ...]:
        """The code at each place of the axis; 0 is the total."""
        return (0, *self.axis)

    def places(self, codes: Ints, *, of: Sequence[int], what: str) -> Ints:
        """The place of each code; CubeError for one that has none."""
        lookup = np.full(_CODES, -1, np.int64)
        lookup[[code for code in of if code > 0 or (what == "area" and code >= 0)]] = [
            n for n, code in enumerate(of) if code > 0 or (what == "area" and code >= 0)
        ]
        found = lookup[codes]
        if found.size and int(found.min()) < 0:
            stranger = int(codes[int(found.argmin())])
            raise CubeError(
                Problem(
                    "cube.code",
                    {"what": what, "code": stranger},
                    message=f"数据中的代码 {stranger}（{what}）不在代码表中。",
                    what_to_do="在代码表中补上，或更正这些行后重新上报。",
                )
            )
        return found


@dataclass(frozen=True, slots=True)
class Block:
    """One period. ``sums`` [measure, part, area, axis] in minor units, ``n`` [area, axis] rows.

    ``void`` counts the rows whose value is unknown, ``torn`` those unknown in either year; ``alone`` sums the
    values whose partner of the other year is unknown. All None where everything is known.
    """

    sums: Ints
    n: Ints
    void: Ints | None = None
    alone: Ints | None = None
    torn: Ints | None = None

    def plus(self, other: Block) -> Block:
        """The block after a delivery."""
        return Block(
            self.sums + other.sums,
            self.n + other.n,
            _plus(self.void, other.void),
            _plus(self.alone, other.alone),
            _plus(self.torn, other.torn),
        )


@dataclass(frozen=True, slots=True)
class Cube:
    """Blocks by period (YYYYMM); ``columns`` are the (measure, part) pairs that the facts carry."""

    layout: Layout
    measures: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    blocks: Mapping[int, Block]
    axis: str = "industry"

    def block(self, period: int) -> Block:
        """The block of a period; one without rows where there is none."""
        if period in self.blocks:
            return self.blocks[period]
        cells = len(self.layout.areas), len(self.layout.codes)
        return Block(np.zeros((len(self.measures), len(PARTS), *cells), np.int64), np.zeros(cells, np.int64))

    def plus(self, delta: Cube) -> Cube:
        """The cube after a delivery whose own sums are ``delta``; untouched periods are shared."""
        touched = {
            period: self.blocks[period].plus(block) if period in self.blocks else block
            for period, block in delta.blocks.items()
        }
        return Cube(self.layout, self.measures, self.columns, {**self.blocks, **touched}, self.axis)


def build_cube(
    snapshot: Snapshot,
    *,
    engine: Engine,
    layout: Layout,
    columns: Sequence[tuple[str, str]],
    axis: str = "industry",
    where: Mapping[str, int] | None = None,
) -> Cube:
    """Sum the files of a snapshot."""
    measures = tuple(dict.fromkeys(measure for measure, _ in columns))
    if not snapshot.files:
        return Cube(layout, measures, tuple(columns), {}, axis)
    paths = [snapshot.root / file.path for file in snapshot.files]
    told = engine.footers(paths)
    query = CubeQuery(
        columns=tuple(columns),
        axis=axis,
        nullable=frozenset((m, p) for m, p in columns if f"{m}_{p}" in told.nulls),
        where=tuple(sorted((where or {}).items())),
        deletes=told.deletes,
    )
    table = engine.run(cube_expression(query), files=paths)
    blocks = _blocks(table, files=snapshot.files, layout=layout, query=query)
    return Cube(layout, measures, query.columns, blocks, axis)


def refresh(cube: Cube, *, delivery: Snapshot, engine: Engine) -> Cube:
    """The cube after a delivery; ``delivery`` holds the files that it brought, retractions included."""
    delta = build_cube(delivery, engine=engine, layout=cube.layout, columns=cube.columns, axis=cube.axis)
    return cube.plus(delta)


def _plus(one: Ints | None, other: Ints | None) -> Any:
    return other if one is None else one if other is None else one + other


def period_of(period: str) -> int:
    """YYYYMM of a month "YYYY-MM"."""
    return int(period.replace("-", ""))


def _blocks(
    table: pa.Table, *, files: Sequence[LakeFile], layout: Layout, query: CubeQuery
) -> dict[int, Block]:
    """Lay the sums of each file into the block of its period."""
    get = {name: table[name].to_numpy() for name in table.column_names}
    areas, codes = layout.areas, layout.codes
    cell = layout.places(get["area"], of=areas, what="area") * len(codes)
    cell += layout.places(get["axis"], of=codes, what=query.axis)
    measures = tuple(dict.fromkeys(measure for measure, _ in query.columns))
    of_file = [period_of(file.period) for file in files]
    periods, place = np.unique(of_file, return_inverse=True)
    of_row = get["file_index"].astype(np.int64)
    period = place[of_row]
    sign = np.array([-1 if file.kind == "retraction" else 1 for file in files])[of_row]

    def laid(columns: Mapping[int, Ints], *, depth: int) -> Ints:
        """Sums [period, column, area, axis], their totals at place 0 of the axis too."""
        whole = np.zeros((len(periods), depth, len(areas), len(codes)), np.int64)
        at = period * whole[0].size + cell
        for number, values in columns.items():
            np.add.at(whole.reshape(-1)[number * whole[0, 0].size :], at, values * sign)
        whole[..., 0] = whole[..., 1:].sum(-1)
        return whole

    def parts(prefix: str) -> Ints:
        columns = {
            measures.index(m) * len(PARTS) + PARTS.index(p): get[f"{prefix}{m}_{p}"]
            for m, p in query.columns
            if f"{prefix}{m}_{p}" in get
        }
        whole = laid(columns, depth=len(measures) * len(PARTS))
        return whole.reshape(len(periods), len(measures), len(PARTS), len(areas), len(codes))

    n = laid({0: get["n"]}, depth=1)[:, 0]
    sums = parts("")
    rest = [parts(prefix) if query.nullable else None for prefix in ("void_", "alone_", "torn_")]
    return {
        month: Block(sums[i], n[i], *(None if r is None else r[i] for r in rest))
        for i, month in enumerate(periods.tolist())
    }
