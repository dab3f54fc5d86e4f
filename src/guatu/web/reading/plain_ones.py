"""Which candidates may be adopted in one stroke, and why the others may not."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.access.thing import Thing
from guatu.web.reading.checking import findings
from guatu.web.reading.queries import Candidate, Document, candidates
from guatu.web.reading.record import Register, missing

#: The reader calls itself confident from here on.
CONFIDENT = 0.9
#: From which confidence on a person may adopt all at once.
LEVELS = (0.98, 0.95, 0.9, 0.8, 0.7)


@dataclass(frozen=True, slots=True)
class Plain:
    """`plain`: those that one stroke adopts; `left`: how many stay, by the reason why."""

    plain: list[Candidate] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)

    def of(self, noun: str) -> list[Candidate]:
        """The plain ones of one kind."""
        return [found for found in self.plain if found.noun == noun]


def plain_ones(document: Document, *, by: Actor, above: float = CONFIDENT) -> Plain:
    """Pending candidates sorted into plain ones and others: unsure, incomplete, at odds, not theirs.

    `above`: the confidence from which on a candidate is sure enough.
    """
    waiting = list(document.candidates.filter(decision="pending").exclude(noun="unread"))
    register = Register(
        {c.noun for c in waiting}, indicators={str(c.item.get("indicator") or "") for c in waiting}
    )
    doubted = {ref for remark in document.remarks for ref in remark.get("items", ())}
    at_odds = {number for told in findings(document, candidates(document)) for number in told.candidates}
    promises = allow(by, "candidate.promise", Thing(area=document.area_id))
    found = Plain()
    for candidate in waiting:
        why = _why_not(candidate, register=register, doubted=doubted, promises=promises, above=above)
        why = why or (_("需核对") if candidate.pk in at_odds else "")
        if why:
            found.left[why] += 1
        else:
            found.plain.append(candidate)
    return found


def level(text: str | None) -> float:
    """The confidence that a person chose; the usual one for what is no choice.

    >>> level("0.8"), level("lots"), level(None)
    (0.8, 0.9, 0.9)
    """
    return next((at for at in LEVELS if str(at) == text), CONFIDENT)


def _why_not(
    candidate: Candidate, *, register: Register, doubted: set[str], promises: bool, above: float
) -> str:
    if candidate.noun != "figure" and not promises:
        return _("目标和任务由督查部门审核")
    if candidate.confidence < above:
        return _("可信度不高")
    if missing(candidate.noun, candidate.current):
        return _("缺数据期或数值")
    if candidate.ref and candidate.ref in doubted:
        return _("需核对")
    there = register.beside(candidate.noun, candidate.current)
    return _("与在册数据不符") if there and not there.agrees else ""
