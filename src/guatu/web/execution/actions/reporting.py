"""Units report (反馈): progress, problems, next steps, with evidence that was checked and hashed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from guatu.execution.life import Deed
from guatu.vocabulary.figure import FigureKey
from guatu.web.access.actor import Actor
from guatu.web.execution.actions.moving import begun, stepped
from guatu.web.execution.actions.recording import record_deed
from guatu.web.execution.evidence import Checked
from guatu.web.execution.models import Assignment, Event, Evidence, Report, Request
from guatu.web.execution.problems import refuse
from guatu.web.reading import store
from guatu.web.statements.queries import StatedTask

_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says. `figures` are addresses of figures; `period` the data period of a recurring one."""

    progress: str
    problems: str = ""
    next_steps: str = ""
    figures: tuple[str, ...] = ()
    period: str = ""


def report(
    task: int,
    said: Said,
    *,
    by: Actor,
    expected_version: int,
    files: Sequence[Checked] = (),
    final: bool = False,
    on: date | None = None,
) -> Assignment:
    """Report on a task; `final` hands it in for review (报请办结).

    Who does not sit in the leading unit fills in for it (代填), and the report says so. A report without the
    evidence that the task asks for is kept and flagged; handed in for review it is refused. The report of a
    period answers what was asked for it and for the periods before it.
    """
    said = _clean(said)
    for file in files:
        store.keep(file.data, sha256=file.sha256)
    with transaction.atomic():
        name = "submit" if final else "report"
        row, stated, deed = begun(task, name, by=by, expected=expected_version, words=said.progress, on=on)
        lacks = row.wants_evidence and not files
        if final and lacks and not Evidence.objects.filter(report__assignment=row).exists():
            raise refuse(
                "report.evidence",
                _("工作目标要求佐证材料，这份反馈没有附。"),
                advice=_("请附照片、PDF 或表格后再报请办结。"),
            )
        event = _record(row, stated, said, deed=deed, by=by, files=files)
        _write(row, stated, said, by=by, files=files, event=event, lacks=lacks)
        return row


def _record(
    row: Assignment, stated: StatedTask, said: Said, *, deed: Deed, by: Actor, files: Sequence[Checked]
) -> Event:
    told = {"problems": said.problems, "next_steps": said.next_steps, "period": said.period}
    told["files"] = "、".join(file.sha256[:12] for file in files)
    after = stepped(row, stated, deed)
    return record_deed(row, after, deed, by=by, stated=stated, changes={"report": told})


def _write(
    row: Assignment,
    stated: StatedTask,
    said: Said,
    *,
    by: Actor,
    files: Sequence[Checked],
    event: Event,
    lacks: bool,
) -> None:
    """The report with its evidence; the requests that it answers."""
    mine = any(m.unit == stated.lead_unit_id and m.role == "department" for m in by.memberships)
    made = Report.objects.create(
        event=event,
        assignment=row,
        period=said.period,
        progress=said.progress,
        problems=said.problems,
        next_steps=said.next_steps,
        figures=list(said.figures),
        final=event.deed == "submit",
        on_behalf_id=None if mine else stated.lead_unit_id,
        lacks_evidence=lacks,
        seq=event.seq,
    )
    row.last_report, row.reported_on = made, event.on
    row.save(update_fields=["last_report", "reported_on"])
    Evidence.objects.bulk_create(
        Evidence(report=made, sha256=f.sha256, name=f.name, kind=f.kind, size=len(f.data)) for f in files
    )
    answered = Request.objects.filter(assignment=row, answered__isnull=True)
    if said.period:
        # who tells where a thing stands now is not asked again where it stood before
        answered = answered.filter(Q(period="") | Q(period__lte=said.period))
    answered.update(answered=event.seq)


def _clean(said: Said) -> Said:
    """The report with trimmed words; refused when it says nothing or a figure's address cannot be read."""
    progress = said.progress.strip()
    if not progress:
        raise refuse("report.empty", _("最新进展是空的。"), advice=_("请写明做到了哪一步。"))
    longest = max(len(progress), len(said.problems), len(said.next_steps))
    if longest > _LONGEST:
        raise refuse(
            "report.long",
            _("反馈有一栏超过%(n)s字。") % {"n": _LONGEST},
            advice=_("请只写要点，详情作为附件。"),
        )
    keys = []
    for address in said.figures:
        try:
            keys.append(FigureKey.parse(address).print())
        except ValueError as error:
            raise refuse(
                "report.figure",
                _("“%(a)s”不是数据页的地址。") % {"a": address[:80]},
                advice=_("请从数据页复制地址（以 /figures/ 开头）。"),
            ) from error
    return Said(progress, said.problems.strip(), said.next_steps.strip(), tuple(keys), said.period)
