"""A leader's new instruction opens a task of its own; what came from above is answered upward."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.web.access.actor import Actor, machine
from guatu.web.access.allow import require
from guatu.web.audit.queries import today
from guatu.web.execution.actions.moving import locked, move
from guatu.web.execution.actions.recording import record_beside
from guatu.web.execution.actions.setting_up import set_up_new
from guatu.web.execution.models import Assignment
from guatu.web.execution.problems import refuse
from guatu.web.statements.queries import task_for, thing

_TITLE = 120


@transaction.atomic
def instruct(
    task: int, *, by: Actor, expected_version: int, words: str, on: date | None = None
) -> Assignment:
    """Write an instruction on a task that lies before the leader, and open the child that it asks for.

    The child is led by the same unit and waits for the supervision office; the parent cannot be signed off
    before it has ended. Records both.
    """
    row = move(task, "instruct", by=by, expected_version=expected_version, words=words, on=on)
    stated = task_for(by, task)
    fields: dict[str, object] = {
        "title": words.strip()[:_TITLE],
        "standard": stated.standard,
        "theme": stated.theme,
        "theme_order": stated.theme_order,
        "lead_unit": stated.lead_unit_id,
        "leader": stated.leader_id,
        "responsible_units": stated.units("responsible"),
        "support_units": stated.units("support"),
        "quote": words.strip(),
        "document_date": on or today(),
    }
    details = {
        "origin": "note",
        "source_org": by.name,
        "source_words": words.strip(),
        "source_date": on or today(),
        "parent": task,
        "instructed_by": by.user_id,
    }
    # The leader's word is the ground; putting it on record is the machine's, as a leader sets nothing up.
    set_up_new(fields, by=machine(_("%(n)s批示") % {"n": by.name}), details=details)
    return row


@transaction.atomic
def reply_upward(
    task: int, words: str, *, by: Actor, expected_version: int, on: date | None = None
) -> Assignment:
    """Record the answer given to those who set the matter from above, in its words."""
    row, stated = locked(task, by=by, expected=expected_version)
    require(by, "task.set_up", thing(stated))
    if row.origin not in ("above", "note"):
        raise refuse(
            "task.reply",
            _("这项任务不是上级交办或批示的。"),
            advice=_("只有上级交办和批示事项需要向上反馈。"),
        )
    if not words.strip():
        raise refuse("task.reply_empty", _("反馈内容是空的。"), advice=_("请核对草稿后再登记。"))
    record_beside(row, stated, "reply", by=by, on=on, words=words.strip())
    return row
