"""What is read of a whole table is kept in this process for as long as the log stands where it stood.

Whoever writes, in whatever process, adds a row to the log in the same transaction: one look at its last row
says whether what is kept still holds. What has changed since is read by its sequence numbers, not all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import connection

from guatu.web.audit.queries import actions_after, has, last

V = TypeVar("V")
#: More rows of the log than this are not looked through: reading anew costs less.
_MANY = 200


@dataclass(frozen=True, slots=True)
class Tip:
    """The last row of a database's log: its name (a second database has another), sequence and hash."""

    database: str
    sequence: int
    hash: str


def tip() -> Tip | None:
    """Where the log stands; None before its first row and inside a transaction, whose writes are its own."""
    if connection.in_atomic_block:
        return None
    found = last()
    return Tip(str(connection.settings_dict["NAME"]), *found) if found else None


class Remembered(Generic[V]):
    """A value of the whole database; `now` gives it as it stands, or None where nothing may be kept.

    ``read`` reads it whole. ``mend(value, since)`` gives it with what the log's rows after ``since`` changed;
    it is asked only while ``mendable(action)`` holds of each of these rows. Neither changes the value before.
    """

    def __init__(
        self,
        read: Callable[[], V],
        *,
        mend: Callable[[V, int], V],
        mendable: Callable[[str], bool],
    ) -> None:
        self._read, self._mend, self._mendable = read, mend, mendable
        self._held: tuple[Tip, V] | None = None

    def now(self) -> V | None:
        """The value at the log's last row, which is looked at before anything else is read."""
        at, held = tip(), self._held
        if at is None:
            return None
        if held is not None and held[0] == at:
            return held[1]
        if held is not None and _follows(held[0], at) and self._can_mend(actions_after(held[0].sequence)):
            value = self._mend(held[1], held[0].sequence)
        else:
            value = self._read()
        self._held = at, value
        return value

    def _can_mend(self, actions: Iterable[str]) -> bool:
        return all(map(self._mendable, actions))


def _follows(before: Tip, at: Tip) -> bool:
    """Whether the log grew a little from the one row to the other (it was not put back from a backup)."""
    near = before.database == at.database and 0 < at.sequence - before.sequence <= _MANY
    return near and has(before.sequence, before.hash)
