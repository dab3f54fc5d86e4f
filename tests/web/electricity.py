"""Enterprise facts for tests of the web: eight users of electricity in three streets, June and July."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from guatu.web.facts.actions import receive_delivery
from guatu.web.facts.models import Delivery
from guatu.web.jobs.worker import run_pending
from tests.facts.sheets import row, xlsx

#: One street has a single user, whose figures must not be told by a sum.
STREETS = ("澜汀街道", "澜汀街道", "澜汀街道", "澜汀街道", "鹭屿街道", "鹭屿街道", "鹭屿街道", "云埠街道")
LEVEL = "/figures/industrial_electricity/level/2022-01--2022-07?origin=computed"
GROWTH = "/figures/industrial_electricity/growth/2022-01--2022-07?caliber=comparable&origin=computed"


@pytest.fixture
def facts(zone: SimpleNamespace, tmp_path: Path, settings: Any) -> SimpleNamespace:
    """The zone with both months taken in."""
    settings.HOME, settings.FILES_DIR = tmp_path, tmp_path / "files"
    for month, cum in ((6, 600), (7, 700)):
        rows = [
            row(n, 100 + n, 90, cum + n, 650 if month == 7 else 560, area=street)
            for n, street in enumerate(STREETS, 1)
        ]
        bring(zone, xlsx(rows, title=f"企业用电情况（2022年{month}月）"), name=f"{month}月用电.xlsx")
    return zone


def bring(
    zone: SimpleNamespace,
    data: bytes,
    *,
    name: str = "更正.xlsx",
    reason: str = "",
    dataset: str = "electricity",
) -> Delivery:
    """A delivery, accepted."""
    made = receive_delivery(
        data, name=name, by=zone.actors["statistics"], dataset=dataset, may_register=True, reason=reason
    )
    run_pending()
    made.refresh_from_db()
    assert made.state == "accepted", made.problems
    return made
