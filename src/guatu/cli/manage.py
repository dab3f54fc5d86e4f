"""`guatu manage`: Django's own commands."""

from __future__ import annotations

import sys

import click


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Run one of Django's commands on the site.

    For example `guatu manage migrate`, `guatu manage open_operator NAME`, `guatu manage help`.
    """
    from guatu.web.site import start

    start.setup()
    from django.core.management import execute_from_command_line

    execute_from_command_line([f"{sys.argv[0]} manage", *arguments])
