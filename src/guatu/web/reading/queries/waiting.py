"""The documents that wait for a person: those in review whose items they may decide."""

from dataclasses import dataclass
from datetime import datetime

from guatu.vocabulary.figure import Figure
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow, reach
from guatu.web.access.thing import Thing
from guatu.web.audit.queries import moments
from guatu.web.reading.models import Document
from guatu.web.reading.queries import counts_of_all


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """A document in review, since when it is here, and how many of its items wait."""

    document: Document
    since: datetime
    pending: Figure

    @property
    def finished(self) -> bool:
        """Whether every item is decided, so that only the end of the review is left."""
        return not self.pending.value


def waiting_for(actor: Actor) -> list[WaitingDocument]:
    """The documents in review that this person may decide, those that came first before the others."""
    if reach(actor, "candidate.decide").nothing:
        return []
    rows = Document.objects.filter(state="review").defer("text").order_by("seq")
    mine = [row for row in rows if allow(actor, "candidate.decide", Thing(area=row.area_id))]
    if not mine:
        return []
    counts, came = counts_of_all(mine), moments({row.seq for row in mine})
    return [WaitingDocument(row, came[row.seq], counts[row.pk]["pending"]) for row in mine]
