"""`allow(actor, action, thing)`: the one function that decides, for pages and for lists alike."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from guatu.web.access import matrix
from guatu.web.access.actor import Actor
from guatu.web.access.thing import Thing


@dataclass(frozen=True, slots=True)
class Reach:
    """How far an actor's permission for one action goes; a list filters by what a single page asks.

    ``everything`` covers all; otherwise a thing is covered by its area, one of its units, or its owner.
    """

    everything: bool = False
    areas: frozenset[int] = frozenset()
    units: frozenset[int] = frozenset()
    owner: int | None = None

    @property
    def nothing(self) -> bool:
        """Whether no thing at all is covered."""
        return not (self.everything or self.areas or self.units or self.owner is not None)

    def covers(self, thing: Thing) -> bool:
        """Whether this one thing is within reach."""
        if self.everything:
            return True
        if self.areas and (thing.area is None or thing.area in self.areas):
            return True
        if self.units & thing.units:
            return True
        return self.owner is not None and thing.owner == self.owner


def reach(actor: Actor, action: str) -> Reach:
    """The sum of what all roles of the actor allow in one action; MatrixError for an unknown action."""
    scopes = matrix.scopes_of(action)
    if actor.machine or "public" in scopes:
        return Reach(everything=True)
    areas: set[int] = set()
    units: set[int] = set()
    owner: int | None = None
    for held in actor.memberships:
        match scopes.get(held.role):
            case "any":
                return Reach(everything=True)
            case "area":
                areas |= held.areas
            case "portfolio":
                units |= held.portfolio
            case "unit":
                units.add(held.unit)
            case "own":
                owner = actor.user_id
    return Reach(areas=frozenset(areas), units=frozenset(units), owner=owner)


def allow(actor: Actor, action: str, thing: Thing | None = None) -> bool:
    """Whether the actor may do this to that thing; without a thing: whether to any thing at all."""
    found = reach(actor, action)
    return not found.nothing if thing is None else found.covers(thing)


def require(actor: Actor, action: str, thing: Thing | None = None) -> None:
    """PermissionDenied unless `allow`."""
    if not allow(actor, action, thing):
        raise PermissionDenied(action)
