"""Where each task stands by its events alone, beside what the maintained rows say."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from guatu.execution.standing import Happened, Standing, after
from guatu.execution.states import State
from guatu.web.execution.models import Assignment, Event, Report

_COLUMNS = ("pk", "on", "to_state", "due", "extension", "since", "handed_in")


@dataclass(frozen=True, slots=True)
class Replayed:
    """One task by its events; ``stale`` are the events whose own columns say otherwise, by their key."""

    task: int
    row: int
    standing: Standing
    last_report: int | None
    reported_on: date | None
    stale: dict[int, Standing]


def replay(*, task: int | None = None) -> Iterator[Replayed]:
    """Every task (or one) folded from its events, in the order of their rows."""
    rows = Assignment.objects.order_by("pk")
    rows = rows if task is None else rows.filter(task=task)
    reports = {
        assignment: (pk, on)
        for assignment, pk, on in Report.objects.order_by("seq").values_list("assignment", "pk", "event__on")
    }
    for number, pk in rows.values_list("task", "pk").iterator(chunk_size=2000):
        found, stale = None, {}
        for key, on, state, due, extension, since, handed in (
            Event.objects.filter(assignment=pk).order_by("seq").values_list(*_COLUMNS)
        ):
            found = after(found, Happened(on, State(state), due, extension))
            if (since, handed) != (found.since, found.handed_in):
                stale[key] = found
        if found is not None:
            yield Replayed(number, pk, found, *reports.get(pk, (None, None)), stale)


def differences() -> list[str]:
    """What the maintained rows say otherwise than the events, a sentence a task."""
    told = {
        pk: (Standing(State(state), due, extension, since, handed), report, on)
        for pk, state, due, extension, since, handed, report, on in Assignment.objects.values_list(
            "pk", "state", "due", "extension", "since", "handed_in", "last_report", "reported_on"
        )
    }
    found = []
    for true in replay():
        said = told.pop(true.row)
        wanted = (true.standing, true.last_report, true.reported_on)
        if said != wanted or true.stale:
            found.append(f"任务第{true.task}号：登记为{_said(*said)}，按办理过程应为{_said(*wanted)}")
    silent = Assignment.objects.filter(pk__in=told).values_list("task", flat=True)
    return found + [f"任务第{task}号：没有办理过程" for task in silent]


def _said(standing: Standing, report: int | None, on: date | None) -> str:
    parts = [standing.word, f"自{standing.since}", f"时限{standing.due or '不变'}"]
    parts += [f"报送于{standing.handed_in}"] if standing.handed_in else []
    parts += [f"反馈于{on}"] if report else []
    return "、".join(parts)
