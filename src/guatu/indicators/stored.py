"""Cubes kept as files, named by the facts that they were made of; a page reads them by NumPy alone.

A kept cube holds only the areas and industries that its facts have.
"""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from guatu.catalogue.codes import areas, zone
from guatu.facts.snapshot import Snapshot

PARTS: Final = ("month", "month_ly", "cum", "cum_ly")
#: Beyond this many a folder's oldest cubes are cleared away; they are made anew when somebody asks for them.
MOST_KEPT: Final = 40
#: Of a cut by size or ownership: they are made for the latest facts after each delivery, and many.
FEW_KEPT: Final = 4
#: Raised when the form of the files changes, so that older ones are not read.
FORM: Final = 1
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Stored:
    """Sums [period, measure, part, area, industry] in minor units, place 0 of the industries all of them.

    ``n`` [period, area, industry] counts rows; ``void``, ``alone``, ``torn`` as in `cube.Block`, None where
    all is known. ``files`` are the lake's files of which it was made.
    """

    periods: tuple[int, ...]
    measures: tuple[str, ...]
    columns: frozenset[str]
    areas: tuple[int, ...]
    industries: tuple[int, ...]
    files: tuple[str, ...]
    sums: Ints
    n: Ints
    void: Ints | None = None
    alone: Ints | None = None
    torn: Ints | None = None

    @cached_property
    def place(self) -> Mapping[int, int]:
        """Where each period stands."""
        return {period: at for at, period in enumerate(self.periods)}

    @cached_property
    def whole(self) -> Mapping[str, Any]:
        """All areas added up, as lists of Python's integers: what most figures are read from."""
        found = {"n": self.n.sum(1).tolist(), "sums": self.sums.sum(3).tolist()}
        for name in ("void", "alone", "torn"):
            values = getattr(self, name)
            found[name] = None if values is None else values.sum(3).tolist()
        return found


def folder_of(cubes: Path, *, dataset: str, where: tuple[tuple[str, int], ...]) -> Path:
    """Where the cubes of a dataset's rows with these codes lie."""
    name = "-".join(f"{key}={code}" for key, code in where) or "all"
    return cubes / dataset / name


def file_of(folder: Path, snapshot: Snapshot) -> Path:
    """The file of a snapshot's cube, by the facts and by the areas that it is cut to."""
    return folder / f"{snapshot.fingerprint()[:32]}-{_mark(inside())}.npz"


def inside() -> tuple[int, ...]:
    """The zone and its streets and parks, as the lake codes them."""
    return tuple(area.number for area in areas().values() if zone().code in (area.code, area.parent))


@lru_cache(maxsize=8)
def _mark(codes: tuple[int, ...]) -> str:
    return hashlib.sha256(repr(codes).encode()).hexdigest()[:8]


@lru_cache(maxsize=64)
def read(path: Path) -> Stored | None:
    """The cube of a file, which never changes; None when it is of another form."""
    with np.load(path) as held:
        if int(held["form"]) != FORM:
            return None
        return Stored(
            periods=tuple(held["periods"].tolist()),
            measures=tuple(held["measures"].tolist()),
            columns=frozenset(held["columns"].tolist()),
            areas=tuple(held["areas"].tolist()),
            industries=tuple(held["industries"].tolist()),
            files=tuple(held["files"].tolist()),
            sums=held["sums"],
            n=held["n"],
            **{name: held[name] for name in ("void", "alone", "torn") if name in held},
        )


def write(path: Path, cube: Stored, *, most: int = MOST_KEPT) -> None:
    """Put a cube in its place at once and whole; the folder's oldest beyond ``most`` go."""
    path.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "form": np.int64(FORM),
        "periods": np.array(cube.periods, np.int64),
        "measures": np.array(cube.measures),
        "columns": np.array(sorted(cube.columns)),
        "areas": np.array(cube.areas, np.int64),
        "industries": np.array(cube.industries, np.int64),
        "files": np.array(cube.files),
        "sums": cube.sums,
        "n": cube.n,
    }
    arrays |= {name: held for name in ("void", "alone", "torn") if (held := getattr(cube, name)) is not None}
    held_bytes = io.BytesIO()
    np.savez(held_bytes, **arrays)
    half = path.with_name(f".{path.name}.{os.getpid()}.{hashlib.sha256(os.urandom(8)).hexdigest()[:8]}")
    half.write_bytes(held_bytes.getvalue())
    half.replace(path)
    _clear(path.parent, keep=path, most=most)


def newest(folder: Path) -> list[Path]:
    """The folder's cubes, the newest first."""
    return sorted(folder.glob("*.npz"), key=_changed, reverse=True)


def _changed(path: Path) -> int:
    """When it was made; 0 when another process has just cleared it away."""
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def readable(path: Path) -> Stored | None:
    """The cube of a file that may be gone or broken."""
    try:
        return read(path)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def _clear(folder: Path, *, keep: Path, most: int) -> None:
    for old in newest(folder)[most:]:
        if old != keep:
            old.unlink(missing_ok=True)
