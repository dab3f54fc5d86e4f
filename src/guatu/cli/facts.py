"""`guatu facts`: the lake of enterprise facts, looked after."""

from __future__ import annotations

import os
from pathlib import Path

import click

from guatu.catalogue.datasets import load_dataset
from guatu.facts import lake as lakes
from guatu.facts.snapshot import datasets_in, read_files, snapshot_at
from guatu.facts.verify import verify as verify_lake


def lake_folder(home: str | None) -> Path:
    """The lake in the data folder."""
    return Path(home or os.environ.get("GUATU_HOME") or "var") / "lake"


@click.group()
def facts() -> None:
    """Look after the lake of enterprise facts."""


@facts.command()
@click.option("--home", help="Data folder; default $GUATU_HOME or var.")
def verify(home: str | None) -> None:
    """Check every file against the manifest: checksums, orphans, missing origins, gaps in the months.

    Exit codes: 0 the lake is whole; 1 something is wrong (each on a line of its own).
    """
    lake = lake_folder(home)
    problems = verify_lake(lake)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    names = datasets_in(lake)
    count = sum(len(read_files(lake / name)) for name in names)
    click.echo(f"数据集{len(names)}个，文件{count}个，校验一致。")


@facts.command()
@click.option("--home", help="Data folder; default $GUATU_HOME or var.")
def compact(home: str | None) -> None:
    """Fold revisions into one file a period; every answer stays the same, for earlier moments too."""
    lake = lake_folder(home)
    done = 0
    for name in datasets_in(lake):
        dataset = load_dataset(name)
        for period in snapshot_at(lake, dataset=name).periods:
            done += lakes.compact(lake, dataset=dataset, period=period) is not None
    click.echo(f"已整理{done}期。")
