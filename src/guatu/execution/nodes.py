"""Node templates: the milestones of a kind of task, spread over the time that it has."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from guatu.execution.limits import rolled
from guatu.schedule.workdays import WorkingCalendar


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
