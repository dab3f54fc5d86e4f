"""Why two growths of one figure differ: from last year's published level to the base that is comparable.

The comparable base is what the enterprises of this year say of last year; the published level is what last
year's enterprises said then. Between them stand those who left, those who entered, and those who corrected
themselves; the three add up exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Reported = Mapping[int, int | None]


@dataclass(frozen=True, slots=True)
class Bridge:
    """``published`` - ``left`` + ``entered`` + ``corrected`` = ``comparable``, in minor units.

    ``who`` are the enterprises behind each step.
    """

    published: int
    left: int
    entered: int
    corrected: int
    comparable: int
    who: Mapping[str, frozenset[int]]


def bridge(then: Reported, last: Reported) -> Bridge:
    """Go from what each reported a year ago (``then``) to what is said of that year now (``last``).

    An unknown value adds nothing, on either side.

    >>> made = bridge({1: 100, 2: 50, 3: 30}, {1: 100, 2: 55, 4: 20})
    >>> made.published, made.left, made.entered, made.corrected, made.comparable
    (180, 30, 20, 5, 175)
    """
    before = {id_: value for id_, value in then.items() if value is not None}
    after = {id_: value for id_, value in last.items() if value is not None}
    left, entered = before.keys() - after.keys(), after.keys() - before.keys()
    both = {id_: after[id_] - before[id_] for id_ in before.keys() & after.keys()}
    corrected = {id_: change for id_, change in both.items() if change}
    return Bridge(
        published=sum(before.values()),
        left=sum(before[id_] for id_ in left),
        entered=sum(after[id_] for id_ in entered),
        corrected=sum(corrected.values()),
        comparable=sum(after.values()),
        who={"left": frozenset(left), "entered": frozenset(entered), "corrected": frozenset(corrected)},
    )
