"""The maintained standings written anew from the events."""

from django.db import transaction

from guatu.web.access.actor import Actor
from guatu.web.audit.actions import hold, record
from guatu.web.execution.models import Assignment, Event
from guatu.web.execution.queries.replaying import replay


@transaction.atomic
def rebuild(*, by: Actor) -> int:
    """Put every task's row, and what its events say they left behind, as the events have it.

    Gives how many rows were otherwise; records them. Nothing is changed when all agree.
    """
    hold()
    changed = []
    for true in replay():
        wanted = {
            "state": true.standing.state.value,
            "due": true.standing.due,
            "extension": true.standing.extension,
            "since": true.standing.since,
            "handed_in": true.standing.handed_in,
            "last_report_id": true.last_report,
            "reported_on": true.reported_on,
        }
        if true.stale or not Assignment.objects.filter(pk=true.row, **wanted).exists():
            Assignment.objects.filter(pk=true.row).update(**wanted)
            changed.append(true.task)
        for key, left in true.stale.items():
            Event.objects.filter(pk=key).update(since=left.since, handed_in=left.handed_in)
    if changed:
        record(by=by, action="task.rebuild", thing="tasks", after={"tasks": changed})
    return len(changed)
