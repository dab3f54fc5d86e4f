"""A sheet of tasks is taken in whole or not at all; each row becomes a draft that names its cell."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.sheets import TaskRow, TaskSheetError, read_tasks, said_deadline
from guatu.vocabulary.problems import Problem
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.audit.queries import today
from guatu.web.execution.actions.setting_up import set_up_new
from guatu.web.execution.models import Assignment
from guatu.web.execution.naming import Register, register
from guatu.web.statements.queries import tasks_seen_by

_LONGEST = {"title": 300, "standard": 1000, "person": 120, "liaison": 120, "theme": 120}


@transaction.atomic
def bring_sheet(data: bytes, *, name: str, by: Actor) -> list[Assignment]:
    """Set up every row of a sheet as a draft.

    Raises:
        SheetError, TaskSheetError: with each cell that is in the way; nothing was written.
    """
    require(by, "task.set_up")
    rows, known = read_tasks(data, name=name), register()
    on_record = {row.title: row.lineage for row in tasks_seen_by(by, kind="action")}
    problems: list[Problem] = []
    ready = [_fields(row, known, day=today(), on_record=on_record, problems=problems) for row in rows]
    if problems:
        raise TaskSheetError(problems)
    return [
        set_up_new(
            fields,
            by=by,
            details={
                "origin": "typed",
                "liaison": row.get("liaison"),
                "source_org": name[:120],
                "source_words": f"{row.sheet}!{row.places['title']}",
            },
        )
        for row, fields in zip(rows, ready, strict=True)
    ]


def _fields(
    row: TaskRow, known: Register, *, day: date, on_record: dict[str, int], problems: list[Problem]
) -> dict[str, Any]:
    """The columns of one row; what is wrong with its cells is added to `problems`."""
    lead = _units(row, "lead", known, problems=problems)
    others = [unit for unit in _units(row, "responsible", known, problems=problems) if unit not in lead]
    if not lead and others:
        lead, others = others[:1], others[1:]
    support = [u for u in _units(row, "support", known, problems=problems) if u not in (*lead, *others)]
    leader = known.leader(row.get("leader"))
    if row.get("leader") and leader is None:
        message = _("名册里没有领导“%(n)s”。") % {"n": row.get("leader")[:20]}
        problems.append(row.problem("leader", message, _("请改用账号中的姓名，或留空。")))
    limit = said_deadline(row.get("deadline"), year=day.year)
    if limit is None:
        message = _("时限“%(t)s”认不出日期。") % {"t": row.get("deadline")[:20]}
        problems.append(
            row.problem("deadline", message, _("请写成“2022年12月31日前”“9月底前”“每月”或“长期坚持”。"))
        )
    _lengths(row, problems=problems)
    if row.get("title") in on_record:
        message = _("已有同名任务（第%(n)s号）。") % {"n": on_record[row.get("title")]}
        problems.append(row.problem("title", message, _("请删去这一行，或改为不同的任务。")))
    on_record.setdefault(row.get("title"), row.row)
    kind, deadline = limit or ("none", None)
    return {
        "title": row.get("title"),
        "standard": row.get("standard"),
        "theme": row.get("theme"),
        "person": row.get("person"),
        "lead_unit": lead[0].pk if lead else None,
        "leader": leader.pk if leader else lead[0].portfolio_leader_id if lead else None,
        "responsible_units": [unit.pk for unit in (*lead[1:], *others)],
        "support_units": [unit.pk for unit in support],
        "deadline_kind": kind,
        "deadline": deadline,
        "document_date": day,
    }


def _units(row: TaskRow, column: str, known: Register, *, problems: list[Problem]) -> list[Any]:
    found, unknown = known.units(row.get(column))
    for name in unknown:
        message = _("名册里没有单位“%(n)s”。") % {"n": name[:20]}
        problems.append(row.problem(column, message, _("请改用单位全称或简称，几个单位用顿号隔开。")))
    return found


def _lengths(row: TaskRow, *, problems: list[Problem]) -> None:
    for column, most in _LONGEST.items():
        if len(row.get(column)) > most:
            message = _("这一格超过%(n)s字。") % {"n": most}
            problems.append(row.problem(column, message, _("请只写要点。")))
