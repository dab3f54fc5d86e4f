"""How rows are chained: each hash covers the row's content and the hash before it.

The content is canonical JSON (keys sorted, no spaces, UTF-8), so that any program can recompute the chain
from an export. Times are UTC to the microsecond.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

GENESIS = "0" * 64
FIELDS = ("sequence", "actor", "actor_name", "roles", "units", "origin", "action", "thing", "reason")


class Row(Protocol):
    """What the chain needs of a row of the log."""

    sequence: int
    at: datetime
    before: str
    after: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold."""

    sequence: int
    why: str


def canonical(value: object) -> str:
    """A value as canonical JSON; None is the empty text (nothing was there)."""
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def stamp(at: datetime) -> str:
    """A time as it is hashed: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(row: Row) -> str:
    """The SHA-256 that belongs in ``row.hash``, in hexadecimal."""
    content = {name: getattr(row, name) for name in FIELDS}
    content["at"] = stamp(row.at)
    content["before"] = hashlib.sha256(row.before.encode()).hexdigest()
    content["after"] = hashlib.sha256(row.after.encode()).hexdigest()
    return hashlib.sha256(f"{row.previous}\n{canonical(content)}".encode()).hexdigest()


def breaks(rows: Iterable[Row]) -> Iterator[Break]:
    """Every place where rows, given in order from the first, do not follow each other."""
    expected, previous, at = 1, GENESIS, None
    for row in rows:
        if row.sequence != expected:
            yield Break(expected, f"缺第{expected}条，其后是第{row.sequence}条")
        if row.previous != previous:
            yield Break(row.sequence, "与前一条不相连")
        if row.hash != digest(row):
            yield Break(row.sequence, "内容与摘要不符")
        if at is not None and row.at < at:
            yield Break(row.sequence, "时间早于前一条")
        expected, previous, at = row.sequence + 1, row.hash, row.at
