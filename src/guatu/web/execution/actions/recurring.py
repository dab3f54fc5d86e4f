"""A recurring task makes its periods: for each one the unit is asked once for one report."""

from datetime import date

from django.db import transaction

from guatu.execution.periods import reports_due
from guatu.execution.states import WITH_UNIT
from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor
from guatu.web.audit.actions import hold, record
from guatu.web.audit.queries import today
from guatu.web.execution.actions.recording import ask
from guatu.web.execution.models import Assignment, Report, Request
from guatu.web.statements.queries import tasks_seen_by

KIND = "report"


@transaction.atomic
def open_periods(*, by: Actor, on: date | None = None) -> int:
    """Ask for the reports of every period that has begun since a recurring task was issued.

    A period that was asked for already, or reported on unasked, is not asked for again. Each request falls
    due on a working day. Gives how many are new; records them in one row.
    """
    hold()
    when = on or today()
    rows = list(
        Assignment.objects.exclude(every="").filter(
            state__in=[state.value for state in WITH_UNIT], issued_on__isnull=False
        )
    )
    stated = {task.lineage: task for task in tasks_seen_by(by)} if rows else {}
    held = _known(rows)
    wanted = [
        (row, str(one.period), one.due)
        for row in rows
        for one in reports_due(row.every, since=row.issued_on or when, until=when, calendar=load_calendar())
        if (row.pk, str(one.period)) not in held and row.task in stated
    ]
    if not wanted:
        return 0
    seq = record(
        by=by,
        action="task.ask",
        thing="task:recurring",
        after={"asked": [[row.task, period, str(due)] for row, period, due in wanted]},
    )
    for row, period, due in wanted:
        ask(row, stated[row.task], KIND, on=when, seq=seq, period=period, due=due)
    return len(wanted)


def _known(rows: list[Assignment]) -> set[tuple[int, str]]:
    """The periods for which these tasks were asked or have reported."""
    asked = Request.objects.filter(assignment__in=rows).exclude(period="")
    told = Report.objects.filter(assignment__in=rows).exclude(period="")
    return {*asked.values_list("assignment", "period"), *told.values_list("assignment", "period")}
