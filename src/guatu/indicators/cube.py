"""The cube: additive sums by period, area and a second axis, dense, one block a period.

Blocks are shared between a cube and the one that a delivery makes of it: only touched periods are made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from guatu.facts.engine import Engine
from guatu.facts.snapshot import KINDS, LakeFile, Snapshot
from guatu.indicators.sums import TABLES, CubeQuery, cube_expression
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
    files = files_of(snapshot.root, snapshot.files)
    measures = tuple(dict.fromkeys(measure for measure, _ in columns))
    if not snapshot.files:
        return Cube(layout, measures, tuple(columns), {}, axis)
    holes = engine.with_nulls([dated for kind in files.values() for dated in kind])
    query = CubeQuery(
        columns=tuple(columns),
        axis=axis,
        nullable=frozenset((m, p) for m, p in columns if f"{m}_{p}" in holes),
        where=tuple(sorted((where or {}).items())),
    )
    table = engine.run(cube_expression(query), files=files)
    return Cube(layout, measures, query.columns, _blocks(table, layout=layout, query=query), axis)


def refresh(cube: Cube, *, delivery: Snapshot, engine: Engine) -> Cube:
    """The cube after a delivery; ``delivery`` holds the files that it brought, retractions included."""
    delta = build_cube(delivery, engine=engine, layout=cube.layout, columns=cube.columns, axis=cube.axis)
    return cube.plus(delta)


def files_of(root: Path, files: Sequence[LakeFile]) -> dict[str, list[tuple[Path, int]]]:
    """The files under the names of the expression's tables, with their periods."""
    return {
        table: [(root / f.path, int(f.period.replace("-", ""))) for f in files if f.kind == kind]
        for table, kind in zip(TABLES, KINDS, strict=True)
    }


def _blocks(table: pa.Table, *, layout: Layout, query: CubeQuery) -> dict[int, Block]:
    get = {name: table[name].to_numpy() for name in table.column_names}
    periods, place = np.unique(get["period"], return_inverse=True)
    measures = tuple(dict.fromkeys(measure for measure, _ in query.columns))
    cells = len(layout.areas) * len(layout.codes)
    at = layout.places(get["area"], of=layout.areas, what="area") * len(layout.codes)
    at += layout.places(get["axis"], of=layout.codes, what=query.axis)
    pieces = [np.flatnonzero(get["piece"] == number) for number in range(len(TABLES))]
    shape = (len(periods), len(measures), len(PARTS), len(layout.areas), len(layout.codes))

    def laid(prefix: str) -> Ints:
        laid_out = np.zeros(shape, np.int64)
        flat = laid_out.reshape(-1)
        base = place * (len(measures) * len(PARTS) * cells) + at
        starts = [base[rows] for rows in pieces]
        for measure, part in query.columns:
            column = get.get(f"{prefix}{measure}_{part}")
            if column is None:
                continue
            offset = (measures.index(measure) * len(PARTS) + PARTS.index(part)) * cells
            for rows, start in zip(pieces, starts, strict=True):
                flat[start + offset] += column[rows]
        laid_out[..., 0] = laid_out[..., 1:].sum(-1)
        return laid_out

    n = np.zeros((len(periods), len(layout.areas), len(layout.codes)), np.int64)
    for rows in pieces:
        n.reshape(-1)[place[rows] * cells + at[rows]] += get["n"][rows]
    n[..., 0] = n[..., 1:].sum(-1)
    sums = laid("")
    void = laid("void_") if query.nullable else None
    alone = laid("alone_") if query.nullable else None
    torn = laid("torn_") if query.nullable else None
    return {
        int(period): Block(sums[i], n[i], _at(void, i), _at(alone, i), _at(torn, i))
        for i, period in enumerate(periods)
    }


def _at(values: Ints | None, place: int) -> Ints | None:
    return None if values is None else values[place]


def _plus(one: Ints | None, other: Ints | None) -> Any:
    return other if one is None else one if other is None else one + other
