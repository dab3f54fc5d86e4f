"""The last deed of a person at a document is taken back: one decision, or a whole stroke of them."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError
from guatu.web.access.actor import Actor
from guatu.web.audit.actions import record
from guatu.web.reading.actions.decide import settle
from guatu.web.reading.actions.turn import candidate, take
from guatu.web.reading.models import Candidate, Decision
from guatu.web.reading.problems import refuse
from guatu.web.reading.queries import standing


@dataclass(frozen=True, slots=True)
class Undone:
    """`back`: the candidates that stand again as before; `kept`: why others could not be taken back."""

    back: list[Candidate] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@transaction.atomic
def undo(document: int, *, by: Actor) -> Undone:
    """Take back this person's last deed that nobody has built upon.

    A candidate returns to what it was before: undecided, or as it was decided and written then. Refused when
    there is nothing of theirs to take back.
    """
    held = take(document, by=by, action="candidate.decide")
    stacks = standing(held)
    mine = [stack for stack in stacks if stack[-1].by_id == by.user_id]
    if not mine:
        raise refuse(
            "candidate.nothing", _("没有可以撤销的操作。"), advice=_("只能撤销您自己在本文件中的操作。")
        )
    newest = max(mine, key=lambda stack: stack[-1].seq)[-1]
    together = [stack for stack in mine if stack[-1].seq == newest.seq or _same_stroke(stack[-1], newest)]
    told = [stack[-1].candidate_id for stack in together]
    seq = record(by=by, action="candidate.undo", thing=f"document:{held.pk}", after={"candidates": told})
    done = Undone()
    for stack in together:
        found = candidate(held, stack[-1].candidate_id, by=by, expected=None)
        try:
            with transaction.atomic():
                done.back.append(_back(found, stack, by=by, stroke=seq))
        except GuatuError as error:
            if len(together) == 1:
                raise
            done.kept.append(str(error))
    return done


def _same_stroke(one: Decision, other: Decision) -> bool:
    return one.stroke is not None and one.stroke == other.stroke


def _back(found: Candidate, stack: list[Decision], *, by: Actor, stroke: int) -> Candidate:
    last = stack[-1]
    then = stack[-2] if len(stack) > 1 else None
    was = dict(found.current) if found.edited != (then.edited if then else None) else None
    found.edited = then.edited if then else None
    return settle(
        found,
        then.decision if then else "pending",
        by=by,
        resolution=then.resolution if then else "",
        was=was,
        stroke=stroke,
        undoes=last.version,
    )
