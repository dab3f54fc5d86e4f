"""How far a task is by its nodes: what a light scheme may ask beside the time limit.

Nodes with weights count by their weights, each for itself. Without weights a node stands for the share of
the time at which it was planned, so that a task with every node reached in time is exactly on schedule
between two nodes too. Nothing is guessed: without nodes these facts are unknown.

>>> nodes = (Node("开工", date(2022, 3, 2)), Node("封顶", date(2022, 6, 30)))
>>> facts = facts_of(nodes, start=date(2022, 1, 1), due=date(2022, 12, 31), today=date(2022, 7, 20))
>>> facts["missed"], facts["periods_missed"], facts["progress_gap_pp"]
(1, 4, Decimal('-49.5'))
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from guatu.execution.chasing import red_periods

#: What only nodes can tell.
FACTS = frozenset({"completion_pct", "months_after_start", "periods_missed", "progress_gap_pp"})
#: The words by which the node of a start, and of being entered in the statistics, is known.
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({"start": ("开工",), "entry": ("入库", "纳统")})
_TENTH = Decimal("0.1")

Facts = dict[str, Decimal | int | None]


@dataclass(frozen=True, slots=True)
class Node:
    """A milestone: its name, the day planned, the day on which it was reached, its weight in percent."""

    name: str
    due: date
    reached: date | None = None
    weight: Decimal | None = None

    def by(self, day: date) -> bool:
        """Whether it had been reached on a day."""
        return self.reached is not None and self.reached <= day

    def missed(self, day: date) -> bool:
        """Whether it had not been reached on a day after the one planned."""
        return self.due < day and not self.by(day)


def facts_of(
    nodes: Sequence[Node], *, start: date | None, due: date | None, today: date, judges: str = "task"
) -> Facts:
    """The facts of a task's nodes on a day; ``judges`` start or entry looks at that node alone."""
    named = [node for node in nodes if any(word in node.name for word in _WORDS.get(judges, ()))]
    facts: Facts = dict(_progress(nodes, start=start, due=due, today=today))
    facts["months_after_start"] = _months_after(nodes, today=today)
    if judges in _WORDS:
        if named:
            facts["closed"] = int(all(node.by(today) for node in named))
            facts["periods_missed"] = _periods(named, today=today)
        return facts
    late = [node for node in nodes if node.missed(today)]
    made_up = [node for node in nodes if node.by(today) and _late_this_month(node, today=today)]
    facts["missed"] = int(bool(late or made_up))
    facts["made_up"] = int(bool(made_up) and not late)
    facts["periods_missed"] = _periods(nodes, today=today)
    facts["days_overdue"] = max(((today - node.due).days for node in late), default=0)
    ahead = [(node.due - today).days for node in nodes if node.due >= today and not node.by(today)]
    facts["days_to_due"] = 0 if late else min(ahead, default=None)
    return facts


def made_up(nodes: Sequence[Node], *, by: date, today: date) -> bool:
    """Whether what was missed at the end of a past month has been reached since."""
    late = [node for node in nodes if node.missed(by)]
    return bool(late) and all(node.by(today) for node in late)


def _progress(nodes: Sequence[Node], *, start: date | None, due: date | None, today: date) -> Facts:
    if nodes and all(node.weight is not None for node in nodes):
        done = _weight(node for node in nodes if node.by(today))
        return {
            "completion_pct": done,
            "progress_gap_pp": done - _weight(node for node in nodes if node.due < today),
        }
    if not nodes or start is None or due is None or start >= due:
        return {"completion_pct": None, "progress_gap_pp": None}
    shares = {node: _share(node.due, start=start, due=due) for node in nodes}
    done = max((shares[node] for node in nodes if node.by(today)), default=Decimal(0))
    planned = max((shares[node] for node in nodes if node.due < today), default=Decimal(0))
    return {"completion_pct": done, "progress_gap_pp": done - planned}


def _weight(nodes: Iterable[Node]) -> Decimal:
    return sum((node.weight or Decimal(0) for node in nodes), Decimal(0))


def _share(day: date, *, start: date, due: date) -> Decimal:
    passed = Decimal((day - start).days * 100) / (due - start).days
    return min(max(passed, Decimal(0)), Decimal(100)).quantize(_TENTH)


def _periods(nodes: Sequence[Node], *, today: date) -> int | None:
    late = [red_periods(node.due, today=today) for node in nodes if node.missed(today)]
    return max(late, default=0) if nodes else None


def _months_after(nodes: Sequence[Node], *, today: date) -> Decimal | None:
    """Months, to a tenth, since the start was reached."""
    begun = [n.reached for n in nodes if n.by(today) and any(word in n.name for word in _WORDS["start"])]
    days = [(today - day).days for day in begun if day is not None]
    return (Decimal(max(days) * 12) / Decimal("365.25")).quantize(_TENTH) if days else None


def _late_this_month(node: Node, *, today: date) -> bool:
    late = node.reached is not None and node.reached > node.due
    return late and (node.due.year, node.due.month) == (today.year, today.month)
