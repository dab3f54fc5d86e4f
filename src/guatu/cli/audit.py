"""`guatu audit`: the log checked from outside the site."""

from __future__ import annotations

import click


@click.group()
def audit() -> None:
    """Check the audit log."""


@audit.command()
@click.option(
    "--home", type=click.Path(file_okay=False), help="Data folder. Default: $GUATU_HOME, or var/ here."
)
@click.option(
    "--head", default="", help="A hash noted earlier: fails when no row has it any more (a cut tail)."
)
def verify(home: str | None, head: str) -> None:
    """Recompute the chain of hashes and look for the triggers.

    Prints the number of rows and the last hash (note it elsewhere: it shows a cut tail later). Exit code 0
    when all is well, 1 with the first broken row otherwise.
    """
    from guatu.web.site import start

    start.setup(home=home)
    from guatu.web.audit import queries

    broken = queries.first_break(expected_head=head)
    if broken is not None:
        click.echo(f"audit log: broken at row {broken.sequence}: {broken.why}", err=True)
        raise SystemExit(1)
    lost = queries.missing_triggers()
    if lost:
        click.echo(
            f"audit log: the chain holds, but triggers are missing: {', '.join(sorted(lost))}", err=True
        )
        raise SystemExit(1)
    click.echo(f"audit log: {queries.head()} rows, chain holds, last hash {queries.head_hash() or '-'}")
