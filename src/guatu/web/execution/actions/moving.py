"""A task is moved from state to state: one lock, one check, then put on record."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.execution.life import Deed, Life, State, step
from guatu.execution.limits import rolled
from guatu.execution.moves import REQUESTS
from guatu.execution.states import WORDS
from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import unit as unit_by
from guatu.web.audit.actions import hold
from guatu.web.audit.queries import moment, today
from guatu.web.execution.actions.recording import ask, record_deed
from guatu.web.execution.models import Assignment
from guatu.web.execution.parts import doer_of, must
from guatu.web.execution.problems import moved, refuse
from guatu.web.execution.queries.assignments import asked_day, deed_word, life_of, open_children
from guatu.web.statements.actions import correct_task
from guatu.web.statements.queries import StatedTask, task_for


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
    row, stated, done = begun(task, deed, by=by, expected=expected_version, words=words, on=on)
    new_day = rolled(day, calendar=load_calendar()) if day else None
    if deed == "grant_extension":
        new_day = new_day or asked_day(row)
    done = replace(done, day=new_day)
    after = stepped(row, stated, done)
    if deed == "transfer":
        stated = _hand_over(row, stated, unit, by=by, reason=words)
    event = record_deed(row, after, done, by=by, stated=stated)
    if deed in REQUESTS:
        ask(row, stated, deed, on=done.on, seq=event.seq)
    return row


def begun(
    task: int, move: str, *, by: Actor, expected: int, words: str = "", on: date | None = None
) -> tuple[Assignment, StatedTask, Deed]:
    """The frame of every move: the task locked, the matrix asked, the deed ready to be checked by `stepped`.

    Raises as `locked`; PermissionDenied when the matrix gives the person no such move.
    """
    row, stated = locked(task, by=by, expected=expected)
    must(by, move, stated)
    return row, stated, Deed(move, doer_of(by, stated), on or today(), words)


def locked(task: int, *, by: Actor, expected: int) -> tuple[Assignment, StatedTask]:
    """The task under way, nobody else moving it meanwhile; checked against the version that was on screen."""
    hold()
    row = Assignment.objects.filter(task=task).first()
    stated = task_for(by, task)
    if row is None:
        raise refuse("task.not_set_up", _("这项任务还没有立项。"), advice=_("请先立项。"), task=task)
    if row.version != expected:
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


def stepped(row: Assignment, stated: StatedTask, deed: Deed) -> Life:
    """The life after the deed, by the state machine; MoveRefused with the reason."""
    return step(life_of(row, stated, open_children=open_children([row.task]).get(row.task, 0)), deed)


def _hand_over(
    row: Assignment, stated: StatedTask, unit: int | None, *, by: Actor, reason: str
) -> StatedTask:
    """Give the task to another lead; the statement gets a new version."""
    new = unit_by(unit) if unit else None
    if new is None or new.pk == stated.lead_unit_id:
        raise refuse("task.transfer", _("没有选择新的牵头单位。"), advice=_("请选择转给哪个单位。"))
    changes: dict[str, object] = {"lead_unit": new.pk, "leader": new.portfolio_leader_id}
    return correct_task(row.task, changes, by=by, expected_version=stated.version, reason=reason)
