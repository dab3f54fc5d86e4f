"""Statements for tests, put on record through the same actions that people use."""

from datetime import date
from typing import Any

from guatu.web.access.actor import Actor
from guatu.web.statements.actions import state_figure, state_target, state_task

SPEECH = "ab" * 32


def span(start: int, end: int | None = None) -> str:
    """The address of a span of the one document that these statements come from."""
    return f"span:{SPEECH}:{start}-{end or start + 5}"


def figure(
    value: object, period: str, *, by: Actor, indicator: str = "signed_projects", **fields: Any
) -> Any:
    """A published figure; a growth, rank or other unit is named by its fields."""
    given = {
        "measure": "level",
        "unit": "count",
        "document_date": date(2022, 8, 12),
        "quote": "某数据",
    } | fields
    given |= {"indicator": indicator, "value": value, "period": period}
    return state_figure(given, by=by, source=span(len(period) + len(indicator)))


def target(*, by: Actor, indicator: str = "signed_projects", **fields: Any) -> Any:
    """A promise for 2022."""
    given = {"measure": "level", "comparator": ">=", "unit": "count", "by": "2022", "quote": "某目标"}
    given |= {"document_date": date(2022, 8, 12)} | fields | {"indicator": indicator}
    return state_target(given, by=by, source=span(100))


def task(title: str, *, by: Actor, source: str = "", **fields: Any) -> Any:
    """A task of the speech, or of another source."""
    given = {"kind": "action", "quote": title, "document_date": date(2022, 8, 12), "title": title} | fields
    return state_task(given, by=by, source=source or span(200))
