"""Getting Django ready from the command line: settings, pending migrations."""

from __future__ import annotations

import os

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

PARENT = "GUATU_SERVE_PARENT"  # the process that `guatu serve` runs in, for its children to watch


def setup(*, home: str | None = None) -> None:
    """Load the settings; ``home`` is the data folder (otherwise `$GUATU_HOME` or `var/`)."""
    if home:
        os.environ["GUATU_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guatu.web.site.settings")
    django.setup()


def tidy() -> None:
    """Forget sessions that have run out."""
    call_command("clearsessions")


def migrate() -> bool:
    """Bring the database up to date; gives whether anything was to do."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True
