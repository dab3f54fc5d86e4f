"""What can go wrong at the desk, said in words."""

from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError, Problem


class DeskError(GuatuError, ValueError):
    """An act that cannot be done as asked; nothing was written."""


class Decided(GuatuError, RuntimeError):  # noqa: N818 - news for the second person, no fault
    """Somebody else decided first."""

    status = 409


class Differs(GuatuError, RuntimeError):  # noqa: N818 - a question, no fault
    """What is on record says otherwise: the person must say whether both stand or the record is corrected."""

    status = 409


def refuse(code: str, message: str, *, advice: str, **fields: object) -> DeskError:
    """A refusal with its way out."""
    return DeskError(Problem(code, fields, message=message, what_to_do=advice))


def decided(*, what: str, who: str, when: str, how: str, number: int, version: int) -> Decided:
    """What the second of two people is told."""
    message = _("“%(what)s”已由%(who)s于%(when)s处理：%(how)s。您的操作没有保存。") % {
        "what": what,
        "who": who,
        "when": when,
        "how": how,
    }
    fields = {"who": who, "when": when, "how": how, "candidate": number, "version": version}
    return Decided(Problem("candidate.decided", fields, message=message, what_to_do=_("请看过后再决定。")))


def moved_document() -> Decided:
    """The document's own title, date or state changed meanwhile."""
    message = _("这份文件的标题、日期或状态已由他人改动，您的操作没有保存。")
    return Decided(Problem("document.moved", message=message, what_to_do=_("请刷新页面后再试。")))


def differs(*, what: str, here: str, there: str, number: int) -> Differs:
    """The question whether both stand or the record is corrected."""
    message = _("%(what)s：本文件为%(here)s，在册为%(there)s。") % {
        "what": what,
        "here": here,
        "there": there,
    }
    fields = {"here": here, "there": there, "candidate": number}
    return Differs(
        Problem("candidate.differs", fields, message=message, what_to_do=_("请选择“并存”或“更正原数”。"))
    )
