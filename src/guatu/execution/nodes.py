"""Node templates: the milestones of a kind of task, spread over the time that it has."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from guatu.execution.limits import rolled
from guatu.schedule.workdays import WorkingCalendar
from guatu.vocabulary.problems import GuatuError, Problem

_LINE = re.compile(
    r"(?:(?P<y>\d{4})[-年./])?(?P<m>\d{1,2})[-月./](?P<d>\d{1,2})日?[前\s，,、：:]*(?P<name>\S.*?)"
    r"(?:[（(\s，,]+(?P<weight>\d{1,3}(?:\.\d+)?)[%％][）)]?)?\s*"
)


_WHOLE = Decimal(100)


class NodeError(GuatuError, ValueError):
    """A line that is no node: it says which and how to write it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A milestone; ``share`` is how much of the time (percent) has gone when it falls due."""

    name: str
    share: int


class Dated(NamedTuple):
    """A milestone with its day; ``weight`` is how much of the task (percent) it is, None: not said."""

    name: str
    day: date
    weight: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """The nodes of one kind of task, in order; the last falls due at the end."""

    id: str
    name: str
    source: str
    nodes: tuple[Node, ...]


@cache
def templates() -> Mapping[str, Template]:
    """Every template of the catalogue, by id."""
    data = tomllib.loads((files("guatu.catalogue") / "data" / "execution" / "nodes.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            id_: Template(
                id_, row["name"], row["source"], tuple(Node(n["name"], n["share"]) for n in row["nodes"])
            )
            for id_, row in data.items()
        }
    )


def planned(
    template: Template, *, start: date, due: date, calendar: WorkingCalendar
) -> tuple[tuple[str, date], ...]:
    """Each node with its day, a working day, never after the one that follows; the last is ``due`` itself."""
    length = (due - start).days
    days = [
        rolled(start + timedelta(days=length * n.share // 100), calendar=calendar) for n in template.nodes
    ]
    return tuple(
        (node.name, min(day, due) if node.share < 100 else due)
        for node, day in zip(template.nodes, days, strict=True)
    )


def typed(text: str, *, year: int) -> list[Dated]:
    """The nodes that were typed, a line each: date, name, perhaps a weight; without a year it is `year`.

    >>> typed("9月30日前 完成桩基 40%", year=2022)
    [Dated(name='完成桩基', day=datetime.date(2022, 9, 30), weight=Decimal('40'))]

    Raises:
        NodeError: with the number of the line; weights that only some have, or that do not make 100 %.
    """
    found: list[Dated] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        said = _LINE.fullmatch(line.strip())
        try:
            if said is None:
                raise ValueError(line)
            day = date(int(said["y"] or year), int(said["m"]), int(said["d"]))
        except ValueError as error:
            message = f"第{number}行“{line.strip()[:20]}”不是“日期 节点名称”。"
            advice = "请写成“2022-09-30 完成桩基”或“9月30日 完成桩基”。"
            raise NodeError(Problem("node.line", {"line": number}, "", message, advice)) from error
        found.append(Dated(said["name"].strip(), day, Decimal(said["weight"]) if said["weight"] else None))
    _weighed(found)
    return found


def _weighed(nodes: list[Dated]) -> None:
    """NodeError unless either no node has a weight, or all have and they make the whole."""
    weights = [node.weight for node in nodes if node.weight is not None]
    if not weights:
        return
    if len(weights) < len(nodes) or sum(weights) != _WHOLE:
        bare = next((node.name for node in nodes if node.weight is None), "")
        message = f"节点“{bare[:20]}”没有写权重。" if bare else f"各节点权重合计为{sum(weights)}%，应为100%。"
        advice = "请给每个节点写权重并使合计为100%，或都不写（按计划日期折算进度）。"
        raise NodeError(Problem("node.weights", {"sum": str(sum(weights))}, "", message, advice))
