"""Every read of tasks with their clocks, as known now or at an earlier sequence of the log."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from guatu.execution.progress import FACTS, Node, facts_of
from guatu.execution.standing import Standing
from guatu.schedule.deadlines import Clock, Deadline, DeadlineKind, clock
from guatu.schedule.lights import Light, load_scheme
from guatu.schedule.workdays import load_calendar
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach
from guatu.web.audit.queries import today as day_of
from guatu.web.execution.queries.assignments import milestones_of, standings
from guatu.web.execution.queries.kept import kept_standings, line_kept
from guatu.web.execution.timeline import Timeline, timeline
from guatu.web.reading.queries import documents_seen_by_sha
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import LeanTask, StatedTask

KINDS = {"green": "ok", "yellow": "warn", "red": "bad", "blue": "near", "none": "none"}
ACTION, PRINCIPLE = "action", "principle"


@dataclass(frozen=True, slots=True)
class Line:
    """One task with its clock and light on the day of the page."""

    row: StatedTask
    clock: Clock
    light: Light
    today: date
    standing: Standing | None = None

    @property
    def line(self) -> Timeline:
        """The task on the year's line."""
        return timeline(self.clock, set_on=self.row.document_date, today=self.today)

    @property
    def kind(self) -> str:
        """The light's kind for the style sheet."""
        return KINDS[self.light.colour]

    @property
    def responsible(self) -> list[Any]:
        """The responsible units beside the lead."""
        return self.row.units("responsible")

    @property
    def support(self) -> list[Any]:
        """The supporting units."""
        return self.row.units("support")

    @property
    def days(self) -> int:
        """Days overdue or left, as a positive number."""
        return abs(self.clock.days_left or 0)

    @property
    def urgent(self) -> bool:
        """Whether it is overdue or near its time limit."""
        return self.light.colour in ("red", "yellow", "blue")

    def sorting(self) -> tuple[int, int]:
        """Worst light first, then the nearest time limit."""
        return self.light.severity, self.clock.days_left if self.clock.days_left is not None else 10**6


def scheme_id() -> str:
    """The id of the light scheme in force for tasks."""
    return str(getattr(settings, "GUATU_SCHEMES", {}).get("task", "deadline"))


def asks_nodes() -> bool:
    """Whether the scheme in force needs to know of the tasks' nodes."""
    scheme = load_scheme(scheme_id())
    return scheme.nodes or scheme.asks(FACTS)


def line_of(
    row: StatedTask,
    *,
    today: date,
    standing: Standing | None = None,
    nodes: tuple[Node, ...] = (),
    made_up: bool = False,
) -> Line:
    """One task on one day; ``nodes`` where `asks_nodes`, ``made_up``: what was missed then was done since.

    Time granted overrides the stated limit; time stands still from the day on which it was handed in or held.
    Whatever reports at regular times is late by the report that is missing; a monthly duty is on time once
    this month's is there.
    """
    due = (standing.due if standing else None) or row.deadline
    still = standing.handed_in or (standing.since if standing.held else None) if standing else None
    day = still or today
    closed = standing is not None and standing.done
    way = (row.document_date, nodes) if nodes else (None, ())
    told = (standing.owed, standing.asked) if standing else (None, None)
    read, light = _judged(row.deadline_kind, due, day, closed, made_up, scheme_id(), *way, *told)
    return Line(row, read, light, today, standing)


def after_makeup(line: Line, *, done: bool, nodes: tuple[Node, ...] = ()) -> Light:
    """The light of a past period once it is known whether what it missed was made up; as the scheme says."""
    scheme = load_scheme(scheme_id())
    if not scheme.recolour or not done:
        return line.light
    return line_of(line.row, today=line.today, standing=line.standing, nodes=nodes, made_up=True).light


