"""Makes the cubes that are kept: from the lake, or from the cube before and the files that came since."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from guatu.catalogue.codes import areas, industries
from guatu.catalogue.dataset import Dataset
from guatu.catalogue.load import directories
from guatu.facts.engine import DuckEngine
from guatu.facts.memory import engine_memory
from guatu.facts.snapshot import Snapshot
from guatu.indicators.asking import CODED
from guatu.indicators.cube import Block, Cube, Layout, build_cube
from guatu.indicators.stored import (
    FEW_KEPT,
    MOST_KEPT,
    PARTS,
    Stored,
    file_of,
    folder_of,
    inside,
    newest,
    readable,
    write,
)

Where = tuple[tuple[str, int], ...]


def made(snapshot: Snapshot, *, dataset: Dataset, cubes: Path, where: Where = ()) -> Stored:
    """The cube of a snapshot: the one that is kept, else made and kept.

    When an older cube is kept whose files are all in the snapshot, only the files that came since are summed.
    """
    folder = folder_of(cubes, dataset=dataset.id, where=where)
    path = file_of(folder, snapshot)
    if path.exists() and (held := readable(path)) is not None:
        return held
    base = _base(folder, snapshot)
    done = frozenset(base.files if base else ())
    fresh = replace(snapshot, files=tuple(file for file in snapshot.files if file.path not in done))
    columns = tuple((measure.id, part) for measure in dataset.measures for part in measure.parts)
    cube = build_cube(
        fresh, engine=_engine(os.getpid()), layout=_layout(directories()), columns=columns, where=dict(where)
    )
    whole = cube if base is None else _cube(base, like=cube).plus(cube)
    found = _trimmed(whole, files=tuple(file.path for file in snapshot.files))
    write(path, found, most=FEW_KEPT if CODED.keys() & dict(where).keys() else MOST_KEPT)
    return found


@cache
def _engine(_process: int) -> DuckEngine:
    """One for each process: the threads of a database do not live on in a fork, which would wait for them.

    It would when it lets go of the database too, so the parent's is kept.
    """
    return DuckEngine(memory_mb=engine_memory())


@lru_cache(maxsize=4)
def _layout(_places: tuple[Path, ...]) -> Layout:
    """The zone with its streets and parks as one group, every other area as another."""
    within = inside()
    outside = tuple(area.number for area in areas().values() if area.number not in within)
    divisions = tuple(code.number for code in industries().values() if code.kind == "division")
    return Layout((within, outside) if outside else (within,), divisions)


def _base(folder: Path, snapshot: Snapshot) -> Stored | None:
    """The newest kept cube that holds nothing but files of the snapshot."""
    known = {file.path for file in snapshot.files}
    held = (readable(path) for path in newest(folder))
    fit = (c for c in held if c and c.files and c.areas == inside() and known.issuperset(c.files))
    return next(fit, None)


def _trimmed(cube: Cube, *, files: tuple[str, ...]) -> Stored:
    """Only the zone's areas, and the industries that hold rows."""
    own = list(range(len(cube.layout.groups[0])))
    periods = tuple(sorted(cube.blocks))
    blocks = [cube.blocks[period] for period in periods]
    n = np.array([block.n[own] for block in blocks], np.int64).reshape(
        len(blocks), len(own), len(cube.layout.codes)
    )
    kept = [0, *(np.flatnonzero(n[..., 1:].any(axis=(0, 1))) + 1).tolist()] if blocks else [0]

    def cut(name: str) -> np.ndarray | None:
        parts = [getattr(block, name) for block in blocks]
        if all(part is None for part in parts):
            return None
        filled = [np.zeros_like(b.sums) if p is None else p for p, b in zip(parts, blocks, strict=True)]
        return np.array([part[:, :, own][..., kept] for part in filled], np.int64)

    sums = cut("sums")
    return Stored(
        periods=periods,
        measures=cube.measures,
        columns=frozenset(f"{measure}_{part}" for measure, part in cube.columns),
        areas=cube.layout.groups[0],
        industries=tuple(cube.layout.codes[place] for place in kept),
        files=files,
        sums=np.zeros((0, len(cube.measures), len(PARTS), len(own), 1), np.int64) if sums is None else sums,
        n=n[..., kept],
        void=cut("void"),
        alone=cut("alone"),
        torn=cut("torn"),
    )


def _cube(stored: Stored, *, like: Cube) -> Cube:
    """A kept cube in the full layout again, so that what came since can be added."""
    layout = like.layout
    codes = [layout.codes.index(code) for code in stored.industries]
    at = [layout.areas.index(area) for area in stored.areas]
    shape = (len(stored.measures), len(PARTS), len(layout.areas), len(layout.codes))

    def spread(values: np.ndarray | None, place: int) -> np.ndarray | None:
        if values is None:
            return None
        full = np.zeros(shape, np.int64)
        full[np.ix_(range(shape[0]), range(shape[1]), at, codes)] = values[place]
        return full

    blocks = {}
    for place, period in enumerate(stored.periods):
        n = np.zeros(shape[2:], np.int64)
        n[np.ix_(at, codes)] = stored.n[place]
        sums = spread(stored.sums, place)
        assert sums is not None
        unknown = {name: spread(getattr(stored, name), place) for name in ("void", "alone", "torn")}
        blocks[period] = Block(sums, n, **unknown)
    return Cube(layout, stored.measures, like.columns, blocks, like.axis)
