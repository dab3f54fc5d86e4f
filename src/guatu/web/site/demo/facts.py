"""The demo zone's enterprises: simulated spreadsheets, handed in by the statistics officer like any."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from guatu.demo.world import DATASETS, make_zone
from guatu.demo.write import write_zone
from guatu.web.accounts.queries import actor_for
from guatu.web.facts.actions import receive_delivery
from guatu.web.facts.queries import delivery_by_number
from guatu.web.jobs.worker import run_pending

ENTERPRISES, FIRST_YEAR, MONTHS = 60, 2019, 43  # to July 2022, the last month before the demo's day
FORMS = (*DATASETS, "enterprises_closed")
REASON = "模拟数据，核减和更正均属预设"


def load_facts(
    *,
    say: Callable[[str], None],
    enterprises: int = ENTERPRISES,
    first_year: int = FIRST_YEAR,
    months: int = MONTHS,
) -> None:
    """Hand in three years and a half of simulated months; each file goes through the importer."""
    officer = actor_for("statistics", origin="demo")
    world = make_zone(enterprises, months=months, first_year=first_year)
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        for sheet in write_zone(world, Path(folder), months=months, datasets=FORMS):
            delivery = receive_delivery(
                sheet.path.read_bytes(),
                name=sheet.path.name,
                by=officer,
                dataset=sheet.dataset,
                may_register=True,
                reason=REASON,
            )
            made[sheet.path.name] = delivery.pk
    # All at once, so that the sums are made of the last of them and not anew for each.
    run_pending()
    refused = [name for name, number in made.items() if delivery_by_number(number).state != "accepted"]
    taken = len(made) - len(refused)
    say(f"模拟企业数据：{enterprises}家企业{months}个月，{taken}份表格入库")
    for name in refused:
        say(f"{name}：未通过核对")
