"""Statements for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from guatu.web.statements import actions

SHA = "ab" * 32


def span(start: int, end: int, *, sha256: str = SHA) -> str:
    """The address of some words."""
    return f"span:{sha256}:{start}-{end}"


def figure(by: Any, value: str = "42800000000", *, source: str | None = None, **fields: Any) -> Any:
    """A gross regional product on record."""
    stated = {
        "indicator": "gdp",
        "measure": "level",
        "value": Decimal(value),
        "unit": "CNY",
        "period": "2022-01/2022-06",
        "document_date": date(2022, 8, 12),
        "quote": "地区生产总值428亿元",
    }
    return actions.state_figure(stated | fields, by=by, source=source or span(3, 14))


def target(by: Any, **fields: Any) -> Any:
    """A promise on record."""
    stated = {
        "indicator": "actual_fdi",
        "measure": "level",
        "comparator": ">=",
        "stretch": Decimal(750000000),
        "unit": "USD",
        "by": "2022",
        "document_date": date(2022, 8, 12),
        "quote": "力争利用外资7.5亿美元",
    }
    return actions.state_target(stated | fields, by=by, source=span(20, 33))


def task(by: Any, **fields: Any) -> Any:
    """A task on record."""
    stated = {"title": "把赛马机制常态化", "theme": "招商", "document_date": date(2022, 8, 12)}
    return actions.state_task(stated | fields, by=by, source=span(40, 48))
