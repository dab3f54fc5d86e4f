"""`guatu demo`: an invented zone to look at."""

import os
import time
from datetime import date

import click

HOME = "var/demo"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port.")
@click.option("--home", default=HOME, show_default=True, help="Data folder of the demo.")
@click.option("--serve/--no-serve", default=True, help="Start the server once the zone is loaded.")
def demo(host: str, port: int, home: str, serve: bool) -> None:
    """Load the demo zone and start the server.

    The zone, its people, documents and enterprises are invented. The first start reads the documents and
    confirms what was read, through the same actions that people use; later starts find it there. The demo's
    clock stands still at the date of its last document, so that its time limits make sense.
    """
    os.environ["GUATU_HOME"] = home
    from guatu.web.site.demo import plan

    zone = plan.zone()
    today: date = zone["today"]
    os.environ.setdefault("GUATU_TODAY", today.isoformat())
    from guatu.web.site import start

    start.setup(home=home)
    start.migrate()
    from guatu.web.site.demo.load import load

    started = time.monotonic()
    if load(say=click.echo):
        from guatu.web.site.demo.facts import load_facts

        load_facts(say=click.echo)
        click.echo(f"demo zone loaded in {time.monotonic() - started:.1f} s")
    click.echo(
        f"\n{zone['area']}（示例，今天按{today.isoformat()}计）。账号（密码均为 {zone['password']}）："
    )
    for person in zone["people"]:
        click.echo(f"  {person['username']:<12} {person['name']:　<6} {person['about']}")
    if serve:
        from guatu.cli.serve import serve as start_server

        click.echo("")
        context = click.get_current_context()
        context.invoke(start_server, host=host, port=port, home=home)
