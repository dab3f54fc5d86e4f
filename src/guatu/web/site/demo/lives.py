"""What becomes of the demo's tasks, as written in `lives.toml`: courses of steps, each with its day."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from guatu.execution.limits import add_working_days, rolled
from guatu.execution.periods import reports_due
from guatu.schedule.workdays import load_calendar
from guatu.web.site.demo.plan import HERE

_WHEN = re.compile(r"\+(?P<after>\d+)|(?P<share>\d+)%|due(?P<about>[+-]\d+)?|(?P<period>period)")


@dataclass(frozen=True, slots=True)
class Step:
    """One deed, and when it is done: after the deed before, at a share of the time, about the limit."""

    deed: str
    when: str

    def day(self, *, before: date, start: date, due: date | None, every: str) -> date | None:
        """The day of the step, never before the deed before it; None when nothing says when."""
        found = _WHEN.fullmatch(self.when)
        assert found, self.when
        calendar = load_calendar()
        if found["after"] is not None:
            return add_working_days(before, int(found["after"]), calendar=calendar)
        if found["period"]:
            months = reports_due(every, since=before, until=before + timedelta(days=200), calendar=calendar)
            return next((month.due for month in months if month.due > before), None)
        if due is None:
            return None
        if found["share"]:
            day = start + timedelta(days=(due - start).days * int(found["share"]) // 100)
        else:
            day = due + timedelta(days=int(found["about"] or 0))
        return max(rolled(day, calendar=calendar), before)


@dataclass(frozen=True, slots=True)
class Life:
    """What is planned for one task: who leads it, by when, its goal, its course and what is said on the way.

    ``due`` is a date, ``monthly`` or ``standing``; ``until`` the date to which time is granted;
    ``nodes`` a template, of which so many are ``reached`` in time; ``years`` the goals of a plan of several.
    """

    words: str
    course: tuple[Step, ...]
    document: date | None = None
    unit: str = ""
    support: tuple[str, ...] = ()
    due: date | str | None = None
    until: date | None = None
    goal: str = ""
    said: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    title: str = ""
    nodes: str = ""
    reached: int = 99
    years: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """A numbered policy document that comes in on a day."""

    day: date
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Lives:
    """Every planned life in the file's order, what people write who say nothing particular, the policy."""

    planned: tuple[Life, ...]
    words: Mapping[str, str]
    policy: Policy


def lives() -> Lives:
    """What `lives.toml` holds."""
    data = tomllib.loads((HERE / "lives.toml").read_text(encoding="utf-8"))
    courses = {name: _steps(text) for name, text in data["courses"].items()}
    planned = tuple(_life(row, courses) for row in data["tasks"])
    return Lives(planned, data["words"], Policy(**data["policy"]))


def _life(row: dict[str, Any], courses: Mapping[str, tuple[Step, ...]]) -> Life:
    known = {**row, "course": courses[row["course"]]}
    for name in ("support", "said"):
        known[name] = tuple(known.get(name, ()))
    return Life(**known)


def _steps(text: str) -> tuple[Step, ...]:
    pairs = (word.partition("@") for word in text.split())
    return tuple(Step(deed, when or "+1") for deed, _, when in pairs)
