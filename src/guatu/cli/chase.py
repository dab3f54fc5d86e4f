"""`guatu chase`: what is due goes out; for the nightly timer."""

from __future__ import annotations

from datetime import datetime

import click

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option(
    "--home", type=click.Path(file_okay=False), help="Data folder. Default: $GUATU_HOME, or var/ here."
)
@click.option("--day", type=_DAY, help="The day to chase on (2022-08-22). Default: today.")
@click.option("--deliver/--no-deliver", default=True, help="Send by mail, robot and folder at once.")
def chase(home: str | None, day: datetime | None, deliver: bool) -> None:
    """Send the reminders and letters that are due by the ladder, then empty the outbox.

    Run it every morning. It rests on days off by the calendar; a second run on one day sends nothing twice,
    and a run that was killed is completed by the next.
    """
    from guatu.web.site import start

    start.setup(home=home)
    from guatu.web.access.actor import machine
    from guatu.web.execution.actions.chasing import chase as run
    from guatu.web.execution.actions.recurring import open_periods
    from guatu.web.messages.jobs import deliver_waiting

    by, on = machine("催办"), day.date() if day else None
    open_periods(by=by, on=on)
    done = run(by=by, day=on)
    if done.rests:
        click.echo(f"{done.day}：非工作日，不催办")
    else:
        letters = "、".join(f"{rung} {count}" for rung, count in done.letters.items()) or "没有到期应发的函件"
        click.echo(f"{done.day}：核对任务{done.tasks}项；{letters}")
    if deliver:
        sent = deliver_waiting(by=by)
        click.echo(f"外发{sent['sent']}件，未送达{sent['failed']}件")
