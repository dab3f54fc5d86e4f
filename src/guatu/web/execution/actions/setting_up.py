"""Tasks are set up (立项): from what was read, typed in, instructed from above, a policy's clauses."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.life import Deed, Life, State
from guatu.execution.limits import due_by, limits
from guatu.execution.policy import Clause
from guatu.execution.who import Past
from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.audit.actions import hold
from guatu.web.audit.queries import today
from guatu.web.execution.actions.moving import locked
from guatu.web.execution.actions.recording import record_beside, record_deed
from guatu.web.execution.models import KINDS, ORIGINS, Assignment
from guatu.web.execution.naming import register
from guatu.web.execution.parts import doer_of
from guatu.web.execution.problems import refuse
from guatu.web.statements.actions import state_task
from guatu.web.statements.queries import StatedTask, target_for, task_for, thing

#: What may be said of a task under way beside its statement.
DETAILS = (
    "kind", "origin", "source_org", "source_words", "source_date", "reply_due", "instructed_by", "officer",
    "liaison", "weight", "target", "place", "parent", "plan_year", "every", "wants_evidence",
)  # fmt: skip
_EVIDENCE = ("佐证", "附件", "照片", "台账", "证明材料", "验收单")


@transaction.atomic
def set_up(task: int, *, by: Actor, details: Mapping[str, Any] | None = None) -> Assignment:
    """Set one stated task up as a draft; what was set up already stays as it is."""
    hold()
    stated = task_for(by, task)
    require(by, "task.set_up", thing(stated))
    there = Assignment.objects.filter(task=task).first()
    if there is not None:
        return there
    return _begin(stated, by=by, details=details or {})


@transaction.atomic
def set_up_new(
    fields: Mapping[str, Any],
    *,
    by: Actor,
    details: Mapping[str, Any] | None = None,
    source: str | None = None,
    reason: str = "",
) -> Assignment:
    """State a task that no document says (typed, from above, a clause, a child) and set it up.

    A matter from above without a time limit gets the one that its rule gives it.
    """
    given = dict(details or {})
    stated_fields = dict(fields)
    if stated_fields.get("deadline_kind", "none") == "none" and given.get("origin") in ("above", "note"):
        limit = limits()["note" if given["origin"] == "note" else "document"]
        start = given.get("source_date") or today()
        stated_fields |= {
            "deadline_kind": "date",
            "deadline": due_by(limit, start=start, calendar=load_calendar()),
        }
    _belongs(given, task=None, by=by)
    stated = state_task(stated_fields, by=by, source=source, reason=reason)
    return set_up(stated.lineage, by=by, details={"origin": "typed"} | given)


@transaction.atomic
def set_up_policy(clauses: Sequence[Clause], *, by: Actor, title: str, day: date | None) -> list[Assignment]:
    """One task for each clause of a numbered policy document, led by the first unit that it names."""
    made, known = [], register()
    for clause in clauses:
        units, _unknown = known.units("、".join(clause.units))
        fields: dict[str, Any] = {
            "title": clause.title,
            "standard": clause.text,
            "theme": clause.theme or title,
            "theme_order": clause.number,
            "owner_named": "、".join(clause.units),
            "quote": clause.text,
            "document_date": day,
            "deadline_kind": "date" if clause.deadline else "none",
            "deadline": clause.deadline,
        }
        if units:
            fields |= {"lead_unit": units[0].pk, "leader": units[0].portfolio_leader_id}
            fields["responsible_units"] = [unit.pk for unit in units[1:]]
        details = {"origin": "policy", "source_org": title, "source_words": clause.text, "source_date": day}
        made.append(set_up_new(fields, by=by, details=details))
    return made


@transaction.atomic
def amend(
    task: int, details: Mapping[str, Any], *, by: Actor, expected_version: int, reason: str = ""
) -> Assignment:
    """Change what is said of a task under way beside its statement; a stale version is refused."""
    row, stated = locked(task, by=by, expected=expected_version)
    require(by, "task.set_up", thing(stated))
    _belongs(details, task=task, by=by)
    changes = {
        name: [str(before), str(after)]
        for name, after in _checked(details).items()
        if (before := getattr(row, name)) != after
    }
    if not changes:
        return row
    for name, value in _checked(details).items():
        setattr(row, name, value)
    record_beside(row, stated, "amend", by=by, words=reason, changes=changes)
    return row


def _begin(stated: StatedTask, *, by: Actor, details: Mapping[str, Any]) -> Assignment:
    if stated.kind == "principle":
        raise refuse(
            "task.principle",
            _("“%(t)s”是原则要求，只登记，不立项。") % {"t": stated.title[:40]},
            advice=_("如确需交办，请先改为任务。"),
        )
    row = Assignment(task=stated.lineage, state=State.DRAFT.value, set_by_id=by.user_id, version=0, seq=0)
    for name, value in _checked(_presumed(stated) | dict(details)).items():
        setattr(row, name, value)
    record_deed(row, _life(row), Deed("set_up", doer_of(by, stated), today()), by=by, stated=stated)
    return row


def _presumed(stated: StatedTask) -> dict[str, Any]:
    """What follows from the statement until somebody says otherwise."""
    return {
        "origin": "document" if stated.span() else "typed",
        "every": "month"
        if stated.deadline_kind == "monthly"
        else "quarter"
        if stated.deadline_kind == "standing"
        else "",
        "wants_evidence": any(word in stated.standard for word in _EVIDENCE),
    }


def _life(row: Assignment) -> Life:
    past = Past(
        row.set_by_id, frozenset(row.reported_by), row.passed_by_id, row.asked_by_id, row.endorsed_by_id
    )
    resumes = State(row.resumes) if row.resumes else None
    return Life(State(row.state), due=row.due, resumes=resumes, extension=row.extension, past=past)


def _belongs(details: Mapping[str, Any], *, task: int | None, by: Actor) -> None:
    """The task above is one that the person may see, and never the task itself or one below it."""
    above, seen = details.get("parent"), {task}
    if details.get("target"):
        target_for(by, details["target"])
    while above is not None:
        if above in seen:
            raise refuse(
                "task.circle",
                _("上级任务不能是任务本身或它派生的任务。"),
                advice=_("请另选上级任务。"),
            )
        seen.add(above)
        task_for(by, above)
        above = Assignment.objects.filter(task=above).values_list("parent", flat=True).first()


def _checked(details: Mapping[str, Any]) -> dict[str, Any]:
    """Only what may be said, in the columns' names; foreign keys by their numbers."""
    unknown = details.keys() - set(DETAILS)
    known = {"kind": dict(KINDS), "origin": dict(ORIGINS)}
    bad = [name for name, allowed in known.items() if name in details and details[name] not in allowed]
    if unknown or bad:
        names = "、".join(sorted([*unknown, *bad]))
        raise refuse(
            "task.details",
            _("任务没有“%(n)s”这一项，或其值不可用。") % {"n": names},
            advice=_("请重新选择。"),
        )
    people = ("instructed_by", "officer")
    return {
        f"{name}_id" if name in people else name: getattr(value, "pk", value) if name in people else value
        for name, value in details.items()
    }
