"""`guatu simulate`: spreadsheets of an invented zone."""

from __future__ import annotations

from pathlib import Path

import click

from guatu.demo.world import make_zone
from guatu.demo.write import write_zone


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--enterprises", default=3000, show_default=True, type=click.IntRange(1, 10_000_000))
@click.option("--months", default=60, show_default=True, type=click.IntRange(1, 240))
@click.option("--from-year", default=2020, show_default=True, type=click.IntRange(2000, 2100))
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same zone.")
def simulate(out: Path, enterprises: int, months: int, from_year: int, seed: int) -> None:
    """Write the monthly spreadsheets of a simulated zone into OUT, marked 模拟数据.

    Output and sales, electricity and taxes are linked; enterprises enter, leave, restate, come late and
    correct themselves. OUT/deliveries.csv lists the files in the order in which they would come.
    """
    world = make_zone(enterprises, months=months, first_year=from_year, seed=seed)
    count = rows = 0
    for sheet in write_zone(world, out, months=months):
        count, rows = count + 1, rows + sheet.rows
    click.echo(f"模拟数据：{out} 下{count}个表，{rows}行。")
