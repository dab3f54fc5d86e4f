"""Tasks live through the demo's months: each deed on its day, by its person and its action."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from guatu.execution.policy import clauses
from guatu.web.access.actor import machine
from guatu.web.accounts.queries import unit_named
from guatu.web.execution.actions.chasing import chase
from guatu.web.execution.actions.dividing import yearly_goal
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.planning import plan_from_template, reach_node
from guatu.web.execution.actions.recurring import open_periods
from guatu.web.execution.actions.reporting import Said, report
from guatu.web.execution.actions.setting_up import set_up, set_up_new, set_up_policy
from guatu.web.execution.queries.assignments import assignment, milestones_of, requests_open
from guatu.web.messages.actions.receiving import receive
from guatu.web.messages.queries import open_letters
from guatu.web.site.demo.cast import Cast
from guatu.web.site.demo.lives import Life, Lives, Step, lives
from guatu.web.site.demo.papers import papers
from guatu.web.statements import queries as statements
from guatu.web.statements.actions import correct_task
from guatu.web.statements.queries import history

REASON = "明确责任单位和时限（示例）"


@dataclass(slots=True)
class _Way:
    """One task on its way through its course; `last` is the day of the deed before, `day` of the next."""

    life: Life
    task: int
    start: date
    last: date
    at: int = 0
    reports: int = 0
    day: date | None = None
    nodes: list[tuple[int, date]] = field(default_factory=list)


@dataclass(slots=True)
class Stage:
    """The tasks under way and the people who carry them."""

    cast: Cast
    lives: Lives
    ways: list[_Way] = field(default_factory=list)
    month: tuple[int, int] = (0, 0)

    def begin(self, day: date) -> None:
        """The tasks of a document of that day, and those that come in by themselves, set out on their way."""
        policy = self.lives.policy
        if policy.day == day:
            found = list(clauses(policy.text))
            set_up_policy(found, by=self.cast.office, title=policy.title, day=day)
        begun = [life for life in self.lives.planned if life.document == day]
        stated = [row for row in statements.tasks(kind="action") if row.document_date == day] if begun else []
        for life in begun:
            if life.title:
                self._set_out(life, self._bring_in(life), day=day)
            else:
                row = next((row for row in stated if life.words in row.title), None)
                if row is not None:
                    self._settle(life, row)
                    self._set_out(life, row.lineage, day=day)

    def live(self, day: date) -> None:
        """Do all that is due up to the end of a day, which begins with the chase."""
        chase(by=machine("催办"), day=day)
        self._sign_for_letters(day)
        if (day.year, day.month) != self.month:
            self.month = day.year, day.month
            open_periods(by=machine("周期任务"), on=day)
        for way in self.ways:
            while way.day is not None and way.day <= day:
                self._do(way, way.life.course[way.at], day=day)
                _plan(way)
            while way.nodes and way.nodes[0][1] <= day:
                self._reach(way)

    def _sign_for_letters(self, day: date) -> None:
        """Units sign for what came the day before or earlier; this morning's letters lie on their desks."""
        for letter in open_letters():
            assert letter.unit_id is not None
            if letter.day < day:
                receive(letter.pk, by=self.cast.doer("accept", unit=letter.unit_id, turn=letter.pk))

    def _bring_in(self, life: Life) -> int:
        """A matter that no document says: typed in, from above, a problem of a ledger."""
        unit = unit_named(life.unit)
        assert unit is not None, life.unit
        fields: dict[str, Any] = {
            "title": life.title,
            "standard": life.goal,
            "document_date": life.document,
            "lead_unit": unit.pk,
            "leader": unit.portfolio_leader_id,
            "quote": life.details.get("source_words", ""),
            "support_units": [found.pk for name in life.support if (found := unit_named(name))],
        }
        number = set_up_new(fields | _limit(life), by=self.cast.office, details=life.details).task
        for year, goal in life.years.items():
            yearly_goal(number, int(year), goal, by=self.cast.office)
        return number

    def _settle(self, life: Life, row: Any) -> None:
        """Give a stated task its lead, its helpers, its time limit and its goal."""
        changes: dict[str, Any] = _limit(life) if row.deadline_kind == "none" else {}
        unit = unit_named(life.unit) if life.unit and row.lead_unit_id is None else None
        if unit is not None:
            changes |= {"lead_unit": unit.pk, "leader": unit.portfolio_leader_id}
        helpers = [found.pk for name in life.support if (found := unit_named(name))]
        if helpers:
            changes["support_units"] = helpers
        if life.goal:
            changes["standard"] = life.goal
        if changes:
            correct_task(
                row.lineage, changes, by=self.cast.office, expected_version=row.version, reason=REASON
            )

    def _set_out(self, life: Life, task: int, *, day: date) -> None:
        way = _Way(life, task, start=day, last=day)
        way.at = 1 if life.title else 0
        _plan(way)
        self.ways.append(way)

    def _do(self, way: _Way, step: Step, *, day: date) -> None:
        deed, life = step.deed, way.life
        if deed == "set_up":
            set_up(
                way.task,
                by=self.cast.office,
                details={"officer": self.cast.office.user_id} | dict(life.details),
            )
            return
        stated = history.current("task", way.task)
        row = assignment(way.task)
        assert row is not None
        by = self.cast.doer(deed, unit=stated.lead_unit_id, turn=way.reports)
        seen = row.version
        if deed in ("report", "submit"):
            said = self._said(way, period=step.when == "period")
            files = papers(said.progress) or (
                papers("现场照片附后") if row.wants_evidence and deed == "submit" else []
            )
            report(way.task, said, by=by, expected_version=seen, files=files, final=deed == "submit")
            way.reports += 1
            return
        words = life.notes.get(deed, self.lives.words.get(deed, ""))
        until = None
        if deed == "ask_extension":
            until = life.until or (row.due or stated.deadline) + timedelta(days=30)
        move(way.task, deed, by=by, expected_version=seen, words=words, day=until)
        if deed == "issue" and row.every:
            open_periods(by=machine("周期任务"), on=day)
        if deed == "issue" and life.nodes:
            self._lay_out(way)

    def _lay_out(self, way: _Way) -> None:
        """Spread the nodes of the task's kind over its time; the last one is the end itself."""
        row = assignment(way.task)
        assert row is not None
        plan_from_template(
            way.task, way.life.nodes, by=self.cast.office, expected_version=row.version, start=way.start
        )
        nodes = [(node.position, node.due) for node in milestones_of([way.task])[way.task]]
        way.nodes = nodes[:-1][: way.life.reached]

    def _reach(self, way: _Way) -> None:
        row, stated = assignment(way.task), history.current("task", way.task)
        assert row is not None
        position, _day = way.nodes.pop(0)
        by = self.cast.doer("report", unit=stated.lead_unit_id)
        reach_node(way.task, position, by=by, expected_version=row.version)

    def _said(self, way: _Way, *, period: bool) -> Said:
        """What is reported this time; a recurring task says its last words again when it has no new ones."""
        all_said = way.life.said or ("按计划推进",)
        parts = [*all_said[min(way.reports, len(all_said) - 1)].split("|"), "", ""][:3]
        asked = requests_open([way.task]).get(way.task) if period else None
        return Said(*parts, period=asked.period if asked else "")


def open_stage(cast: Cast) -> Stage:
    """The stage before the first document."""
    return Stage(cast, lives())


def _limit(life: Life) -> dict[str, Any]:
    if isinstance(life.due, date):
        return {"deadline_kind": "date", "deadline": life.due}
    return {"deadline_kind": life.due} if life.due else {}


def _plan(way: _Way) -> None:
    """Set the day of the next step; a step that recurs comes again until the demo ends."""
    if way.day is not None:
        way.last = way.day
        recurs = way.life.course[way.at].when == "period"
        way.at += 0 if recurs else 1
    if way.at >= len(way.life.course):
        way.day = None
        return
    row, stated = assignment(way.task), history.current("task", way.task)
    due = (row.due if row else None) or stated.deadline
    every = row.every if row and row.every else "month"
    way.day = way.life.course[way.at].day(before=way.last, start=way.start, due=due, every=every)
