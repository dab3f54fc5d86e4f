"""What enterprise facts add up to, for promises of indicators of which nothing was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from guatu.catalogue.load import indicators
from guatu.indicators.asking import computable, period_of, street_of
from guatu.indicators.reckoning import Reckoning, first_growth, key_of
from guatu.indicators.veil import Veil
from guatu.vocabulary.figure import Figure
from guatu.web.facts import world as facts


def summed(wanted: Mapping[tuple[str, str], int], *, known_at: int | None = None) -> Iterator[Figure]:
    """The cumulative level and growth of each period, as anybody may be shown them.

    ``wanted`` are pairs of an indicator and an area ("" the zone) with the first year that promises on them
    ask about; the latest year is told whatever they ask, of the zone the year before it too, for its history.

    A growth is the one that the indicator shows first, and its name says on which basis.
    """
    asked = _computable(wanted)
    by = facts.reckoning(known_at) if asked else None
    if by is None:
        return
    show = Veil(by).figure
    for (id_, area), since in asked.items():
        rate = indicators()[id_].kind == "ratio"
        for at in _periods(by, id_, since=since, history=area is None):
            whole = period_of(at, cumulative=True)
            cell: dict[str, Any] = {"area": area, "known_at": known_at}
            names = [key_of(id_, "level", whole, **cell)]
            if not rate:
                names.append(key_of(id_, "growth", whole, caliber=first_growth(id_), **cell))
            yield from (figure for name in names if (figure := show(name)).value is not None)


def _computable(wanted: Mapping[tuple[str, str], int]) -> dict[tuple[str, str | None], int]:
    """Those that facts can feed, an area by its code; the zone's first, then by indicator and code."""
    found: dict[tuple[str, str | None], int] = {}
    for (id_, name), since in sorted(wanted.items(), key=lambda item: (item[0][1] != "", item[0])):
        code = street_of(name) if name else None
        if computable(id_) and (code or not name):
            found[id_, code] = min(since, found.get((id_, code), since))
    return found


def _periods(by: Reckoning, id_: str, *, since: int, history: bool) -> Iterator[int]:
    at = latest = by.latest(id_)
    if latest is None:
        return
    first = min(since, latest // 100 - history)
    while at is not None and at // 100 >= first:
        yield at
        at = by.latest(id_, until=at - 1)
