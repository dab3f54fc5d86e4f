"""Reading tasks under way: where each stands now or stood at an earlier sequence, and what happened."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeAlias

from django.db.models import OuterRef, Q, Subquery

from guatu.execution.life import Life, State
from guatu.execution.moves import MOVES
from guatu.execution.periods import due_told
from guatu.execution.standing import Standing
from guatu.execution.states import ENDED
from guatu.execution.who import Past
from guatu.web.audit.queries import today
from guatu.web.execution.models import Assignment, Event, Evidence, Milestone, Report, Request
from guatu.web.execution.queries.kept import kept_standings, reports_of
from guatu.web.statements.queries import StatedTask

UnderWay: TypeAlias = Assignment
Happened: TypeAlias = Event
Reported: TypeAlias = Report
Node: TypeAlias = Milestone
Asked: TypeAlias = Request
_STATES = {state.value: state for state in State}
#: More numbers than this are not named one by one to the database.
_MANY = 500


_BESIDE = {
    "set_up": "立项",
    "nodes": "排定节点",
    "node": "节点完成",
    "divide": "拆分或合并",
    "reply": "向上反馈",
}


def standings(*, known_at: int | None = None, tasks: Collection[int] | None = None) -> dict[int, Standing]:
    """Where the tasks under way stand (all of them, or these), by number.

    Now the maintained rows say it; at an earlier sequence the last event of each task known then.
    """
    kept = kept_standings() if known_at is None else None
    if kept is not None:
        return kept if tasks is None else {n: kept[n] for n in tasks if n in kept}
    if tasks is not None and len(tasks) > _MANY:
        wanted = set(tasks)
        return {n: s for n, s in standings(known_at=known_at).items() if n in wanted}
    if known_at is None:
        rows = Assignment.objects.all()
        rows = rows if tasks is None else rows.filter(task__in=set(tasks))
        columns = ("task", "state", "due", "extension", "since", "handed_in")
        found = rows.values_list(*columns, *reports_of("pk", every="every"))
    else:
        events = Event.objects.all()
        events = events if tasks is None else events.filter(assignment__task__in=set(tasks))
        # One step in the index (assignment, seq) an event, whatever the planner thinks the table holds.
        then = Event.objects.filter(assignment=OuterRef("assignment"), seq__lte=known_at).order_by("-seq")
        found = events.filter(seq=Subquery(then.values("seq")[:1])).values_list(
            "assignment__task",
            "to_state",
            "due",
            "extension",
            "since",
            "handed_in",
            *reports_of("assignment", every="assignment__every", known_at=known_at),
        )
    return {task: Standing(_STATES[state], *rest) for task, state, *rest in found}


def standing_of(row: Assignment) -> Standing:
    """Where a row says that its task stands."""
    return Standing(State(row.state), row.due, row.extension, row.since or date.min, row.handed_in)


def waiting_rows(states: Collection[State], *, extensions: bool) -> dict[int, Assignment]:
    """The tasks under way in these states, by number; with ``extensions`` those that ask for time besides."""
    wanted = Q(state__in=[state.value for state in states])
    rows = Assignment.objects.filter(wanted | ~Q(extension="none") if extensions else wanted)
    return {row.task: row for row in rows}


def assignment(task: int) -> Assignment | None:
    """The row of a task under way; None when it was never set up."""
    people = ("set_by", "officer", "instructed_by", "passed_by", "asked_by", "endorsed_by")
    return Assignment.objects.select_related(*people).filter(task=task).first()


def assignments(tasks: Iterable[int] | None = None) -> dict[int, Assignment]:
    """The rows of tasks under way, by number."""
    rows = Assignment.objects.select_related("officer", "instructed_by")
    rows = rows if tasks is None else rows.filter(task__in=set(tasks))
    return {row.task: row for row in rows}


def life_of(row: Assignment, stated: StatedTask, *, open_children: int = 0) -> Life:
    """What the state machine needs to know of a task under way."""
    return Life(
        State(row.state),
        due=row.due or stated.deadline,
        resumes=State(row.resumes) if row.resumes else None,
        extension=row.extension,
        led=stated.lead_unit_id is not None,
        timed=stated.deadline_kind != "none",
        principle=stated.kind == "principle",
        ledger=row.kind == "ledger",
        open_children=open_children,
        past=Past(
            row.set_by_id, frozenset(row.reported_by), row.passed_by_id, row.asked_by_id, row.endorsed_by_id
        ),
    )


def children_of(task: int) -> list[int]:
    """The numbers of the tasks that came out of this one."""
    return list(Assignment.objects.filter(parent=task).order_by("task").values_list("task", flat=True))


def open_children(tasks: Collection[int]) -> dict[int, int]:
    """How many children of each task have not ended."""
    found: defaultdict[int, int] = defaultdict(int)
    rows = Assignment.objects.filter(parent__in=set(tasks)).exclude(state__in=[s.value for s in ENDED])
    for parent in rows.values_list("parent", flat=True):
        found[parent] += 1
    return found


def events_of(task: int, *, known_at: int | None = None) -> list[Event]:
    """What happened to a task, the earliest first, with reports and their evidence."""
    rows = Event.objects.filter(assignment__task=task).select_related("by", "unit", "report__on_behalf")
    rows = rows.prefetch_related("report__evidence")
    return list(rows if known_at is None else rows.filter(seq__lte=known_at))


def last_reports(tasks: Collection[int], *, known_at: int | None = None) -> dict[int, Report]:
    """The last report of each task."""
    rows = Report.objects.select_related("assignment", "event__by").order_by("seq")
    if known_at is None:
        rows = rows.filter(pk__in=Assignment.objects.filter(task__in=set(tasks)).values("last_report"))
    else:
        rows = rows.filter(assignment__task__in=set(tasks), seq__lte=known_at)
    return {row.assignment.task: row for row in rows}


def milestones_of(tasks: Collection[int], *, known_at: int | None = None) -> dict[int, list[Milestone]]:
    """The nodes of each task in their order."""
    rows = Milestone.objects.select_related("assignment")
    rows = rows if len(tasks) > _MANY else rows.filter(assignment__task__in=set(tasks))
    if known_at is None:
        rows = rows.filter(seq_to__isnull=True)
    else:
        rows = rows.filter(Q(seq_to__isnull=True) | Q(seq_to__gt=known_at), seq_from__lte=known_at)
    found: defaultdict[int, list[Milestone]] = defaultdict(list)
    for row in rows.order_by("position"):
        found[row.assignment.task].append(row)
    return dict(found)


def requests_of(
    *, unit: int | None = None, since: date | None = None, known_at: int | None = None
) -> list[Request]:
    """What units were asked for, the earliest first."""
    rows = Request.objects.select_related("assignment", "unit")
    rows = rows if unit is None else rows.filter(unit_id=unit)
    rows = rows if since is None else rows.filter(on__gte=since)
    return list(rows if known_at is None else rows.filter(seq__lte=known_at))


def requests_open(tasks: Collection[int]) -> dict[int, Request]:
    """The report of a period that each of these tasks owes and would answer today (see `due_told`)."""
    rows = Request.objects.filter(answered__isnull=True).exclude(period="")
    rows = rows if len(tasks) > _MANY else rows.filter(assignment__task__in=set(tasks))
    owed: defaultdict[int, list[Request]] = defaultdict(list)
    for row in rows.select_related("assignment").order_by("due", "seq"):
        owed[row.assignment.task].append(row)
    day = today()
    found = {}
    for task, asked in owed.items():
        due = due_told([row.due for row in asked if row.due], on=day)
        found[task] = next((row for row in asked if row.due == due), asked[0])
    return found


def evidence(pk: int) -> tuple[int, Any] | None:
    """A piece of evidence with the number of its task; None when there is none."""
    row = Evidence.objects.select_related("report__assignment").filter(pk=pk).first()
    return (row.report.assignment.task, row) if row else None


def deed_word(deed: str) -> str:
    """What a deed is called."""
    return MOVES[deed].word if deed in MOVES else _BESIDE.get(deed, "修改")


def asked_day(row: Assignment) -> date | None:
    """The date that the open extension asks for."""
    asked = row.events.filter(deed="ask_extension").last()
    return asked.day if asked else None
