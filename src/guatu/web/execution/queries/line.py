"""One task on one day: its clock, and its light by the scheme in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings

from guatu.execution.progress import FACTS, Node, facts_of
from guatu.execution.standing import Standing
from guatu.schedule.deadlines import Clock, Deadline, DeadlineKind, clock
from guatu.schedule.lights import Light, load_scheme
from guatu.schedule.workdays import load_calendar
from guatu.web.execution.timeline import Timeline, timeline
from guatu.web.statements.queries import StatedTask

KINDS = {"green": "ok", "yellow": "warn", "red": "bad", "blue": "near", "none": "none"}


@dataclass(frozen=True, slots=True)
class Line:
    """One task with its clock and light on the day of the page."""

    row: StatedTask
    clock: Clock
    light: Light
    today: date
    standing: Standing | None = None

    @property
    def line(self) -> Timeline:
        """The task on the year's line."""
        return timeline(self.clock, set_on=self.row.document_date, today=self.today)

    @property
    def kind(self) -> str:
        """The light's kind for the style sheet."""
        return KINDS[self.light.colour]

    @property
    def responsible(self) -> list[Any]:
        """The responsible units beside the lead."""
        return self.row.units("responsible")

    @property
    def support(self) -> list[Any]:
        """The supporting units."""
        return self.row.units("support")

    @property
    def days(self) -> int:
        """Days overdue or left, as a positive number."""
        return abs(self.clock.days_left or 0)

    @property
    def urgent(self) -> bool:
        """Whether it is overdue or near its time limit."""
        return self.light.colour in ("red", "yellow", "blue")

    def sorting(self) -> tuple[int, int]:
        """Worst light first, then the nearest time limit."""
        return self.light.severity, self.clock.days_left if self.clock.days_left is not None else 10**6


def scheme_id() -> str:
    """The id of the light scheme in force for tasks."""
    return str(getattr(settings, "GUATU_SCHEMES", {}).get("task", "deadline"))


def asks_nodes() -> bool:
    """Whether the scheme in force needs to know of the tasks' nodes."""
    scheme = load_scheme(scheme_id())
    return scheme.nodes or scheme.asks(FACTS)


def line_of(
    row: StatedTask,
    *,
    today: date,
    standing: Standing | None = None,
    nodes: tuple[Node, ...] = (),
    made_up: bool = False,
) -> Line:
    """One task on one day; ``nodes`` where `asks_nodes`, ``made_up``: what was missed then was done since.

    Time granted overrides the stated limit; time stands still from the day on which it was handed in or held.
    Whatever reports at regular times is late by the report that is missing; a monthly duty is on time once
    this month's is there.
    """
    due = (standing.due if standing else None) or row.deadline
    still = standing.handed_in or (standing.since if standing.held else None) if standing else None
    day = still or today
    closed = standing is not None and standing.done
    way = (row.document_date, nodes) if nodes else (None, ())
    told = (standing.owed, standing.asked) if standing else (None, None)
    read, light = _judged(row.deadline_kind, due, day, closed, made_up, scheme_id(), *way, *told)
    return Line(row, read, light, today, standing)


def after_makeup(line: Line, *, done: bool, nodes: tuple[Node, ...] = ()) -> Light:
    """The light of a past period once it is known whether what it missed was made up; as the scheme says."""
    scheme = load_scheme(scheme_id())
    if not scheme.recolour or not done:
        return line.light
    return line_of(line.row, today=line.today, standing=line.standing, nodes=nodes, made_up=True).light


@lru_cache(maxsize=8192)
def _judged(
    kind: DeadlineKind,
    due: date | None,
    day: date,
    closed: bool,
    made_up: bool,
    by: str,
    start: date | None,
    nodes: tuple[Node, ...],
    owed: date | None,
    asked: date | None,
) -> tuple[Clock, Light]:
    """The clock and light of every task with this time limit on this day; thousands share a few hundred."""
    scheme = load_scheme(by)
    read = clock(Deadline(kind, due), today=day, calendar=load_calendar(), owed=owed, asked=asked)
    facts = read.facts() | {"closed": int(closed), "made_up": int(closed)}
    if nodes:
        told = facts_of(nodes, start=start, due=due, today=day, judges=scheme.judges)
        facts |= _by_nodes(facts, told, closed=closed) if scheme.nodes else _beside(facts, told)
    return read, scheme.judge(facts | ({"made_up": 1} if made_up else {}))


def _beside(facts: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What nodes tell where the task's own limit counts: progress, and whether the one node was reached."""
    mine = {name: told[name] for name in FACTS if name in told}
    return mine | {"closed": max(facts["closed"], told.get("closed", 0))}


def _by_nodes(facts: Mapping[str, Any], told: Mapping[str, Any], *, closed: bool) -> dict[str, Any]:
    """What nodes tell where they count as time limits beside the task's own; nothing once it is done."""
    if closed:
        return _beside(facts, told)
    days = [told["days_to_due"], facts["days_to_due"]]
    return dict(told) | {
        "closed": int(closed),
        "missed": max(told["missed"], facts["missed"] or 0),
        "made_up": told["made_up"] if not facts["missed"] else 0,
        "days_overdue": max(told["days_overdue"], facts["days_overdue"] or 0),
        "days_to_due": min((left for left in days if left is not None), default=None),
    }
