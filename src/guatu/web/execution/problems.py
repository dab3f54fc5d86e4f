"""What can go wrong with a task under way, said in words."""

from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError, Problem


class ExecutionError(GuatuError, ValueError):
    """An act that cannot be done as asked; nothing was written."""


class TaskMoved(GuatuError, RuntimeError):  # noqa: N818 - news for the second person, no fault
    """Somebody else moved the task first."""

    status = 409


def refuse(code: str, message: str, *, advice: str, where: str = "", **fields: object) -> ExecutionError:
    """A refusal with its way out."""
    return ExecutionError(Problem(code, fields, where, message, advice))


def problems_of(error: GuatuError) -> list[Problem]:
    """Every problem of a refused file."""
    return list(getattr(error, "problems", (error.problem,)))


def moved(*, title: str, who: str, when: str, deed: str, state: str, version: int) -> TaskMoved:
    """What the second of two people is told: who did what meanwhile, and where the task stands now."""
    message = _("“%(title)s”已由%(who)s于%(when)s%(deed)s，现为“%(state)s”。您的操作没有保存。") % {
        "title": title,
        "who": who,
        "when": when,
        "deed": deed,
        "state": state,
    }
    fields = {"who": who, "when": when, "deed": deed, "state": state, "version": version}
    return TaskMoved(Problem("task.moved", fields, "", message, _("请看过新情况后再操作。")))
