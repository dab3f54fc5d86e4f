"""A filled-in task book is taken back: each changed cell by the action that it is, or nothing at all."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.exchange import Difference, ExchangeError
from guatu.execution.limits import rolled
from guatu.execution.sheets import said_deadline
from guatu.schedule.workdays import load_calendar
from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import people_with
from guatu.web.audit.actions import hold
from guatu.web.audit.queries import today
from guatu.web.execution.actions.correcting import correct
from guatu.web.execution.actions.reporting import Said, report
from guatu.web.execution.actions.setting_up import amend
from guatu.web.execution.naming import Register, register
from guatu.web.execution.queries.exchange import Planned, planned

STATED = ("theme", "title", "standard", "lead", "responsible", "support", "leader", "person", "deadline")
DETAILS = ("liaison", "officer", "weight", "place")
REPORTED = ("progress", "problems", "next_steps")
_LONGEST = {"theme": 120, "title": 400, "standard": 1000, "person": 120, "liaison": 120, "place": 120}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written: tasks that changed, reports that were filled in for their units."""

    tasks: int
    reports: int


@transaction.atomic
def bring_back(data: bytes, *, name: str, by: Actor, take: Collection[str] = ()) -> Taken:
    """Write what the workbook changed, each by its own action with its own row in the log; all or nothing.

    A cell that was changed in both places keeps what it says here, unless ``take`` names it (`12:title`).

    Raises:
        ExchangeError: with each cell that is in the way, by sheet, column and row.
    """
    hold()
    names, officers = register(), {person.display_name: person for person in people_with("supervision")}
    reports, problems, changed = 0, list[Problem](), set[int]()
    for plan in planned(data, name=name, actor=by):
        number = plan.returned.number
        wanted = {d.column: d for d in plan.found if not d.twice or f"{number}:{d.column}" in take}
        try:
            reports += _write(plan, wanted, by=by, names=names, officers=officers)
        except ExchangeError as error:
            problems += error.problems
        except GuatuError as error:
            named = str(error.problem.fields.get("column", ""))
            column = named if named in wanted else next(iter(wanted))
            problems.append(
                plan.returned.problem(column, str(error.problem.message), error.problem.what_to_do)
            )
        changed |= {number} if wanted else set()
    if problems:
        raise ExchangeError(problems)
    return Taken(len(changed), reports)


def _write(
    plan: Planned, wanted: dict[str, Difference], *, by: Actor, names: Register, officers: dict[str, Any]
) -> int:
    row = plan.entry.line.row
    stated = _values(plan, {c: d for c, d in wanted.items() if c in STATED}, names=names)
    details = _values(plan, {c: d for c, d in wanted.items() if c in DETAILS}, officers=officers)
    reason = _("由任务书表格带回")
    held = plan.entry.held
    told = {c: d for c, d in wanted.items() if c in REPORTED}
    if held is None and (details or told):
        column = next(c for c in wanted if c in (*DETAILS, *REPORTED))
        problem = plan.returned.problem(column, _("这项任务还没有立项。"), _("请先立项，再填写这一栏。"))
        raise ExchangeError([problem])
    if stated:
        correct(row.lineage, stated, by=by, expected_version=row.version, reason=reason)
    version = held.version if held else 0
    if details:
        version = amend(row.lineage, details, by=by, expected_version=version, reason=reason).version
    if told:
        said = {c: told[c].theirs if c in told else plan.entry.cells[c] for c in REPORTED}
        report(row.lineage, Said(**said), by=by, expected_version=version, on=today())
    return bool(told)


def _values(
    plan: Planned,
    wanted: dict[str, Difference],
    *,
    names: Register | None = None,
    officers: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The cells as columns of the statement or of the row; ExchangeError names what cannot be read."""
    found: dict[str, Any] = {}
    problems = []
    for column, difference in wanted.items():
        try:
            found |= _value(column, difference.theirs.strip(), names=names, officers=officers or {})
        except ValueError as error:
            problems.append(plan.returned.problem(column, str(error), _("请改正这一格再报送。")))
    if problems:
        raise ExchangeError(problems)
    return found


def _value(column: str, text: str, *, names: Register | None, officers: dict[str, Any]) -> dict[str, Any]:
    if column in ("lead", "responsible", "support") and names is not None:
        return _units(column, text, names=names)
    if column == "leader" and names is not None:
        person = names.leader(text)
        if text and person is None:
            raise ValueError(_("没有名为“%(t)s”的领导。") % {"t": text[:40]})
        return {"leader": person.pk if person else None}
    if column == "officer":
        if text and text not in officers:
            raise ValueError(_("没有名为“%(t)s”的督查员。") % {"t": text[:40]})
        return {"officer": officers[text].pk if text else None}
    if column == "deadline":
        return _deadline(text)
    if column == "weight":
        return {"weight": _weight(text)}
    if column == "title" and not text:
        raise ValueError(_("任务是空的。"))
    if len(text) > _LONGEST[column]:
        raise ValueError(_("超过%(n)s字。") % {"n": _LONGEST[column]})
    return {column: text}


def _units(column: str, text: str, *, names: Register) -> dict[str, Any]:
    units, unknown = names.units(text)
    if unknown:
        raise ValueError(_("没有名为“%(t)s”的单位。") % {"t": "、".join(unknown)[:60]})
    if column == "lead":
        if len(units) > 1:
            raise ValueError(_("牵头单位只能有一个。"))
        return {"lead_unit": units[0].pk if units else None}
    return {f"{column}_units": [unit.pk for unit in units]}


def _deadline(text: str) -> dict[str, Any]:
    try:
        said = ("date", date.fromisoformat(text)) if text[:1].isdigit() and len(text) == 10 else None
    except ValueError:
        said = None
    said = said or said_deadline(text, year=today().year)
    if said is None:
        raise ValueError(_("时限“%(t)s”认不出，应为日期、每月、长期坚持或留空。") % {"t": text[:40]})
    kind, day = said
    return {"deadline_kind": kind, "deadline": rolled(day, calendar=load_calendar()) if day else None}


def _weight(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal(-1)
    if not (found.is_finite() and 0 <= found <= 1000):
        raise ValueError(_("权重“%(t)s”应为0到1000之间的数。") % {"t": text[:40]})
    return found
