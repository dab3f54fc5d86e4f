"""What can be wrong with a statement, said in words."""

from django.utils.translation import gettext as _

from guatu.vocabulary.problems import GuatuError, Problem


class StatementError(GuatuError, ValueError):
    """A statement that cannot be put on record as it is."""


class StatementMoved(GuatuError, RuntimeError):  # noqa: N818 - news for the second person, no fault
    """Somebody else changed the statement first."""

    status = 409


def refuse(code: str, message: str, *, advice: str, **fields: object) -> StatementError:
    """A refusal that says what is wrong and what to do."""
    return StatementError(Problem(code, fields, message=message, what_to_do=advice))


def moved(*, what: str, who: str, when: str, changes: str, version: int) -> StatementMoved:
    """The conflict that the second of two people is told: what changed, by whom and when."""
    message = _("“%(what)s”已由%(who)s于%(when)s改动：%(changes)s。您的改动没有保存。") % {
        "what": what,
        "who": who,
        "when": when,
        "changes": changes,
    }
    advice = _("请看过新内容后再决定是否仍要修改。")
    fields = {"what": what, "who": who, "when": when, "changes": changes, "version": version}
    return StatementMoved(Problem("statement.moved", fields, message=message, what_to_do=advice))
