"""The register of enterprises that all datasets share: id, code, name, and when each was entered.

It lies in the lake as one small Parquet file, replaced whole; ids are never used again.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from rapidfuzz import fuzz, process

from guatu.enterprises.credit import folded as folded_code
from guatu.enterprises.names import folded as folded_name

FILE: Final = "enterprises.parquet"
SCHEMA: Final = pa.schema(
    [("id", pa.int32()), ("code", pa.string()), ("name", pa.string()), ("seq", pa.int64())]
)


@dataclass(frozen=True, slots=True)
class Register:
    """Enterprises by code and by folded name; a name that two bear is in neither."""

    table: pa.Table
    by_code: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def find(self, code: str, name: str) -> int | None:
        """The id of the enterprise with this code, else of the only one with this name."""
        key = folded_code(code)
        if key:
            return self.by_code.get(key)
        return self.by_name.get(folded_name(name)) if name else None

    def suggest(self, code: str, name: str) -> int | None:
        """The enterprise that was probably meant: almost the same code, or almost the same name."""
        key = folded_code(code)
        if key:
            near = process.extractOne(key, list(self.by_code), scorer=fuzz.ratio, score_cutoff=88)
            if near is not None:
                return self.by_code[near[0]]
        if not name:
            return None
        close = process.extractOne(folded_name(name), list(self.by_name), scorer=fuzz.ratio, score_cutoff=80)
        return None if close is None else self.by_name[close[0]]


def read_register(lake: Path) -> Register:
    """The register of a lake; an empty one before the first delivery."""
    path = lake / FILE
    return register_of(pq.read_table(path) if path.exists() else SCHEMA.empty_table())


def register_of(table: pa.Table) -> Register:
    """The register that a table holds."""
    made = Register(table)
    twice: set[str] = set()
    for id_, code, name in zip(*(table[key].to_pylist() for key in ("id", "code", "name")), strict=True):
        made.codes[id_], made.names[id_] = code, name
        if code:
            made.by_code[code] = id_
        key = folded_name(name)
        if key in made.by_name:
            twice.add(key)
        made.by_name[key] = id_
    for key in twice:
        del made.by_name[key]
    return made


def with_new(register: Register, new: Sequence[tuple[str, str]], *, seq: int) -> Register:
    """The register with further enterprises (code, name), numbered on from the highest id."""
    if not new:
        return register
    first = (pc.max(register.table["id"]).as_py() or 0) + 1
    more = pa.table(
        {
            "id": list(range(first, first + len(new))),
            "code": [folded_code(code) for code, _ in new],
            "name": [name for _, name in new],
            "seq": [seq] * len(new),
        },
        schema=SCHEMA,
    )
    return register_of(pa.concat_tables([register.table, more]))


def without(register: Register, seqs: Collection[int]) -> Register:
    """The register without what undone deliveries had entered."""
    kept = pc.invert(pc.is_in(register.table["seq"], pa.array(sorted(seqs), pa.int64())))
    return register_of(register.table.filter(kept))
