"""What was found in a document, as it stands or stood, and what a person left half done there."""

from collections.abc import Collection
from typing import Any

from django.http import Http404

from guatu.web.access.actor import Actor
from guatu.web.reading.models import Candidate, Decision, Document, Draft


def candidates(document: Document, *, known_at: int | None = None) -> list[Candidate]:
    """What was found in a document, in the order of the text; at an earlier moment as it was decided then."""
    return candidates_of([document.pk], known_at=known_at)[document.pk]


def candidates_of(documents: Collection[int], *, known_at: int | None) -> dict[int, list[Candidate]]:
    """The candidates of each document, in as many queries for many as for one."""
    found: dict[int, list[Candidate]] = {number: [] for number in documents}
    rows = Candidate.objects.filter(document__in=documents).select_related("decided_by")
    rows = rows.order_by("start", "end", "pk")
    decided: dict[int, Decision] = {}
    if known_at is not None:
        rows = rows.filter(since__lte=known_at)
        history = Decision.objects.filter(candidate__document__in=documents, seq__lte=known_at)
        for decision in history.select_related("by").order_by("version"):
            decided[decision.candidate_id] = decision
    for row in rows:
        then = row if known_at is None else _as_then(row, decided.get(row.pk))
        found[row.document_id].append(then)
    return found


def _as_then(row: Candidate, decision: Decision | None) -> Candidate:
    """The candidate under its last decision of that time; the row itself is not saved."""
    if decision is None:
        row.decision, row.lineage, row.edited, row.resolution, row.seq, row.decided_by = (
            "pending",
            None,
            None,
            "",
            None,
            None,
        )
        return row
    row.decision, row.lineage, row.edited = decision.decision, decision.lineage, decision.edited
    row.resolution, row.seq, row.decided_by = decision.resolution, decision.seq, decision.by
    return row


def candidate_in(document: Document, number: int) -> Candidate:
    """One candidate of a document; Http404 when it is not one of its."""
    found = document.candidates.select_related("decided_by", "document").filter(pk=number).first()
    if found is None:
        raise Http404(f"candidate {number}")
    return found


def standing(document: Document) -> list[list[Decision]]:
    """For each candidate the decisions that were not taken back, the one in force last."""
    stacks: dict[int, list[Decision]] = {}
    rows = Decision.objects.filter(candidate__document=document)
    for row in rows.order_by("candidate", "version"):
        stack = stacks.setdefault(row.candidate_id, [])
        if row.undoes is None:
            stack.append(row)
        elif stack:
            stack.pop()
    return [stack for stack in stacks.values() if stack]


def undoable(document: Document, *, by: Actor) -> bool:
    """Whether the person has a deed here that can be taken back."""
    return any(stack[-1].by_id == by.user_id for stack in standing(document))


def drafted(document: Document, *, by: Actor) -> frozenset[str]:
    """The places of the forms that this person left half filled."""
    return frozenset(Draft.objects.filter(document=document, by=by.user_id).values_list("place", flat=True))


def draft(document: Document, place: str, *, by: Actor) -> dict[str, Any] | None:
    """What this person left in a form; None when they left nothing."""
    return (
        Draft.objects.filter(document=document, by=by.user_id, place=place)
        .values_list("fields", flat=True)
        .first()
    )
