"""The one way into the log."""

from __future__ import annotations

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from guatu.web.access.actor import Actor
from guatu.web.audit.chain import GENESIS, canonical, digest
from guatu.web.audit.models import Entry

LOCK = 0x67756174  # "guat": the advisory lock that all writers of the log take


def hold() -> None:
    """Take the log's lock until the transaction ends, as a machine's step before reading what one changes.

    On SQLite the IMMEDIATE transaction holds it already.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if not connection.in_atomic_block:
        raise TransactionManagementError("the audit log is written only inside transaction.atomic()")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def record(
    *,
    by: Actor,
    action: str,
    thing: str,
    before: object = None,
    after: object = None,
    reason: str = "",
) -> int:
    """Append one deed and give its sequence, which `known_at` counts in.

    Call it inside the `transaction.atomic()` of the write itself: both are kept or neither. Writers wait for
    each other until the end of that transaction, so sequences have no gaps and are committed in order.
    ``thing`` is an address (``task:12``); ``before`` and ``after`` are what JSON can hold.
    """
    hold()
    last = Entry.objects.order_by("-sequence").first()
    now = timezone.now()
    entry = Entry(
        sequence=last.sequence + 1 if last else 1,
        at=max(now, last.at) if last else now,
        actor=by.user_id,
        actor_name=by.name[:150],
        roles=",".join(sorted(by.roles - {"public"})),
        units="、".join(dict.fromkeys(m.unit_name for m in by.memberships))[:400],
        origin=by.origin[:64],
        action=action,
        thing=thing,
        before=canonical(before),
        after=canonical(after),
        reason=reason,
        previous=last.hash if last else GENESIS,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    return entry.sequence
