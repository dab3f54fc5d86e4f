"""One sentence becomes several tasks, several become one, a plan of years its yearly goals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.life import Deed
from guatu.execution.states import State
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.audit.actions import hold
from guatu.web.audit.queries import today
from guatu.web.execution.actions.recording import record_deed
from guatu.web.execution.actions.setting_up import set_up, set_up_new
from guatu.web.execution.models import Assignment
from guatu.web.execution.parts import doer_of
from guatu.web.execution.problems import refuse
from guatu.web.execution.queries.assignments import life_of
from guatu.web.statements.actions import correct_task, held_task, withdraw_task
from guatu.web.statements.queries import StatedTask, task_for, thing


@transaction.atomic
def split(task: int, titles: Sequence[str], *, by: Actor, expected_version: int) -> list[Assignment]:
    """Divide a task that no unit has yet into several of the same source; both are recorded.

    `expected_version` is the statement's; StatementMoved says who changed or divided it since.
    """
    held_task(task, by=by, expected_version=expected_version)
    stated = task_for(by, task)
    require(by, "task.set_up", thing(stated))
    wanted = list(dict.fromkeys(title.strip() for title in titles if title.strip()))
    if len(wanted) < 2:
        raise refuse("task.split", _("拆分至少要有两项。"), advice=_("请一行写一项。"))
    row = _not_issued(task, stated)
    made = [
        set_up_new(
            _same(stated) | {"title": title},
            by=by,
            source=stated.source,
            reason=_("由第%(n)s号任务拆分") % {"n": task},
            details={"origin": "document" if stated.span() else "typed"},
        )
        for title in wanted
    ]
    numbers = "、".join(str(new.task) for new in made)
    why = _("拆分为第%(n)s号") % {"n": numbers}
    _end(row, stated, by=by, words=why)
    withdraw_task(task, by=by, expected_version=expected_version, reason=why)
    return made


@transaction.atomic
def merge(keep: int, others: Mapping[int, int], *, by: Actor, expected_version: int) -> Assignment:
    """Make several tasks that no unit has yet one: `keep` stays and takes the others' units in; recorded.

    `others` are their numbers with the version of each that was on screen, `expected_version` is that of
    `keep`; StatementMoved says who changed, merged or divided one of them since.
    """
    versions = {keep: expected_version} | {n: seen for n, seen in others.items() if n != keep}
    if len(versions) < 2:
        raise refuse("task.merge", _("没有选择要并入的任务。"), advice=_("请至少选择两项。"))
    for number, seen in versions.items():
        held_task(number, by=by, expected_version=seen)
    stated, *gone = (task_for(by, number) for number in versions)
    require(by, "task.set_up", thing(stated))
    _not_issued(keep, stated)
    units = [u.pk for row in (stated, *gone) for u in (row.lead_unit, *row.units("responsible")) if u]
    others_units = [pk for pk in dict.fromkeys(units) if pk != stated.lead_unit_id]
    for row in gone:
        there = _not_issued(row.lineage, row)
        why = _("并入第%(n)s号任务") % {"n": keep}
        withdraw_task(row.lineage, by=by, expected_version=row.version, reason=why)
        _end(there, row, by=by, words=why)
    lead = stated.lead_unit_id or next((row.lead_unit_id for row in gone if row.lead_unit_id), None)
    changes: dict[str, object] = {
        "lead_unit": lead,
        "responsible_units": [pk for pk in others_units if pk != lead],
    }
    numbers = "、".join(str(row.lineage) for row in gone)
    correct_task(
        keep,
        changes,
        by=by,
        expected_version=stated.version,
        reason=_("并入第%(n)s号") % {"n": numbers},
    )
    return set_up(keep, by=by)


@transaction.atomic
def yearly_goal(task: int, year: int, standard: str, *, by: Actor) -> Assignment:
    """Give a plan of several years its goal for one year, as a child that falls due at that year's end.

    What an unfinished earlier year left over is rolled into the words, so that nothing is lost; recorded.
    """
    hold()
    stated = task_for(by, task)
    require(by, "task.set_up", thing(stated))
    if Assignment.objects.filter(parent=task, plan_year=year).exists():
        raise refuse(
            "task.year", _("%(y)s年的年度目标已经有了。") % {"y": year}, advice=_("请修改原有的年度目标。")
        )
    left = _left_over(task, year, by=by)
    goal = "；".join([standard.strip(), *left]) if left else standard.strip()
    fields = _same(stated) | {
        "title": _("%(t)s（%(y)s年）") % {"t": stated.title, "y": year},
        "standard": goal,
        "deadline_kind": "date",
        "deadline": date(year, 12, 31),
    }
    details = {"parent": task, "plan_year": year, "origin": "document" if stated.span() else "typed"}
    return set_up_new(fields, by=by, source=stated.source, details=details)


def _left_over(task: int, year: int, *, by: Actor) -> list[str]:
    """The goals of earlier years that were not signed off, in words."""
    rows = Assignment.objects.filter(parent=task, plan_year__lt=year).exclude(
        state__in=("done", "closed", "archived", "stopped")
    )
    return [
        _("结转%(y)s年：%(g)s") % {"y": row.plan_year, "g": task_for(by, row.task).standard}
        for row in rows.order_by("plan_year")
    ]


def _end(row: Assignment | None, stated: StatedTask, *, by: Actor, words: str) -> None:
    """What was divided or merged is no longer under way; it was never with a unit."""
    if row is not None:
        ended = replace(life_of(row, stated), state=State.STOPPED)
        record_deed(row, ended, Deed("divide", doer_of(by, stated), today(), words), by=by, stated=stated)


def _not_issued(task: int, stated: StatedTask) -> Assignment | None:
    row = Assignment.objects.filter(task=task).first()
    if row is not None and row.issued:
        raise refuse(
            "task.divide_issued",
            _("“%(t)s”已经交办，不能拆分或合并。") % {"t": stated.title[:40]},
            advice=_("请转办，或终止后重新立项。"),
        )
    return row


def _same(stated: StatedTask) -> dict[str, object]:
    """What a task made out of another takes over from it."""
    names = (
        "kind", "theme", "theme_order", "standard", "owner_named", "lead_unit", "leader", "person",
        "deadline_kind", "deadline", "quote", "document_date",
    )  # fmt: skip
    same: dict[str, object] = {name: getattr(stated, name) for name in names}
    same["lead_unit"], same["leader"] = stated.lead_unit_id, stated.leader_id
    same["responsible_units"] = stated.units("responsible")
    same["support_units"] = stated.units("support")
    return same
