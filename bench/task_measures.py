"""What ``make bench-tasks`` measures, in a process with a zone of tasks."""

from __future__ import annotations

import io
import time
from datetime import date
from typing import Any

import openpyxl

from bench.task_lives import Zone
from bench.task_zone import TODAY

ROUNDS, WARM, EVERY = 40, 3, 10
CHANGED, ON_A3 = 100, 300
#: A working day: nobody is chased on a Saturday.
NIGHT = date(2022, 8, 22)
PAGES = {
    "desk": "/desk",
    "book": "/tasks",
    "map": "/tasks/map",
    "search": "/search?q=产业园",
    "list": "/tasks/list",
    "timetable": "/tasks/timetable",
}
WHO = ("supervision", "leader", "department")


def pages(zone: Zone) -> float:
    """The p95 of the slowest page, in milliseconds; each page's own is printed, with this process's own work.

    One request in ten follows a write, so that nothing is answered from what was remembered for long.
    """
    from django.test import Client
    from django.urls import Resolver404, resolve

    import guatu.web.site.wsgi  # noqa: F401 - what serving sets up

    taken: dict[str, list[float]] = {}
    worked: dict[str, list[float]] = {}
    writes = _writes(zone)
    for role in WHO:
        client = Client()
        client.force_login(zone.people[role][0])
        for name, path in PAGES.items():
            try:
                resolve(path.partition("?")[0])
            except Resolver404:
                print(f"  {name}: there is no such page yet")
                continue
            for n in range(WARM + ROUNDS):
                if n % EVERY == EVERY - 1:
                    next(writes)
                started, busy = time.perf_counter(), time.process_time()
                answer = client.get(path)
                took, busy = (time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000
                if answer.status_code != 200:
                    raise RuntimeError(f"{path} as {role}: {answer.status_code}")
                if n >= WARM:
                    taken.setdefault(name, []).append(took)
                    worked.setdefault(name, []).append(busy)
    for name, found in taken.items():
        own = worked[name]
        print(
            f"  {name:9} p50 {_quantile(found, 0.5):5.0f} ms   p95 {_quantile(found, 0.95):5.0f} ms"
            f"   processor p50 {_quantile(own, 0.5):5.0f} ms   p95 {_quantile(own, 0.95):5.0f} ms"
        )
    return max(_quantile(found, 0.95) for found in taken.values())


def _quantile(values: list[float], share: float) -> float:
    return round(sorted(values)[min(int(len(values) * share), len(values) - 1)], 1)


def _writes(zone: Zone) -> Any:
    """Amend one open task after another, as an officer would."""
    from guatu.web.accounts.queries import actor_of
    from guatu.web.execution.actions.setting_up import amend
    from guatu.web.execution.queries.assignments import assignment

    by = actor_of(zone.people["supervision"][1])
    for number in range(1, zone.tasks + 1):
        row = assignment(number)
        assert row is not None
        details = {"place": f"第{number}片区"}
        yield amend(number, details, by=by, expected_version=row.version, reason="测速")


def _lines() -> Any:
    from guatu.web.access.actor import machine
    from guatu.web.execution import queries

    return queries.lines(machine("bench"))


def a3_map() -> None:
    """The A3 battle map of 300 tasks as PDF, from the database to the bytes."""
    from guatu.briefing import sheets
    from guatu.web.execution import listing, prints
    from guatu.web.execution.queries.battle import battle_map

    lines = _lines()[:ON_A3]
    lights = listing.lights(lines, known_at=None)
    head = prints.head_of(title="作战图", zone="青澜开发区", today=TODAY, lights=lights)
    rows = prints.map_rows(battle_map(lines, today=TODAY, known_at=None))
    made = sheets.sheet("map", head | {"rows": rows})
    assert made[0].startswith(b"%PDF")


def round_trip() -> dict[str, Any]:
    """2,000 tasks out as a workbook, 100 changed in it, and back; lossless when every cell says so."""
    from guatu.execution.exchange import SHEET, read
    from guatu.web.access.actor import machine
    from guatu.web.execution.actions.bringing_back import bring_back
    from guatu.web.execution.queries.exchange import planned, workbook

    by = machine("bench")
    started = time.perf_counter()
    data = workbook(_lines(), title="任务书", known_at=None)
    out = time.perf_counter() - started
    unchanged = planned(data, name="b.xlsx", actor=by) == []
    opened = openpyxl.load_workbook(io.BytesIO(data))
    for line in range(2, CHANGED + 2):
        opened[SHEET].cell(line, 11).value = f"改后责任人{line}"
    held = io.BytesIO()
    opened.save(held)
    started = time.perf_counter()
    taken = bring_back(held.getvalue(), name="b.xlsx", by=by)
    back = time.perf_counter() - started
    wanted = {row.number: row.cells for row in read(held.getvalue(), name="b.xlsx")}
    again = workbook(_lines(), title="任务书", known_at=None)
    found = {row.number: row.cells for row in read(again, name="b.xlsx")}
    print(f"  workbook out {out:.1f} s, back {back:.1f} s, {taken.tasks} tasks changed")
    whole = unchanged and taken.tasks == CHANGED and wanted == found
    return {"xlsx_round_trip_s": round(out + back, 2), "round_trip_lossless": whole}


def chase() -> float:
    """The nightly chase over all open tasks, in seconds; a second run sends nothing more."""
    from guatu.web.access.actor import machine
    from guatu.web.execution.actions.chasing import chase as run

    started = time.perf_counter()
    done = run(by=machine("bench"), day=NIGHT)
    took = time.perf_counter() - started
    again = run(by=machine("bench"), day=NIGHT)
    print(f"  chase: {done.tasks} tasks looked at, letters {done.letters}, again {again.letters}")
    return round(took, 1)
