"""The worker that empties the outbox."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guatu.web.access.actor import Actor
from guatu.web.accounts.queries import unit as unit_by
from guatu.web.accounts.queries import user as user_by
from guatu.web.jobs.registry import job
from guatu.web.jobs.run import Run
from guatu.web.messages import queries
from guatu.web.messages.actions import delivering
from guatu.web.messages.channels import folder, mail, webhook
from guatu.web.messages.channels.message import Outgoing
from guatu.web.messages.problems import SendingError, undelivered

logger = logging.getLogger(__name__)
SOME = 200
_HOOKS = {"wecom": webhook.wecom, "dingtalk": webhook.dingtalk}


@job("messages.deliver", title=gettext_lazy("发送函件"))
def deliver(run: Run) -> dict[str, int]:
    """Send what waits in the outbox."""
    return deliver_waiting(by=run.actor, say=lambda sent: run.progress(sent))


def deliver_waiting(
    *, by: Actor, say: Callable[[int], object] = lambda _sent: None, now: datetime | None = None
) -> dict[str, int]:
    """Send every message whose time has come, once around; gives how many left and how many did not.

    Marked before, sent, marked after: a worker killed in between leaves a message that is sent again.
    """
    sent = failed = 0
    moment = now or timezone.now()
    while some := queries.waiting(now=moment, most=SOME):
        taken = 0
        for parcel in some:
            if not delivering.claim(parcel, now=moment):
                continue
            taken += 1
            try:
                _carry(parcel)
            except SendingError as error:
                delivering.missed(parcel, now=moment, error=str(error.problem.message))
                failed += 1
            except Exception:  # our own fault with one letter must not hold up the others
                logger.exception("letter %s could not be sent by %s", parcel.letter, parcel.channel)
                delivering.missed(parcel, now=moment, error=str(_("程序出错，请运维人员查看服务器日志。")))
                failed += 1
            else:
                delivering.arrived(parcel, now=timezone.now())
                sent += 1
            say(sent)
        if not taken:
            break
    if sent or failed:
        delivering.told(by=by, sent=sent, failed=failed)
    return {"sent": sent, "failed": failed}


def _carry(parcel: queries.Parcel) -> None:
    letter = queries.letter_of(parcel.letter)
    site = queries.site_address()
    message = Outgoing(
        key=f"guatu-{letter.day:%Y%m%d}-{letter.pk}-{parcel.recipient.replace(':', '')}",
        subject=f"{letter.ref} {letter.title}".strip(),
        document=queries.document_of(letter),
        link=f"{site}/letters/{letter.pk}" if site else "",
    )
    kind, _, number = parcel.recipient.partition(":")
    if parcel.channel == "folder":
        party = unit_by(int(number)) if kind == "unit" else user_by(int(number))
        folder.put(message, folder=queries.outbox_folder(), to=getattr(party, "name", str(party)))
        return
    line = queries.line(int(number))
    if line is None or not line.active:
        raise undelivered("line.gone", "这条线路已停用。", advice="请为该单位另设线路后重发。")
    if line.channel == "email":
        mail.send(message, address=line.address, server=settings.GUATU_SMTP, sender=settings.GUATU_MAIL_FROM)
    else:
        _HOOKS[line.channel](message, address=line.address, secret=line.secret)
