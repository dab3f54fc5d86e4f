"""One act on several tasks at once: each by its own action with its own row in the log, refusals said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from guatu.execution.limits import rolled
from guatu.execution.moves import MOVES
from guatu.schedule.workdays import load_calendar
from guatu.vocabulary.problems import GuatuError
from guatu.web.access.actor import Actor
from guatu.web.access.allow import require
from guatu.web.accounts.queries import people_with
from guatu.web.execution.actions.chasing import urge_all
from guatu.web.execution.actions.correcting import correct
from guatu.web.execution.actions.moving import move
from guatu.web.execution.actions.setting_up import amend, set_up
from guatu.web.execution.problems import refuse
from guatu.web.statements.queries import task_for, thing
from guatu.web.statements.queries.history import current

#: The acts that a list offers: moves that ask for words at most, and four of their own.
MOVED = ("review", "issue", "pass", "refer", "archive", "hold", "resume", "endorse")
OWN = {"set_up": "立项", "officer": "调整督查员", "deadline": "调整时限"}
REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Ticked:
    """A task as it stood on screen: its number, the versions of its row and of its statement."""

    task: int
    version: int
    stated: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """The act and what it takes: words, a new day, a new supervising officer (a person's key)."""

    act: str
    words: str = ""
    day: date | None = None
    officer: int | None = None


def act_on_all(ticked: Sequence[Ticked], wanted: Wanted, *, by: Actor) -> tuple[int, list[str]]:
    """Do it to each task that allows it; gives how many were done and why the others were not.

    Each is a transaction of its own, so that what is refused undoes nothing of the rest.
    """
    if wanted.act == REMIND:
        return _remind(ticked, wanted, by=by)
    deed = _deed(wanted, by=by)
    done, refused = 0, []
    for one in ticked:
        try:
            with transaction.atomic():
                deed(one)
        except GuatuError as error:
            refused.append(f"{_called(one.task)}：{error.problem}")
        except (PermissionDenied, Http404):
            refused.append(_("第%(n)s号：无权办理或已撤回") % {"n": one.task})
        else:
            done += 1
    return done, refused


def _called(number: int) -> str:
    """The task in a refusal, by its words."""
    row = current("task", number)
    return f"“{row.title[:30]}”" if row else str(_("第%(n)s号") % {"n": number})


def _remind(ticked: Sequence[Ticked], wanted: Wanted, *, by: Actor) -> tuple[int, list[str]]:
    """Urge the units to those tasks that the person may send letters about; one letter a unit."""
    seen, refused = [], []
    for one in ticked:
        try:
            require(by, "letter.send", thing(task_for(by, one.task)))
        except (PermissionDenied, Http404):
            refused.append(_("第%(n)s号：无权办理或已撤回") % {"n": one.task})
        else:
            seen.append(one.task)
    done, others = urge_all(seen, by=by, reason=wanted.words)
    return done, refused + [f"{_called(number)}：{why}" for number, why in others]


def _deed(wanted: Wanted, *, by: Actor) -> Callable[[Ticked], object]:
    if wanted.act in MOVED and wanted.act in MOVES:
        return lambda one: move(one.task, wanted.act, by=by, expected_version=one.version, words=wanted.words)
    if wanted.act == "set_up":
        return lambda one: set_up(one.task, by=by)
    if wanted.act == "officer":
        if not people_with("supervision").filter(pk=wanted.officer).exists():
            raise refuse("bulk.officer", _("没有选择督查员。"), advice=_("请选择由谁督办。"))
        details = {"officer": wanted.officer}
        return lambda one: amend(one.task, details, by=by, expected_version=one.version, reason=wanted.words)
    if wanted.act == "deadline":
        return lambda one: _new_limit(one, wanted, by=by)
    raise refuse("bulk.act", _("没有选择办什么。"), advice=_("请在“批量办理”中选择。"))


def _new_limit(one: Ticked, wanted: Wanted, *, by: Actor) -> object:
    """A new time limit, on a working day, for a task that no unit has yet."""
    if wanted.day is None or not wanted.words.strip():
        raise refuse("bulk.deadline", _("没有填写新的时限或理由。"), advice=_("请填写日期和理由。"))
    day = rolled(wanted.day, calendar=load_calendar())
    changes: dict[str, object] = {"deadline_kind": "date", "deadline": day}
    return correct(one.task, changes, by=by, expected_version=one.stated, reason=wanted.words)
