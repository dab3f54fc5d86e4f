"""The ledger of a policy document 落实台账: each clause with its lead, state, light and last report."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guatu.web.access.actor import Actor
from guatu.web.audit.queries import today as day_of
from guatu.web.execution.models import Assignment
from guatu.web.execution.queries import Line, lines_of
from guatu.web.execution.queries.assignments import last_reports
from guatu.web.statements.queries import tasks_seen_by


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as a task, with what was last reported."""

    number: int
    line: Line
    said: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """One policy document and its clauses in their order."""

    title: str
    day: date | None
    clauses: list[Clause]


def ledgers(actor: Actor, *, known_at: int | None) -> list[Ledger]:
    """Every policy document whose clauses were set up, the newest first; readers see their own clauses."""
    held = {row.task: row for row in Assignment.objects.filter(origin="policy")}
    rows = tasks_seen_by(actor, known_at=known_at, numbers=held)
    lines = lines_of(rows, today=day_of(known_at), known_at=known_at)
    said = last_reports(held, known_at=known_at)
    found: dict[tuple[date, str], list[Clause]] = {}
    for line in sorted(lines, key=lambda one: one.row.theme_order):
        row = held[line.row.lineage]
        report = said.get(row.task)
        clause = Clause(line.row.theme_order, line, report.progress if report else "")
        found.setdefault((row.source_date or date.min, row.source_org), []).append(clause)
    return [_ledger(*key, found[key]) for key in sorted(found, reverse=True)]


def _ledger(day: date, title: str, clauses: Iterable[Clause]) -> Ledger:
    return Ledger(title, None if day == date.min else day, list(clauses))
