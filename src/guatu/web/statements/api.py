"""What is on record, for programs: figures, targets and tasks, each list as its reader may see it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from ninja import Query, Router, Schema

from guatu.web.access.allow import require
from guatu.web.access.request import Request
from guatu.web.statements import queries

Item = TypeVar("Item")
router = Router(tags=["statements"])


class Window(Schema):
    """Which part of a list is wanted, and as of which data version."""

    limit: int = Query(100, ge=1, le=1000)
    offset: int = Query(0, ge=0, le=10**9)
    known_at: int | None = Query(None, ge=1, lt=10**18, description="sequence of the audit log; none: now")


class Page(Schema, Generic[Item]):
    """A part of a list, and how long the whole is."""

    count: int
    items: list[Item]


class Stated(Schema):
    """What every statement has: number and version on record, source address and words."""

    number: int
    version: int
    source: str
    quote: str
    document_date: date | None


class FigureOut(Stated):
    """A published figure; `key` is its address, `value` an exact decimal in the base unit `unit`."""

    key: str
    indicator: str
    measure: str
    period: str
    value: str
    unit: str
    area: str
    caliber: str
    status: str


class TargetOut(Stated):
    """A promise: `floor` must hold, `stretch` is striven for, both exact decimals in `unit`."""

    indicator: str
    measure: str
    comparator: str
    floor: str | None
    stretch: str | None
    unit: str
    by: str
    band: str
    theme: str
    lead_unit: str | None


class TaskOut(Stated):
    """Something to be done (`action`), or an exhortation that is kept (`principle`)."""

    title: str
    kind: str
    theme: str
    lead_unit: str | None
    deadline_kind: str
    deadline: date | None


@router.get("/figures", response=Page[FigureOut])
def figures(
    request: Request, window: Query[Window], indicator: str | None = None, period: str | None = None
) -> dict[str, Any]:
    """Published figures by indicator and period."""
    require(request.actor, "figure.view")
    rows = queries.published(known_at=request.known_at, indicator=indicator, period=period)
    return _page(rows, window, _figure)


@router.get("/targets", response=Page[TargetOut])
def targets(request: Request, window: Query[Window]) -> dict[str, Any]:
    """Targets in the order of their documents."""
    return _page(queries.targets_seen_by(request.actor, known_at=request.known_at), window, _target)


@router.get("/tasks", response=Page[TaskOut])
def tasks(request: Request, window: Query[Window]) -> dict[str, Any]:
    """Tasks in the order of their documents."""
    return _page(queries.tasks_seen_by(request.actor, known_at=request.known_at), window, _task)


def _page(rows: Sequence[Any], window: Window, shape: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    part = rows[window.offset : window.offset + window.limit]
    return {"count": len(rows), "items": [shape(row) for row in part]}


def _stated(row: Any, *names: str) -> dict[str, Any]:
    own = ("version", "source", "quote", "document_date", *names)
    return {"number": row.lineage} | {name: getattr(row, name) for name in own}


def _exact(value: Any) -> str | None:
    return None if value is None else format(value, "f")


def _figure(row: Any) -> dict[str, Any]:
    same = _stated(row, "indicator", "measure", "period", "unit", "area", "caliber", "status")
    return same | {"key": row.key().print(), "value": _exact(row.value)}


def _target(row: Any) -> dict[str, Any]:
    same = _stated(row, "indicator", "measure", "comparator", "unit", "by", "band", "theme")
    lead = row.lead_unit.name if row.lead_unit else None
    return same | {"floor": _exact(row.floor), "stretch": _exact(row.stretch), "lead_unit": lead}


def _task(row: Any) -> dict[str, Any]:
    same = _stated(row, "title", "kind", "theme", "deadline_kind", "deadline")
    return same | {"lead_unit": row.lead_unit.name if row.lead_unit else None}
