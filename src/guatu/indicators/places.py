"""A place in a list: on which measure, among which peers, and whether it is shared.

Equals share a place and the next is skipped (1, 2, 2, 4); who is unknown has none, and is counted. One area
may stand in several groups at once: first among the parks and third among the counties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

Value: TypeAlias = Decimal | Fraction | int | None


@dataclass(frozen=True, slots=True)
class Place:
    """``place`` 1 is first; ``tied`` with another; ``among`` those known, ``unknown`` those who are not."""

    place: int
    tied: bool
    among: int
    unknown: int


def places(values: Mapping[str, Value], *, lowest_first: bool = False) -> dict[str, Place | None]:
    """The place of each; None for the unknown.

    >>> [p and p.place for p in places({"a": 9, "b": 7, "c": 7, "d": None, "e": 1}).values()]
    [1, 2, 2, None, 4]
    """
    known = [value for value in values.values() if value is not None]
    unknown = len(values) - len(known)

    def of(own: Value) -> Place | None:
        if own is None:
            return None
        better = sum(value < own if lowest_first else value > own for value in known)
        return Place(1 + better, known.count(own) > 1, len(known), unknown)

    return {name: of(value) for name, value in values.items()}


def places_among(
    own: str,
    values: Mapping[str, Value],
    *,
    groups: Mapping[str, Sequence[str]],
    lowest_first: bool = False,
) -> dict[str, Place | None]:
    """The place of ``own`` in each group that it belongs to; None where its value is unknown.

    A member of a group without a value counts as unknown.

    >>> table = {"我区": 12, "甲园": 9, "乙县": 15, "丙县": 13}
    >>> groups = {"parks": ["我区", "甲园"], "counties": ["我区", "乙县", "丙县"]}
    >>> {name: place.place for name, place in places_among("我区", table, groups=groups).items()}
    {'parks': 1, 'counties': 3}
    """
    return {
        name: places({member: values.get(member) for member in members}, lowest_first=lowest_first)[own]
        for name, members in groups.items()
        if own in members
    }
