"""Every write of what was stated: state, correct (supersedes), withdraw. Nothing is overwritten.

One function a kind and deed, so that each says what it takes; `versioning` does them all and records each.
"""

from collections.abc import Mapping

from guatu.web.access.actor import Actor
from guatu.web.statements import columns as given
from guatu.web.statements.actions.versioning import (
    FIGURE,
    TARGET,
    TASK,
    correct,
    locked,
    restore,
    state,
    withdraw,
)
from guatu.web.statements.models import PublishedFigure, Target, Task


def state_figure(
    fields: given.Stated, *, by: Actor, source: str | None = None, reason: str = ""
) -> PublishedFigure:
    """Put a published figure on record. `fields`: an `Observation` or its keys (and `document_date`).

    `source` is an address (`span:<sha256>:412-417`); None: it was typed in, and its own entry is its source.
    Raises StatementError with what is missing.
    """
    return state(FIGURE, fields, by=by, source=source, reason=reason)


def state_target(fields: given.Stated, *, by: Actor, source: str | None = None, reason: str = "") -> Target:
    """Put a promise on record; `fields` as the core's `Target`, with theme, lead_unit, leader, restates"""
    return state(TARGET, fields, by=by, source=source, reason=reason)


def state_task(fields: given.Stated, *, by: Actor, source: str | None = None, reason: str = "") -> Task:
    """Put a task on record; `fields`: title, kind, theme, lead_unit, responsible_units, deadline ..."""
    return state(TASK, fields, by=by, source=source, reason=reason)


def correct_figure(
    lineage: int,
    changes: Mapping[str, object],
    *,
    by: Actor,
    expected_version: int,
    reason: str,
    source: str | None = None,
) -> PublishedFigure:
    """Supersede a figure by a new version. `source` names the text that is the ground of the change.

    Without it a changed number is one that was typed in, and the new version is its own source.

    StatementMoved names who changed what when the version is no longer `expected_version`.
    """
    return correct(FIGURE, lineage, changes, by=by, expected=expected_version, reason=reason, source=source)


def correct_target(
    lineage: int,
    changes: Mapping[str, object],
    *,
    by: Actor,
    expected_version: int,
    reason: str,
    source: str | None = None,
) -> Target:
    """Supersede a promise: its numbers, its unit, its leader. As `correct_figure`."""
    return correct(TARGET, lineage, changes, by=by, expected=expected_version, reason=reason, source=source)


def correct_task(
    lineage: int,
    changes: Mapping[str, object],
    *,
    by: Actor,
    expected_version: int,
    reason: str,
    source: str | None = None,
) -> Task:
    """Supersede a task: its words, units, time limit. As `correct_figure`."""
    return correct(TASK, lineage, changes, by=by, expected=expected_version, reason=reason, source=source)


def held_task(lineage: int, *, by: Actor, expected_version: int) -> Task:
    """The task's current version, nobody else changing it meanwhile, as a machine's step inside an action.

    StatementMoved names who changed what when the version is no longer `expected_version`.
    """
    found: Task = locked(TASK, lineage, by=by, expected=expected_version)
    return found


def withdraw_figure(lineage: int, *, by: Actor, expected_version: int, reason: str) -> PublishedFigure:
    """Take a figure off the record; its versions stay readable at an earlier `known_at`."""
    return withdraw(FIGURE, lineage, by=by, expected=expected_version, reason=reason)


def withdraw_target(lineage: int, *, by: Actor, expected_version: int, reason: str) -> Target:
    """Take a promise off the record."""
    return withdraw(TARGET, lineage, by=by, expected=expected_version, reason=reason)


def withdraw_task(lineage: int, *, by: Actor, expected_version: int, reason: str) -> Task:
    """Take a task off the record."""
    return withdraw(TASK, lineage, by=by, expected=expected_version, reason=reason)


def restore_figure(
    lineage: int, version: int, *, by: Actor, expected_version: int, reason: str
) -> PublishedFigure:
    """Put an earlier version's content back as a new version (a correction that is taken back)."""
    return restore(FIGURE, lineage, version, by=by, expected=expected_version, reason=reason)


def restore_target(lineage: int, version: int, *, by: Actor, expected_version: int, reason: str) -> Target:
    """Put an earlier version of a promise back as a new version."""
    return restore(TARGET, lineage, version, by=by, expected=expected_version, reason=reason)
