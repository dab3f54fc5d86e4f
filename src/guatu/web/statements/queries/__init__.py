"""Every read of what was stated, as known now or at an earlier sequence of the audit log."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404

from guatu.vocabulary.figure import FigureKey
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow, reach, require
from guatu.web.access.thing import Thing
from guatu.web.statements.models import PublishedFigure, Statement, Target, Task, TaskUnit
from guatu.web.statements.queries.kept import kept_tasks
from guatu.web.statements.queries.lean import LeanTask, lean_tasks

Row = TypeVar("Row", bound=Statement)
Published: TypeAlias = PublishedFigure
PromisedTarget: TypeAlias = Target
StatedTask: TypeAlias = Task | LeanTask
#: More numbers than this are not named one by one to the database.
_MANY = 500
NOUNS: dict[str, type[Any]] = {"figure": PublishedFigure, "target": Target, "task": Task}


@dataclass(frozen=True, slots=True)
class Stated:
    """One statement of a figure beside the others.

    `chosen`: boards show it; `current`: it still holds (an earlier version does not); `agrees`: it
    says the same as the chosen one.
    """

    row: PublishedFigure
    chosen: bool
    current: bool
    agrees: bool


def holding(rows: "QuerySet[Row]", *, known_at: int | None) -> "QuerySet[Row]":
    """The versions that held when the log had `known_at` rows (None: now), withdrawn ones left out."""
    if known_at is None:
        return rows.filter(seq_to__isnull=True, withdrawn=False)
    began = Q(seq_from__lte=known_at)
    lasts = Q(seq_to__isnull=True) | Q(seq_to__gt=known_at)
    return rows.filter(began & lasts, withdrawn=False)


def published(
    *,
    known_at: int | None = None,
    indicator: str | None = None,
    measure: str | None = None,
    period: str | None = None,
    indicators: Collection[str] | None = None,
) -> list[PublishedFigure]:
    """Every statement of every figure (several documents may state one), by indicator and period."""
    asked = {"indicator": indicator, "measure": measure, "period": period}
    rows = holding(PublishedFigure.objects.all(), known_at=known_at)
    rows = rows.filter(**{name: value for name, value in asked.items() if value is not None})
    rows = rows if indicators is None else rows.filter(indicator__in=indicators)
    return list(rows.order_by("indicator", "period", "lineage"))


def on_record(*, known_at: int | None = None, **asked: Any) -> dict[FigureKey, PublishedFigure]:
    """The statement that boards show of each figure; keys carry no `known_at`."""
    together: defaultdict[FigureKey, list[PublishedFigure]] = defaultdict(list)
    for row in published(known_at=known_at, **asked):
        together[row.key()].append(row)
    return {key: choose(rows) for key, rows in together.items()}


def rank_of(row: PublishedFigure) -> tuple[bool, date, int, int]:
    """How a statement stands among others of one figure; the greatest is shown.

    First a correction of the record, then the later document, then a final figure over an unsaid status
    over a preliminary one over an estimate, then what was put on record later.
    """
    standing = {"final": 3, "": 2, "preliminary": 1, "estimate": 0}
    return row.corrects, row.document_date or date.min, standing.get(row.status, 2), row.seq_from


def choose(rows: Sequence[PublishedFigure]) -> PublishedFigure:
    """The one of several statements of a figure that boards show."""
    return max(rows, key=rank_of)


def same_figure(key: FigureKey) -> list[Stated]:
    """Every statement of one figure, earlier versions too, the chosen one first, then the newest.

    `key.known_at` bounds what is seen. Withdrawn statements are left out.
    """
    rows = PublishedFigure.objects.filter(
        indicator=key.subject, measure=key.measure, period=str(key.period), withdrawn=False
    )
    if key.known_at is not None:
        rows = rows.filter(seq_from__lte=key.known_at)
    rows = rows.select_related("stated_by")
    named = [row for row in rows if row.key() == key.at(None)]
    gone = _withdrawn(PublishedFigure, {row.lineage for row in named}, known_at=key.known_at)
    named = [row for row in named if row.lineage not in gone]
    standing = [row for row in named if _holds(row, key.known_at)]
    shown = choose(standing) if standing else None
    found = [
        Stated(row, row is shown, _holds(row, key.known_at), shown is not None and agree(row, shown))
        for row in named
    ]
    return sorted(found, key=lambda s: (not s.chosen, not s.current, -s.row.seq_from, -s.row.lineage))


def agree(one: PublishedFigure, other: PublishedFigure) -> bool:
    """Whether two statements of one figure say the same number in the same unit."""
    return one.value == other.value and one.unit == other.unit


def _holds(row: Statement, known_at: int | None) -> bool:
    return row.seq_to is None or (known_at is not None and row.seq_to > known_at)


def _withdrawn(model: type[Statement], lineages: Iterable[int], *, known_at: int | None) -> set[int]:
    ended = model._default_manager.filter(lineage__in=list(lineages), withdrawn=True)
    now = [row for row in ended if _holds(row, known_at) and (known_at is None or row.seq_from <= known_at)]
    return {row.lineage for row in now}


def targets(*, known_at: int | None = None, restated: bool = False) -> list[Target]:
    """The promises in the order of their documents; `restated` adds those that repeat one on record."""
    rows = holding(Target.objects.select_related("lead_unit", "leader"), known_at=known_at)
    rows = rows if restated else rows.filter(restates__isnull=True)
    return sorted(rows, key=_in_document)


def tasks(
    *,
    known_at: int | None = None,
    kind: str | None = None,
    restated: bool = False,
    numbers: Collection[int] | None = None,
    units: Collection[int] | None = None,
) -> list[LeanTask]:
    """The tasks (and principles) by document, theme and place in the text, with their units.

    `numbers` confines them to these, `units` to those that one of these units carries in whatever part.
    """
    kept = kept_tasks() if known_at is None else None
    if kept is not None:
        return [
            row
            for row in kept
            if (kind is None or row.kind == kind)
            and (restated or not row.restates)
            and (numbers is None or row.lineage in numbers)
            and (units is None or not row.carriers.isdisjoint(units))
        ]
    rows = holding(Task.objects.all(), known_at=known_at)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows if restated else rows.filter(restates__isnull=True)
    if units is not None:
        helped = TaskUnit.objects.filter(unit__in=set(units), task__in=rows.values("pk"))
        rows = rows.filter(Q(lead_unit__in=set(units)) | Q(pk__in=helped.values("task")))
    if numbers is None or len(numbers) > _MANY:
        return [row for row in lean_tasks(rows) if numbers is None or row.lineage in numbers]
    return lean_tasks(rows.filter(lineage__in=set(numbers)))


def _in_document(row: Target) -> tuple[date, str, int, int, int]:
    span = row.span()
    sha, start = (span.sha256, span.start) if span else ("", 0)
    return row.document_date or date.min, sha, row.theme_order, start, row.lineage


def units_of(row: Target | Task | LeanTask) -> frozenset[int]:
    """The units that carry it, in whatever part."""
    if isinstance(row, LeanTask):
        return row.unit_ids()
    lead = {row.lead_unit_id} if row.lead_unit_id is not None else set()
    named = {named.unit_id for named in row.named_units.all()} if isinstance(row, Task) else set()
    return frozenset(lead | named)


def thing(row: Target | Task | LeanTask) -> Thing:
    """What permission is asked about."""
    return Thing(units=units_of(row))


def targets_seen_by(actor: Actor, *, known_at: int | None = None) -> list[Target]:
    """The targets that this person may see, by the rule that guards each one's page."""
    return [row for row in targets(known_at=known_at) if allow(actor, "target.view", thing(row))]


