"""Decisions in words: who, when, how."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from guatu.web.audit.queries import moment
from guatu.web.reading.describe import words


def who(user: Any) -> str:
    """A person's name; the machine when there is none."""
    return str(user.display_name) if user else _("系统")


def when(seq: int | None) -> str:
    """A sequence of the log as day and time."""
    return "" if seq is None else clock(moment(seq))


def clock(at: datetime) -> str:
    """A moment as day and time."""
    return _("%(month)s月%(day)s日%(time)s") % {"month": at.month, "day": at.day, "time": f"{at:%H:%M}"}


def how(candidate: Any) -> str:
    """What was decided; a mended one says what it says now."""
    if candidate.noun == "unread":
        decision = {"accepted": _("已补录"), "rejected": _("无需识别")}.get(candidate.decision, _("待识别"))
    else:
        decision = candidate.get_decision_display()
    if candidate.edited is None:
        return str(decision)
    return f"{decision}（{words(candidate.noun, candidate.current).says}）"
