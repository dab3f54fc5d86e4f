"""What an indicator is made of and what its law says: the part of its definition that boards compute by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Made:
    """How an indicator is computed: one of three ways.

    From a dataset: the sum of ``measures`` (or, with ``count``, the number of rows) over the rows with the
    codes of ``where``, of the industries of a named set. From others: ``ratio`` of two indicators, or their
    ``sum``.
    """

    dataset: str = ""
    measures: tuple[str, ...] = ()
    count: bool = False
    where: tuple[tuple[str, int], ...] = ()
    industries: str = ""
    ratio: tuple[str, str] | None = None
    sum: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators that it is made of."""
        return self.ratio or self.sum


@dataclass(frozen=True, slots=True)
class About:
    """Publication, scope and law of an indicator; what a zone's own definition leaves out is empty.

    ``january`` "together": 1—2月 is one period. ``level`` "sometimes": often only growth is published.
    ``basis`` is the growth shown first. ``issuable``: it may be set as a target. ``month_on_month``: a month
    of it may be compared with the month before (环比).
    """

    frequency: str = ""
    january: str = "apart"
    level: str = "usual"
    basis: str = "none"
    issuable: bool = False
    month_on_month: bool = False
    scope: str = ""
    legal: str = ""
    legal_source: str = ""
    made: Made | None = field(default=None)


def about(data: Mapping[str, Any]) -> About:
    """Read these items of an indicator's table; `catalogue.check` says what is wrong with them."""
    texts = ("frequency", "january", "level", "basis", "scope", "legal", "legal_source")
    stated = {key: str(data[key]) for key in texts if key in data}
    source = data.get("source")
    return About(
        **stated,
        issuable=bool(data.get("issuable", False)),
        month_on_month=data.get("month_on_month") is True,
        made=_made(source) if isinstance(source, dict) else None,
    )


def _made(source: Mapping[str, Any]) -> Made:
    ratio = tuple(map(str, source.get("ratio", ())))
    return Made(
        dataset=str(source.get("dataset", "")),
        measures=tuple(map(str, source.get("measures", ()))),
        count=source.get("count") is True,
        where=tuple(sorted((str(k), int(v)) for k, v in source.get("where", {}).items())),
        industries=str(source.get("industries", "")),
        ratio=(ratio[0], ratio[1]) if len(ratio) == 2 else None,
        sum=tuple(map(str, source.get("sum", ()))),
    )
