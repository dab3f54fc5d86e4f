"""`guatu worker`: does long jobs."""

from __future__ import annotations

import click


@click.command()
@click.option(
    "--home", type=click.Path(file_okay=False), help="Data folder. Default: $GUATU_HOME, or var/ here."
)
@click.option("--parent", type=int, hidden=True, help="End when this process is gone.")
def worker(home: str | None, parent: int | None) -> None:
    """Do long jobs (reading documents, ...) until stopped.

    `guatu serve` starts one by itself; start more of these on the same database for more work at once.
    Each job is done by one worker; a job whose worker was killed is taken up again within 15 seconds.
    """
    from guatu.web.site import start

    start.setup(home=home)
    from guatu.web.jobs.worker import Worker

    working = Worker(parent=parent)
    working.listen()
    working.run()
