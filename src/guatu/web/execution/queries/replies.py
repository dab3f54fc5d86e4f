"""The draft of a reply upward, from the reports on record."""

from typing import Any

from django.http import Http404

from guatu.execution.replying import Told, draft
from guatu.execution.states import WORDS, State
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.execution.queries.assignments import assignment, events_of
from guatu.web.statements.queries import StatedTask, thing


def draft_for(actor: Actor, row: StatedTask) -> dict[str, Any]:
    """The draft and the task under way; Http404 for a task that did not come from above."""
    require(actor, "task.set_up", thing(row))
    held = assignment(row.lineage)
    if held is None or held.origin not in ("above", "note"):
        raise Http404(f"task {row.lineage} did not come from above")
    told = [
        Told(event.on, event.report.progress, event.report.problems, event.report.next_steps)
        for event in events_of(row.lineage)
        if hasattr(event, "report")
    ]
    words = draft(
        row.title,
        org=held.source_org,
        words=held.source_words,
        asked_on=held.source_date,
        state=WORDS[State(held.state)],
        reports=told,
    )
    return {"draft": words, "under_way": held}
