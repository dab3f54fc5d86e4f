"""`guatu statements`: what is on record, out of one zone and into another."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TextIO

import click

from guatu.vocabulary.problems import GuatuError

HOME = click.option(
    "--home", type=click.Path(file_okay=False), help="Data folder. Default: $GUATU_HOME, or var/ here."
)


@click.group()
def statements() -> None:
    """Export and import what is on record: figures, targets and tasks, with every version."""


@statements.command()
@click.option("--out", type=click.Path(dir_okay=False), help="File to write. Default: standard output.")
@click.option(
    "--known-at", type=click.IntRange(min=1), help="Sequence of the audit log: as known then. Default: now."
)
@HOME
def export(out: str | None, known_at: int | None, home: str | None) -> None:
    """Write everything on record as JSON. Whoever holds the data folder sees everything."""
    from guatu.web.site import start

    start.setup(home=home)
    from guatu.web.statements.exchange import exported

    found = exported(known_at=known_at)
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        Path(out).write_text(text, encoding="utf-8")
        click.echo(f"{out}: {len(found['statements'])} versions", err=True)


@statements.command(name="import")
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--as", "username", required=True, help="The account that answers for it (supervision).")
@HOME
def import_(file: TextIO, username: str, home: str | None) -> None:
    """Put what FILE (or - for standard input) holds on record, whole or not at all.

    What is already on record is left as it is, so that a file may be imported twice. Exit code 1 when it
    was refused; the reason names the entry.
    """
    from guatu.web.site import start

    start.setup(home=home)
    from django.core.exceptions import ObjectDoesNotExist, PermissionDenied

    from guatu.web.accounts.queries import actor_for
    from guatu.web.statements.exchange import take_in

    try:
        data = json.load(file)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file.name}: not JSON ({error})") from error
    try:
        written, there = take_in(data, by=actor_for(username, origin="command line"))
    except ObjectDoesNotExist as error:
        raise click.ClickException(f"no account named {username}") from error
    except PermissionDenied as error:
        raise click.ClickException(f"{username} may not do this: {error}") from error
    except GuatuError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{written} versions put on record, {there} were there already", file=sys.stderr)
