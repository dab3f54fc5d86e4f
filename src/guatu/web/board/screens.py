"""The wall cut into sheets for a screen on which nothing scrolls: headlines, targets, units by months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from guatu.web.board.queries.wall import Wall

#: So many fit on one sheet at 1920 x 1080.
TARGETS, UNITS = 9, 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: what it shows (``kind``: tiles, targets, battle), its head, its counts of lights."""

    kind: str
    head: str
    rows: Sequence[Any]
    lights: Sequence[Any] = ()


def sheets_of(wall: Wall) -> list[Sheet]:
    """The sheets in the order of the wall; parts that hold nothing have none."""
    found = [Sheet("tiles", _("主要指标"), wall.tiles)] if wall.tiles else []
    counts: Any = wall.target_counts
    found += [
        Sheet("targets", _("年度目标"), part, counts["lights"]) for part in _cut(wall.judged, size=TARGETS)
    ]
    found += [Sheet("battle", _("作战图"), part, wall.tasks.lights) for part in _cut(wall.battle, size=UNITS)]
    return found


def _cut(rows: Sequence[Any], *, size: int) -> list[Sequence[Any]]:
    """Parts of nearly the same size, so that no sheet holds a single row."""
    many = -(-len(rows) // size)
    edges = [len(rows) * n // many for n in range(many + 1)] if many else []
    return [rows[start:end] for start, end in pairwise(edges)]
