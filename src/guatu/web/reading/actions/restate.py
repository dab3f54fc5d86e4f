"""What is on record follows a decision: stated, corrected, taken back; never over another's later work."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from guatu.vocabulary.source import Span, parse_source
from guatu.web.access.actor import Actor
from guatu.web.reading import said, stating
from guatu.web.reading.describe import words
from guatu.web.reading.models import Candidate, Document
from guatu.web.reading.problems import differs, refuse
from guatu.web.reading.record import OnRecord, Register
from guatu.web.reading.themes import order_of, theme_at
from guatu.web.statements import actions as statements
from guatu.web.statements.queries.history import current

ADOPTED = ("accepted", "principle")
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


def restate(
    found: Candidate,
    decision: str,
    *,
    by: Actor,
    was: Mapping[str, Any] | None,
    resolution: str,
    register: Register | None,
) -> None:
    """Bring what is on record in line with a decision; the candidate notes what became of it, unsaved."""
    if decision not in ADOPTED:
        _take_back(found, by=by)
        return
    fields = _fields(found, decision, found.current)
    if found.lineage is not None and not found.before:
        before = _fields(found, found.decision, was or found.current)
        # Only what this review changed: units and time limits given elsewhere meanwhile stay.
        changes = {name: value for name, value in fields.items() if before.get(name, "") != value}
        _correct(found, changes, by=by, reason=_("审核时修改"))
        return
    answer = resolution or found.resolution
    _take_back(found, by=by)
    there = _beside(found, register)
    found.resolution = _resolved(found, there, answer)
    if found.resolution == "correct" and there:
        found.lineage, found.before = there.lineage, there.version
        _overrule(found, fields, by=by)
        return
    if found.resolution == "same" and there and found.noun != "figure":
        fields["restates"] = there.lineage
    _state(found, fields, by=by)


def _source(found: Candidate) -> str:
    return stating.source_of(found.document.sha256, start=found.start, end=found.end)


def _state(found: Candidate, fields: Mapping[str, object], *, by: Actor) -> None:
    """Put it on record: under the number it had before it was taken back, or under a new one."""
    earlier = found.history.filter(before=None).exclude(lineage=None).order_by("-version").first()
    if earlier is not None and _withdrawn_here(found, earlier.lineage):
        found.lineage = earlier.lineage
        _correct(found, fields, by=by, reason=_("重新采纳"))
        return
    found.lineage = _STATE[found.noun](fields, by=by, source=_source(found)).lineage


def _withdrawn_here(found: Candidate, lineage: int) -> bool:
    there = current(found.noun, lineage)
    return there is not None and there.withdrawn and _ours(found, there)


def _overrule(found: Candidate, fields: Mapping[str, object], *, by: Actor) -> None:
    """Correct what another document stated; what that one said of unit and leader stays."""
    reason = _("依据《%(title)s》更正") % {"title": found.document.title}
    there = current(found.noun, found.lineage or 0)
    _CORRECT[found.noun](
        there.lineage, fields, by=by, expected_version=there.version, reason=reason, source=_source(found)
    )


def _correct(found: Candidate, fields: Mapping[str, object], *, by: Actor, reason: str) -> None:
    there = _own_statement(found)
    _CORRECT[found.noun](
        there.lineage, fields, by=by, expected_version=there.version, reason=reason, source=_source(found)
    )


def _take_back(found: Candidate, *, by: Actor) -> None:
    """Undo what an earlier decision put on record: a correction is taken back, a statement withdrawn."""
    if found.lineage is None:
        return
    there = _own_statement(found)
    told = {"by": by, "expected_version": there.version, "reason": _("审核时撤回")}
    if found.before:
        _RESTORE[found.noun](found.lineage, found.before, **told)
    else:
        _WITHDRAW[found.noun](found.lineage, **told)
    found.lineage, found.before, found.resolution = None, None, ""


def _own_statement(found: Candidate) -> Any:
    """The version that stands, when it is still this document's; else a later correction is told."""
    there = current(found.noun, found.lineage or 0)
    if not _ours(found, there):
        message = _("这一项后来已由%(who)s于%(when)s另行更正，不能在这里改动或撤销。") % {
            "who": said.who(there.stated_by),
            "when": said.when(there.seq_from),
        }
        advice = _("请打开该数据或目标的页面，在那里处理。")
        raise refuse("candidate.overtaken", message, advice=advice, candidate=found.pk)
    return there


def _ours(found: Candidate, there: Any) -> bool:
    source = parse_source(there.source)
    return isinstance(source, Span) and source.sha256 == found.document.sha256


def _fields(found: Candidate, decision: str, item: Mapping[str, Any]) -> dict[str, object]:
    document: Document = found.document
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
        told = words(found.noun, found.current)
        raise differs(what=" · ".join(told.about), here=told.says, there=there.says, number=found.pk)
    return answer
