"""Tasks as lists read them: plain values out of three queries, so that thousands fit into one page's time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from guatu.vocabulary.source import Span, parse_source
from guatu.web.accounts import queries as accounts
from guatu.web.statements.models import Task, TaskUnit

if TYPE_CHECKING:
    from django.db.models import QuerySet

_COLUMNS = (
    "lineage", "version", "kind", "title", "theme", "theme_order", "standard", "owner_named", "lead_unit",
    "leader", "person", "deadline_kind", "deadline", "source", "quote", "document_date", "seq_from", "reason",
    "restates",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeanTask:
    """One version of a task with the attributes of its row; `named` are its units beside the lead by role."""

    lineage: int
    version: int
    kind: str
    title: str
    theme: str
    theme_order: int
    standard: str
    owner_named: str
    lead_unit: Any
    leader: Any
    person: str
    deadline_kind: str
    deadline: date | None
    source: str
    quote: str
    document_date: date | None
    seq_from: int
    reason: str
    restates: bool
    named: tuple[tuple[str, Any], ...]
    carriers: frozenset[int]

    noun = "task"

    @property
    def lead_unit_id(self) -> int | None:
        """The lead's key."""
        return self.lead_unit.pk if self.lead_unit else None

    @property
    def leader_id(self) -> int | None:
        """The leader's key."""
        return self.leader.pk if self.leader else None

    def units(self, role: str) -> list[Any]:
        """The responsible or supporting units in the order named."""
        return [unit for part, unit in self.named if part == role]

    def unit_ids(self) -> frozenset[int]:
        """The units that carry it, in whatever part."""
        return self.carriers

    def span(self) -> Span | None:
        """Where in a document it stands; None when it was typed in."""
        source = parse_source(self.source)
        return source if isinstance(source, Span) else None

    @property
    def sha256(self) -> str:
        """The checksum of the document that says it; empty when it was typed in."""
        kind, _, place = self.source.partition(":")
        return place.partition(":")[0] if kind == "span" else ""

    def in_document(self) -> tuple[date, str, int, int, int]:
        """Its place among others: by document, theme and place in the text."""
        kind, _, place = self.source.partition(":")
        sha, _, interval = place.partition(":") if kind == "span" else ("", "", "0")
        start = int(interval.partition("-")[0])
        return self.document_date or date.min, sha, self.theme_order, start, self.lineage


def lean_tasks(rows: QuerySet[Task]) -> list[LeanTask]:
    """The tasks of a query, in the order of their documents, with units and leaders looked up once."""
    units = {unit.pk: unit for unit in accounts.units()}
    named: defaultdict[int, list[tuple[str, Any]]] = defaultdict(list)
    parts = TaskUnit.objects.filter(task__in=rows.order_by().values("pk")).order_by("position")
    for row, role, unit in parts.values_list("task", "role", "unit"):
        named[row].append((role, units[unit]))
    listed = list(rows.order_by().values_list("pk", *_COLUMNS))
    lead, leader = (_COLUMNS.index(name) for name in ("lead_unit", "leader"))
    leaders = accounts.people_by_id({row[leader + 1] for row in listed} - {None})
    found = []
    for pk, *row in listed:
        row[lead], row[leader], row[-1] = units.get(row[lead]), leaders.get(row[leader]), row[-1] is not None
        parts_of = tuple(named.get(pk, ()))
        carriers = frozenset(unit.pk for unit in (row[lead], *(unit for _, unit in parts_of)) if unit)
        found.append(LeanTask(*row, parts_of, carriers))
    return sorted(found, key=LeanTask.in_document)
