"""Decisions about what was read: adopt, mend, keep as principle, reject, take back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.web.access.actor import Actor
from guatu.web.audit.actions import record
from guatu.web.reading.actions.restate import ADOPTED, restate
from guatu.web.reading.actions.turn import candidate, take
from guatu.web.reading.models import Candidate, Decision
from guatu.web.reading.problems import refuse
from guatu.web.reading.record import Register, missing

NOUNS = ("figure", "target", "task")


@transaction.atomic
def decide(
    document: int,
    number: int,
    decision: str,
    *,
    by: Actor,
    expected_version: int,
    resolution: str = "",
) -> Candidate:
    """Adopt (`accepted`), keep as `principle`, reject (`rejected`) or take back (`pending`) one candidate.

    `resolution` answers a difference from the record: `coexist` or `correct`. Raises Decided when somebody
    was first, Differs when the answer is needed, DeskError when something is missing.
    """
    if decision in ("newer", "older"):
        told = {"by": by, "expected_version": expected_version, "resolution": resolution}
        return answer_newer(document, number, decision, **told)
    held = take(document, by=by, action="candidate.decide")
    found = candidate(held, number, by=by, expected=expected_version)
    return settle(found, decision, by=by, resolution=resolution)


@transaction.atomic
def mend(
    document: int,
    number: int,
    item: Mapping[str, Any],
    *,
    by: Actor,
    expected_version: int,
    resolution: str = "",
) -> Candidate:
    """Adopt one candidate as a person wrote it; what the reader had read is kept beside it."""
    held = take(document, by=by, action="candidate.decide")
    found = candidate(held, number, by=by, expected=expected_version)
    was = dict(found.current)
    found.edited = dict(item) if dict(item) != found.item else None
    return settle(found, _adopting(found), by=by, resolution=resolution, was=was)


@transaction.atomic
def answer_newer(
    document: int, number: int, choice: str, *, by: Actor, expected_version: int, resolution: str = ""
) -> Candidate:
    """Answer a newer reading of something decided: take it (`newer`), or keep what stands (`older`).

    What was kept is not asked again by the same reading.
    """
    held = take(document, by=by, action="candidate.decide")
    found = candidate(held, number, by=by, expected=expected_version)
    if not found.latest:
        raise refuse("candidate.same", _("这一项没有新的识别结果。"), advice=_("请刷新页面。"))
    was, newer = dict(found.current), dict(found.latest)
    found.item, found.latest = newer, None
    if choice == "newer":
        found.edited = None
        return settle(found, _adopting(found), by=by, resolution=resolution, was=was)
    found.edited = was
    record(by=by, action="candidate.keep", thing=f"candidate:{found.pk}", before=newer, after=was)
    found.save(update_fields=["item", "edited", "latest"])
    return found


def _adopting(found: Candidate) -> str:
    principle = found.noun == "task" and found.current.get("kind") == "principle"
    return "principle" if principle else "accepted"


@transaction.atomic
def add(document: int, noun: str, item: Mapping[str, Any], *, by: Actor, resolution: str = "") -> Candidate:
    """Add what the reader missed, on a span of the text, and adopt it at once."""
    held = take(document, by=by, action="candidate.decide")
    item = {"id": "", "confidence": 1.0, **item}
    start, end = item["span"]
    if noun not in NOUNS or not 0 <= start < end <= held.characters:
        raise refuse("candidate.span", _("选中的文字不在这份文件里。"), advice=_("请重新选中原文。"))
    seq = record(
        by=by, action="candidate.add", thing=f"document:{held.pk}", after={"noun": noun, "item": dict(item)}
    )
    found = Candidate.objects.create(
        document=held, noun=noun, start=start, end=end, item=dict(item), origin="person", since=seq
    )
    found = candidate(held, found.pk, by=by, expected=None)
    settle(found, _adopting(found), by=by, resolution=resolution, stroke=seq)
    for unread in held.candidates.filter(noun="unread", decision="pending", start__lt=end, end__gt=start):
        settle(unread, "accepted", by=by, stroke=seq)
    return found


def settle(
    found: Candidate,
    decision: str,
    *,
    by: Actor,
    resolution: str = "",
    was: Mapping[str, Any] | None = None,
    register: Register | None = None,
    stroke: int | None = None,
    undoes: int | None = None,
) -> Candidate:
    """Write one decision about a candidate in hand, with the statement that follows from it.

    `was` is what the item said before a person mended it; `stroke` the deed that decides several at once;
    `undoes` the version of the decision that this one takes back.
    """
    _possible(found, decision)
    if found.decision == decision and was is None and undoes is None:
        return found
    before = {"decision": found.decision, "lineage": found.lineage}
    if found.noun != "unread":
        restate(found, decision, by=by, was=was, resolution=resolution, register=register)
    found.decision, found.version, found.decided_by_id = decision, found.version + 1, by.user_id
    after = {
        "decision": decision,
        "resolution": found.resolution,
        "lineage": found.lineage,
        "edited": found.edited,
    }
    found.seq = record(
        by=by, action="candidate.decide", thing=f"candidate:{found.pk}", before=before, after=after
    )
    found.save()
    Decision.objects.create(
        candidate=found,
        version=found.version,
        decision=decision,
        resolution=found.resolution,
        lineage=found.lineage,
        before=found.before,
        edited=found.edited,
        by_id=by.user_id,
        seq=found.seq,
        stroke=stroke,
        undoes=undoes,
    )
    return found


def _possible(found: Candidate, decision: str) -> None:
    """Refuse what makes no sense for this kind, and what lacks something."""
    allowed = {"pending", "accepted", "rejected"} | ({"principle"} if found.noun == "task" else set())
    if decision not in allowed:
        raise refuse(
            "candidate.decision",
            _("只有任务可以列为原则要求。") if decision == "principle" else _("没有这种处理方式。"),
            advice=_("请用采纳、修改或不采纳。"),
        )
    gap = missing(found.noun, found.current) if decision in ADOPTED else ""
    if gap:
        raise refuse(
            "candidate.missing", gap + "。", advice=_("请点“修改”补上后再采纳。"), candidate=found.pk
        )
