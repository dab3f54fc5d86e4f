"""At every start: the log's triggers are looked for, and made again when the database lost them."""

from __future__ import annotations

from django.db import connection, transaction

from guatu.web.access.actor import machine
from guatu.web.audit import triggers
from guatu.web.audit.actions import record


def restore_triggers() -> set[str]:
    """The names of the triggers that were missing; their restoration is itself a row of the log."""
    lost = triggers.missing(connection)
    if lost:
        with transaction.atomic():
            triggers.create(connection)
            record(by=machine("启动检查"), action="audit.triggers", thing="audit", after=sorted(lost))
    return lost
