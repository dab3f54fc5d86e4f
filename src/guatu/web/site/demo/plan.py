"""What the demo zone consists of: `zone.toml`, and the example documents in the order of their dates."""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# In a checkout the examples lie at its top; a wheel carries them beside this file.
PLACES = (HERE / "examples", HERE.parents[4] / "examples")
DATED = re.compile(r"^(\d{4})-(\d{2})-(\d{2})-")


@dataclass(frozen=True, slots=True)
class TaskRule:
    """Which unit leads the tasks that hold one of these words, with whom and by when."""

    words: tuple[str, ...]
    unit: str
    support: tuple[str, ...] = ()
    deadline: date | None = None
    recurring: str = ""

    def fits(self, title: str) -> bool:
        """Whether the task's words hold one of the rule's."""
        return any(word in title for word in self.words)


def zone() -> dict[str, Any]:
    """The invented zone as written in `zone.toml`."""
    return tomllib.loads((HERE / "zone.toml").read_text(encoding="utf-8"))


def task_rules(plan: dict[str, Any]) -> list[TaskRule]:
    """The rules that give tasks their units, first fit first."""
    return [
        TaskRule(
            words=tuple(row["words"]),
            unit=row["unit"],
            support=tuple(row.get("support", ())),
            deadline=row.get("deadline"),
            recurring=row.get("recurring", ""),
        )
        for row in plan["task_rules"]
    ]


def documents() -> list[Path]:
    """The example documents, oldest first; FileNotFoundError when none came with this installation."""
    for place in PLACES:
        found = sorted(path for path in place.glob("*") if DATED.match(path.name))
        if found:
            return found
    message = f"no example documents in {' or '.join(str(place) for place in PLACES)}"
    raise FileNotFoundError(message)


def day_of(path: Path) -> date:
    """The date in a document's file name."""
    found = DATED.match(path.name)
    assert found
    return date(int(found[1]), int(found[2]), int(found[3]))
