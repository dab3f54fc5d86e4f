"""The tasks that hold now, kept between requests: after a write only what it changed is read again."""

from __future__ import annotations

from django.db.models import Q

from guatu.web.audit.remembered import Remembered
from guatu.web.statements.models import Task
from guatu.web.statements.queries.lean import LeanTask, lean_tasks

#: What writes no name of a person or unit, and tasks only as versions with their sequences.
_MENDABLE = ("task.", "figure.", "target.", "letter.", "session.", "line.", "token.")


def mendable(action: str) -> bool:
    """Whether what such a row of the log did to tasks can be found by its sequence."""
    return action.startswith(_MENDABLE) and action != "task.rebuild"


def _read() -> list[LeanTask]:
    return lean_tasks(Task.objects.filter(seq_to__isnull=True, withdrawn=False))


def _mend(rows: list[LeanTask], since: int) -> list[LeanTask]:
    changed = set(
        Task.objects.filter(Q(seq_from__gt=since) | Q(seq_to__gt=since)).values_list("lineage", flat=True)
    )
    if not changed:
        return rows
    now = lean_tasks(Task.objects.filter(seq_to__isnull=True, withdrawn=False, lineage__in=changed))
    kept = [row for row in rows if row.lineage not in changed]
    return sorted([*kept, *now], key=LeanTask.in_document)


_TASKS = Remembered(_read, mend=_mend, mendable=mendable)


def kept_tasks() -> list[LeanTask] | None:
    """Every task and principle that holds now, in the order of documents; None inside a transaction.

    A row is the very same object until its task has a new version, or a name in it may have changed.
    """
    return _TASKS.now()
