"""Node templates: the milestones of a kind of task, spread over the time that it has."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from guatu.execution.limits import rolled
from guatu.schedule.workdays import WorkingCalendar
from guatu.vocabulary.problems import GuatuError, Problem

_LINE = re.compile(
    r"(?:(?P<y>\d{4})[-年./])?(?P<m>\d{1,2})[-月./](?P<d>\d{1,2})日?[前\s，,、：:]*(?P<name>\S.*)"
)


class NodeError(GuatuError, ValueError):
    """A line that is no node: it says which and how to write it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A milestone; ``share`` is how much of the time (percent) has gone when it falls due."""

    name: str
    share: int


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


def typed(text: str, *, year: int) -> list[tuple[str, date]]:
    """The nodes that were typed, a line each: a date, then the name; without a year it is `year`.

    >>> typed("9月30日前 完成桩基", year=2022)
    [('完成桩基', datetime.date(2022, 9, 30))]

    Raises:
        NodeError: with the number of the line.
    """
    found = []
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
        found.append((said["name"].strip(), day))
    return found
