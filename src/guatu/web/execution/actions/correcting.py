"""A task's statement is corrected by hand; the limit of what was issued moves by an extension alone."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.web.access.actor import Actor
from guatu.web.audit.actions import hold
from guatu.web.execution.problems import refuse
from guatu.web.execution.queries.assignments import assignment
from guatu.web.statements.actions import correct_task
from guatu.web.statements.queries import task_for

_LIMIT = ("deadline_kind", "deadline")


@transaction.atomic
def correct(
    number: int, changes: Mapping[str, Any], *, by: Actor, expected_version: int, reason: str
) -> object:
    """A new version of what the task says; recorded.

    Raises:
        GuatuError: ``task.limit_issued`` when it would move the time limit of a task that a unit already has,
            which only an extension (延期) may do; and whatever `correct_task` raises.
    """
    hold()
    held = assignment(number)
    if held is not None and held.issued:
        stated = task_for(by, number)
        if any(column in changes and changes[column] != getattr(stated, column) for column in _LIMIT):
            raise refuse(
                "task.limit_issued",
                _("已经交办，时限不能直接调整。"),
                advice=_("请牵头单位在时限前申请延期，督查提出意见后由领导批准。"),
                task=number,
                column="deadline",
            )
    return correct_task(number, dict(changes), by=by, expected_version=expected_version, reason=reason)
