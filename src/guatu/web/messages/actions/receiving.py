"""What people do with letters: a unit acknowledges one, an officer sends one again, lines are kept."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.audit.actions import hold, record
from guatu.web.audit.queries import today
from guatu.web.messages.channels.webhook import check_address
from guatu.web.messages.models import Letter, Line, Outbox
from guatu.web.messages.problems import refuse
from guatu.web.messages.queries import letter_for, may_receive, thing


@transaction.atomic
def receive(pk: int, *, by: Actor) -> Letter:
    """Acknowledge a letter (签收) for the unit that it is addressed to; a second time is refused."""
    hold()
    letter = letter_for(by, pk)
    require(by, "letter.receive", thing(letter))
    if not may_receive(by, letter):
        raise refuse("letter.received", _("这份函件已经签收，或不需要签收。"), advice=_("请刷新后再看。"))
    letter.received_by_id, letter.received_on = by.user_id, today()  # type: ignore[misc]
    letter.save(update_fields=["received_by", "received_on"])
    record(by=by, action="letter.receive", thing=f"letter:{pk}", after={"letter": str(letter)})
    return letter


@transaction.atomic
def resend(row: int, *, by: Actor) -> None:
    """Put one message in the outbox again, from its first attempt on; repeats stay counted."""
    require(by, "letter.send")
    held = Outbox.objects.filter(pk=row).exclude(channel="inbox").first()
    if held is None:
        raise refuse("outbox.row", _("没有这条外发记录，或不需要重发。"), advice=_("请刷新后再看。"))
    same = Outbox.objects.filter(letter=held.letter_id, channel=held.channel, recipient=held.recipient)
    same.update(state="queued", next_at=timezone.now(), error="", sent_at=None)
    record(by=by, action="letter.resend", thing=f"letter:{held.letter_id}", after={"to": held.recipient})


@transaction.atomic
def add_line(
    *, by: Actor, unit: int | None, user: int | None, channel: str, address: str, secret: str = ""
) -> Line:
    """Keep an address at which a unit or a person is reached; the log says which, not its key."""
    require(by, "line.edit")
    if (unit is None) == (user is None):
        raise refuse("line.party", _("请选择单位或人员之一。"), advice=_("一条线路只属于一个单位或一个人。"))
    if channel != "email":
        check_address(address)
    line = Line(unit_id=unit, user_id=user, channel=channel, address=address, secret=secret, seq=0)
    line.seq = record(
        by=by, action="line.add", thing=f"unit:{unit}" if unit else f"user:{user}", after={"line": line.shown}
    )
    line.save()
    return line


@transaction.atomic
def end_line(pk: int, *, by: Actor) -> None:
    """Stop using a line; what waits for it stays in the outbox and can be sent by another."""
    require(by, "line.edit")
    hold()
    line = Line.objects.filter(pk=pk, active=True).first()
    if line is None:
        raise refuse("line.gone", _("这条线路已经停用。"), advice=_("请刷新后再看。"))
    line.active = False
    line.save(update_fields=["active"])
    record(by=by, action="line.end", thing=f"line:{pk}", after={"line": line.shown})
