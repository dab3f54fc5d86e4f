"""The few columns of tasks that the chase reads of very many at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from guatu.web.statements.models import Task, TaskUnit


@dataclass(frozen=True, slots=True)
class Carried:
    """Who carries a task and until when, as it stands now; `due` None: no date is set."""

    lead: int | None
    leader: int | None
    due: date | None
    title: str
    quote: str
    source: str = ""


def carried(lineages: Collection[int]) -> dict[int, Carried]:
    """These tasks by number; withdrawn ones and principles are left out."""
    rows = Task.objects.filter(kind="action", seq_to__isnull=True, withdrawn=False, lineage__in=lineages)
    columns = (
        "lineage",
        "lead_unit_id",
        "leader_id",
        "deadline_kind",
        "deadline",
        "title",
        "quote",
        "source",
    )
    return {
        lineage: Carried(lead, leader, deadline if kind == "date" else None, title, quote, source)
        for lineage, lead, leader, kind, deadline, title, quote, source in rows.values_list(*columns)
    }


def leads_and_limits() -> dict[int, tuple[int, date | None]]:
    """The leading unit of every task that has one, and its date where one is set."""
    rows = Task.objects.filter(
        kind="action", seq_to__isnull=True, withdrawn=False, lead_unit__isnull=False
    ).values_list("lineage", "lead_unit_id", "deadline_kind", "deadline")
    return {lineage: (lead, day if kind == "date" else None) for lineage, lead, kind, day in rows}


def supporting(lineages: Collection[int]) -> dict[int, list[int]]:
    """The responsible and supporting units of tasks, by number."""
    named = TaskUnit.objects.filter(task__lineage__in=lineages, task__seq_to__isnull=True)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for lineage, unit in named.order_by("role", "position").values_list("task__lineage", "unit_id"):
        found[lineage].append(unit)
    return dict(found)
