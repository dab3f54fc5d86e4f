"""A task is moved from state to state: one lock, one check, one event, one row in the log."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.asking import ways
from guatu.execution.life import Deed, Life, State, step
from guatu.execution.limits import due_by, resumed, rolled
from guatu.execution.moves import MOVES, REQUESTS
from guatu.execution.standing import Happened, Standing
from guatu.execution.standing import after as stood
from guatu.execution.states import WORDS
from guatu.execution.who import Part
from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import unit as unit_by
from guatu.web.audit.actions import hold, record
from guatu.web.audit.queries import moment, today
from guatu.web.execution.models import Assignment, Event, Request
from guatu.web.execution.parts import doer_of, must
from guatu.web.execution.problems import moved, refuse
from guatu.web.execution.queries.assignments import asked_day, deed_word, life_of, open_children
from guatu.web.statements.actions import correct_task
from guatu.web.statements.queries import StatedTask, task_for

_PARTS_FIRST = (Part.LEADER, Part.SUPERVISOR, Part.EXECUTOR, Part.LIAISON, Part.HELPER)


@transaction.atomic
def move(
    task: int,
    deed: str,
    *,
    by: Actor,
    expected_version: int,
    words: str = "",
    day: date | None = None,
    unit: int | None = None,
    on: date | None = None,
) -> Assignment:
    """Make one move that needs no report (those are `reporting.report`).

    `day` is the new date of an extension (rolled to a working day), `unit` the new lead of a transfer.

    Raises:
        TaskMoved: somebody else moved it since `expected_version`; says who and what.
        MoveRefused: the state, the person's part or a guard forbids it.
    """
    row, stated = locked(task, by=by, expected=expected_version)
    must(by, deed, stated)
    when = on or today()
    new_day = rolled(day, calendar=load_calendar()) if day else None
    if deed == "grant_extension":
        new_day = new_day or asked_day(row)
    after = stepped(row, stated, deed, by=by, on=when, words=words, day=new_day)
    if deed == "transfer":
        stated = _hand_over(row, stated, unit, by=by, reason=words)
    event = record_deed(row, after, deed, by=by, on=when, words=words, day=new_day, stated=stated)
    if deed in REQUESTS:
        ask(row, stated, deed, on=when, seq=event.seq)
    return row


def locked(task: int, *, by: Actor, expected: int | None) -> tuple[Assignment, StatedTask]:
    """The task under way, nobody else moving it meanwhile; checked against the version that was on screen."""
    hold()
    row = Assignment.objects.filter(task=task).first()
    stated = task_for(by, task)
    if row is None:
        raise refuse("task.not_set_up", _("这项任务还没有立项。"), advice=_("请先立项。"), task=task)
    if expected is not None and row.version != expected:
        last = row.events.select_related("by").last()
        assert last is not None
        raise moved(
            title=stated.title[:40],
            who=last.by.display_name if last.by else _("系统"),
            when=f"{moment(last.seq):%H:%M}",
            deed=deed_word(last.deed),
            state=WORDS[State(row.state)],
            version=row.version,
        )
    return row, stated


def stepped(
    row: Assignment,
    stated: StatedTask,
    deed: str,
    *,
    by: Actor,
    on: date,
    words: str = "",
    day: date | None = None,
) -> Life:
    """The life after the deed, by the state machine; MoveRefused with the reason."""
    life = life_of(row, stated, open_children=open_children([row.task]).get(row.task, 0))
    return step(life, Deed(deed, doer_of(by, stated), on, words, day))


def _hand_over(
    row: Assignment, stated: StatedTask, unit: int | None, *, by: Actor, reason: str
) -> StatedTask:
    """Give the task to another lead; the statement gets a new version."""
    new = unit_by(unit) if unit else None
    if new is None or new.pk == stated.lead_unit_id:
        raise refuse("task.transfer", _("没有选择新的牵头单位。"), advice=_("请选择转给哪个单位。"))
    changes: dict[str, object] = {"lead_unit": new.pk, "leader": new.portfolio_leader_id}
    return correct_task(row.task, changes, by=by, expected_version=stated.version, reason=reason)


def record_deed(
    row: Assignment,
    after: Life,
    deed: str,
    *,
    by: Actor,
    on: date,
    stated: StatedTask,
    words: str = "",
    day: date | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Event:
    """Record the deed, add its event, put the row where the life now stands."""
    before = {"state": row.state, "due": str(row.due or ""), "extension": row.extension}
    start = row.state
    _pause(row, deed, on=on, due=row.due or stated.deadline)
    if deed == "grant_extension":
        row.due = after.due
    if deed == "issue":
        row.issued_on = on
    stands = stood(_before(row), Happened(on, after.state, row.due, after.extension))
    row.state, row.extension = after.state.value, after.extension
    row.since, row.handed_in = stands.since, stands.handed_in
    row.resumes = after.resumes.value if after.resumes else ""
    past = after.past
    row.reported_by, row.passed_by_id = sorted(past.reported), past.passed
    row.asked_by_id, row.endorsed_by_id, row.version = past.asked, past.endorsed, row.version + 1
    told = {"state": row.state, "due": str(row.due or ""), "extension": row.extension, "words": words}
    row.seq = record(
        by=by,
        action=f"task.{deed}",
        thing=f"task:{row.task}",
        before=before,
        after=told | {"day": str(day or "")} | dict(changes or {}),
        reason=words,
    )
    row.save()
    parts = doer_of(by, stated).parts
    mine = parts & MOVES[deed].who if deed in MOVES else parts
    return Event.objects.create(
        assignment=row,
        seq=row.seq,
        on=on,
        deed=deed,
        from_state=start,
        to_state=row.state,
        extension=row.extension,
        due=row.due,
        since=row.since,
        handed_in=row.handed_in,
        day=day,
        by_id=by.user_id,
        part=next((part.value for part in _PARTS_FIRST if part in mine), ""),
        unit_id=stated.lead_unit_id,
        words=words,
        changes=dict(changes or {}),
    )


def _before(row: Assignment) -> Standing | None:
    if row.since is None:
        return None
    return Standing(State(row.state), row.due, row.extension, row.since, row.handed_in)


def record_beside(
    row: Assignment,
    stated: StatedTask,
    deed: str,
    *,
    by: Actor,
    on: date | None = None,
    words: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Event:
    """Record a deed that leaves the task where it stands (amended, nodes planned, answered upward)."""
    still = life_of(row, stated)
    return record_deed(row, still, deed, by=by, on=on or today(), words=words, stated=stated, changes=changes)


def _pause(row: Assignment, deed: str, *, on: date, due: date | None) -> None:
    """Time stands still while a task is held: what is left of it is given back on the day it goes on."""
    if deed == "hold":
        row.held_on = on
    elif deed == "resume":
        if row.held_on and due and row.held_on <= due:
            row.due = resumed(due, held=row.held_on, on=on, calendar=load_calendar())
        row.held_on = None


def ask(
    row: Assignment,
    stated: StatedTask,
    kind: str,
    *,
    on: date,
    seq: int,
    period: str = "",
    due: date | None = None,
) -> Request | None:
    """Count one request to the unit, as a machine's step inside an action; it falls due on a working day."""
    if stated.lead_unit_id is None:
        return None
    if due is None:
        due = due_by(ways()[stated.lead_unit.kind].accept, start=on, calendar=load_calendar())
    return Request.objects.create(
        assignment=row, unit_id=stated.lead_unit_id, kind=kind, on=on, due=due, period=period, seq=seq
    )
