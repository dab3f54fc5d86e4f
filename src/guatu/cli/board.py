"""`guatu board`: the board of one period, from the facts in the data folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from guatu.indicators.board import Board


@click.command()
@click.option(
    "--period", default="", help="YYYY-MM: the cumulative to that month. Default: the latest delivered."
)
@click.option("--area", default="", help="Code of a street or park (11). Default: the whole zone.")
@click.option(
    "--industry",
    default="",
    help="Division (39), section (C) or named set (leading). Default: all industries.",
)
@click.option("--size", default="", help="Code of a size of enterprises: 1 large to 4 micro. Default: all.")
@click.option("--ownership", default="", help="Code of a type of registration (5 private). Default: all.")
@click.option(
    "--known-at", type=click.IntRange(min=1), help="Sequence of the audit log: as known then. Default: now."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "xlsx"]), default="table", show_default=True
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; xlsx needs it.")
@click.option("--home", type=click.Path(file_okay=False), help="Data folder; default $GUATU_HOME or var.")
def board(
    period: str,
    area: str,
    industry: str,
    size: str,
    ownership: str,
    known_at: int | None,
    form: str,
    out: Path | None,
    home: str | None,
) -> None:
    """Print every indicator that the enterprise facts feed, each figure with its key.

    \b
        guatu board --period 2022-07
        guatu board --period 2022-07 --area 11 --industry leading --format json
        guatu board --period 2022-07 --size 1 --ownership 7
        guatu board --period 2022-07 --format xlsx --out board.xlsx

    A figure's key goes into `guatu trace KEY`, which leads down to the cells. Whoever holds the data folder
    sees everything. Exit codes: 0 done; 1 nothing was delivered for that period; 2 wrong use.
    """
    from guatu.indicators import board as boards
    from guatu.indicators.reckoning import Reckoning
    from guatu.indicators.world import World
    from guatu.vocabulary.problems import GuatuError

    if form == "xlsx" and out is None:
        raise click.UsageError("--format xlsx 须用 --out 写明文件。")
    folder = Path(home or os.environ.get("GUATU_HOME") or "var")
    by = Reckoning(World(folder / "lake", cubes=folder / "cubes", known_at=known_at))
    try:
        found = boards.board(
            by,
            until=boards.month_of(period),
            area=area or None,
            industry=industry or None,
            size=size or None,
            ownership=ownership or None,
            known_at=known_at,
        )
    except GuatuError as error:
        raise click.UsageError(str(error)) from error
    if not found.rows:
        raise click.ClickException("没有这一期的企业数据。先用 guatu import 报送，或换一个数据期。")
    _write(found, form=form, out=out)


def _write(found: Board, *, form: str, out: Path | None) -> None:
    from guatu.indicators.board_printing import as_json, as_table, as_xlsx

    if form == "xlsx" and out is not None:
        out.write_bytes(as_xlsx(found))
        return
    text = as_json(found) if form == "json" else as_table(found)
    if out is not None:
        out.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)
