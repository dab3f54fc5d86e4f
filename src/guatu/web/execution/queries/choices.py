"""What a form of tasks may be filled with: parents, targets, kinds, periods, themes."""

from guatu.web.access.actor import Actor
from guatu.web.execution.models import EVERY, KINDS
from guatu.web.statements import queries as statements
from guatu.web.statements.queries import tasks_seen_by

__all__ = ["EVERY", "KINDS", "parents", "promises", "themes"]
_LONGEST = 40


def parents(actor: Actor, number: int | None = None) -> list[tuple[str, str]]:
    """The tasks that may stand above one, newest first; never the task itself."""
    rows = [row for row in tasks_seen_by(actor, kind="action") if row.lineage != number]
    return [(str(row.lineage), row.title[:_LONGEST]) for row in reversed(rows)]


def promises(actor: Actor) -> list[tuple[str, str]]:
    """The targets that a task may serve, newest first."""
    rows = statements.targets_seen_by(actor)
    return [(str(row.lineage), (row.quote or row.indicator)[:_LONGEST]) for row in reversed(rows)]


def themes(actor: Actor) -> list[str]:
    """The themes that tasks stand under, in the order of the speeches."""
    rows = sorted(tasks_seen_by(actor, kind="action"), key=lambda row: (row.theme_order, row.theme))
    return list(dict.fromkeys(row.theme for row in rows if row.theme))
