"""Loading the demo zone: people, documents, decisions, owners, each by the action that a person would use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from guatu.schedule.workdays import load_calendar
from guatu.web.access.actor import Actor, machine
from guatu.web.accounts.queries import has_accounts, unit_named
from guatu.web.execution.actions.setting_up import amend
from guatu.web.execution.queries.assignments import assignment
from guatu.web.jobs.worker import run_pending
from guatu.web.reading.actions.decide import decide
from guatu.web.reading.actions.finish import finish
from guatu.web.reading.actions.receive import receive
from guatu.web.reading.problems import DeskError
from guatu.web.reading.queries import candidates, document_for
from guatu.web.site.demo import plan as plans
from guatu.web.site.demo.cast import cast
from guatu.web.site.demo.clock import days, on_day
from guatu.web.site.demo.people import settle_people
from guatu.web.site.demo.refused import hand_in_a_wrong_list
from guatu.web.site.demo.stage import REASON, Stage, open_stage
from guatu.web.statements import queries as stated
from guatu.web.statements.actions import correct_target, correct_task


def load(*, say: Callable[[str], None]) -> bool:
    """Fill an empty database with the demo zone; False when somebody already works in it.

    The zone's days are lived one after another from its first document to its today.
    """
    if has_accounts():
        return False
    plan = plans.zone()
    first = plans.day_of(plans.documents()[0])
    with on_day(first):
        settle_people(plan, by=machine("示例区装载"))
    stage = open_stage(cast())
    arriving = [(plans.day_of(path), path) for path in plans.documents()]
    for day in days(first, last=plan["today"]):
        with on_day(day):
            documents = [path for on, path in arriving if on == day]
            _live(day, documents, plan=plan, stage=stage, say=say)
    _give_targets_owners(plan, by=stage.cast.office)
    let_tasks_serve(plan, by=stage.cast.office)
    hand_in_a_wrong_list(by=stage.cast.office)
    with connection.cursor() as cursor:
        # So much came at once that the database must count anew what its tables hold.
        cursor.execute("ANALYZE")
    return True


def _live(
    day: date,
    documents: list[Path],
    *,
    plan: dict[str, Any],
    stage: Stage,
    say: Callable[[str], None],
) -> None:
    """One day: what comes in is read and confirmed, and what is due on tasks is done."""
    officer = stage.cast.office
    for path in documents:
        number = _bring(path, by=officer)
        if path.name in plan["unreviewed"]:
            say(f"{path.name}：已识别，待审核")
            continue
        say(f"{path.name}：{_confirm(number, by=officer, plan=plan, correcting='更正' in path.name)}")
    with transaction.atomic():
        stage.begin(day)
        if day.year == plan["today"].year and documents:
            _give_tasks_owners(plan, day=day, by=officer)
        if load_calendar().is_working(day):
            stage.live(day)


def _bring(path: Path, *, by: Actor) -> int:
    """Bring one document in and have it read; gives its number."""
    received = receive(path.read_bytes(), name=path.name, by=by, mark="public", day=plans.day_of(path))
    run_pending()
    number: int = received.document.pk
    return number


def _confirm(number: int, *, by: Actor, plan: dict[str, Any], correcting: bool) -> str:
    """Adopt what was read, but for what the plan refuses, and end the review; gives a line that tells of it.

    A notice of correction replaces what is on record; any other document stands beside it.
    """
    adopted = refused = 0
    for found in candidates(document_for(by, number)):
        if found.noun == "unread" or found.decision != "pending":
            continue
        principle = found.noun == "task" and found.current.get("kind") == "principle"
        if found.current.get("quote") in plan["refused"]:
            _decide(found, "rejected", by=by)
            refused += 1
            continue
        decision = "principle" if principle else "accepted"
        try:
            _decide(found, decision, by=by, resolution="correct" if correcting else "coexist")
            adopted += 1
        except DeskError:
            _decide(found, "rejected", by=by)
            refused += 1
    held = document_for(by, number)
    finish(number, by=by, expected_version=held.version)
    return f"采纳{adopted}项，不采纳{refused}项"


def _decide(found: Any, decision: str, *, by: Actor, resolution: str = "") -> None:
    decide(
        found.document_id, found.pk, decision, by=by, expected_version=found.version, resolution=resolution
    )


def _give_targets_owners(plan: dict[str, Any], *, by: Actor) -> None:
    for target in stated.targets():
        unit = unit_named(plan["target_units"].get(target.indicator, ""))
        if unit is not None and target.lead_unit_id is None:
            changes = {"lead_unit": unit.pk, "leader": unit.portfolio_leader_id}
            correct_target(target.lineage, changes, by=by, expected_version=target.version, reason=REASON)


def let_tasks_serve(plan: dict[str, Any], *, by: Actor) -> None:
    """Put the tasks that the plan names to the latest target of their indicator; each is recorded."""
    promised = {target.indicator: target.lineage for target in stated.targets()}
    for task in stated.tasks(kind="action"):
        serves = next((to for words, to in plan["task_targets"].items() if words in task.title), None)
        held = assignment(task.lineage)
        if held is not None and serves in promised:
            details = {"target": promised[serves]}
            amend(task.lineage, details, by=by, expected_version=held.version, reason=REASON)


def _give_tasks_owners(plan: dict[str, Any], *, day: date, by: Actor) -> None:
    """The tasks of the document of one day get the units and time limits of the first rule that fits."""
    rules = plans.task_rules(plan)
    for task in stated.tasks(kind="action"):
        rule = next((rule for rule in rules if rule.fits(task.title)), None)
        changes = _task_changes(rule, task) if rule and task.document_date == day else {}
        if changes:
            correct_task(task.lineage, changes, by=by, expected_version=task.version, reason=REASON)


def _task_changes(rule: plans.TaskRule, task: Any) -> dict[str, object]:
    """What the rule adds; a unit or a time limit that the document itself named is kept."""
    changes: dict[str, object] = {}
    if task.lead_unit_id is None:
        unit = unit_named(rule.unit)
        assert unit is not None
        changes |= {"lead_unit": unit.pk, "leader": unit.portfolio_leader_id}
        supporting = [found.pk for name in rule.support if (found := unit_named(name))]
        if supporting:
            changes["support_units"] = supporting
    if task.deadline_kind == "none":
        if rule.deadline is not None:
            changes |= {"deadline_kind": "date", "deadline": rule.deadline}
        elif rule.recurring:
            changes["deadline_kind"] = rule.recurring
    return changes
