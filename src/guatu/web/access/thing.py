"""What is acted upon, as far as permission is concerned."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """Where a thing belongs: its area, the units that carry it, the person who made it.

    ``area`` None means the thing belongs to the whole site.
    """

    area: int | None = None
    units: frozenset[int] = frozenset()
    owner: int | None = None
