"""Letters are issued: numbered, kept in their words, put in the outbox for every recipient and line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
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
    lines, now = lines_by_party(), timezone.now()
    rows = (
        row
        for letter, draft in zip(made, drafts, strict=True)
        for row in _rows(letter, draft, lines=lines, now=now)
    )
    for some in _chunks(rows, size=BATCH):
        Outbox.objects.bulk_create(some, ignore_conflicts=True)
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
    letter: Letter, draft: Draft, *, lines: Mapping[str, tuple[Address, ...]], now: datetime
) -> Iterator[Outbox]:
    """In the application at once; by each line of the recipient, or into the folder where there is none."""
    for party in draft.to:
        ways = [("inbox", party)]
        held = lines.get(party, ())
        ways += [(line.channel, f"line:{line.pk}") for line in held] or [("folder", party)]
        for channel, recipient in ways:
            inside = channel == "inbox"
            for task, period, _ in draft.tasks:
                yield Outbox(
                    task=task,
                    rung=letter.rung,
                    period=period,
                    channel=channel,
                    recipient=recipient,
                    letter=letter,
                    day=letter.day,
                    state="sent" if inside else "queued",
                    attempts=int(inside),
                    next_at=now,
                    sent_at=now if inside else None,
                )


def _chunks(rows: Iterable[Outbox], *, size: int) -> Iterator[list[Outbox]]:
    some: list[Outbox] = []
    for row in rows:
        some.append(row)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
