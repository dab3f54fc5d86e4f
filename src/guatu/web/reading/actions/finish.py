"""A document's review is ended, opened again, or brought forward by adopting all that is plain."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.web.access.actor import Actor
from guatu.web.audit.actions import record
from guatu.web.reading.actions.decide import settle
from guatu.web.reading.actions.turn import take
from guatu.web.reading.models import Candidate, Document
from guatu.web.reading.plain_ones import CONFIDENT, plain_ones
from guatu.web.reading.problems import Differs, refuse
from guatu.web.reading.record import Register


@transaction.atomic
def adopt_plain(
    document: int, *, by: Actor, numbers: Sequence[int], above: float = CONFIDENT
) -> list[Candidate]:
    """Adopt those of the listed candidates that are still plain: confident, complete, at odds with nothing.

    One that somebody decided meanwhile, or that changed, is left as it is. It is one stroke: `undo` takes it
    back as a whole.
    """
    held = take(document, by=by, action="candidate.decide")
    wanted = set(numbers)
    adopted: list[Candidate] = []
    listed = [found for found in plain_ones(held, by=by, above=above).plain if found.pk in wanted]
    if not listed:
        return adopted
    told = {"above": above, "candidates": [found.pk for found in listed]}
    stroke = record(by=by, action="candidate.adopt_plain", thing=f"document:{held.pk}", after=told)
    for found in listed:
        found.document = held
        principle = found.noun == "task" and found.current.get("kind") == "principle"
        indicator = str(found.current.get("indicator") or "")
        register = Register([found.noun], indicators=[indicator])
        decision = "principle" if principle else "accepted"
        # Two of the stroke may speak of one thing and differ: the second then waits for a person's answer.
        with suppress(Differs):
            adopted.append(settle(found, decision, by=by, register=register, stroke=stroke))
    return adopted


@transaction.atomic
def finish(document: int, *, by: Actor, expected_version: int) -> Document:
    """End the review; refused while anything (save numbers that were not placed) waits for a decision."""
    held = take(document, by=by, action="candidate.decide", expected=expected_version)
    waiting = held.candidates.filter(decision="pending").exclude(noun="unread").count()
    if waiting:
        raise refuse(
            "document.waiting",
            _("还有%(n)s项没有审核。") % {"n": waiting},
            advice=_("请逐项采纳或不采纳，再点“审核完成”。"),
            waiting=waiting,
        )
    return _state(held, "done", by=by, action="document.finish")


@transaction.atomic
def reopen(document: int, *, by: Actor, expected_version: int) -> Document:
    """Open a finished review again."""
    held = take(document, by=by, action="candidate.decide", state=None, expected=expected_version)
    if held.state != "done":
        raise refuse("document.open", _("这份文件没有审核完成，不需要重新打开。"), advice=_("请直接审核。"))
    return _state(held, "review", by=by, action="document.reopen")


def _state(held: Document, state: str, *, by: Actor, action: str) -> Document:
    record(
        by=by,
        action=action,
        thing=f"document:{held.pk}",
        before={"state": held.state},
        after={"state": state},
    )
    held.state, held.version = state, held.version + 1
    held.save(update_fields=["state", "version"])
    return held
