"""The `guatu` command: a group whose subcommands are imported only when they are called."""

from __future__ import annotations

from importlib import import_module
from keyword import iskeyword

import click

COMMANDS = (
    "read",
    "simulate",
    "import",
    "facts",
    "catalogue",
    "board",
    "serve",
    "worker",
    "chase",
    "audit",
    "manage",
    "trace",
    "statements",
    "tasks",
    "demo",
)


class LazyGroup(click.Group):
    """Each subcommand is the function of its name in the module of its name beside this one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands that are installed, in the order of the manual."""
        return [name for name in COMMANDS if self.get_command(ctx, name) is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one subcommand; None when there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        try:
            module = import_module(f"guatu.cli.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"guatu.cli.{name}":
                raise
            return None
        command: click.Command = getattr(module, name)
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="guatu")
def main() -> None:
    """guatu (挂图): a speech goes in, the wall comes out.

    Reads the documents in which a development zone states what it measured, promised and set itself to do;
    keeps what an officer confirmed; shows figures, targets and tasks, each number linked to its words.

    \b
    Read a document, no server needed:
      guatu read 讲话.docx --format table
      guatu read 2022/*.txt --format json --out read/
    \b
    Look at the demo zone:
      guatu demo
    \b
    Run it for an office (data in ./var, or in $GUATU_HOME):
      guatu manage open_operator admin
      guatu serve --host 0.0.0.0 --port 8000
    \b
    Follow a number to its words, check the log:
      guatu trace '/figures/goods_trade/growth/2022-01--2022-07'
      guatu audit verify

    Exit codes: 0 done, 1 it could not be done (the reason is on standard error), 2 wrong use.
    """
