"""The nightly chase over very many open tasks: `python -m bench.chase`, or `measure_chase()` elsewhere.

    RESULT {"chase_100k_s": ..., "letters": ..., "outbox_rows": ..., "second_run_s": ...}

Every task is with its unit and has a date, spread about the day of the chase, so that some wait,
some are to be reminded and most are late: the first chase of an office that begins today.
"""

from __future__ import annotations

import json
import tempfile
import time
from datetime import date, timedelta
from typing import Any

DAY = date(2022, 8, 22)
UNITS = 200
SPREAD = (-120, 60)


def write_open_tasks(count: int, *, day: date = DAY) -> None:
    """Write units and open tasks into an empty database that is set up and migrated."""
    from guatu.execution.states import State
    from guatu.web.access.actor import machine
    from guatu.web.accounts.actions import people, units
    from guatu.web.execution.models import Assignment
    from guatu.web.statements.models import Task

    by = machine("bench")
    area = units.create_area("演示区", by=by)
    leader = people.create_user("leader", by=by, display_name="甲副主任", password="bench-zone-2022")
    made = [
        units.create_unit(f"第{n}单位", by=by, area=area, kind="bureau", short_name=f"单位{n}", order=n)
        for n in range(UNITS)
    ]
    first, last = SPREAD
    dues = [day + timedelta(days=first + n % (last - first + 1)) for n in range(count)]
    said = {"version": 1, "kind": "action", "seq_from": 1, "deadline_kind": "date", "source": "entry:bench"}
    Task.objects.bulk_create(
        (
            Task(
                lineage=n + 1,
                title=f"推进第{n + 1}号重点任务",
                quote="确保按期完成",
                lead_unit=made[n % UNITS],
                leader=leader,
                deadline=dues[n],
                document_date=date(2022, 1, 10),
                **said,
            )
            for n in range(count)
        ),
        batch_size=2000,
    )
    held = {"state": State.IN_HAND.value, "since": date(2022, 1, 20), "version": 4, "seq": 1}
    Assignment.objects.bulk_create((Assignment(task=n + 1, **held) for n in range(count)), batch_size=2000)


def measure_chase(count: int = 100_000) -> dict[str, Any]:
    """Chase over so many open tasks in a fresh database, twice: seconds, letters and rows of the outbox."""
    with tempfile.TemporaryDirectory() as home:
        from guatu.web.site import start

        start.setup(home=home)
        start.migrate()
        write_open_tasks(count)
        return time_chase()


def time_chase(day: date = DAY) -> dict[str, Any]:
    """Chase twice in the database at hand; the second run finds nothing to send."""
    from guatu.web.access.actor import machine
    from guatu.web.execution.actions.chasing import chase
    from guatu.web.messages.models import Letter, Outbox

    by = machine("bench")
    began = time.perf_counter()
    done = chase(by=by, day=day)
    first = time.perf_counter() - began
    again = chase(by=by, day=day)
    second = time.perf_counter() - began - first
    assert not again.letters, again
    return {
        "chase_100k_s": round(first, 2),
        "tasks": done.tasks,
        "letters": Letter.objects.count(),
        "outbox_rows": Outbox.objects.count(),
        "second_run_s": round(second, 2),
    }


if __name__ == "__main__":
    print("RESULT", json.dumps(measure_chase()))
