"""The nodes that lie ahead: milestones not yet reached, and the time limits of tasks without any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from guatu.vocabulary.period import Period
from guatu.web.execution.models import Milestone
from guatu.web.execution.queries import Line

_MANY = 500


@dataclass(frozen=True, slots=True)
class Ahead:
    """One node to come: its day, its name (empty: the time limit itself), its task."""

    due: date
    name: str
    line: Line


def open_nodes(
    *, known_at: int | None = None, tasks: Collection[int] | None = None, since: date | None = None
) -> dict[int, list[tuple[date, str]]]:
    """The planned nodes that were not reached, by task, the earliest first, from `since` on."""
    rows = Milestone.objects.filter(done_on__isnull=True)
    if known_at is None:
        rows = rows.filter(seq_to__isnull=True)
    else:
        rows = rows.filter(Q(seq_to__isnull=True) | Q(seq_to__gt=known_at), seq_from__lte=known_at)
    rows = rows if since is None else rows.filter(due__gte=since)
    if tasks is not None and len(tasks) <= _MANY:
        rows = rows.filter(assignment__task__in=set(tasks))
    found: defaultdict[int, list[tuple[date, str]]] = defaultdict(list)
    for task, due, name in rows.order_by("due", "position").values_list("assignment__task", "due", "name"):
        found[task].append((due, name))
    return dict(found)


def waits(line: Line) -> bool:
    """Whether anything is still to come of the task."""
    return line.standing is None or not (line.standing.ended or line.standing.handed_in)


def in_month(line: Line, month: Period, *, nodes: Iterable[tuple[date, str]], today: date) -> bool:
    """Whether a node of the task falls due in the rest of a month."""
    if not waits(line) or month.end < today:
        return False
    if line.clock.deadline.kind == "monthly":
        return True
    days = [*(day for day, _ in nodes), *filter(None, [line.clock.due])]
    return any(max(month.start, today) <= day <= month.end for day in days)


def ahead(line: Line, *, nodes: Iterable[tuple[date, str]], today: date) -> Ahead | None:
    """The next node of a task: a milestone, or else its time limit; None when nothing is dated."""
    if not waits(line):
        return None
    found = [Ahead(day, name, line) for day, name in nodes if day >= today][:1]
    if line.clock.due is not None and line.clock.due >= today:
        found.append(Ahead(line.clock.due, "", line))
    return min(found, key=lambda node: node.due, default=None)


def following(lines: Iterable[Line], *, today: date, known_at: int | None) -> list[Ahead]:
    """Every node to come of these tasks, the nearest first."""
    listed = [line for line in lines if waits(line)]
    numbers = {line.row.lineage for line in listed}
    nodes = open_nodes(known_at=known_at, tasks=numbers, since=today)
    found = [Ahead(day, name, line) for line in listed for day, name in nodes.get(line.row.lineage, ())]
    dated = [(line.clock.due, line) for line in listed if line.clock.due]
    found += [Ahead(due, "", line) for due, line in dated if due >= today]
    return sorted(found, key=lambda node: (node.due, node.line.row.lineage))
