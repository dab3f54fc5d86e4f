"""Every read of letters, the outbox and lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404

from guatu.briefing.official import Official, from_plain
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow, reach, require
from guatu.web.access.thing import Thing
from guatu.web.accounts.queries import people_by_pk, units_by_pk, zone_name
from guatu.web.messages.models import CHANNELS, STATES, Letter, Line, Outbox

Issued: TypeAlias = Letter
Row: TypeAlias = Outbox
Address: TypeAlias = Line
WAYS = CHANNELS
ENTIRE = -1  # the unit of letters to the whole zone, which every unit may read


def organ() -> str:
    """Who signs letters: as set, else the zone's supervision office."""
    return settings.GUATU_ORGAN or f"{zone_name()}督查室"


def site_address() -> str:
    """Where people reach the site, for links in what is sent; empty when nobody said."""
    origins: list[str] = settings.CSRF_TRUSTED_ORIGINS
    return origins[0].rstrip("/") if origins else ""


def outbox_folder() -> Path:
    """The folder that a one-way gateway empties."""
    return Path(settings.GUATU_OUTBOX)


def thing(letter: Letter) -> Thing:
    """What permission is asked about: its unit; a hand-over belongs to none."""
    if letter.to_office:
        return Thing(units=frozenset())
    return Thing(units=frozenset({letter.unit_id} if letter.unit_id else {ENTIRE}))


def letters_seen_by(
    actor: Actor, *, state: str = "", rung: str = "", known_at: int | None = None
) -> QuerySet[Letter]:
    """The letters that this person may see, newest first, by the rule that guards each one's page.

    ``state``: ``open`` is not acknowledged yet, ``received`` is.
    """
    seen = reach(actor, "letter.view")
    rows = Letter.objects.select_related("unit", "received_by", "by")
    if not seen.everything and not seen.areas:
        mine = Q(unit_id__in=seen.units) | Q(unit=None, to_office=False)
        rows = rows.filter(mine, to_office=False) if seen.units else rows.none()
    rows = rows if known_at is None else rows.filter(seq__lte=known_at)
    rows = rows.filter(rung=rung) if rung else rows
    if state == "open":
        return rows.filter(received_on=None, number__isnull=False, unit__isnull=False, to_office=False)
    return rows.filter(received_on__isnull=False) if state == "received" else rows


def kinds_seen_by(actor: Actor) -> list[tuple[str, str]]:
    """The kinds of letters that this person may see, as rung and name, the mildest first."""
    rows = letters_seen_by(actor).order_by("level", "rung").values_list("level", "rung", "name").distinct()
    return [(rung, name) for _, rung, name in rows]


def letter_for(actor: Actor, pk: int) -> Letter:
    """The door to one letter: Http404 or PermissionDenied, else the letter."""
    row = Letter.objects.select_related("unit", "received_by", "by").filter(pk=pk).first()
    if row is None:
        raise Http404(f"letter {pk}")
    if row.unit_id is None and not row.to_office:
        require(actor, "letter.view")
    else:
        require(actor, "letter.view", thing(row))
    return row


def may_receive(actor: Actor, letter: Letter) -> bool:
    """Whether the person may acknowledge this letter for the unit."""
    open_ = letter.received_on is None and letter.number is not None and letter.unit_id is not None
    return open_ and not letter.to_office and allow(actor, "letter.receive", thing(letter))


def document_of(letter: Letter) -> Official:
    """The letter as it was written, with its number."""
    return from_plain(letter.document)


def blocks_of(document: Official) -> list[tuple[str, Any]]:
    """The document's blocks, each with what it is: paragraph, grid or form."""
    return [(type(block).__name__.lower(), block) for block in document.body]


def ways(letter: Letter) -> list[tuple[Outbox, str]]:
    """One row for each message that carries the letter, with its recipient in words."""
    rows: dict[tuple[str, str], Outbox] = {}
    for row in Outbox.objects.filter(letter=letter).order_by("id"):
        rows.setdefault((row.channel, row.recipient), row)
    words = named(rows.values())
    return [(row, words[row.recipient]) for row in rows.values()]


def open_letters() -> list[Letter]:
    """The numbered letters that no unit has acknowledged yet, oldest first."""
    rows = Letter.objects.filter(received_on=None, number__isnull=False, unit__isnull=False, to_office=False)
    return list(rows.order_by("id"))


def awaiting_receipt(actor: Actor) -> list[Letter]:
    """The numbered letters that wait for this person's unit to acknowledge them, oldest first."""
    if not allow(actor, "letter.receive"):
        return []
    return [row for row in letters_seen_by(actor, state="open").order_by("id") if may_receive(actor, row)]


