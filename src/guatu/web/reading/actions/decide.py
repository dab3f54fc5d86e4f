"""Decisions about what was read: adopt, mend, keep as principle, reject, take back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guatu.vocabulary.source import parse_source
from guatu.web.access.actor import Actor
from guatu.web.audit.actions import record
from guatu.web.reading import stating
from guatu.web.reading.actions.turn import candidate, take
from guatu.web.reading.describe import words
from guatu.web.reading.models import Candidate, Decision, Document
from guatu.web.reading.problems import differs, refuse
from guatu.web.reading.record import OnRecord, Register, missing
from guatu.web.reading.themes import order_of, theme_at
from guatu.web.statements import actions as statements
from guatu.web.statements.queries import current

ADOPTED = ("accepted", "principle")
NOUNS = ("figure", "target", "task")
_STATE = {"figure": statements.state_figure, "target": statements.state_target, "task": statements.state_task}
_CORRECT = {
    "figure": statements.correct_figure,
    "target": statements.correct_target,
    "task": statements.correct_task,
}
_WITHDRAW = {
    "figure": statements.withdraw_figure,
    "target": statements.withdraw_target,
    "task": statements.withdraw_task,
}
_RESTORE = {"figure": statements.restore_figure, "target": statements.restore_target}


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
    found.edited = dict(item) if dict(item) != found.item else None
    principle = found.noun == "task" and found.current.get("kind") == "principle"
    return settle(found, "principle" if principle else "accepted", by=by, resolution=resolution, mended=True)


@transaction.atomic
def add(document: int, noun: str, item: Mapping[str, Any], *, by: Actor, resolution: str = "") -> Candidate:
    """Add what the reader missed, on a span of the text, and adopt it at once."""
    held = take(document, by=by, action="candidate.decide")
    item = {"id": "", "confidence": 1.0, **item}
    start, end = item["span"]
    if noun not in _STATE or not 0 <= start < end <= held.characters:
        raise refuse("candidate.span", _("选中的文字不在这份文件里。"), advice=_("请重新选中原文。"))
    seq = record(
        by=by, action="candidate.add", thing=f"document:{held.pk}", after={"noun": noun, "item": dict(item)}
    )
    found = Candidate.objects.create(
        document=held, noun=noun, start=start, end=end, item=dict(item), origin="person", since=seq
    )
    found = candidate(held, found.pk, by=by, expected=None)
    principle = noun == "task" and item.get("kind") == "principle"
    settle(found, "principle" if principle else "accepted", by=by, resolution=resolution)
    for unread in held.candidates.filter(noun="unread", decision="pending", start__lt=end, end__gt=start):
        settle(unread, "accepted", by=by)
    return found


def settle(
    found: Candidate,
    decision: str,
    *,
    by: Actor,
    resolution: str = "",
    mended: bool = False,
    register: Register | None = None,
) -> Candidate:
    """Write one decision about a candidate in hand, with the statement that follows from it."""
    _possible(found, decision)
    if found.decision == decision and not mended:
        return found
    before = {"decision": found.decision, "lineage": found.lineage}
    if found.noun != "unread":
        _restate(found, decision, by=by, resolution=resolution, register=register)
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
        edited=found.edited,
        by_id=by.user_id,
        seq=found.seq,
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


def _restate(
    found: Candidate, decision: str, *, by: Actor, resolution: str, register: Register | None
) -> None:
    """Bring what is on record in line with the decision."""
    if decision not in ADOPTED:
        _take_back(found, by=by)
        return
    fields = _fields(found, decision)
    source = stating.source_of(found.document.sha256, start=found.start, end=found.end)
    if found.lineage is not None and not found.before:
        _correct(found.noun, found.lineage, fields, by=by, source=source, reason=_("审核时修改"))
        return
    answer = resolution or found.resolution
    _take_back(found, by=by)
    there = _beside(found, register)
    found.resolution = _resolved(found, there, answer)
    if found.resolution == "correct" and there:
        found.lineage, found.before = there.lineage, there.version
        reason = _("依据《%(title)s》更正") % {"title": found.document.title}
        _correct(found.noun, there.lineage, fields, by=by, source=source, reason=reason)
        return
    if found.resolution == "same" and there and found.noun != "figure":
        fields["restates"] = there.lineage
    found.lineage = _STATE[found.noun](fields, by=by, source=source).lineage


def _fields(found: Candidate, decision: str) -> dict[str, object]:
    document: Document = found.document
    item = found.current
    if found.noun == "figure":
        return stating.figure_fields(item, day=document.date)
    placed = [(c.start, str(c.item.get("theme") or "")) for c in document.candidates.filter(noun="task")]
    theme = str(item.get("theme") or "")
    if not theme and found.noun == "target":
        theme = theme_at(found.start, text=document.text, among=placed)
    order = order_of(theme, among=placed)
    if found.noun == "target":
        return stating.target_fields(item, day=document.date, theme=theme, order=order)
    kind = "principle" if decision == "principle" else "action"
    return stating.task_fields(item, day=document.date, kind=kind, order=order)


def _beside(found: Candidate, register: Register | None) -> OnRecord | None:
    if register is None:
        register = Register([found.noun], indicators=[str(found.current.get("indicator") or "")])
    return register.beside(found.noun, found.current, own=found.lineage)


def _resolved(found: Candidate, there: OnRecord | None, answer: str) -> str:
    """How a difference is settled; Differs when the person has not said."""
    if there is None:
        return ""
    if there.agrees:
        return "same"
    if answer not in ("coexist", "correct"):
        said = words(found.noun, found.current)
        raise differs(what=" · ".join(said.about), here=said.says, there=there.says, number=found.pk)
    return answer


def _correct(
    noun: str, lineage: int, fields: Mapping[str, object], *, by: Actor, source: str, reason: str
) -> None:
    there = current(noun, lineage)
    _CORRECT[noun](lineage, fields, by=by, expected_version=there.version, reason=reason, source=source)


def _take_back(found: Candidate, *, by: Actor) -> None:
    """Undo what an earlier decision put on record: a correction is taken back, a statement withdrawn."""
    if found.lineage is None:
        return
    there = current(found.noun, found.lineage)
    reason = _("审核时撤回")
    if found.before and _still_ours(there, found):
        _RESTORE[found.noun](
            found.lineage, found.before, by=by, expected_version=there.version, reason=reason
        )
    elif not found.before:
        _WITHDRAW[found.noun](found.lineage, by=by, expected_version=there.version, reason=reason)
    found.lineage, found.before, found.resolution = None, None, ""


def _still_ours(there: Any, found: Candidate) -> bool:
    """Whether the version that stands is the one this candidate made: a later correction of others stays."""
    span = parse_source(there.source)
    return (getattr(span, "sha256", ""), getattr(span, "start", -1)) == (found.document.sha256, found.start)
