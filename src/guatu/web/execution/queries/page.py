"""What the page of one task shows: where it stands, what happened, what this person may do now."""

from collections.abc import Iterable
from typing import Any

from guatu.execution.asking import ways
from guatu.execution.standard import wanting
from guatu.execution.states import ENDED, State
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.accounts.queries import units
from guatu.web.execution.parts import doer_of
from guatu.web.execution.queries.assignments import (
    UnderWay,
    assignment,
    children_of,
    deed_word,
    events_of,
    last_reports,
    milestones_of,
    open_children,
    requests_open,
    standings,
)
from guatu.web.execution.queries.desk import NEXT, acts
from guatu.web.statements.queries import StatedTask, thing
from guatu.web.statements.queries.history import current


def told(actor: Actor, row: StatedTask, *, known_at: int | None) -> dict[str, Any]:
    """The context of a task's page; at an earlier data version nothing can be done."""
    number = row.lineage
    events = events_of(number, known_at=known_at)
    _annotate(events, standard=row.standard)
    held = assignment(number) if known_at is None else None
    children = open_children([number]).get(number, 0) if held else 0
    possible = acts(actor, row, held, children=children) if held else ()
    names = {m.id for m in possible}
    tells = "report" in names
    carries = bool(held) and doer_of(actor, row).carries
    return {
        "standing": standings(known_at=known_at, tasks=[number]).get(number),
        "events": events,
        "under_way": held,
        "nodes": milestones_of([number], known_at=known_at).get(number, []),
        "way": ways().get(row.lead_unit.kind) if row.lead_unit else None,
        "acts": possible,
        "next": next((name for name in NEXT if name in names), "report" if carries else ""),
        "may_submit": "submit" in names,
        "may_begin": known_at is None and allow(actor, "task.set_up", thing(row)),
        "may_report": tells,
        "last": last_reports([number]).get(number) if tells else None,
        "owed": requests_open([number]).get(number) if tells else None,
        "units": units() if any("unit" in m.asks for m in possible) else (),
    } | _around(actor, held)


def _annotate(events: Iterable[Any], *, standard: str) -> None:
    """Each event with its word; each report with what it cites and what it lacks of the standard."""
    kinds: list[str] = []
    for event in events:
        event.said, event.cited, event.lacks = deed_word(event.deed), (), ()
        if hasattr(event, "report"):
            report = event.report
            kinds += [file.kind for file in report.evidence.all()]
            event.cited = report.figures
            event.lacks = wanting(standard, said=report.progress, kinds=kinds)


def may_amend(actor: Actor, row: StatedTask, held: UnderWay | None) -> bool:
    """Whether this person may change what is said of a task under way."""
    return held is not None and State(held.state) not in ENDED and allow(actor, "task.set_up", thing(row))


def may_divide(actor: Actor, row: StatedTask, held: UnderWay | None) -> bool:
    """Whether a task is not with a unit yet, and this person may divide it."""
    free = held is None or not held.issued
    return free and row.kind != "principle" and allow(actor, "task.set_up", thing(row))


def as_said(held: UnderWay) -> dict[str, Any]:
    """What is said of a task under way, as a form begins with it."""
    names = (
        "kind", "liaison", "every", "weight", "target", "parent", "place", "wants_evidence", "source_org",
        "source_words", "source_date", "reply_due", "version",
    )  # fmt: skip
    return {name: getattr(held, name) for name in names} | {"officer": held.officer_id}


def _around(actor: Actor, held: UnderWay | None) -> dict[str, Any]:
    """The task above, those below, and the target that a task serves, as far as the person may see them."""
    if held is None:
        return {}
    above = current("task", held.parent) if held.parent else None
    below = (current("task", number) for number in children_of(held.task))
    serves = current("target", held.target) if held.target else None
    return {
        "above": next(iter(_seen(actor, [above], action="task.view")), None),
        "below": _seen(actor, below, action="task.view"),
        "serves": next(iter(_seen(actor, [serves], action="target.view")), None),
    }


def _seen(actor: Actor, rows: Iterable[Any], *, action: str) -> list[Any]:
    return [row for row in rows if row and not row.withdrawn and allow(actor, action, thing(row))]
