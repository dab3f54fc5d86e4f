"""The nightly chase as a job."""

from datetime import date

from django.utils.translation import gettext_lazy

from guatu.web.execution.actions.chasing import chase
from guatu.web.execution.actions.recurring import open_periods
from guatu.web.jobs.registry import job
from guatu.web.jobs.run import Run
from guatu.web.messages.jobs import deliver_waiting


@job("execution.chase", title=gettext_lazy("催办"))
def nightly(run: Run) -> dict[str, object]:
    """Chase on `payload["day"]` (today when it is empty), then send what waits."""
    text = str(run.payload.get("day") or "")
    day = date.fromisoformat(text) if text else None
    open_periods(by=run.actor, on=day)
    done = chase(by=run.actor, day=day, say=run.progress)
    sent = deliver_waiting(by=run.actor)
    return {"day": str(done.day), "rests": done.rests, "letters": done.letters} | sent
