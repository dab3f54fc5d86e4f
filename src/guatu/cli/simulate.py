"""`guatu simulate`: spreadsheets of an invented zone."""

from __future__ import annotations

from pathlib import Path

import click

from guatu.demo.world import DATASETS, FURTHER, make_zone
from guatu.demo.write import write_zone


@click.command()
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option("--enterprises", default=3000, show_default=True, type=click.IntRange(1, 10_000_000))
@click.option("--months", default=60, show_default=True, type=click.IntRange(1, 240))
@click.option("--from-year", default=2020, show_default=True, type=click.IntRange(2000, 2100))
@click.option("--seed", default=7, show_default=True, help="The same seed gives the same zone.")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@click.option(
    "--dataset",
    "datasets",
    multiple=True,
    type=click.Choice([*DATASETS, *FURTHER, "all"]),
    help=f"Which forms, more than one may be named. Default: {', '.join(DATASETS)}.",
)
@click.option(
    "--faults/--no-faults", default=False, help="Also write files with values in a wrong unit. Default: no."
)
def simulate(
    out: Path,
    enterprises: int,
    months: int,
    from_year: int,
    seed: int,
    form: str,
    datasets: tuple[str, ...],
    faults: bool,
) -> None:
    """Write the monthly spreadsheets of a simulated zone into OUT, marked 模拟数据.

    Output and sales, electricity and taxes, trade, invoices, projects and years are linked; enterprises
    enter, leave, restate, come late and correct themselves. OUT/deliveries.csv lists the files in the order
    in which they would come.

    With --faults some months come first with a few enterprises' values in 元 or 亿元 instead of 万元, which
    the import refuses, and then as they should be; OUT/faults.csv lists the wrong cells.

    \b
        guatu simulate out --enterprises 300 --months 24 --dataset all --faults --format csv
    """
    world = make_zone(enterprises, months=months, first_year=from_year, seed=seed)
    count = rows = 0
    chosen = tuple(DATASETS | FURTHER) if "all" in datasets else datasets or tuple(DATASETS)
    for sheet in write_zone(world, out, months=months, datasets=chosen, form=form, faults=faults):
        count, rows = count + 1, rows + sheet.rows
    click.echo(f"模拟数据：{out} 下{count}个表，{rows}行。")
