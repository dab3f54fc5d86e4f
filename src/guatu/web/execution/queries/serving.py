"""Which target each task serves, now or at an earlier sequence of the log."""

from __future__ import annotations

from collections.abc import Collection

from guatu.web.execution.models import Assignment
from guatu.web.execution.queries.amended import details


def served(tasks: Collection[int], *, known_at: int | None) -> dict[int, int]:
    """The number of the target of each of these tasks that serves one."""
    if known_at is None:
        rows = Assignment.objects.filter(task__in=set(tasks), target__isnull=False)
        return dict(rows.values_list("task", "target"))
    rows_then = details(tasks, known_at=known_at).values()
    return {row.task: row.target for row in rows_then if row.target is not None}
