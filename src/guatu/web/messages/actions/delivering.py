"""The worker's steps on the outbox. A row is marked before it is tried, so that none is lost."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from guatu.web.access.actor import Actor
from guatu.web.audit.actions import record
from guatu.web.messages.models import Outbox
from guatu.web.messages.queries import Parcel

#: How long a worker may take over one message before another takes it up.
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 6


@transaction.atomic
def claim(parcel: Parcel, *, now: datetime) -> bool:
    """A machine's step: take a message over and count the attempt; False when another worker has it."""
    rows = Outbox.objects.filter(
        letter=parcel.letter,
        channel=parcel.channel,
        recipient=parcel.recipient,
        state__in=("queued", "sending"),
        next_at__lte=now,
    )
    return bool(rows.update(state="sending", attempts=F("attempts") + 1, next_at=now + LEASE))


@transaction.atomic
def arrived(parcel: Parcel, *, now: datetime) -> None:
    """A machine's step: the message was taken by the other side."""
    _held(parcel).update(state="sent", sent_at=now, error="")


@transaction.atomic
def missed(parcel: Parcel, *, now: datetime, error: str) -> None:
    """A machine's step: the message did not leave: tried again later, in the end left for a person."""
    tried = parcel.attempts + 1
    state = "failed" if tried >= MOST_ATTEMPTS else "queued"
    pause = timedelta(minutes=2**tried)
    _held(parcel).update(state=state, next_at=now + pause, error=error[:400])


@transaction.atomic
def told(*, by: Actor, sent: int, failed: int) -> None:
    """Record what one run of the worker sent."""
    record(by=by, action="letter.deliver", thing="outbox", after={"sent": sent, "failed": failed})


def _held(parcel: Parcel) -> QuerySet[Outbox]:
    return Outbox.objects.filter(
        letter=parcel.letter, channel=parcel.channel, recipient=parcel.recipient, state="sending"
    )
