"""Code lists (areas, industries, sizes, ownership) and named sets of industries with their versions.

>>> industries()["39"].name, industries()["39"].parent
('计算机、通信和其他电子设备制造业', 'C')
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from guatu.catalogue.load import directories, read_toml
from guatu.catalogue.schema import CatalogueError
from guatu.vocabulary.problems import Problem

COLUMNS = ("code", "parent", "kind", "name", "name_hant", "name_en")
LISTS = ("areas", "industries", "sizes", "ownership", "investment_types", "investment_sources")
_SET_KEYS = {"id", "version", "name", "name_hant", "name_en", "valid_from", "divisions", "source"}


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list; ``parent`` "" at the top, ``kind`` what it is (section, street, city)."""

    code: str
    parent: str
    kind: str
    name: str
    name_hant: str
    name_en: str

    @property
    def number(self) -> int:
        """The small integer that stands in the lake; letters of sections have none (ValueError)."""
        return int(self.code)


@dataclass(frozen=True, slots=True)
class IndustrySet:
    """A named set of GB/T 4754 divisions, in force from month to month (``valid_to`` "" is open)."""

    id: str
    version: str
    name: str
    name_hant: str
    name_en: str
    valid_from: str
    valid_to: str
    divisions: frozenset[int]
    source: str

    def covers(self, period: str) -> bool:
        """Whether it is in force in a month "YYYY-MM"."""
        return self.valid_from <= period and (not self.valid_to or period <= self.valid_to)


def codes(name: str) -> Mapping[str, Code]:
    """A code list by code; a zone's own file of the name takes the place of the package's."""
    return _codes(name, directories())


def areas() -> Mapping[str, Code]:
    """Zone, streets, functional parks, the city and its peers."""
    return codes("areas")


def industries() -> Mapping[str, Code]:
    """Sections ("C") and divisions ("39") of GB/T 4754-2017."""
    return codes("industries")


def zone() -> Code:
    """The zone itself: the first area of kind zone."""
    return next(area for area in areas().values() if area.kind == "zone")


def industry_sets() -> tuple[IndustrySet, ...]:
    """Every version of every named set; a zone's own file comes in place of the package's."""
    return _sets(directories())


def file_of(name: str, *, places: tuple[Path, ...] | None = None) -> Path:
    """The file of a code list that is in force: the last directory's that has one."""
    for place in reversed(places or directories()):
        path = place / "codelists" / name
        if path.exists():
            return path
    raise CatalogueError(
        Problem("catalogue.missing", {"name": name}, name, "没有这个代码表。", "在 codelists 目录中补上。")
    )


@lru_cache(maxsize=32)
def _codes(name: str, places: tuple[Path, ...]) -> Mapping[str, Code]:
    path = file_of(f"{name}.csv", places=places)
    problems, found = read_codes(path)
    if problems:
        raise CatalogueError(problems[0])
    return MappingProxyType(found)


def read_codes(path: Path) -> tuple[list[Problem], dict[str, Code]]:
    """The entries of a code list's file, and each line that is wrong with its number."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if not rows or tuple(rows[0]) != COLUMNS:
        return [_at(path, 1, "首行不是 " + ",".join(COLUMNS) + "。", "改为规定的列名。")], {}
    problems: list[Problem] = []
    found: dict[str, Code] = {}
    for line, row in enumerate(rows[1:], 2):
        if len(row) != len(COLUMNS):
            problems.append(
                _at(path, line, f"有{len(row)}列，应为{len(COLUMNS)}列。", "补齐或删去多余的列。")
            )
            continue
        code = Code(*row)
        problems += _wrong(code, found, path=path, line=line)
        found[code.code] = code
    return problems, found


def _wrong(code: Code, before: Mapping[str, Code], *, path: Path, line: int) -> list[Problem]:
    if not code.code or not code.name or not code.name_hant or not code.name_en:
        return [_at(path, line, "代码或三种名称有空缺。", "补齐 code、name、name_hant、name_en。")]
    if code.code in before:
        return [_at(path, line, f"代码 {code.code} 重复。", "每个代码只能出现一次。")]
    if code.parent and code.parent not in before:
        return [_at(path, line, f"上级 {code.parent} 不在前面各行中。", "先列上级，再列下级。")]
    if code.code.isdigit() and int(code.code) > 32_767:
        return [_at(path, line, f"代码 {code.code} 超过32767。", "改用较小的代码。")]
    return []


@lru_cache(maxsize=8)
def _sets(places: tuple[Path, ...]) -> tuple[IndustrySet, ...]:
    path = file_of("industry_sets.toml", places=places)
    found = []
    for number, row in enumerate(read_toml(path).get("set", []), 1):
        if missing := _SET_KEYS - set(row):
            raise CatalogueError(
                _at(path, 0, f"第{number}个 set 缺少 {'、'.join(sorted(missing))}。", "补上这些项。")
            )
        known = {key: row[key] for key in _SET_KEYS - {"divisions"}}
        found.append(
            IndustrySet(**known, valid_to=row.get("valid_to", ""), divisions=frozenset(row["divisions"]))
        )
    return tuple(found)


def _at(path: Path, line: int, message: str, advice: str) -> Problem:
    where = f"{path}:{line}" if line else str(path)
    return Problem("catalogue.codes", {"line": line}, where, message, advice)