def tasks_seen_by(
    actor: Actor,
    *,
    known_at: int | None = None,
    kind: str | None = None,
    numbers: Collection[int] | None = None,
) -> list[LeanTask]:
    """The tasks that this person may see, by the rule that guards each one's page."""
    seen = reach(actor, "task.view")
    confined = None if seen.everything or seen.areas or seen.owner is not None else seen.units
    rows = tasks(known_at=known_at, kind=kind, numbers=numbers, units=confined)
    return rows if seen.everything else [row for row in rows if seen.covers(thing(row))]


def target_for(actor: Actor, lineage: int, *, known_at: int | None = None) -> Target:
    """The door to one target: Http404 when there is none, PermissionDenied when it is not theirs to see."""
    rows = Target.objects.select_related("lead_unit", "leader", "stated_by")
    return _door(actor, rows, lineage=lineage, known_at=known_at, action="target.view")


def task_for(actor: Actor, lineage: int, *, known_at: int | None = None) -> Task:
    """The door to one task; as `target_for`."""
    rows = Task.objects.select_related("lead_unit", "leader", "stated_by").prefetch_related(
        "named_units__unit"
    )
    return _door(actor, rows, lineage=lineage, known_at=known_at, action="task.view")


def _door(actor: Actor, rows: "QuerySet[Any]", *, lineage: int, known_at: int | None, action: str) -> Any:
    row = holding(rows, known_at=known_at).filter(lineage=lineage).first()
    if row is None:
        raise Http404(f"{action} {lineage}")
    require(actor, action, thing(row))
    return row


def spoken_by(sha256: str, *, known_at: int | None = None) -> list[Any]:
    """Everything on record that a document states: figures, targets and tasks, in the order of the text."""
    spoken = Q(source__startswith=f"span:{sha256}:")
    rows = [
        PublishedFigure.objects.filter(spoken),
        Target.objects.filter(spoken),
        Task.objects.filter(spoken).prefetch_related("named_units"),
    ]
    found: list[Any] = [row for query in rows for row in holding(query, known_at=known_at)]
    return sorted(found, key=lambda row: (row._place(), row.noun, row.lineage))


def carriers() -> dict[str, frozenset[int]]:
    """The units that carry a target or a task of each document, by the document's checksum."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in (*targets(restated=True), *tasks(restated=True)):
        span = row.span()
        if span is not None:
            found[span.sha256] |= units_of(row)
    return {sha256: frozenset(units) for sha256, units in found.items()}
