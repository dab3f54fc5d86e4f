"""`guatu catalogue`: the definitions, checked."""

from __future__ import annotations

import click


@click.group()
def catalogue() -> None:
    """Look after the definitions: datasets, indicators, code lists."""


@catalogue.command()
def check() -> None:
    """Hold every definition file against its schema and against the others.

    Reads the package's own files and those of the folders in $GUATU_CATALOGUE.

    Exit codes: 0 all is well; 1 something is wrong (file, line, what to do; each on a line of its own).
    """
    from guatu.catalogue.check import check as check_all
    from guatu.vocabulary.problems import GuatuError

    try:
        files, problems = check_all()
    except GuatuError as error:
        raise click.ClickException(str(error)) from error
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo(f"定义文件{files}个，均符合规定。")