def letters_about(task: int, *, seen_by: Actor, known_at: int | None = None) -> list[Letter]:
    """The letters sent about one task of those that this person may see, oldest first."""
    numbers = Outbox.objects.filter(task=task).values("letter")
    rows = letters_seen_by(seen_by, known_at=known_at).filter(pk__in=numbers)
    return list(rows.order_by("id"))


def sent_of(tasks: Collection[int]) -> dict[tuple[int, str], dict[str, date]]:
    """On which day each rung went out, by task and period."""
    found: defaultdict[tuple[int, str], dict[str, date]] = defaultdict(dict)
    rows = Outbox.objects.filter(task__in=tasks).order_by().values_list("task", "period", "rung", "day")
    for task, period, rung, day in rows.distinct():
        found[task, period][rung] = day
    return found


def refs_of(tasks: Collection[int]) -> dict[tuple[int, str], tuple[str, ...]]:
    """The numbers of the letters sent so far, by task and period, oldest first."""
    rows = Outbox.objects.filter(task__in=tasks, letter__number__isnull=False).order_by("letter_id")
    found: defaultdict[tuple[int, str], dict[str, None]] = defaultdict(dict)
    for task, period, code, year, number in rows.values_list(
        "task", "period", "letter__code", "letter__year", "letter__number"
    ):
        found[task, period][f"{code}〔{year}〕{number}号"] = None
    return {key: tuple(refs) for key, refs in found.items()}


def sent_on(day: date, *, rung: str) -> dict[tuple[int, str], int]:
    """The tasks and periods for which a rung went out on a day, each with its letter."""
    rows = Outbox.objects.filter(day=day, rung=rung).order_by("letter_id", "task")
    return {(task, period): pk for task, period, pk in rows.values_list("task", "period", "letter_id")}


def last_numbers(year: int) -> dict[str, int]:
    """The last number of each kind of letter in a year."""
    rows = Letter.objects.filter(year=year, number__isnull=False).order_by().values_list("code")
    return dict(rows.annotate(last=Max("number")))


def lines() -> list[Line]:
    """Every line, by unit."""
    return list(Line.objects.select_related("unit", "user"))


def line(pk: int) -> Line | None:
    """One line, or None."""
    return Line.objects.filter(pk=pk).first()


def lines_by_party() -> Mapping[str, tuple[Line, ...]]:
    """The lines in use, by ``unit:3`` or ``user:5``."""
    found: defaultdict[str, list[Line]] = defaultdict(list)
    for row in Line.objects.filter(active=True).order_by("id"):
        if row.channel != "email" or settings.GUATU_SMTP:
            found[f"unit:{row.unit_id}" if row.unit_id else f"user:{row.user_id}"].append(row)
    return {party: tuple(rows) for party, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Parcel:
    """All rows of one letter that go by one channel to one recipient: one message."""

    letter: int
    channel: str
    recipient: str
    attempts: int


def waiting(*, now: datetime, most: int) -> list[Parcel]:
    """The messages to send now, the oldest letters first; those of a worker that died are among them."""
    rows = Outbox.objects.filter(state__in=("queued", "sending"), next_at__lte=now)
    grouped = rows.order_by("letter_id").values_list("letter_id", "channel", "recipient")
    return [Parcel(*row) for row in grouped.annotate(attempts=Max("attempts"))[:most]]


def letter_of(pk: int) -> Letter:
    """A letter for the one who carries it."""
    return Letter.objects.select_related("unit").get(pk=pk)


def outbox(*, state: str = "", channel: str = "") -> QuerySet[Outbox]:
    """The outbox, newest first."""
    rows = Outbox.objects.select_related("letter__unit")
    rows = rows.filter(state=state) if state else rows
    return rows.filter(channel=channel) if channel else rows


def states_with_counts() -> list[tuple[str, object, int]]:
    """Each state of the outbox with its word and how many rows are in it."""
    counts = dict(Outbox.objects.order_by().values_list("state").annotate(Count("pk")))
    return [(state, word, counts.get(state, 0)) for state, word in STATES]


def named(rows: Iterable[Outbox]) -> dict[str, str]:
    """The recipients of these rows in words."""
    held = {row.pk: row for row in lines()}
    units, people = units_by_pk(), people_by_pk()
    words = {}
    for recipient in {row.recipient for row in rows}:
        kind, _, number = recipient.partition(":")
        found: Any = organ()
        if kind == "line":
            found = held.get(int(number))
        elif kind != "office":
            found = (units if kind == "unit" else people).get(int(number))
        words[recipient] = str(found or recipient)
    return words
