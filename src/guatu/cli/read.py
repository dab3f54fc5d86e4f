"""`guatu read`: documents in, what they state out."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

from guatu.catalogue.taught import NOTHING, Taught
from guatu.catalogue.taught_file import taught_in
from guatu.cli.printing import as_html, as_table
from guatu.reading.read import read_bytes
from guatu.vocabulary.problems import GuatuError
from guatu.vocabulary.statements import Reading

_SUFFIX = {"json": ".json", "table": ".txt", "html": ".html"}


@click.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path, exists=False)
)
@click.option(
    "--date",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The document's date; months and years are counted from it. Default: the date in the text, then in "
    "the file's name.",
)
@click.option("--area", default="zone", show_default=True, help="The area whose figures the document states.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "table", "html"]),
    default="json",
    show_default=True,
    help="json: everything, with spans. table: for reading. html: the text with its spans lit.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write one file for each document into this folder; needed for several documents.",
)
@click.option(
    "--words",
    "words",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Words beside the catalogue's, as TOML or JSON: [aliases] spelling = indicator, [units] written = "
    "{unit = base unit, factor = so many}. They win over those of --home.",
)
@click.option(
    "--home",
    type=click.Path(file_okay=False, exists=True),
    help="Data folder of a zone: read with the words taught there. Default: the catalogue's words alone.",
)
def read(
    files: tuple[Path, ...],
    day: datetime.datetime | None,
    area: str,
    form: str,
    out: Path | None,
    words: Path | None,
    home: str | None,
) -> None:
    """Read observations, targets and tasks from docx, pdf (with text), txt, html, md and rtf documents.

    One document goes to standard output, several into --out. Nothing is sent anywhere. The review desk of a
    zone reads with the words taught there; this command does so with --home or --words only.

    \b
    Exit codes: 0 all read; 1 a document could not be read (the others are written); 2 wrong usage.

    \b
    Examples:
      guatu read speech.txt --date 2022-08-12
      guatu read *.docx --out readings --format html
      guatu read speech.txt --home var
    """
    if len(files) > 1 and out is None:
        raise click.UsageError("Several documents need --out DIR.")
    try:
        taught = _taught(words, home)
    except (GuatuError, OSError) as error:
        raise click.UsageError(str(error)) from error
    failed = False
    names: set[str] = set()
    for path in files:
        try:
            reading, text = read_bytes(
                path.read_bytes(), name=path.name, date=day.date() if day else None, area=area, taught=taught
            )
            printed = _printed(reading, text, form)
            if out is None:
                click.echo(printed)
            else:
                out.mkdir(parents=True, exist_ok=True)
                _target(out, path, form, names).write_text(printed + "\n", encoding="utf-8")
        except GuatuError as error:
            failed = True
            click.echo(f"guatu read: {error.problem}", err=True)
        except OSError as error:
            failed = True
            click.echo(f"guatu read: {path}: {error.strerror or error}", err=True)
    if failed:
        raise SystemExit(1)


def _taught(words: Path | None, home: str | None) -> Taught:
    """The words of the zone and of the file; nothing is looked for where neither was named."""
    found = NOTHING
    if home is not None:
        from guatu.web.site import start

        start.setup(home=home)
        from guatu.web.reading.queries.words import taught

        found = taught()
    if words is None:
        return found
    added = taught_in(words)
    for word in (*(pair[0] for pair in added.aliases), *(unit[0] for unit in added.units)):
        found = found.without(word)
    return Taught((*found.aliases, *added.aliases), (*found.units, *added.units))


def _target(out: Path, path: Path, form: str, names: set[str]) -> Path:
    """Where a document's reading goes; two documents of one name do not overwrite each other."""
    name, n = path.stem, 1
    while name in names:
        n += 1
        name = f"{path.stem}-{n}"
    names.add(name)
    return out / f"{name}{_SUFFIX[form]}"


def _printed(reading: Reading, text: str, form: str) -> str:
    if form == "json":
        return json.dumps(reading.to_json(), ensure_ascii=False, indent=1)
    return as_table(reading) if form == "table" else as_html(reading, text)
