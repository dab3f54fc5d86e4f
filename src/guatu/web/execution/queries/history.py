"""Where tasks stood on earlier days, by their events: the lights that a month ended with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery

from guatu.execution.progress import Node, made_up
from guatu.execution.standing import Standing
from guatu.execution.states import State
from guatu.schedule.lights import Light
from guatu.vocabulary.period import Period
from guatu.web.execution.models import Event, Request
from guatu.web.execution.queries import Line, nodes_told
from guatu.web.execution.queries.line import KINDS, after_makeup, line_of
from guatu.web.statements.queries import StatedTask

_MANY = 500


@dataclass(frozen=True, slots=True)
class AskedFor:
    """One report of a recurring task: asked for on a day, due on one, and the day on which it came."""

    on: date
    due: date
    answered: date | None


@dataclass(frozen=True, slots=True)
class Past:
    """What became of each task: its standings, each with the day of the event that left it, in order.

    ``asked``: of recurring tasks, the reports that they were asked for.
    """

    steps: dict[int, list[tuple[date, Standing]]]
    nodes: dict[int, tuple[Node, ...]] = field(default_factory=dict)
    asked: dict[int, list[AskedFor]] = field(default_factory=dict)

    def on(self, day: date, *, task: int) -> Standing | None:
        """Where the task stood at the end of a day; None before it was set up.

        A deed may be written down later than the day on which it was done, so days need not rise.
        """
        found = None
        for happened, standing in self.steps.get(task, ()):
            if happened <= day:
                found = standing
        asked = [one for one in self.asked.get(task, ()) if one.on <= day]
        if found is None or not asked:
            return found
        missing = [one.due for one in asked if one.answered is None or one.answered > day]
        return replace(found, owed=min(missing, default=None), asked=max(one.due for one in asked))


def past(*, known_at: int | None = None, tasks: Collection[int] | None = None) -> Past:
    """What became of these tasks (or all); reports that moved nothing are left aside."""
    moved = ~Q(from_state=F("to_state")) | Q(deed__in=("set_up", "grant_extension"))
    rows = Event.objects.filter(moved).order_by("seq")
    rows = rows if known_at is None else rows.filter(seq__lte=known_at)
    if tasks is not None and len(tasks) <= _MANY:
        rows = rows.filter(assignment__task__in=set(tasks))
    steps: defaultdict[int, list[tuple[date, Standing]]] = defaultdict(list)
    for task, on, state, due, extension, since, handed in rows.values_list(
        "assignment__task", "on", "to_state", "due", "extension", "since", "handed_in"
    ):
        steps[task].append((on, Standing(State(state), due, extension, since, handed)))
    asked = _asked(known_at=known_at, tasks=tasks)
    return Past(dict(steps), nodes_told(list(steps), known_at=known_at), asked)


def _asked(*, known_at: int | None, tasks: Collection[int] | None) -> dict[int, list[AskedFor]]:
    """The reports of periods that tasks were asked for, each with the day on which it came."""
    rows = Request.objects.filter(due__isnull=False).exclude(period="").order_by()
    rows = rows if known_at is None else rows.filter(seq__lte=known_at)
    if tasks is not None and len(tasks) <= _MANY:
        rows = rows.filter(assignment__task__in=set(tasks))
    came = Event.objects.filter(seq=OuterRef("answered")).values("on")[:1]
    found: defaultdict[int, list[AskedFor]] = defaultdict(list)
    for task, on, due, seq, day in rows.values_list(
        "assignment__task", "on", "due", "answered", Subquery(came)
    ):
        known = day if known_at is None or (seq is not None and seq <= known_at) else None
        found[task].append(AskedFor(on, due, known))
    return dict(found)


def line_in(row: StatedTask, month: Period, *, history: Past, today: date) -> Line | None:
    """The task as the month ended (as it is today in this month); None when it was not under way in it.

    It is under way from the day of its document, or of its first event, to the month in which it ended. Its
    light is the one after making up, where the scheme recolours past months.
    """
    told = told_in(row, month, history=history, today=today)
    return None if told is None else replace(told.line, light=told.after)


@dataclass(frozen=True, slots=True)
class Told:
    """A task's month: the line as the month ended, and its light after what was made up since."""

    month: Period
    line: Line
    after: Light

    @property
    def kind(self) -> str:
        """The later light's kind for the style sheet."""
        return KINDS[self.after.colour]

    @property
    def recoloured(self) -> bool:
        """Whether making up changed the light."""
        return self.after != self.line.light


def told_in(row: StatedTask, month: Period, *, history: Past, today: date) -> Told | None:
    """Both lights of a month; None when the task was not under way in it."""
    day = min(month.end, today)
    steps = history.steps.get(row.lineage)
    standing = history.on(day, task=row.lineage)
    first = min(filter(None, (row.document_date, steps[0][0] if steps else None)), default=None)
    if month.start > today or (first is not None and first > day):
        return None
    if standing is not None and standing.ended and standing.since < month.start:
        return None
    nodes = history.nodes.get(row.lineage, ())
    line = line_of(row, today=day, standing=standing, nodes=nodes)
    now = history.on(today, task=row.lineage)
    done = (now is not None and now.done) or made_up(nodes, by=day, today=today)
    return Told(month, line, after_makeup(line, done=done and month.end < today, nodes=nodes))


def lights_of(row: StatedTask, *, today: date, known_at: int | None) -> list[Told]:
    """The history of a task's lights in this year, month by month."""
    history = past(known_at=known_at, tasks=[row.lineage])
    found = (told_in(row, month, history=history, today=today) for month in months_of(today.year))
    return [told for told in found if told is not None]


def lines_in(rows: Iterable[StatedTask], month: Period, *, today: date, known_at: int | None) -> list[Line]:
    """The tasks that were under way in a month, as it ended."""
    history = past(known_at=known_at)
    found = (line_in(row, month, history=history, today=today) for row in rows)
    return [line for line in found if line is not None]


def lines_on(rows: Iterable[StatedTask], day: date, *, known_at: int | None) -> list[Line]:
    """The tasks that were under way on an earlier day, as they stood at its end."""
    listed = [row for row in rows if row.document_date is None or row.document_date <= day]
    history = past(known_at=known_at, tasks={row.lineage for row in listed})
    nodes = history.nodes
    return [
        line_of(row, today=day, standing=history.on(day, task=row.lineage), nodes=nodes.get(row.lineage, ()))
        for row in listed
    ]


def months_of(year: int) -> Sequence[Period]:
    """The twelve months of a year."""
    return [Period.of(year, month, month) for month in range(1, 13)]
