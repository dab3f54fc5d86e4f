"""What went wrong, said so that the reader of the message can act on it.

A problem climbs the whole ladder: what happened, where, why, and what to do next. The same fields serve a
page, the command line and JSON, so that all three say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    ``code`` is stable and machine-readable (``"text.encoding"``); ``fields`` are the values that the message
    speaks of; ``where`` names the place (file, line, key); ``message`` says what and why; ``what_to_do`` is
    the way out.
    """

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)
    where: str = ""
    message: str = ""
    what_to_do: str = ""

    def __str__(self) -> str:
        place = f"{self.where}：" if self.where else ""
        advice = f" {self.what_to_do}" if self.what_to_do else ""
        return f"{place}{self.message}{advice}"

    def to_json(self) -> dict[str, object]:
        """The problem as plain JSON values (fields that are not plain are printed)."""
        plain = {
            k: v if isinstance(v, str | int | float | bool | None) else str(v) for k, v in self.fields.items()
        }
        return {
            "code": self.code,
            "fields": plain,
            "where": self.where,
            "message": self.message,
            "what_to_do": self.what_to_do,
        }


class GuatuError(Exception):
    """Every error that the core raises on purpose; its kinds are also built-in kinds."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
