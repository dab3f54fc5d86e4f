"""Datasets read from their data files, each checked with the line that is wrong.

>>> industry = load_dataset("industry_monthly")
>>> industry.january, industry.measure("output").stored[:2]
('together', ('output_month', 'output_month_ly'))
>>> industry.previous("2022-03"), industry.previous("2022-02")
('2022-02', None)
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from guatu.catalogue.codes import LISTS
from guatu.catalogue.dataset import FREQUENCIES, NATURES, PARTS, Check, Dataset, Dimension, Measure
from guatu.catalogue.lines import Lines
from guatu.catalogue.load import directories, read_toml
from guatu.catalogue.schema import CatalogueError
from guatu.vocabulary.problems import Problem
from guatu.vocabulary.unit import BASE_UNITS

CHECKS: Final = ("not_decreasing", "at_most", "jump", "month_in_cum")
KINDS: Final = ("code", "flag", "day", "number")
_NAMES: Final = ("id", "name", "name_hant", "name_en")
_DATASET: Final = (*_NAMES, "form", "frequency", "nature", "january", "legal", "legal_source")
_OF_JUMPS: Final = ("times", "slip", "worth")
#: What a row carries of a measure when its dataset does not say otherwise.
_PARTS_OF: Final = {"month": PARTS, "day": ("month",), "event": ("month",), "year": ("cum", "cum_ly")}


def load_dataset(id_: str) -> Dataset:
    """The dataset of this id; KeyError when there is none, CatalogueError when its file is wrong."""
    return datasets()[id_]


def datasets() -> Mapping[str, Dataset]:
    """All datasets by id: the package's, then a zone's own (which replace those of the same id)."""
    return _datasets(directories())


@lru_cache(maxsize=8)
def _datasets(places: tuple[Path, ...]) -> Mapping[str, Dataset]:
    found = {}
    for path in dataset_files(places):
        made = read_dataset(path)
        found[made.id] = made
    return MappingProxyType(found)


def dataset_files(places: tuple[Path, ...]) -> list[Path]:
    """The definition files, the package's first."""
    return [path for place in places for path in sorted((place / "datasets").glob("*.toml"))]


def read_dataset(path: Path) -> Dataset:
    """Read one definition file; CatalogueError names the file and line that are wrong."""
    data = read_toml(path)
    if problems := dataset_problems(path):
        raise CatalogueError(problems[0])
    frequency = data["frequency"]
    return Dataset(
        **{key: data[key] for key in _DATASET},
        deadline=data.get("deadline"),
        rounding=data["rounding"],
        dimensions=tuple(_dimension(row) for row in data["dimension"]),
        measures=tuple(_measure(row, frequency) for row in data["measure"]),
        checks=tuple(_check(row) for row in data.get("check", [])),
        aliases=tuple(data.get("aliases", ())),
    )


def dataset_problems(path: Path) -> list[Problem]:
    """Everything that is wrong with a definition file, each with its line."""
    try:
        data = read_toml(path)
    except CatalogueError as error:
        return [error.problem]
    at = Lines(path)
    problems = [at.problem(f"缺少 {key}。", "补上这一项。") for key in _DATASET if not data.get(key)]
    allowed = {"frequency": FREQUENCIES, "nature": NATURES, "january": ("together", "apart")}
    problems += _outside(data, allowed, at=at, table="", nth=0)
    if not _whole(data.get("rounding")):
        problems.append(at.problem("rounding 不是正整数。", "写合计行每行可差多少，如 100（元）。"))
    if not data.get("measure"):
        problems.append(at.problem("没有 [[measure]]。", "至少写一个指标栏。"))
    for nth, row in enumerate(data.get("dimension", [])):
        problems += _names(row, at=at, table="dimension", nth=nth)
        problems += _outside(row, {"kind": KINDS}, at=at, table="dimension", nth=nth)
        if row.get("kind", "code") == "code":
            problems += _outside(row, {"codelist": LISTS}, at=at, table="dimension", nth=nth)
    for nth, row in enumerate(data.get("measure", [])):
        problems += _names(row, at=at, table="measure", nth=nth)
        allowed = {"unit": BASE_UNITS, "kind": ("flow", "stock")}
        problems += _outside(row, allowed, at=at, table="measure", nth=nth)
        if not isinstance(row.get("minor"), int) or row["minor"] < 1:
            problems.append(
                at.problem("minor 不是正整数。", "元写100，千瓦时写1。", table="measure", nth=nth)
            )
        parts = row.get("parts", [])
        if unknown := set(parts) - set(PARTS):
            problems.append(
                at.problem(f"parts 不能有 {unknown}。", f"可用：{PARTS}。", table="measure", nth=nth)
            )
    return problems + _check_problems(data, at=at)


def _check_problems(data: Mapping[str, Any], *, at: Lines) -> list[Problem]:
    known = {row.get("id") for row in data.get("measure", [])}
    problems = []
    for nth, row in enumerate(data.get("check", [])):
        problems += _outside(row, {"kind": CHECKS}, at=at, table="check", nth=nth)
        if unknown := sorted(set(row.get("measures", [])) - known):
            message = f"没有 {'、'.join(unknown)} 这个指标栏。"
            problems.append(at.problem(message, "改用 [[measure]] 的 id。", table="check", nth=nth))
        for key in _OF_JUMPS if row.get("kind") == "jump" else ():
            if not _whole(row.get(key)):
                message = f"{key} 不是正整数。"
                problems.append(at.problem(message, "如 200、5000、10000。", table="check", nth=nth))
    return problems


def _whole(value: object) -> bool:
    return isinstance(value, int) and value > 0


def _names(row: Mapping[str, Any], *, at: Lines, table: str, nth: int) -> list[Problem]:
    return [
        at.problem(f"缺少 {key}。", "补上这一项。", table=table, nth=nth)
        for key in (*_NAMES, "aliases")
        if not row.get(key)
    ]


def _outside(
    row: Mapping[str, Any], allowed: Mapping[str, tuple[str, ...]], *, at: Lines, table: str, nth: int
) -> list[Problem]:
    return [
        at.problem(
            f"{key} 不能是“{row.get(key, '')}”。",
            f"可用：{'、'.join(values)}。",
            table=table,
            nth=nth,
            key=key,
        )
        for key, values in allowed.items()
        if row.get(key) not in values
    ]


def _dimension(row: Mapping[str, Any]) -> Dimension:
    names = {key: str(row[key]) for key in _NAMES}
    return Dimension(
        **names, kind=row["kind"], codelist=row.get("codelist", ""), aliases=tuple(row["aliases"])
    )


def _measure(row: Mapping[str, Any], frequency: str) -> Measure:
    return Measure(
        **{key: str(row[key]) for key in _NAMES},
        unit=row["unit"],
        minor=row["minor"],
        kind=row["kind"],
        parts=tuple(row.get("parts", _PARTS_OF[frequency])),
        negative=bool(row.get("negative", False)),
        aliases=tuple(row["aliases"]),
    )


def _check(row: Mapping[str, Any]) -> Check:
    return Check(
        kind=row["kind"],
        measures=tuple(row["measures"]),
        refuse=row.get("refuse", True),
        times=row.get("times", 0),
        slip=row.get("slip", 0),
        worth=row.get("worth", 0),
    )
