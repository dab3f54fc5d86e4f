"""Counts of tasks as figures, each named by its conditions."""

from collections.abc import Iterable

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.web.access.actor import Actor
from guatu.web.access.allow import reach
from guatu.web.execution.queries.line import Line


def own_units(actor: Actor) -> str:
    """The units to which the actor's sight is confined, for the name of a count; empty when it is not."""
    seen = reach(actor, "task.view")
    confined = not seen.everything and not seen.areas
    return ",".join(str(unit) for unit in sorted(seen.units)) if confined else ""


def count_key(known_at: int | None = None, **cut: object) -> FigureKey:
    """The name of a count of tasks: `count_key(light="red", lead=3)`."""
    pairs = ";".join(f"{name}:{value}" for name, value in cut.items() if value not in (None, ""))
    return FigureKey("tasks", "count", None, cut=pairs or None, known_at=known_at)


def count(found: Iterable[Line], *, known_at: int | None, **cut: object) -> Figure:
    """A count as a figure; ``found`` is what the cut leaves."""
    return Figure.of_count(count_key(known_at, **cut), sum(1 for _ in found))
