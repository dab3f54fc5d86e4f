"""Letters are issued: numbered, kept in their words, put in the outbox for every recipient and line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone

from guatu.briefing.official import Official, document_number, plain
from guatu.execution.ladder import Rung
from guatu.web.access.actor import Actor
from guatu.web.audit.actions import hold, record
from guatu.web.messages.models import Letter, Outbox
from guatu.web.messages.queries import Address, last_numbers, lines_by_party

BATCH = 2000


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter about to be issued. ``tasks``: task, period, title; ``to``: ``unit:3``, ``user:5``."""

    rung: Rung
    unit: int | None
    tasks: tuple[tuple[int, str, str], ...]
    document: Official
    to: tuple[str, ...]
    reply_by: date | None = None
    to_office: bool = False


@transaction.atomic
def issue(drafts: Sequence[Draft], *, by: Actor, day: date, reason: str = "") -> list[Letter]:
    """Issue letters with their outbox rows, wholly or not at all; one row in the log for all of them.

    The caller has asked `allow` and, holding the log, has left out what went out before; a row that is there
    all the same is not written twice.
    """
    if not drafts:
        return []
    hold()
    numbers = Counter(last_numbers(day.year))
    seq = record(
        by=by, action="letter.issue", thing=f"letters:{day}", after=_told(drafts, numbers=numbers, day=day),
        reason=reason,
    )  # fmt: skip
    made = [_letter(draft, numbers=numbers, by=by, day=day, seq=seq) for draft in drafts]
    Letter.objects.bulk_create(made, batch_size=BATCH)
    lines = lines_by_party()
    _insert(
        row for letter, draft in zip(made, drafts, strict=True) for row in _rows(letter, draft, lines=lines)
    )
    return made


def _told(drafts: Sequence[Draft], *, numbers: Mapping[str, int], day: date) -> dict[str, object]:
    """What the log says: how many of each kind, with their numbers from and to, and about how many tasks."""
    kinds: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        kinds[draft.rung.id].append(draft)
    begun = Counter(numbers)
    told = {}
    for id_, held in kinds.items():
        code = held[0].rung.code
        span = [begun[code] + 1, begun[code] + len(held)] if code else []
        begun[code] += len(held)
        tasks = sorted({task for draft in held for task, *_ in draft.tasks})
        told[id_] = {
            "code": code,
            "numbers": span,
            "letters": len(held),
            "tasks": tasks[:200],
            "of": len(tasks),
        }
    return {"day": str(day), "kinds": told}


def _letter(draft: Draft, *, numbers: Counter[str], by: Actor, day: date, seq: int) -> Letter:
    rung, document, number = draft.rung, draft.document, None
    if rung.code:
        numbers[rung.code] += 1
        number = numbers[rung.code]
        document = document.numbered(document_number(rung.code, year=day.year, number=number))
    return Letter(
        rung=rung.id,
        level=rung.level,
        name=rung.name,
        colour=rung.colour,
        code=rung.code,
        year=day.year,
        number=number,
        unit_id=draft.unit,
        to_office=draft.to_office,
        title=(f"{document.title}：{draft.tasks[0][2]}" if document.band else document.title)[:400],
        day=day,
        reply_by=draft.reply_by,
        tasks=[list(pair) for pair in draft.tasks],
        document=plain(document),
        by_id=by.user_id,
        seq=seq,
    )


def _rows(
    letter: Letter, draft: Draft, *, lines: Mapping[str, tuple[Address, ...]]
) -> Iterator[tuple[object, ...]]:
    """In the application at once; by each line of the recipient, a unit without any by the folder."""
    for party in draft.to:
        held = lines.get(party, ())
        ways = [("inbox", party), *((line.channel, f"line:{line.pk}") for line in held)]
        if not held and party.startswith("unit:"):
            ways.append(("folder", party))
        for channel, recipient in ways:
            state = "sent" if channel == "inbox" else "queued"
            for task, period, _ in draft.tasks:
                yield task, letter.rung, period, channel, recipient, letter.pk, letter.day, state


_COLUMNS = (
    "task", "rung", "period", "channel", "recipient", "letter_id", "day", "state", "attempts", "next_at",
    "sent_at", "error",
)  # fmt: skip


def _insert(rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows of the outbox, leaving those that are there; in plain SQL, since there may be very many."""
    adapt = connection.ops.adapt_datetimefield_value
    now = adapt(timezone.now())
    marks = ", ".join(["%s"] * len(_COLUMNS))
    table = connection.ops.quote_name(Outbox._meta.db_table)
    sql = f"INSERT INTO {table} ({', '.join(_COLUMNS)}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608
    with connection.cursor() as cursor:
        for some in _chunks(rows, size=BATCH):
            values = [
                (*row[:6], connection.ops.adapt_datefield_value(row[6]), row[7])  # type: ignore[arg-type]
                + ((1, now, now, "") if row[7] == "sent" else (0, now, None, ""))
                for row in some
            ]
            cursor.executemany(sql, values)


def _chunks(rows: Iterable[tuple[object, ...]], *, size: int) -> Iterator[list[tuple[object, ...]]]:
    held = iter(rows)
    while some := list(islice(held, size)):
        yield some
