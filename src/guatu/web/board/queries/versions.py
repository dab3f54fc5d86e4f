"""The moments to which a wall can be turned back: each time the review of a document was finished."""

from dataclasses import dataclass
from datetime import datetime

from guatu.web.access.actor import Actor
from guatu.web.audit.queries import entries, moments
from guatu.web.reading.queries import documents_for

_MOST = 8


@dataclass(frozen=True, slots=True)
class Moment:
    """A data version by its sequence of the log, when it was made, and by which document."""

    sequence: int
    at: datetime
    title: str


def moments_for(actor: Actor, *, known_at: int | None = None) -> list[Moment]:
    """The latest such moments, newest first; documents that the actor may not read go unnamed."""
    rows = entries(action="document.finish")
    rows = rows if known_at is None else rows.filter(sequence__lte=known_at)
    found = list(rows.values_list("sequence", "thing")[:_MOST])
    titles = {f"document:{d.pk}": str(d.title or d.name) for d in documents_for(actor, known_at=known_at)}
    times = moments(sequence for sequence, _ in found)
    return [Moment(sequence, times[sequence], titles.get(thing, "")) for sequence, thing in found]
