"""`guatu serve`: the site and its worker."""

from __future__ import annotations

import os

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on."
)
@click.option(
    "--home",
    type=click.Path(file_okay=False),
    help="Data folder (database, files, secret key). Default: $GUATU_HOME, or var/ here.",
)
@click.option(
    "--processes",
    default=1,
    show_default=True,
    type=click.IntRange(1, 32),
    help="Server processes; one for each core is enough.",
)
def serve(host: str, port: int, home: str | None, processes: int) -> None:
    """Start the site.

    Brings the database up to date, starts the server and the worker for long jobs, and prints the address.
    SQLite in the data folder is used unless GUATU_DATABASE_URL names a PostgreSQL database. Stop with Ctrl-C.
    """
    if not _let_in(host):
        click.echo("set GUATU_HOSTS to the names or addresses by which people reach this machine", err=True)
    from guatu.web.site import start

    start.setup(home=home)
    from guatu.web.accounts.queries import has_accounts
    from guatu.web.audit.guard import restore_triggers
    from guatu.web.site import serve as server

    if not server.free(host, port=port):
        raise click.ClickException(
            f"{host}:{port} is taken. Stop the other program or choose another --port."
        )
    if start.migrate():
        click.echo("database is up to date", err=True)
    for name in sorted(restore_triggers()):
        click.echo(f"audit log: trigger {name} was missing and has been restored", err=True)
    start.tidy()
    if settled := _recover():
        click.echo(f"{settled} deliveries left half way were settled", err=True)
    if not has_accounts():
        click.echo("nobody can sign in yet: run `guatu manage open_operator NAME` first", err=True)
    server.run(host=host, port=port, processes=processes, say=click.echo)


def _recover() -> int:
    """Settle the deliveries that a crash left half way; gives how many."""
    from guatu.web.facts.queries import half_way

    if not half_way():
        return 0
    # The engine's libraries take most of a second to import: only when there is something to settle.
    from guatu.web.access.actor import machine
    from guatu.web.facts.actions import recover

    return recover(by=machine("启动恢复"))


def _let_in(host: str) -> bool:
    """A server asked to listen on a name answers to that name; False when it cannot know its name."""
    if "GUATU_HOSTS" in os.environ:
        return True
    if host in ("0.0.0.0", "::"):  # noqa: S104 (compared, not bound)
        return False
    os.environ["GUATU_HOSTS"] = ",".join(dict.fromkeys(["localhost", "127.0.0.1", "[::1]", host]))
    return True
