"""Loading of definitions from data files: those of the package, then those that a zone adds.

A zone names its own directories in the environment variable ``GUATU_CATALOGUE`` (separated like a path). A
file ``indicators/ours.toml`` in one of them adds indicators, or extends those here by further aliases.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from guatu.catalogue.schema import CatalogueError, Indicator, indicator
from guatu.vocabulary.problems import Problem

DATA = Path(__file__).parent / "data"
VARIABLE = "GUATU_CATALOGUE"


def directories() -> tuple[Path, ...]:
    """The package's own data, then the directories that the environment adds, in order."""
    return _directories(os.environ.get(VARIABLE, ""))


@lru_cache(maxsize=8)
def _directories(added: str) -> tuple[Path, ...]:
    return (DATA, *(Path(part) for part in added.split(os.pathsep) if part))


def indicators() -> Mapping[str, Indicator]:
    """All indicators by id. Raises ``CatalogueError`` for a file that is no definition."""
    return _indicators(directories())


def words() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The reader's word lists: table, then key, then words (``words()["growth"]["up"]``)."""
    return _words(directories())


def units() -> Mapping[str, tuple[str, Decimal]]:
    """Written units: the base unit and the factor to it; "" for units that no indicator is measured in."""
    return _units(directories())


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; ``CatalogueError`` names the file and the line that is wrong."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as cause:
        problem = Problem(
            "catalogue.file", {"path": path}, str(path), f"不能读作 TOML：{cause}。", "改正此文件。"
        )
        raise CatalogueError(problem) from cause


@lru_cache(maxsize=8)
def _units(places: tuple[Path, ...]) -> Mapping[str, tuple[str, Decimal]]:
    found: dict[str, tuple[str, Decimal]] = {}
    for place in places:
        for path in sorted((place / "codelists").glob("units*.toml")):
            for group in read_toml(path)["unit"]:
                factor = Decimal(group["factor"])
                found |= {written: (str(group["code"]), factor) for written in group["written"]}
    return MappingProxyType(found)


@lru_cache(maxsize=8)
def _indicators(places: tuple[Path, ...]) -> Mapping[str, Indicator]:
    found: dict[str, Indicator] = {}
    for place in places:
        for path in sorted((place / "indicators").glob("*.toml")):
            for id_, data in read_toml(path).items():
                known = found.get(id_)
                if known is not None and set(data) == {"aliases"}:
                    found[id_] = replace(known, aliases=(*known.aliases, *data["aliases"]))
                else:
                    found[id_] = indicator(id_, data, where=str(path))
    return MappingProxyType(found)


@lru_cache(maxsize=8)
def _words(places: tuple[Path, ...]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    for place in places:
        for path in sorted((place / "codelists").glob("words*.toml")):
            for table, keys in read_toml(path).items():
                own = tables.setdefault(table, {})
                for key, listed in keys.items():
                    own[key] = (*own.get(key, ()), *listed)
    return MappingProxyType({table: MappingProxyType(keys) for table, keys in tables.items()})
