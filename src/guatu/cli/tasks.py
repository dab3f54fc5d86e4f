"""`guatu tasks`: where tasks stand, checked against what happened to them."""

from __future__ import annotations

import click


@click.group()
def tasks() -> None:
    """Check the standings of tasks against their events."""


_HOME = click.option(
    "--home", type=click.Path(file_okay=False), help="Data folder. Default: $GUATU_HOME, or var/."
)


@tasks.command()
@_HOME
def verify(home: str | None) -> None:
    """Fold every task's events and compare with the row that lists and reminders read.

    Exit codes: 0 all agree; 1 something differs (each task on a line of its own).
    """
    from guatu.web.site import start

    start.setup(home=home)
    from guatu.web.execution.queries.replaying import differences

    found = differences()
    for line in found:
        click.echo(line, err=True)
    if found:
        click.echo("请运行 guatu tasks rebuild。", err=True)
        raise SystemExit(1)
    click.echo("任务现状与办理过程一致。")


@tasks.command()
@_HOME
def rebuild(home: str | None) -> None:
    """Write the rows anew from the events, in one transaction, recorded in the audit log."""
    from guatu.web.site import start

    start.setup(home=home)
    from guatu.web.access.actor import machine
    from guatu.web.execution.actions.rebuilding import rebuild as write_anew

    click.echo(f"已重建{write_anew(by=machine('guatu tasks rebuild'))}项任务的现状。")
