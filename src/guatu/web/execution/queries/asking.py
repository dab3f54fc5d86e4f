"""How often units were asked: by unit and month, so that no unit is asked too much or twice."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guatu.vocabulary.figure import Figure
from guatu.vocabulary.period import Period
from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import units
from guatu.web.audit.queries import today as day_of
from guatu.web.execution.queries import count_key, own_units
from guatu.web.execution.queries.assignments import Asked, requests_of

_MONTHS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One unit: how often it was asked in each month, and what of it is still unanswered."""

    unit: Any
    cells: tuple[Figure | None, ...]
    unanswered: Figure | None


def counts(actor: Actor, *, known_at: int | None) -> dict[str, Any]:
    """The last six months of requests, by unit; who is confined to a unit sees that unit's."""
    today = day_of(known_at)
    months = _months(today)
    own = {int(number) for number in own_units(actor).split(",") if number}
    asked = requests_of(since=months[0].start, known_at=known_at)
    tally = Counter((r.unit_id, month_of(r)) for r in asked)
    waiting = Counter(r.unit_id for r in unanswered(asked, known_at=known_at))
    rows = [
        Row(
            unit,
            tuple(_figure(tally[unit.pk, str(m)], known_at, asked=str(m), to=unit.pk) for m in months),
            _figure(waiting[unit.pk], known_at, asked="open", to=unit.pk),
        )
        for unit in units()
        if (not own or unit.pk in own) and any(tally[unit.pk, str(m)] for m in months)
    ]
    return {"months": months, "rows": rows, "today": today}


def requests_in(which: str, *, unit: str, known_at: int | None) -> list[Asked]:
    """The requests of a month (`2022-08`), or the unanswered ones of the last months (`open`)."""
    since = _months(day_of(known_at))[0].start if which == "open" else Period.parse(which).start
    rows = requests_of(unit=int(unit) if unit.isdigit() else None, since=since, known_at=known_at)
    if which == "open":
        return unanswered(rows, known_at=known_at)
    return [row for row in rows if month_of(row) == which]


def unanswered(rows: Iterable[Asked], *, known_at: int | None) -> list[Asked]:
    """Those that had no answer at that data version."""
    return [row for row in rows if row.answered is None or (known_at is not None and row.answered > known_at)]


def month_of(row: Asked) -> str:
    """The month in which a unit was asked."""
    return f"{row.on:%Y-%m}"


def _months(today: date) -> list[Period]:
    last = today.year * 12 + today.month - 1
    return [Period.of(n // 12, n % 12 + 1, n % 12 + 1) for n in range(last - _MONTHS + 1, last + 1)]


def _figure(number: int, known_at: int | None, **cut: object) -> Figure | None:
    return Figure.of_count(count_key(known_at, **cut), number) if number else None
