"""`guatu import`: spreadsheets into the lake, by the same way as from the page."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--dataset", required=True, help="Id of the dataset, such as industry_monthly.")
@click.option("--period", default="", help="YYYY-MM; default: the month in the sheet's title.")
@click.option("--new-enterprises", is_flag=True, help="Enter enterprises that the register lacks.")
@click.option("--whole", is_flag=True, help="Delete what the period has and the file has not.")
@click.option("--reason", default="", help="Why unusual values are right; without it they refuse the file.")
@click.option("--home", type=click.Path(file_okay=False), help="Data folder; default $GUATU_HOME or var.")
def import_(
    files: tuple[Path, ...],
    dataset: str,
    period: str,
    new_enterprises: bool,
    whole: bool,
    reason: str,
    home: str | None,
) -> None:
    """Hand spreadsheets in, one delivery a file; each is taken in whole or refused whole.

    Exit codes: 0 all taken in; 1 a file was refused (its problems are on standard error); 2 wrong use.
    """
    from guatu.web.site import start

    start.setup(home=home)
    start.migrate()
    from guatu.vocabulary.problems import GuatuError
    from guatu.web.access.actor import machine
    from guatu.web.facts.actions import receive_delivery, recover
    from guatu.web.facts.queries import delivery_by_number, state_word
    from guatu.web.jobs.worker import run_pending

    by, failed = machine("命令行导入"), False
    recover(by=by)
    for path in files:
        try:
            made = receive_delivery(
                path.read_bytes(), name=path.name, by=by, dataset=dataset, period=period,
                may_register=new_enterprises, whole=whole, reason=reason,
            )  # fmt: skip
        except GuatuError as error:
            failed = True
            click.echo(f"{path.name}：{error.problem}", err=True)
            continue
        run_pending()
        done = delivery_by_number(made.pk)
        click.echo(f"{done.name}：{state_word(done)} {done.period}")
        for problem in done.problems if done.state != "accepted" else ():
            failed = True
            click.echo(f"  {problem['where']}：{problem['message']}{problem['what_to_do']}", err=True)
        failed |= done.state != "accepted"
    if failed:
        raise SystemExit(1)
