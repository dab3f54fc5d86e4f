"""What the chase reads of tasks that are with their units: few columns, very many rows."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Max, Q, QuerySet

from guatu.execution.chasing import Open
from guatu.execution.ladder import Ladder, load_ladder
from guatu.execution.places import Lit
from guatu.execution.states import WITH_UNIT, State
from guatu.vocabulary.period import Period
from guatu.web.execution.models import Assignment, Event, Milestone, Report, Request
from guatu.web.execution.queries.history import lines_in
from guatu.web.reading.queries import titles_by_sha
from guatu.web.statements import queries as statements
from guatu.web.statements.queries.carried import Carried, carried, leads_and_limits

_STATES = [state.value for state in WITH_UNIT]
_SAID = 60


@dataclass(frozen=True, slots=True)
class Candidate:
    """A task, or a report that it owes for a period, which may be chased."""

    task: int
    period: str
    open: Open
    due: date
    stated: Carried
    lead: int
    node: str = ""

    @property
    def whole(self) -> bool:
        """Whether it is the task itself, neither a report of a period nor a node."""
        return not self.node and not self.period_word

    @property
    def period_word(self) -> str:
        """The period of a recurring report in words; empty for the task itself and for a node."""
        if self.node:
            return ""
        return Period.parse(self.period).label() if "/" in self.period or len(self.period) == 7 else ""


def ladder() -> Ladder:
    """The ladder in force."""
    return load_ladder(settings.GUATU_LADDER)


def tasks_by_unit(*, until: date) -> dict[int, list[int]]:
    """The tasks that may be chased by then, by their leading unit."""
    rows = dict(Assignment.objects.filter(state__in=_STATES).values_list("task", "due"))
    owing = set(_owing(until=until).values_list("assignment__task", flat=True))
    owing |= set(_open_nodes(until=until).values_list("assignment__task", flat=True))
    found: defaultdict[int, list[int]] = defaultdict(list)
    for task, (lead, limit) in leads_and_limits().items():
        if task in rows:
            due = rows[task] or limit
            if (due is not None and due <= until) or task in owing:
                found[lead].append(task)
    return dict(sorted(found.items()))


def candidates(tasks: Collection[int], *, until: date) -> list[Candidate]:
    """The tasks among these, and the reports that they owe, which may be chased by then."""
    wanted = set(tasks)
    stated = carried(wanted)
    rows = list(
        Assignment.objects.filter(task__in=wanted, state__in=_STATES).values_list(
            "task", "due", "extension", "state"
        )
    )
    back = _came_back([task for task, _, _, state in rows if state == State.RETURNED])
    waits = {task: extension != "none" for task, _, extension, _ in rows}
    found = []
    for task, given, _, _ in rows:
        held = stated.get(task)
        due = given or (held.due if held else None)
        if held is not None and held.lead is not None and due is not None and due <= until:
            since = max(due, back.get(task, due))
            found.append(Candidate(task, str(since), Open(since, waits[task]), due, held, held.lead))
    owing = _owing(until=until).filter(assignment__task__in=wanted)
    for task, period, due, on in owing.values_list("assignment__task", "period", "due", "on"):
        held = stated.get(task)
        if held is not None and held.lead is not None and due is not None:
            # what was asked for only after its day counts from when it was asked for
            found.append(Candidate(task, period, Open(max(due, on)), due, held, held.lead))
    found += _nodes(wanted, stated=stated, rows=rows, until=until)
    return sorted(found, key=lambda one: (one.lead, one.due, one.task, one.period))


def _nodes(
    wanted: set[int],
    *,
    stated: dict[int, Carried],
    rows: Sequence[tuple[int, date | None, str, str]],
    until: date,
) -> list[Candidate]:
    """The nodes that were not reached, of tasks whose own time limit comes later."""
    limits = {task: (given, extension) for task, given, extension, _ in rows}
    nodes = _open_nodes(until=until).filter(assignment__task__in=wanted)
    found = []
    for task, due, name, position in nodes.values_list("assignment__task", "due", "name", "position"):
        held = stated.get(task)
        if held is None or held.lead is None or task not in limits:
            continue
        given, extension = limits[task]
        limit = given or held.due
        if limit is None or due < limit:
            period = f"node:{position}:{due}"
            found.append(Candidate(task, period, Open(due, extension != "none"), due, held, held.lead, name))
    return found


def units_lit(month: Period, *, today: date) -> dict[int, Lit]:
    """How the tasks that each unit leads were lit as a month ended."""
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for line in lines_in(statements.tasks(kind="action"), month, today=today, known_at=None):
        ended = line.standing is not None and line.standing.ended
        if line.row.lead_unit_id is not None and line.light.colour != "none" and not ended:
            counts[line.row.lead_unit_id][line.light.colour] += 1
    return {unit: Lit(lights["red"], lights.total()) for unit, lights in counts.items()}


def last_words(tasks: Collection[int]) -> dict[int, str]:
    """The beginning of each task's last report, with its day."""
    newest = Report.objects.filter(assignment__task__in=tasks).order_by().values_list("assignment__task")
    numbers = [seq for _, seq in newest.annotate(last=Max("seq"))]
    rows = Report.objects.filter(seq__in=numbers).values_list("assignment__task", "event__on", "progress")
    return {
        task: f"{on.month}月{on.day}日，{words if len(words) <= _SAID else words[: _SAID - 1] + '…'}".rstrip(
            "。"
        )
        for task, on, words in rows
    }


def bases(tasks: Collection[int]) -> dict[int, str]:
    """Upon what each task rests: who above instructed it, else the document that says it."""
    rows = Assignment.objects.filter(task__in=tasks).exclude(source_org="")
    above = dict(rows.values_list("task", "source_org"))
    spans = {task: held.source.split(":") for task, held in carried(set(tasks)).items()}
    shas = {task: parts[1] for task, parts in spans.items() if parts[0] == "span" and len(parts) > 1}
    titles = titles_by_sha(set(shas.values()))
    said = {task: f"《{titles[sha]}》" for task, sha in shas.items() if sha in titles}
    return said | above


def chunks(units: dict[int, list[int]], *, size: int) -> Iterable[list[int]]:
    """The tasks in parts of about that size; a unit's tasks stay together."""
    part: list[int] = []
    for tasks in units.values():
        if part and len(part) + len(tasks) > size:
            yield part
            part = []
        part.extend(tasks)
    if part:
        yield part


def _owing(*, until: date) -> "QuerySet[Request]":
    """Requests for the report of a period that nobody answered."""
    asked = Q(answered__isnull=True, assignment__state__in=_STATES, due__lte=until)
    return Request.objects.filter(asked).exclude(period="")


def _open_nodes(*, until: date) -> "QuerySet[Milestone]":
    """The planned nodes that were not reached, of tasks that are with their units."""
    return Milestone.objects.filter(
        done_on__isnull=True, seq_to__isnull=True, due__lte=until, assignment__state__in=_STATES
    ).order_by("assignment", "position")


def _came_back(tasks: Sequence[int]) -> dict[int, date]:
    """On which day each task came back to its unit."""
    rows = Event.objects.filter(assignment__task__in=tasks, deed__in=("return", "redo"))
    return dict(rows.order_by("seq").values_list("assignment__task", "on"))
