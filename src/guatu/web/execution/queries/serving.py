"""Which target each task serves, now or at an earlier sequence of the log."""

from __future__ import annotations

from collections.abc import Collection

from guatu.web.execution.models import Assignment, Event


def served(tasks: Collection[int], *, known_at: int | None) -> dict[int, int]:
    """The number of the target of each of these tasks that serves one.

    Earlier data versions are told by taking back, newest first, what was amended since.
    """
    rows = Assignment.objects.filter(task__in=set(tasks))
    if known_at is None:
        return dict(rows.filter(target__isnull=False).values_list("task", "target"))
    found: dict[int, int | None] = dict(rows.values_list("task", "target"))
    since = Event.objects.filter(assignment__task__in=set(tasks), seq__gt=known_at).order_by("-seq")
    for task, deed, changes in since.values_list("assignment__task", "deed", "changes"):
        if "target" in changes:
            before = changes["target"][0]
            found[task] = int(before) if before.isdigit() else None
        elif deed == "set_up":
            found[task] = None
    return {task: target for task, target in found.items() if target is not None}
