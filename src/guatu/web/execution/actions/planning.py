"""The nodes of a task: planned from a template or by hand, moved, marked as reached."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.limits import rolled
from guatu.execution.nodes import Dated, planned, templates
from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.audit.queries import today
from guatu.web.execution.actions.moving import locked
from guatu.web.execution.actions.recording import record_beside
from guatu.web.execution.actions.setting_up import set_up_new
from guatu.web.execution.models import Assignment, Milestone
from guatu.web.execution.parts import must
from guatu.web.execution.problems import refuse
from guatu.web.statements.queries import thing


@transaction.atomic
def plan_nodes(
    task: int,
    nodes: Sequence[Dated | tuple[str, date]],
    *,
    by: Actor,
    expected_version: int,
    reason: str = "",
) -> Assignment:
    """Put these nodes (name, day, weight if any) in place of those planned; reached ones keep their day.

    A node that would fall on a day off moves to the next working day.
    """
    row, stated = locked(task, by=by, expected=expected_version)
    require(by, "task.set_up", thing(stated))
    due = row.due or stated.deadline
    given = [Dated(*node) for node in nodes]
    last = max((node.day for node in given), default=None)
    if not given or not all(node.name.strip() for node in given):
        raise refuse("task.nodes", _("节点是空的。"), advice=_("请逐行填写节点名称和日期。"))
    if due and last and last > due:
        raise refuse("task.nodes", _("有节点晚于任务时限。"), advice=_("请把节点排在时限之前，或先延期。"))
    calendar = load_calendar()
    wanted = [
        Dated(n.name.strip()[:120], min(rolled(n.day, calendar=calendar), due or date.max), n.weight)
        for n in given
    ]
    current = list(Milestone.objects.filter(assignment=row, seq_to__isnull=True))
    reached = {node.name: node.done_on for node in current if node.done_on}
    told = {
        "nodes": [f"{n.name} {n.day}" + (f" {n.weight}%" if n.weight is not None else "") for n in wanted]
    }
    event = record_beside(row, stated, "nodes", by=by, words=reason, changes=told)
    Milestone.objects.filter(pk__in=[node.pk for node in current]).update(seq_to=event.seq)
    Milestone.objects.bulk_create(
        Milestone(
            assignment=row,
            position=place,
            name=node.name,
            due=node.day,
            weight=node.weight,
            done_on=reached.get(node.name),
            seq_from=event.seq,
        )
        for place, node in enumerate(wanted, start=1)
    )
    return row


@transaction.atomic
def plan_from_template(
    task: int, template: str, *, by: Actor, expected_version: int, start: date | None = None
) -> Assignment:
    """Plan the nodes of a template over the time that the task has."""
    row, stated = locked(task, by=by, expected=expected_version)
    due = row.due or stated.deadline
    if due is None or template not in templates():
        raise refuse(
            "task.template", _("没有这个模板，或任务没有时限。"), advice=_("请先明确时限，再选择模板。")
        )
    begin = min(start or row.issued_on or stated.document_date or today(), due)
    nodes = planned(templates()[template], start=begin, due=due, calendar=load_calendar())
    name = templates()[template].name
    return plan_nodes(task, nodes, by=by, expected_version=expected_version, reason=name)


@transaction.atomic
def reach_node(
    task: int, position: int, *, by: Actor, expected_version: int, on: date | None = None
) -> Assignment:
    """Mark a node as reached on a day, not in the future; who reports may do so."""
    row, stated = locked(task, by=by, expected=expected_version)
    must(by, "report", stated)
    node = Milestone.objects.filter(assignment=row, position=position, seq_to__isnull=True).first()
    day = on or today()
    if node is None or node.done_on is not None or day > today():
        raise refuse("task.node", _("没有这个节点，或已经完成，或日期未到。"), advice=_("请刷新后再看。"))
    told = {"node": node.name, "done_on": str(day)}
    event = record_beside(row, stated, "node", by=by, words=node.name, changes=told)
    Milestone.objects.filter(pk=node.pk).update(seq_to=event.seq)
    Milestone.objects.create(
        assignment=row,
        position=position,
        name=node.name,
        due=node.due,
        weight=node.weight,
        done_on=day,
        seq_from=event.seq,
    )
    return row


@transaction.atomic
def set_up_planned(
    fields: Mapping[str, Any], *, by: Actor, details: Mapping[str, Any], template: str = ""
) -> Assignment:
    """Set a new task up and, with a template, plan its nodes in the same breath; both are recorded."""
    row = set_up_new(fields, by=by, details=details)
    if not template:
        return row
    return plan_from_template(row.task, template, by=by, expected_version=row.version)
