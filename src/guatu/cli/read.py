"""`guatu read`: documents in, what they state out."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import click

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
def read(
    files: tuple[Path, ...], day: datetime.datetime | None, area: str, form: str, out: Path | None
) -> None:
    """Read observations, targets and tasks from docx, pdf (with text), txt, html, md and rtf documents.

    One document goes to standard output, several into --out. Nothing is sent anywhere.

    \b
    Exit codes: 0 all read; 1 a document could not be read (the others are written); 2 wrong usage.

    \b
    Examples:
      guatu read speech.txt --date 2022-08-12
      guatu read *.docx --out readings --format html
    """
    if len(files) > 1 and out is None:
        raise click.UsageError("Several documents need --out DIR.")
    failed = False
    names: set[str] = set()
    for path in files:
        try:
            reading, text = read_bytes(
                path.read_bytes(), name=path.name, date=day.date() if day else None, area=area
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
