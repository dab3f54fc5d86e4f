"""Every definition file held against its schema and against each other, each fault with its line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from guatu.catalogue.codes import LISTS, file_of, industry_sets, read_codes
from guatu.catalogue.conforming import departures
from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import dataset_files, dataset_problems, datasets
from guatu.catalogue.definition import Made, about
from guatu.catalogue.lines import Lines
from guatu.catalogue.load import DATA, directories, indicators, read_toml
from guatu.catalogue.schema import CatalogueError
from guatu.vocabulary.problems import Problem

_NO_MONTHS: Final = (
    "month_on_month 只用于按月、按日加总的流量指标。",
    "去掉这一项，或改正 kind、frequency。",
)
SCHEMA: Final = DATA / "schemas" / "indicators.schema.json"


def check() -> tuple[int, list[Problem]]:
    """How many files were read, and everything that is wrong with them."""
    places = directories()
    tables = dataset_files(places)
    problems = [problem for path in tables for problem in dataset_problems(path)]
    lists = [file_of(f"{name}.csv") for name in LISTS]
    problems += [problem for path in lists for problem in read_codes(path)[0]]
    definitions = [path for place in places for path in sorted((place / "indicators").glob("*.toml"))]
    problems += [problem for path in definitions for problem in indicator_problems(path)]
    if not problems:
        problems = [problem for path in definitions for problem in source_problems(path)]
    return len(tables) + len(lists) + len(definitions), problems


def indicator_problems(path: Path) -> list[Problem]:
    """What the schema finds wrong in a file of indicators."""
    try:
        data = read_toml(path)
    except CatalogueError as error:
        return [error.problem]
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    at = Lines(path)
    own = {id_: row for id_, row in data.items() if not _extends(row)}
    wrong = [
        at.problem(*_NO_MONTHS, table=id_, key="month_on_month")
        for id_, row in own.items()
        if isinstance(row, dict) and row.get("month_on_month") is True and not _sum_of_months(row)
    ]
    return wrong + [
        at.problem(
            f"{'.'.join(map(str, found.path[1:]))}：{found.message}" if found.path[1:] else found.message,
            found.advice,
            table=str(found.path[0]) if found.path else "",
            key=str(found.path[1]) if len(found.path) > 1 else "",
        )
        for found in departures(own, schema)
    ]


def _sum_of_months(row: Mapping[str, Any]) -> bool:
    return row.get("kind") == "flow" and row.get("frequency") in ("month", "day")


def source_problems(path: Path) -> list[Problem]:
    """What is wrong with the sources of a file's indicators: names that do not exist, circles, units."""
    at, found = Lines(path), []
    for id_, row in read_toml(path).items():
        made = about(row).made
        for message, advice in () if made is None else _wrong(id_, made):
            found.append(at.problem(message, advice, table=id_, key="source"))
    return found


def _extends(row: object) -> bool:
    """A zone's table that only adds spellings to an indicator."""
    return isinstance(row, dict) and set(row) == {"aliases"}


def _wrong(id_: str, made: Made) -> Iterator[tuple[str, str]]:
    ways = [bool(made.dataset), made.ratio is not None, bool(made.sum)]
    if sum(ways) != 1:
        yield "source 要有且只有一种来源。", "写 dataset、ratio 或 sum 中的一种。"
    elif made.dataset:
        yield from _wrong_dataset(made, datasets())
    else:
        yield from _wrong_parts(id_, made)


def _wrong_dataset(made: Made, known: Mapping[str, Dataset]) -> Iterator[tuple[str, str]]:
    dataset = known.get(made.dataset)
    if dataset is None:
        yield f"没有 {made.dataset} 这个数据集。", f"可用：{'、'.join(known)}。"
        return
    if bool(made.measures) == made.count:
        yield "measures 和 count 应有一个。", "写要加总的指标栏，或 count = true。"
    for measure in made.measures:
        if measure not in {m.id for m in dataset.measures}:
            yield f"{made.dataset} 没有 {measure} 这一栏。", "改用 [[measure]] 的 id。"
    units = {dataset.measure(m).unit for m in made.measures if m in {x.id for x in dataset.measures}}
    if len(units) > 1:
        yield "所加各栏的单位不同。", "只加单位相同的栏。"
    for name, _ in made.where:
        if name not in {d.id for d in dataset.dimensions}:
            yield f"{made.dataset} 没有 {name} 这个分类。", "改用 [[dimension]] 的 id。"
    if made.industries and made.industries not in {found.id for found in industry_sets()}:
        yield f"没有“{made.industries}”这组行业。", "在 industry_sets.toml 中定义，或改正名称。"


def _wrong_parts(id_: str, made: Made) -> Iterator[tuple[str, str]]:
    known = indicators()
    for part in made.parts:
        if part not in known:
            yield f"没有 {part} 这个指标。", "改用目录里的指标编号。"
        elif known[part].about.made is None:
            yield f"{part} 没有 source，算不出来。", "先给它写上 source。"
        elif id_ in _below(part, seen=frozenset()):
            yield f"{id_} 与 {part} 互为来源。", "去掉循环。"


def _below(id_: str, *, seen: frozenset[str]) -> frozenset[str]:
    """The indicator and everything that it is made of."""
    known = indicators().get(id_)
    if known is None or known.about.made is None or id_ in seen:
        return seen | {id_}
    for part in known.about.made.parts:
        seen = seen | _below(part, seen=seen | {id_})
    return seen | {id_}
