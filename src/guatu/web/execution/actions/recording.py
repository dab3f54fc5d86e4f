"""A deed on a task is put on record: the row where its life now stands, one event, one row in the log."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from guatu.execution.asking import ways
from guatu.execution.life import Deed, Life
from guatu.execution.limits import due_by, resumed
from guatu.execution.moves import MOVES
from guatu.execution.standing import Happened, Standing
from guatu.execution.standing import after as stood
from guatu.execution.states import State
from guatu.execution.who import Part
from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor
from guatu.web.audit.actions import record
from guatu.web.audit.queries import today
from guatu.web.execution.models import Assignment, Event, Request
from guatu.web.execution.parts import doer_of
from guatu.web.execution.queries.assignments import life_of
from guatu.web.statements.queries import StatedTask

_PARTS_FIRST = (Part.LEADER, Part.SUPERVISOR, Part.EXECUTOR, Part.LIAISON, Part.HELPER)


def record_deed(
    row: Assignment,
    after: Life,
    deed: Deed,
    *,
    by: Actor,
    stated: StatedTask,
    changes: Mapping[str, Any] | None = None,
) -> Event:
    """Record the deed, add its event, put the row where the life now stands."""
    more = dict(changes or {})
    before, start = _told(row), row.state
    _stand(row, after, deed, deadline=stated.deadline)
    row.seq = record(
        by=by,
        action=f"task.{deed.move}",
        thing=f"task:{row.task}",
        before=before,
        after=_told(row) | {"words": deed.words, "day": str(deed.day or "")} | more,
        reason=deed.words,
    )
    row.save()
    return Event.objects.create(
        assignment=row,
        seq=row.seq,
        on=deed.on,
        deed=deed.move,
        from_state=start,
        to_state=row.state,
        extension=row.extension,
        due=row.due,
        since=row.since,
        handed_in=row.handed_in,
        day=deed.day,
        by_id=by.user_id,
        part=_part(deed),
        unit_id=stated.lead_unit_id,
        words=deed.words,
        changes=more,
    )


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
    done = Deed(deed, doer_of(by, stated), on or today(), words)
    return record_deed(row, life_of(row, stated), done, by=by, stated=stated, changes=changes)


def _told(row: Assignment) -> dict[str, str]:
    """What the log says of a row before and after."""
    return {"state": row.state, "due": str(row.due or ""), "extension": row.extension}


def _part(deed: Deed) -> str:
    """As what the person acted: of their parts in the task the first that the move allows."""
    parts = deed.by.parts & MOVES[deed.move].who if deed.move in MOVES else deed.by.parts
    return next((part.value for part in _PARTS_FIRST if part in parts), "")


def _stand(row: Assignment, after: Life, deed: Deed, *, deadline: date | None) -> None:
    """Put the row where the life stands after the deed; not saved."""
    _pause(row, deed.move, on=deed.on, due=row.due or deadline)
    if deed.move == "grant_extension":
        row.due = after.due
    if deed.move == "issue":
        row.issued_on = deed.on
    stands = stood(_before(row), Happened(deed.on, after.state, row.due, after.extension))
    row.state, row.extension = after.state.value, after.extension
    row.since, row.handed_in = stands.since, stands.handed_in
    row.resumes = after.resumes.value if after.resumes else ""
    past = after.past
    row.reported_by, row.passed_by_id = sorted(past.reported), past.passed
    row.asked_by_id, row.endorsed_by_id, row.version = past.asked, past.endorsed, row.version + 1


def _before(row: Assignment) -> Standing | None:
    if row.since is None:
        return None
    return Standing(State(row.state), row.due, row.extension, row.since, row.handed_in)


def _pause(row: Assignment, move: str, *, on: date, due: date | None) -> None:
    """Time stands still while a task is held: what is left of it is given back on the day it goes on."""
    if move == "hold":
        row.held_on = on
    elif move == "resume":
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
