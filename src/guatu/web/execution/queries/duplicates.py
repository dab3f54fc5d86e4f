"""Tasks that may be one, put side by side; only such as no unit has been asked for yet can be merged."""

from dataclasses import dataclass

from guatu.execution.similar import duplicates
from guatu.execution.states import ENDED, State
from guatu.web.access.actor import Actor
from guatu.web.execution.queries.assignments import assignments
from guatu.web.statements.queries import StatedTask, tasks_seen_by


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks that say nearly the same; ``keep`` was stated first or is with a unit already.

    ``mergeable``: no unit has been asked for either, so that they can be made one.
    """

    keep: StatedTask
    gone: StatedTask
    mergeable: bool


def pairs(actor: Actor) -> list[Pair]:
    """The pairs among the tasks under way and those not yet set up, the most alike first."""
    rows = {row.lineage: row for row in tasks_seen_by(actor, kind="action")}
    held = assignments(rows)
    open_rows = {
        number: row
        for number, row in rows.items()
        if number not in held or State(held[number].state) not in ENDED
    }
    free = {n for n in open_rows if n not in held or not held[n].issued}
    found = duplicates({number: row.title for number, row in open_rows.items()})
    return [
        Pair(open_rows[one], open_rows[other], one in free and other in free) for one, other, _score in found
    ]
