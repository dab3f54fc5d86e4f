"""Sums that no cube holds, kept beside the cubes: of the largest, of those who came, went or are missing.

They are worked out of the rows, so they are kept by the facts that they were made of, and made anew when a
delivery changes these. Whatever lies here can be made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from guatu.catalogue.definition import Made
from guatu.facts.snapshot import Snapshot
from guatu.indicators.asking import Ask, divisions

FOLDER: Final = "sums"
#: How many snapshots' files a dataset keeps, and how many answers a file; beyond that nothing is added.
MOST_FILES, MOST_ANSWERS = 40, 20_000
Answer = list[int | None]


def remembered(
    ask: Ask, made: Made, *, cubes: Path, behind: tuple[Snapshot, ...], make: Callable[[], Answer]
) -> Answer:
    """The kept answer, else the one that ``make`` gives, which is kept.

    ``behind`` are the snapshots of which it is made, that of its own dataset first.
    """
    own, *others = (snapshot.fingerprint() for snapshot in behind)
    path = cubes / behind[0].dataset / FOLDER / f"{own[:32]}.json"
    asked = _name(ask, made, others)
    found = _kept(path).get(asked)
    if found is None:
        found = make()
        _keep(path, asked, found)
    return found


def _name(ask: Ask, made: Made, others: list[str]) -> str:
    """By all that the answer depends on besides the facts of its dataset."""
    inside = [
        sorted(divisions(code, period=ask.first) or ()) for code in (ask.industry, made.industries) if code
    ]
    return hashlib.sha256(repr((ask, made, inside, others)).encode()).hexdigest()[:24]


def _kept(path: Path) -> dict[str, Answer]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return {}
    return _read(path, found.st_mtime_ns, found.st_ino)


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int, _inode: int) -> dict[str, Answer]:
    """Read again only when the file is another than before; one that is broken or gone holds nothing."""
    try:
        told = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _keep(path: Path, asked: str, answer: Answer) -> None:
    """Put the file in its place at once; an answer that another process adds meanwhile may be made again."""
    told = _kept(path)
    if len(told) >= MOST_ANSWERS:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    half.write_text(json.dumps({**told, asked: answer}), encoding="ascii")
    half.replace(path)
    if not told:
        _clear(path.parent, keep=path)


def _clear(folder: Path, *, keep: Path) -> None:
    """The oldest beyond the most kept go."""
    files = sorted(folder.glob("*.json"), key=_changed, reverse=True)
    for old in files[MOST_FILES:]:
        if old != keep:
            old.unlink(missing_ok=True)


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
