"""The letters about one task on its page, and those that this person may send."""

from typing import Any

from django.conf import settings

from guatu.execution.ladder import Rung, load_ladder
from guatu.execution.states import WITH_UNIT
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.execution.queries.assignments import UnderWay
from guatu.web.messages.queries import letters_about
from guatu.web.statements.queries import StatedTask, thing


def letters_told(
    actor: Actor, row: StatedTask, held: UnderWay | None, *, known_at: int | None
) -> dict[str, Any]:
    """The context of the letters on a task's page; ``held`` None: nothing can be sent."""
    return {
        "letters": letters_about(row.lineage, seen_by=actor, known_at=known_at),
        "rungs": _by_hand(actor, row, held) if held is not None else (),
    }


def _by_hand(actor: Actor, row: StatedTask, held: UnderWay) -> tuple[Rung, ...]:
    """A letter is sent about a task that is with its unit and has a date."""
    due = held.due or (row.deadline if row.deadline_kind == "date" else None)
    if due is None or held.state not in WITH_UNIT or not allow(actor, "letter.send", thing(row)):
        return ()
    return load_ladder(settings.GUATU_LADDER).by_hand()
