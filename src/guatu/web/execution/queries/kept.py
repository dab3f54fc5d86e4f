"""Where tasks stand, and what pages make of it, kept between requests until something is done to a task.

A task's standing and its statement are the very same objects until an event or a version of it is written
(`Remembered`), so a line made of them says by being the same object that nothing has changed. Whatever is
made of lines alone is kept beside them on that condition; it is never asked for by a person's name, and who
may see a line is decided before it gets here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from operator import is_
from typing import Any, TypeVar

from django.db.models import Case, DateField, OuterRef, Q, Subquery, Value, When

from guatu.execution.standing import Standing
from guatu.execution.states import State
from guatu.web.audit.remembered import Remembered
from guatu.web.execution.models import Assignment, Event, Request
from guatu.web.statements.queries.kept import mendable

T = TypeVar("T")
_STATES = {state.value: state for state in State}
#: So many results are kept at most; then all are made anew.
MOST = 12_000


def _standings(**narrowed: object) -> dict[int, Standing]:
    rows = Assignment.objects.filter(**narrowed)
    columns = ("task", "state", "due", "extension", "since", "handed_in")
    found = rows.values_list(*columns, *reports_of("pk", every="every"))
    return {task: Standing(_STATES[state], *rest) for task, state, *rest in found}


def reports_of(assignment: str, *, every: str, known_at: int | None = None) -> tuple[Case, Case]:
    """Columns of a recurring task: when the earliest missing report is due, when the last one asked is."""
    asked = Request.objects.filter(assignment=OuterRef(assignment)).exclude(period="")
    missing = asked.filter(answered__isnull=True)
    if known_at is not None:
        asked = asked.filter(seq__lte=known_at)
        missing = asked.filter(Q(answered__isnull=True) | Q(answered__gt=known_at))
    once = When(**{every: ""}, then=Value(None))
    first, last = missing.order_by("due").values("due")[:1], asked.order_by("-due").values("due")[:1]
    return (
        Case(once, default=Subquery(first), output_field=DateField()),
        Case(once, default=Subquery(last), output_field=DateField()),
    )


def _mend(stands: dict[int, Standing], since: int) -> dict[int, Standing]:
    touched = set(Event.objects.filter(seq__gt=since).values_list("assignment", flat=True))
    touched |= set(Request.objects.filter(seq__gt=since).values_list("assignment", flat=True))
    return stands | _standings(pk__in=touched) if touched else stands


_STANDINGS = Remembered(_standings, mend=_mend, mendable=mendable)
_LINES: dict[int, Any] = {}
_MADE: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}


def kept_standings() -> dict[int, Standing] | None:
    """Where every task under way stands now, not to be changed; None inside a transaction.

    A standing is a new object after each event of its task, whatever the event left as it was.
    """
    return _STANDINGS.now()


def line_kept(row: Any, standing: Standing | None, *, today: date, make: Callable[..., T]) -> T:
    """The line of a kept task on a day: the same object as before when neither row nor standing is new."""
    held = _LINES.get(row.lineage)
    if held is not None and held.row is row and held.standing is standing and held.today == today:
        return held  # type: ignore[no-any-return]
    made = make(row, today=today, standing=standing)
    _LINES[row.lineage] = made
    return made


def is_kept(line: Any) -> bool:
    """Whether a line is the one kept for its task."""
    return _LINES.get(line.row.lineage) is line


def made_of(lines: Sequence[Any], key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` makes of these lines under ``key`` (what, in which language, narrowed how), kept.

    It is made anew unless each line is the same object as last time; lines that are not kept are never
    remembered. The result belongs to everyone: nobody changes it.
    """
    held = _MADE.get(key)
    if held is not None and _same(held[0], lines):
        return held[1]  # type: ignore[no-any-return]
    made = make()
    if lines and is_kept(lines[0]) and is_kept(lines[-1]):
        if len(_MADE) >= MOST:
            _MADE.clear()
        _MADE[key] = tuple(lines), made
    return made


def has_made(lines: Sequence[Any], key: Hashable) -> bool:
    """Whether `made_of` would give what it kept."""
    held = _MADE.get(key)
    return held is not None and _same(held[0], lines)


def _same(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))
