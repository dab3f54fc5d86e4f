"""What is said of tasks beside their statements, now or at an earlier sequence of the log."""

from __future__ import annotations

from collections.abc import Collection

from guatu.web.accounts.queries import people_by_id
from guatu.web.execution.models import Assignment, Event
from guatu.web.execution.queries.assignments import UnderWay, assignments

_PEOPLE = ("officer", "instructed_by")


def details(tasks: Collection[int] | None, *, known_at: int | None) -> dict[int, UnderWay]:
    """The rows of these tasks (or all) with their details as they were then, by number; none set up since.

    Details of earlier data versions are told by taking back, newest first, what was amended since. Where a
    row stood then is for `standings` to say.
    """
    if known_at is None:
        return assignments(tasks)
    rows = Assignment.objects.all() if tasks is None else Assignment.objects.filter(task__in=set(tasks))
    found = {row.pk: row for row in rows}
    since = Event.objects.filter(seq__gt=known_at, deed__in=("set_up", "amend")).order_by("-seq")
    since = since if tasks is None else since.filter(assignment__in=found)
    for pk, deed, changes in since.values_list("assignment", "deed", "changes"):
        if deed == "set_up":
            found.pop(pk, None)
        elif pk in found:
            _take_back(found[pk], changes)
    _name_people(found.values())
    return {row.task: row for row in found.values()}


def _take_back(row: Assignment, changes: dict[str, list[str]]) -> None:
    for name, (before, _after) in changes.items():
        field = next(f for f in Assignment._meta.concrete_fields if f.attname == name)
        setattr(row, name, None if field.null and before == "None" else field.to_python(before))


def _name_people(rows: Collection[Assignment]) -> None:
    """The people of these rows, read at once."""
    keys = {getattr(row, f"{name}_id") for row in rows for name in _PEOPLE} - {None}
    known = people_by_id(keys)
    for row in rows:
        for name in _PEOPLE:
            setattr(row, name, known.get(getattr(row, f"{name}_id")))
