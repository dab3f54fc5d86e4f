"""The words by which a task is known: verbs of doing, good intentions, exhortations, marks of the past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from guatu.catalogue.load import directories, read_toml


class Role(IntEnum):
    """What a word at the head of a clause says of the clause."""

    ADVERB = 1
    BOTH = 2
    DOING = 3
    SOFT = 4
    EXHORTING = 5
    UNKNOWN = 6


#: Later tables win where a word stands in several.
_TABLES: Final = (
    ("adverbs", Role.ADVERB),
    ("doing", Role.DOING),
    ("soft", Role.SOFT),
    ("exhorting", Role.EXHORTING),
    ("means", Role.EXHORTING),
    ("both", Role.BOTH),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Role of each word, and the other lists; `longest` is the length of the longest word with a role."""

    roles: Mapping[str, Role]
    longest: int
    lists: Mapping[str, tuple[str, ...]]


def wording() -> Wording:
    """The words of the package and of the zone's own ``reading/*.toml``."""
    return _wording(directories())


@lru_cache(maxsize=4)
def _wording(places: tuple[Path, ...]) -> Wording:
    tables: dict[str, tuple[str, ...]] = {}
    for place in places:
        for path in sorted((place / "reading").glob("*.toml")):
            for table, keys in read_toml(path).items():
                for key, words in keys.items():
                    name = table if key == "words" else f"{table}.{key}"
                    tables[name] = (*tables.get(name, ()), *str(words).split())
    roles = {word: role for table, role in _TABLES for word in tables.get(table, ())}
    return Wording(MappingProxyType(roles), max(map(len, roles), default=0), MappingProxyType(tables))
