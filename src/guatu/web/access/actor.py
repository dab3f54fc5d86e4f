"""Who is acting: a person with the roles they hold in units, or the machine itself."""

from __future__ import annotations

from dataclasses import dataclass

ROLES = (
    "leader",
    "portfolio_leader",
    "statistics",
    "supervision",
    "department",
    "liaison",
    "auditor",
    "operator",
    "public",
)


@dataclass(frozen=True, slots=True)
class Membership:
    """One role of one person in one unit.

    ``areas`` holds the unit's area and all areas below it; ``portfolio`` the units that the person leads
    (分管), whichever unit they sit in. All numbers are database ids.
    """

    role: str
    unit: int
    unit_name: str
    areas: frozenset[int] = frozenset()
    portfolio: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who acts. ``user_id`` is None for the public and the machine; ``origin`` says from where."""

    user_id: int | None
    username: str
    name: str
    memberships: tuple[Membership, ...] = ()
    origin: str = ""
    machine: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether a person with an account is acting."""
        return self.user_id is not None

    @property
    def roles(self) -> frozenset[str]:
        """The names of all roles held; `public` belongs to everyone."""
        return frozenset({m.role for m in self.memberships} | {"public"})

    @property
    def units(self) -> frozenset[int]:
        """The units in which the person holds any role."""
        return frozenset(m.unit for m in self.memberships)

    @property
    def areas(self) -> frozenset[int]:
        """The areas that the person's units sit in, with those below."""
        return frozenset().union(*(m.areas for m in self.memberships))


def anonymous(origin: str = "") -> Actor:
    """Someone who has not signed in."""
    return Actor(user_id=None, username="", name="", origin=origin)


def machine(name: str) -> Actor:
    """The machine itself, acting from the command line or a job; never made from a request."""
    return Actor(user_id=None, username="", name=name, origin="machine", machine=True)
