"""The ladder of chasing as data: rungs from a reminder (L0) to handing over (L5), each with its source.

>>> [rung.level for rung in load_ladder().rungs]
[0, 0, 0, 1, 2, 2, 3, 3, 4, 4, 5]
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from guatu.execution.limits import COUNTINGS
from guatu.vocabulary.problems import GuatuError, Problem

PARTIES: Final = ("lead", "units", "leader", "office")
ONE_FOR: Final = ("unit", "task", "zone")
LETTER_COLOURS: Final = ("", "blue", "yellow", "red")


class LadderError(GuatuError, ValueError):
    """A ladder that is not on file or that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step. ``after``: days past the due date, in ``counting`` days; ``red``: month ends passed in red;
    ``last``: month ends in a row on which the unit's lights were the last of all units'.

    ``code`` begins the letter's number; a rung without one is an unnumbered reminder. ``along`` goes out
    with another rung; ``by_hand`` never by itself. ``reply``: working days given for an answer.
    """

    id: str
    level: int
    name: str
    source: str
    code: str = ""
    colour: str = ""
    after: int | None = None
    counting: str = "calendar"
    red: int | None = None
    last: int | None = None
    one_for: str = "task"
    reply: int = 3
    to: tuple[str, ...] = ()
    copy: tuple[str, ...] = ()
    along: str = ""
    by_hand: bool = False

    @property
    def reminder(self) -> bool:
        """Whether it goes out up to the due date, not after it."""
        return self.after is not None and self.after <= 0

    @property
    def climbed(self) -> bool:
        """Whether the nightly chase sends it of itself, in its order."""
        return not self.by_hand and not self.along and not self.reminder and self.last is None


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of one place, the mildest first; a node is chased up to ``node_level``, then its task."""

    id: str
    name: str
    source: str
    rungs: tuple[Rung, ...]
    node_level: int = 2

    def rung(self, id_: str) -> Rung:
        """One rung by its id; LadderError when there is none."""
        found = next((rung for rung in self.rungs if rung.id == id_), None)
        if found is None:
            names = "、".join(rung.id for rung in self.rungs)
            raise _wrong(self.id, f"没有“{id_}”这一级（已有：{names}）。")
        return found

    @property
    def reminding(self) -> Rung:
        """The first rung, which goes out before the due date."""
        return next((rung for rung in self.rungs if rung.reminder and not rung.by_hand), self.rungs[0])

    @property
    def urging(self) -> Rung:
        """The first rung after the due date (催办)."""
        return next((rung for rung in self.rungs if rung.climbed), self.rungs[0])

    def by_hand(self) -> tuple[Rung, ...]:
        """The rungs that an officer may send of their own accord: every numbered letter to a single unit."""
        return tuple(r for r in self.rungs if r.code and r.one_for != "zone" and r.last is None)


@cache
def load_ladder(identity: str = "default") -> Ladder:
    """Read a ladder from the catalogue by its id (the file's name)."""
    file = files("guatu.catalogue") / "data" / "execution" / "ladders" / f"{identity}.toml"
    if not re.fullmatch(r"[a-z0-9-]+", identity) or not file.is_file():
        raise _wrong(identity, "没有这份催办规则。")
    return ladder_of(tomllib.loads(file.read_text("utf-8")), identity=identity)


def ladder_of(data: Mapping[str, Any], *, identity: str) -> Ladder:
    """Build a ladder from its file.

    Raises:
        LadderError: with the rung that is wrong.
    """
    rungs = tuple(_rung(row, identity=identity) for row in data["rungs"])
    ids = [rung.id for rung in rungs]
    if len(set(ids)) != len(ids):
        raise _wrong(identity, "有两级同名。")
    if [rung.level for rung in rungs] != sorted(rung.level for rung in rungs):
        raise _wrong(identity, "各级须由轻到重排列。")
    for rung in rungs:
        if rung.along and rung.along not in ids:
            raise _wrong(identity, f"“{rung.id}”所随的“{rung.along}”不存在。")
    return Ladder(identity, data["name"], data["source"], rungs, int(data.get("node_level", 2)))


def _rung(row: Mapping[str, Any], *, identity: str) -> Rung:
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    rung = Rung(**fields)
    timed = sum((rung.after is not None, rung.red is not None, rung.last is not None, bool(rung.along)))
    if timed > 1 or (timed == 0 and not rung.by_hand):
        raise _wrong(identity, f"“{rung.id}”须有且只有 after、red、last、along 之一。")
    if (rung.last is not None) and rung.one_for != "unit":
        raise _wrong(identity, f"“{rung.id}”按单位排名次，one_for 须为 unit。")
    if any(n is not None and n < 1 for n in (rung.red, rung.last)) or rung.counting not in COUNTINGS:
        raise _wrong(identity, f"“{rung.id}”的期数或计日方式不对。")
    if not {*rung.to, *rung.copy} <= set(PARTIES) or not rung.to:
        raise _wrong(identity, f"“{rung.id}”的对象须在{'、'.join(PARTIES)}之中。")
    if rung.one_for not in ONE_FOR or rung.colour not in LETTER_COLOURS or not rung.source:
        raise _wrong(identity, f"“{rung.id}”的 one_for、colour 或 source 不对。")
    if rung.level >= 5 and not rung.by_hand:
        raise _wrong(identity, f"“{rung.id}”是问责，只能由人工启动（by_hand）。")
    return rung


def _wrong(identity: str, message: str) -> LadderError:
    where = f"ladders/{identity}.toml"
    return LadderError(Problem("ladder", {"ladder": identity}, where, message, "请改正这份规则。"))
