"""The moments to which a wall can be turned back: each time the review of a document was finished."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guatu.web.access.actor import Actor
from guatu.web.audit.queries import entries, moments
from guatu.web.reading.queries import documents_for

_MOST = 8


@dataclass(frozen=True, slots=True)
class Moment:
    """A data version by its sequence: when, by whom, and by which document (None: not to be named)."""

    sequence: int
    at: datetime
    who: str
    document: Any

    @property
    def title(self) -> str:
        """The document's title; empty when it may not be named."""
        return str(self.document.title or self.document.name) if self.document else ""


def moments_for(actor: Actor, *, known_at: int | None = None) -> list[Moment]:
    """The latest such moments, newest first; documents that the actor may not read go unnamed."""
    rows = entries(action="document.finish")
    rows = rows if known_at is None else rows.filter(sequence__lte=known_at)
    found = list(rows.values_list("sequence", "thing", "actor_name")[:_MOST])
    documents = {f"document:{d.pk}": d for d in documents_for(actor, known_at=known_at)} if found else {}
    times = moments(sequence for sequence, _, _ in found)
    return [Moment(sequence, times[sequence], who, documents.get(thing)) for sequence, thing, who in found]
