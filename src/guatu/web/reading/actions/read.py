"""A reading is laid over a document: new things become candidates, decisions stay where they were."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import Http404

from guatu.vocabulary.problems import Problem
from guatu.vocabulary.statements import Reading
from guatu.web.access.actor import Actor
from guatu.web.audit.actions import record
from guatu.web.reading.matching import LISTS, Found, found_in, match, says_same
from guatu.web.reading.models import Candidate, Document
from guatu.web.search.actions import put


def lay(document: int, *, reading: Reading, by: Actor, reader: str = "", done: bool = False) -> Document:
    """Write a reading inside the caller's transaction (that of the job's end).

    `reader` tells which reader it was; `done`: the review had been finished, and stays so when the reading
    brings nothing that a person must look at.
    """
    held = Document.objects.select_for_update(of=("self",)).filter(pk=document).first()
    if held is None:
        raise Http404(f"document {document}")
    told = reading.document
    seq = record(
        by=by,
        action="document.read",
        thing=f"document:{held.pk}",
        after={name: len(getattr(reading, name)) for name in LISTS},
    )
    laid = match(
        list(held.candidates.exclude(origin="person")), found=_without_added(held, found_in(reading))
    )
    told_now = Counter(_renew(old, new) for old, new in laid.kept)
    differ = told_now["differ"]
    news = {
        "kept": told_now["kept"],
        "differ": differ,
        "renewed": told_now["renewed"],
        "fresh": len(laid.fresh),
        "gone": len(laid.gone),
    }
    Candidate.objects.bulk_create(_fresh(held, new, since=seq) for new in laid.fresh)
    for old in laid.gone:
        _let_go(old)
    if told.date and held.date is None:
        held.date = date.fromisoformat(told.date)
    if told.title and held.readings == 0:
        held.title = told.title[:200]
        put("document", held.pk, held.searched, seq=seq)
    held.remarks = [conflict.to_json() for conflict in reading.conflicts]
    waits = differ or held.candidates.filter(decision="pending").exclude(noun="unread").exists()
    held.state, held.problem, held.readings = (
        "done" if done and not waits else "review",
        None,
        held.readings + 1,
    )
    held.reader, held.news = reader, news if held.readings > 1 else {}
    held.save(update_fields=["date", "title", "remarks", "state", "problem", "readings", "reader", "news"])
    return held


def unreadable(document: int, *, problem: Problem, by: Actor) -> None:
    """Note why a document could not be read; the page tells it and offers to try again."""
    record(by=by, action="document.unread", thing=f"document:{document}", reason=str(problem))
    Document.objects.filter(pk=document).update(state="failed", problem=problem.to_json())


def _fresh(document: Document, new: Found, *, since: int) -> Candidate:
    return Candidate(
        document=document,
        noun=new.noun,
        start=new.start,
        end=new.end,
        ref=new.ref,
        item=new.item,
        confidence=new.confidence,
        since=since,
    )


def _renew(old: Any, new: Found) -> str:
    """The reader's newest words; a decision, a mended item and the version that guards them stay.

    ``differ``: the new reading says otherwise than what was decided, which is noted beside it;
    ``renewed``: an item that nobody has decided says something else now; ``kept``: neither.
    """
    anew = old.decision == "pending" and not says_same(old.item, new.item)
    old.start, old.end, old.ref, old.confidence, old.gone = new.start, new.end, new.ref, new.confidence, False
    told = (
        old.decision != "pending"
        and not says_same(old.item, new.item)
        and not says_same(old.current, new.item)
    )
    old.latest = new.item if told and old.noun != "unread" else None
    if old.decision == "pending":
        old.item = new.item
    old.save(update_fields=["start", "end", "ref", "confidence", "gone", "item", "latest"])
    return "differ" if old.latest is not None else "renewed" if anew and old.noun != "unread" else "kept"


def _let_go(old: Any) -> None:
    """What was never decided goes; what was decided stays and is marked as no longer found."""
    if old.decision == "pending" and not old.history.exists():
        old.delete()
        return
    old.gone = True
    old.save(update_fields=["gone"])


def _without_added(document: Document, items: list[Found]) -> list[Found]:
    """Leave out what a person has already added on the same words."""
    added = list(document.candidates.filter(origin="person").exclude(decision="rejected"))

    def there(new: Found) -> bool:
        wanted = {"figure": ("measure", "of")}.get(new.noun, ())
        return any(
            old.start < new.end
            and new.start < old.end
            and (new.noun == "unread" or old.noun == new.noun)
            and all(old.current.get(name) == new.item.get(name) for name in wanted)
            for old in added
        )

    return [new for new in items if not there(new)]
