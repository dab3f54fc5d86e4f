"""Triggers by which the database itself refuses to change or empty the log.

SQLite drops a table's triggers silently when a migration remakes the table; so they are made again after
every migration and looked for at every start. `INSERT OR REPLACE` slips past a delete trigger on a connection
without `recursive_triggers`, so a third one refuses a sequence that is already taken.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "guatu_audit_entry"
REFUSAL = "the audit log is append-only"
NAMES = {
    "sqlite": {"guatu_audit_no_update", "guatu_audit_no_delete", "guatu_audit_no_replace"},
    "postgresql": {"guatu_audit_no_change", "guatu_audit_no_truncate"},
}

_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
_TAKEN = f"EXISTS (SELECT 1 FROM {TABLE} WHERE sequence = NEW.sequence)"  # noqa: S608 (our own constant)
SQLITE = [
    f"CREATE TRIGGER IF NOT EXISTS guatu_audit_no_update BEFORE UPDATE ON {TABLE} {_REFUSE}",
    f"CREATE TRIGGER IF NOT EXISTS guatu_audit_no_delete BEFORE DELETE ON {TABLE} {_REFUSE}",
    f"CREATE TRIGGER IF NOT EXISTS guatu_audit_no_replace BEFORE INSERT ON {TABLE} WHEN {_TAKEN} {_REFUSE}",
]
POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION guatu_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE OR REPLACE TRIGGER guatu_audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION guatu_audit_refuse()",
    f"CREATE OR REPLACE TRIGGER guatu_audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION guatu_audit_refuse()",
]


def create(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers where they are missing."""
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: only tests that empty their own database do this."""
    with connection.cursor() as cursor:
        for name in sorted(NAMES[connection.vendor]):
            on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """The names of triggers that are not there or are switched off."""
    query = (
        f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{TABLE}'"  # noqa: S608
        if connection.vendor == "sqlite"
        else f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{TABLE}'::regclass AND tgenabled <> 'D'"  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return NAMES[connection.vendor] - there


def recreate(*, using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """After migrations (signal `post_migrate`): make the triggers again if the table is there."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        create(connection)
