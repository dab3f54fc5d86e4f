"""`guatu trace`: how a figure came about, without a browser."""

import json

import click

from guatu.tracing.printing import as_json, as_text
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.problems import GuatuError


@click.command()
@click.argument("key")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--known-at", type=click.IntRange(min=1), help="Sequence of the audit log: as known then. Default: now."
)
@click.option("--limit", type=click.IntRange(min=0), help="Cells of a sum at most. Default: all of them.")
@click.option("--start", type=click.IntRange(min=0), default=0, help="The first cell listed, from 0.")
@click.option(
    "--home", type=click.Path(file_okay=False), help="Data folder. Default: $GUATU_HOME, or var/ here."
)
def trace(key: str, form: str, known_at: int | None, limit: int | None, start: int, home: str | None) -> None:
    """Print how the figure KEY came about, down to the words, entries or cells that state it.

    KEY is a figure's address as the browser shows it, with or without the leading /figures/ :

    \b
        guatu trace goods_trade/growth/2022-01--2022-07
        guatu trace "/figures/target:3/completion/2022-01--2022-06" --format json

    Sums are always whole; their cells come the largest first, and --limit and --start page through them.
    Whoever holds the data folder sees everything. Exit code 1 when there is no such figure, 2 when KEY is
    none.
    """
    try:
        named = FigureKey.parse(key)
    except GuatuError as error:
        raise click.UsageError(str(error)) from error
    from guatu.web.site.start import setup

    setup(home=home)
    from guatu.web.tracing.queries import explained

    try:
        found = explained(named if known_at is None else named.at(known_at), limit=limit, start=start)
    except GuatuError as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        as_text(found) if form == "text" else json.dumps(as_json(found), ensure_ascii=False, indent=2),
        nl=form == "json",
    )
