"""What joins two desks and writes: a meeting's decision becomes a task."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.limits import due_by, limits
from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.accounts.queries import unit as unit_by
from guatu.web.audit.queries import today
from guatu.web.execution.actions.setting_up import set_up_new
from guatu.web.execution.problems import refuse
from guatu.web.statements.queries import task_for


@transaction.atomic
def decide(
    title: str, *, by: Actor, parent: int | None = None, lead_unit: int | None = None, due: date | None = None
) -> int:
    """Make what a dispatch meeting decided a task, a child of the one that was discussed; gives its number.

    Without a unit the parent's lead carries it, without a date it falls due as the minutes of a meeting do.
    The rows of the log are those of stating and setting up.
    """
    require(by, "meeting.decide")
    above = task_for(by, parent) if parent is not None else None
    unit = unit_by(lead_unit) if lead_unit is not None else above.lead_unit if above else None
    if not title.strip():
        raise refuse("meeting.title", _("议定事项是空的。"), advice=_("请写明要做什么。"))
    if unit is None:
        raise refuse("meeting.unit", _("还没有牵头单位。"), advice=_("请选择牵头单位。"))
    day = today()
    limit = due or due_by(limits()["minutes"], start=day, calendar=load_calendar())
    if limit < day:
        raise refuse("meeting.due", _("完成时限已经过了。"), advice=_("请填写今天或以后的日期。"))
    fields = {
        "title": title.strip(),
        "theme": above.theme if above else "",
        "lead_unit": unit.pk,
        "leader": unit.portfolio_leader_id,
        "deadline_kind": "date",
        "deadline": limit,
        "document_date": day,
        "quote": title.strip(),
    }
    words = _("%(y)s年%(m)s月%(d)s日重点任务调度会议定") % {"y": day.year, "m": day.month, "d": day.day}
    details = {"origin": "typed", "parent": parent, "source_words": words, "source_date": day}
    return set_up_new(fields, by=by, reason=words, details=details).task
