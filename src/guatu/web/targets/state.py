"""Whether a target is in force, past its time, or replaced by a later promise of the same thing."""

from collections.abc import Iterable
from datetime import date

from guatu.vocabulary.period import Period
from guatu.web.statements.queries import PromisedTarget

IN_FORCE, OVER, REPLACED = "in_force", "over", "replaced"


def states_of(rows: Iterable[PromisedTarget], *, today: date) -> dict[int, str]:
    """Whether each target is in force, past its time, or replaced by a later promise of the same thing.

    A later promise replaces an earlier one when it says as much: 力争 alone leaves a floor in force.
    """
    states: dict[int, str] = {}
    later: list[PromisedTarget] = []
    for row in sorted(rows, key=lambda r: (r.document_date or date.min, r.seq_from), reverse=True):
        over = bool(row.by) and Period.parse(row.by).end < today
        replaced = any(_same_promise(row, other) and _says_as_much(other, row) for other in later)
        states[row.lineage] = OVER if over else REPLACED if replaced else IN_FORCE
        later.append(row)
    return states


def _same_promise(one: PromisedTarget, other: PromisedTarget) -> bool:
    same = (one.by, one.unit, one.comparator) == (other.by, other.unit, other.comparator)
    return same and one.document_date != other.document_date and one.conditions() == other.conditions()


def _says_as_much(later: PromisedTarget, earlier: PromisedTarget) -> bool:
    return all(
        getattr(earlier, name) is None or getattr(later, name) is not None for name in ("floor", "stretch")
    )