@lru_cache(maxsize=8192)
def _judged(
    kind: DeadlineKind,
    due: date | None,
    day: date,
    closed: bool,
    made_up: bool,
    by: str,
    start: date | None,
    nodes: tuple[Node, ...],
    owed: date | None,
    asked: date | None,
) -> tuple[Clock, Light]:
    """The clock and light of every task with this time limit on this day; thousands share a few hundred."""
    scheme = load_scheme(by)
    read = clock(Deadline(kind, due), today=day, calendar=load_calendar(), owed=owed, asked=asked)
    facts = read.facts() | {"closed": int(closed), "made_up": int(closed)}
    if nodes:
        told = facts_of(nodes, start=start, due=due, today=day, judges=scheme.judges)
        facts |= _by_nodes(facts, told, closed=closed) if scheme.nodes else _beside(facts, told)
    return read, scheme.judge(facts | ({"made_up": 1} if made_up else {}))


def _beside(facts: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What nodes tell where the task's own limit counts: progress, and whether the one node was reached."""
    mine = {name: told[name] for name in FACTS if name in told}
    return mine | {"closed": max(facts["closed"], told.get("closed", 0))}


def _by_nodes(facts: Mapping[str, Any], told: Mapping[str, Any], *, closed: bool) -> dict[str, Any]:
    """What nodes tell where they count as time limits beside the task's own; nothing once it is done."""
    if closed:
        return _beside(facts, told)
    days = [told["days_to_due"], facts["days_to_due"]]
    return dict(told) | {
        "closed": int(closed),
        "missed": max(told["missed"], facts["missed"] or 0),
        "made_up": told["made_up"] if not facts["missed"] else 0,
        "days_overdue": max(told["days_overdue"], facts["days_overdue"] or 0),
        "days_to_due": min((left for left in days if left is not None), default=None),
    }


def lines(actor: Actor, *, known_at: int | None = None, kind: str = ACTION) -> list[Line]:
    """The tasks (or principles) that the actor may see, in the order of their documents."""
    today = day_of(known_at)
    rows = statements.tasks_seen_by(actor, known_at=known_at, kind=kind)
    return lines_of(rows, today=today, known_at=known_at)


def lines_of(rows: Iterable[StatedTask], *, today: date, known_at: int | None) -> list[Line]:
    """These tasks, each where it stood then."""
    listed = list(rows)
    kept = kept_standings() if known_at is None else None
    nodes = nodes_told([row.lineage for row in listed], known_at=known_at)
    if kept is None:
        stands = standings(known_at=known_at, tasks=[row.lineage for row in listed]) if listed else {}
        return [
            line_of(row, today=today, standing=stands.get(row.lineage), nodes=nodes.get(row.lineage, ()))
            for row in listed
        ]

    def make(row: StatedTask, *, today: date, standing: Standing | None) -> Line:
        return line_of(row, today=today, standing=standing, nodes=nodes.get(row.lineage, ()))

    return [line_kept(row, kept.get(row.lineage), today=today, make=make) for row in listed]


def nodes_told(tasks: Collection[int], *, known_at: int | None) -> dict[int, tuple[Node, ...]]:
    """The nodes of these tasks where the scheme in force asks for them; else nothing is read."""
    if not tasks or not asks_nodes():
        return {}
    found = milestones_of(tasks, known_at=known_at)
    return {task: tuple(Node(n.name, n.due, n.done_on) for n in rows) for task, rows in found.items()}


def line_for(actor: Actor, lineage: int, *, known_at: int | None = None) -> Line:
    """The door to one task: Http404 or PermissionDenied, else the task with its clock."""
    row = statements.task_for(actor, lineage, known_at=known_at)
    standing = standings(known_at=known_at, tasks=[lineage]).get(lineage)
    nodes = nodes_told([lineage], known_at=known_at).get(lineage, ())
    return line_of(row, today=day_of(known_at), standing=standing, nodes=nodes)


def own_units(actor: Actor) -> str:
    """The units to which the actor's sight is confined, for the name of a count; empty when it is not."""
    seen = reach(actor, "task.view")
    confined = not seen.everything and not seen.areas
    return ",".join(str(unit) for unit in sorted(seen.units)) if confined else ""


def narrowed(found: Iterable[Line], *, today: date, **asked: str) -> list[Line]:
    """The tasks that meet every condition; an empty condition asks nothing.

    ``light``, ``theme``, ``leader``; ``unit``: carried in whatever part by one of these; ``lead``: led by
    this unit; ``owner`` ``none``: without a lead; ``month``: falling due in it; ``due`` ``none``: undated.
    """
    return [
        line for line in found if all(_TESTS[name](line, text, today) for name, text in asked.items() if text)
    ]


def _of_units(line: Line, text: str, _today: date) -> bool:
    return bool({int(n) for n in text.split(",") if n.isdigit()} & statements.units_of(line.row))


def falls_due(line: Line, month: Period, *, today: date) -> bool:
    """Whether it falls due in a month; a monthly duty does in this month and in those that follow."""
    if line.clock.deadline.kind == "monthly":
        return month.end >= today
    return line.clock.due is not None and month.start <= line.clock.due <= month.end


def document_of(row: StatedTask) -> str:
    """The checksum of the document that says it; empty for what was typed in."""
    if isinstance(row, LeanTask):
        return row.sha256
    span = row.span()
    return span.sha256 if span else ""


def titles_of(actor: Actor, found: Iterable[Line], *, known_at: int | None = None) -> dict[str, str]:
    """The titles of the documents that say them, by checksum, of those that the actor may read."""
    shas = {document_of(line.row) for line in found} - {""}
    documents = documents_seen_by_sha(actor, shas, known_at=known_at)
    return {sha: str(document) for sha, document in documents.items()}


def years_of(row: StatedTask) -> range:
    """The years to whose task books it belongs: from that of its document to that of its time limit."""
    said, due = row.document_date, row.deadline
    first, last = said or due, due or said
    if first is None or last is None:
        return range(0)
    return range(min(first.year, last.year), max(first.year, last.year) + 1)


_TESTS: Mapping[str, Any] = {
    "light": lambda line, text, _today: line.light.colour == text,
    "theme": lambda line, text, _today: line.row.theme == ("" if text == "none" else text),
    "leader": lambda line, text, _today: str(line.row.leader_id) == text,
    "unit": _of_units,
    "lead": lambda line, text, _today: str(line.row.lead_unit_id or "none") == text,
    "owner": lambda line, text, _today: text != "none" or line.row.lead_unit_id is None,
    "month": lambda line, text, today: falls_due(line, Period.parse(text), today=today),
    "doc": lambda line, text, _today: document_of(line.row).startswith(text),
    "year": lambda line, text, _today: text == "all" or int(text) in years_of(line.row),
    "since": lambda line, text, _today: line.row.seq_from > int(text),
    "version": lambda line, text, _today: (line.row.version == 1) == (text == "new"),
    "due": lambda line, text, _today: text != "none" or line.clock.deadline.kind == "none",
}
CONDITIONS = frozenset(_TESTS)


def count_key(known_at: int | None = None, **cut: object) -> FigureKey:
    """The name of a count of tasks: `count_key(light="red", lead=3)`."""
    pairs = ";".join(f"{name}:{value}" for name, value in cut.items() if value not in (None, ""))
    return FigureKey("tasks", "count", None, cut=pairs or None, known_at=known_at)


def count(found: Iterable[Line], *, known_at: int | None, **cut: object) -> Figure:
    """A count as a figure; ``found`` is what the cut leaves."""
    return Figure.of_count(count_key(known_at, **cut), sum(1 for _ in found))


def readable(month: str) -> bool:
    """Whether a text names one month, or nothing."""
    try:
        return not month or Period.parse(month).months == 1
    except ValueError:
        return False
