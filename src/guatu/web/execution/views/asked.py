"""What every view of the task book is asked: which year, narrowed by what, as known when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import get_language

from guatu.web.access.request import Request
from guatu.web.audit.queries import today
from guatu.web.execution import listing as lists
from guatu.web.execution import queries
from guatu.web.execution.queries.kept import made_of

T = TypeVar("T")
FILTERS = ("light", "theme", "unit", "leader", "lead", "month", "owner", "due", "doc")


@dataclass(frozen=True, slots=True)
class Book:
    """The tasks of a year as this person may see them: all years', the year's whole, what was asked for."""

    today: date
    known_at: int | None
    asked: dict[str, str]
    own: str
    found: list[queries.Line]
    whole: list[queries.Line]
    shown: list[queries.Line]

    @property
    def cut(self) -> dict[str, Any]:
        """The conditions that every count of the year's book carries."""
        return {"known_at": self.known_at, "unit": self.own, "year": self.asked["year"]}

    @property
    def narrowed(self) -> bool:
        """Whether anything but the year was asked for."""
        return any(text for name, text in self.asked.items() if name != "year")

    def made(self, what: str, lines: list[queries.Line], make: Callable[[], T]) -> T:
        """What ``make`` makes of some of these lines for this book, kept until one of them changes."""
        asked = tuple(self.asked.values())
        return made_of(lines, (what, get_language(), self.own, self.known_at, asked, len(lines)), make)

    def frame(self) -> dict[str, Any]:
        """What all these pages show around their rows."""
        whole, cut = self.whole, self.cut
        years = made_of(self.found, ("years", len(self.found)), lambda: lists.years(self.found))
        return {
            "asked": self.asked,
            "narrowed": self.narrowed,
            "choices": self.made("choices", whole, lambda: lists.choices(whole)) | {"year": years},
            "lights": self.made("lights", whole, lambda: lists.lights(whole, **cut)),
            "total": queries.count(whole, **cut),
            "any": bool(self.found),
            "today": self.today,
        }


def book_of(request: Request) -> Book:
    """The book that the address asks for; an unreadable month shows nothing."""
    known_at, actor = request.known_at, request.actor
    day = today(known_at)
    found = queries.lines(actor, known_at=known_at)
    asked = {name: request.GET.get(name, "") for name in FILTERS}
    asked["year"] = lists.year_asked(request.GET.get("year", ""), today=day)
    year, size = asked["year"], len(found)
    whole = made_of(found, ("year", year, size), lambda: queries.narrowed(found, today=day, year=year))
    besides = {name: text for name, text in asked.items() if text and name != "year"}
    readable = queries.readable(asked["month"])
    shown = (queries.narrowed(whole, today=day, **besides) if besides else whole) if readable else []
    return Book(day, known_at, asked, queries.own_units(actor), found, whole, shown)
