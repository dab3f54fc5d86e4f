"""Credit codes and names of enterprises by their ids, from the register that lies in the lake."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from guatu.enterprises.register import FILE as REGISTER


class Names:
    """Credit code and name by id, read only for the ids that are asked for."""

    def __init__(self, path: Path) -> None:
        table = pq.read_table(path, columns=["id", "code", "name"]).combine_chunks()
        self._ids = table["id"].to_numpy()
        self._order = np.argsort(self._ids, kind="stable")
        self._codes, self._names = table["code"], table["name"]

    def id_of(self, code: str) -> int:
        """The id of a credit code; -1 when nobody has it."""
        at = pc.index(self._codes, code).as_py()
        return -1 if at < 0 else int(self._ids[at])

    def of(self, ids: pa.ChunkedArray) -> list[tuple[str, str]]:
        """Code and name of each."""
        at = pa.array(self._order[np.searchsorted(self._ids, ids.to_numpy(), sorter=self._order)])
        return list(zip(self._codes.take(at).to_pylist(), self._names.take(at).to_pylist(), strict=True))


def names_of(lake: Path) -> Names:
    """The register's names as they are now."""
    path = lake / REGISTER
    found = path.stat()
    return _read(path, found.st_mtime_ns, found.st_ino)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _inode: int) -> Names:
    """Read again only when the register is another file than before."""
    return Names(path)
