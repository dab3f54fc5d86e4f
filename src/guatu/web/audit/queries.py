"""Reading the log: its head, its clock, its rows, whether the chain holds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.audit import triggers
from guatu.web.audit.chain import FIELDS, Break, breaks, stamp
from guatu.web.audit.models import Entry


class UnknownVersionError(GuatuError, LookupError):
    """A data version (`known_at`) that does not exist yet."""

    status = 404


def head() -> int:
    """The sequence of the last deed; 0 when nothing has been done yet."""
    return Entry.objects.aggregate(last=Max("sequence"))["last"] or 0


def last() -> tuple[int, str] | None:
    """The sequence and the hash of the last deed; None before any."""
    return Entry.objects.order_by("-sequence").values_list("sequence", "hash").first()


def has(sequence: int, digest: str) -> bool:
    """Whether the log has that row, with that hash."""
    return Entry.objects.filter(sequence=sequence, hash=digest).exists()


def actions_after(sequence: int) -> list[str]:
    """The actions of the deeds after a sequence."""
    return list(Entry.objects.filter(sequence__gt=sequence).order_by().values_list("action", flat=True))


def moment(known_at: int | None = None) -> datetime:
    """When a data version was made, in local time; None is now.

    In a zone whose today is set (`GUATU_TODAY`: demo, tests) the day is that one; the log keeps true time.
    """
    return _told(timezone.now() if known_at is None else _entry_at(known_at))


def moments(sequences: Iterable[int]) -> dict[int, datetime]:
    """When each of several deeds was done, as `moment` tells it."""
    rows = Entry.objects.filter(sequence__in=set(sequences)).values_list("sequence", "at")
    return {sequence: _told(at) for sequence, at in rows}


def _told(at: datetime) -> datetime:
    local = timezone.localtime(at)
    fixed = settings.GUATU_TODAY
    return local if fixed is None else local.replace(year=fixed.year, month=fixed.month, day=fixed.day)


def today(known_at: int | None = None) -> date:
    """The day on which that data version was current; None is today."""
    return moment(known_at).date()


def _entry_at(known_at: int) -> datetime:
    found = (
        Entry.objects.filter(sequence__lte=known_at)
        .order_by("-sequence")
        .values_list("at", flat=True)
        .first()
    )
    if found is None:
        raise UnknownVersionError(
            Problem(
                code="audit.version",
                fields={"known_at": known_at},
                where=f"known_at={known_at}",
                message="没有这个数据版本",
                what_to_do="去掉地址中的 known_at 查看当前数据",
            )
        )
    return found


def entries(
    *,
    action: str = "",
    person: str = "",
    thing: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """Rows newest first, narrowed by the beginning of an action or thing, a person's name, and local days."""
    rows = Entry.objects.order_by("-sequence")
    if action:
        rows = rows.filter(action__startswith=action)
    if person:
        rows = rows.filter(actor_name__icontains=person)
    if thing:
        rows = rows.filter(Q(thing=thing) | Q(thing__startswith=f"{thing}:"))
    if since:
        rows = rows.filter(at__date__gte=since)
    if until:
        rows = rows.filter(at__date__lte=until)
    return rows


def entry(sequence: int) -> Entry | None:
    """One row, or None."""
    return Entry.objects.filter(sequence=sequence).first()


def actions_seen() -> list[str]:
    """The actions that stand in the log, in alphabetical order."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def rows_in_order() -> Iterable[Entry]:
    """All rows from the first on, without holding them in memory."""
    return Entry.objects.order_by("sequence").iterator(chunk_size=2000)


def first_break(*, expected_head: str = "") -> Break | None:
    """The first broken row, or None when the chain holds.

    ``expected_head`` is a hash noted earlier (in a backup, a bulletin): if no row has it, the tail was cut.
    """
    found = next(iter(breaks(rows_in_order())), None)
    if found is None and expected_head and not Entry.objects.filter(hash=expected_head).exists():
        return Break(head() + 1, "末尾缺少记录：没有一条的摘要与所给的相同")
    return found


def head_hash() -> str:
    """The hash of the last row, to be noted elsewhere; empty when there is none."""
    return Entry.objects.order_by("-sequence").values_list("hash", flat=True).first() or ""


def missing_triggers() -> set[str]:
    """Names of the log's triggers that the database has lost."""
    return triggers.missing(connection)


def as_json(row: Entry) -> dict[str, object]:
    """A row as plain values, with its time in UTC as the hash counts it."""
    values: dict[str, object] = {name: getattr(row, name) for name in FIELDS}
    values["at"] = stamp(row.at)
    return values | {"before": row.before, "after": row.after, "previous": row.previous, "hash": row.hash}
