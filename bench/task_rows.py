"""The rows of a bench zone's tasks, as the actions would have written them, kept until they are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from bench.task_lives import Planned, Step, Zone, noon, stood
from guatu.web.audit.chain import GENESIS, digest
from guatu.web.audit.models import Entry
from guatu.web.execution.models import Assignment, Event, Milestone, Report
from guatu.web.statements.models import Task, TaskUnit

BATCH = 2000
_PART = {"set_up": "supervision", "issue": "supervision", "return": "supervision", "pass": "supervision"}
_PART |= {"refer": "supervision", "review": "leader", "sign_off": "leader"}


class Writer:
    """Takes planned tasks; writes statements, tasks under way, events, reports, nodes and the log."""

    def __init__(self, zone: Zone) -> None:
        self.zone = zone
        self.planned: list[tuple[int, Planned]] = []

    def add(self, number: int, planned: Planned) -> None:
        """Keep one task under its number."""
        self.planned.append((number, planned))

    def flush(self) -> None:
        """Write everything: the log in the order of the days, rows under the sequences that it gives."""
        days = [(n, -1, p.fields["document_date"], p) for n, p in self.planned]
        days += [(n, at, step.on, p) for n, p in self.planned for at, step in enumerate(p.road)]
        order = sorted(days, key=lambda item: (item[2], item[0], item[1]))
        last = Entry.objects.order_by("-sequence").first()
        start = last.sequence + 1 if last else 1
        seqs = {(n, at): seq for seq, (n, at, _, _) in enumerate(order, start=start)}
        self._log(order, last=last)
        self._statements(seqs)
        rows = self._assignments(seqs)
        self._events(rows, seqs)
        self._milestones(rows, seqs)
        self.zone.events += len(seqs) - len(self.planned)
        self.planned = []

    def _log(self, order: Iterable[tuple[int, int, date, Planned]], *, last: Entry | None) -> None:
        def entries() -> Iterator[Entry]:
            previous, start = (last.hash, last.sequence + 1) if last else (GENESIS, 1)
            moment = last.at if last else noon(date(2000, 1, 1))
            for seq, (number, at, on, planned) in enumerate(order, start=start):
                deed = "state" if at < 0 else planned.road[at].deed
                moment = max(moment, noon(on))
                entry = Entry(sequence=seq, at=moment, actor_name="演示", action=f"task.{deed}")
                entry.thing, entry.previous = f"task:{number}", previous
                entry.hash = previous = digest(entry)
                yield entry

        _bulk(Entry, entries())

    def _statements(self, seqs: dict[tuple[int, int], int]) -> None:
        _bulk(
            Task,
            (
                Task(lineage=n, version=1, kind="action", seq_from=seqs[n, -1], **p.fields)
                for n, p in self.planned
            ),
        )
        first = self.planned[0][0] if self.planned else 0
        keys = dict(Task.objects.filter(lineage__gte=first).values_list("lineage", "pk"))
        _bulk(
            TaskUnit,
            (
                TaskUnit(task_id=keys[n], unit_id=unit, role="responsible", position=place)
                for n, p in self.planned
                for place, unit in enumerate(p.others)
            ),
        )

    def _assignments(self, seqs: dict[tuple[int, int], int]) -> dict[int, int]:
        officers = [user.pk for user in self.zone.people["supervision"]]

        def rows() -> Iterator[Assignment]:
            for n, p in self.planned:
                standing = None
                for step in p.road:
                    standing = stood(standing, step)
                assert standing is not None
                last, issued = len(p.road) - 1, next((s.on for s in p.road if s.deed == "issue"), None)
                yield Assignment(
                    task=n,
                    state=standing.state.value,
                    since=standing.since,
                    handed_in=standing.handed_in,
                    issued_on=issued,
                    officer_id=officers[n % len(officers)],
                    every=p.every,
                    set_by_id=officers[n % len(officers)],
                    version=last + 1,
                    seq=seqs[n, last],
                )

        _bulk(Assignment, rows())
        return dict(Assignment.objects.values_list("task", "pk"))

    def _events(self, rows: dict[int, int], seqs: dict[tuple[int, int], int]) -> None:
        _bulk(Event, (self._event(n, at, p, rows=rows, seqs=seqs) for n, at, p in self._steps()))
        keys = dict(Event.objects.filter(seq__gte=min(seqs.values(), default=0)).values_list("seq", "pk"))

        def reports() -> Iterator[Report]:
            for n, at, p in self._steps():
                step = p.road[at]
                if step.said:
                    seq = seqs[n, at]
                    yield Report(
                        event_id=keys[seq],
                        assignment_id=rows[n],
                        progress=step.said,
                        problems="用地指标待批" if n % 3 == 0 else "",
                        next_steps="下月完成招标",
                        final=step.deed == "submit",
                        seq=seq,
                    )

        _bulk(Report, reports())
        last: dict[int, tuple[int, date]] = {}
        for row, pk, on in Report.objects.order_by("seq").values_list("assignment", "pk", "event__on"):
            last[row] = (pk, on)
        for few in _batches(Assignment.objects.filter(pk__in=list(last)) if last else ()):
            for row in few:
                row.last_report_id, row.reported_on = last[row.pk]
            Assignment.objects.bulk_update(few, ["last_report", "reported_on"], batch_size=400)

    def _steps(self) -> Iterator[tuple[int, int, Planned]]:
        for n, p in self.planned:
            for at in range(len(p.road)):
                yield n, at, p

    def _event(
        self, n: int, at: int, p: Planned, *, rows: dict[int, int], seqs: dict[tuple[int, int], int]
    ) -> Event:
        step: Step = p.road[at]
        standing = None
        for past in p.road[: at + 1]:
            standing = stood(standing, past)
        assert standing is not None
        people = self.zone.people[_PART.get(step.deed, "department")]
        return Event(
            assignment_id=rows[n],
            seq=seqs[n, at],
            on=step.on,
            deed=step.deed,
            from_state=p.road[at - 1].to.value if at else "draft",
            to_state=step.to.value,
            since=standing.since,
            handed_in=standing.handed_in,
            by_id=people[n % len(people)].pk,
            unit_id=p.fields["lead_unit_id"],
            words=step.said,
        )

    def _milestones(self, rows: dict[int, int], seqs: dict[tuple[int, int], int]) -> None:
        _bulk(
            Milestone,
            (
                Milestone(assignment_id=rows[n], position=place, name=name, due=due, seq_from=seqs[n, 0])
                for n, p in self.planned
                for place, (name, due) in enumerate(p.nodes, start=1)
            ),
        )


def _bulk(model: type[Any], rows: Iterable[Any]) -> None:
    for few in _batches(rows):
        model.objects.bulk_create(few)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    held: list[Any] = []
    for row in rows:
        held.append(row)
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held
