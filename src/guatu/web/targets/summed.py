"""What enterprise facts add up to, for promises of indicators of which nothing was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from guatu.catalogue.load import indicators
from guatu.indicators.asking import computable, period_of, street_of
from guatu.indicators.reckoning import Reckoning, first_growth, key_of
from guatu.indicators.veil import Veil
from guatu.vocabulary.figure import Figure
from guatu.web.facts import world as facts

#: A promise is judged within its year; the history of a whole zone's shows the year before too.
_YEARS = 2


def summed(
    ids: Iterable[str], *, areas: Iterable[tuple[str, str]] = (), known_at: int | None = None
) -> Iterator[Figure]:
    """The cumulative level and growth of each period, as anybody may be shown them.

    ``areas`` are pairs of an indicator and a street or park that has a target of its own on it.

    A growth is the one that the indicator shows first, and its name says on which basis.
    """
    wanted = sorted(id_ for id_ in ids if computable(id_))
    parts = sorted({(id_, code) for id_, name in areas if computable(id_) and (code := street_of(name))})
    by = facts.reckoning(known_at) if wanted or parts else None
    if by is None:
        return
    show = Veil(by).figure
    asked: list[tuple[str, str | None, int]] = [(id_, None, _YEARS) for id_ in wanted]
    asked += [(id_, code, 1) for id_, code in parts]
    for id_, area, years in asked:
        rate = indicators()[id_].kind == "ratio"
        for at in _periods(by, id_, years=years):
            whole = period_of(at, cumulative=True)
            cell: dict[str, Any] = {"area": area, "known_at": known_at}
            names = [key_of(id_, "level", whole, **cell)]
            if not rate:
                names.append(key_of(id_, "growth", whole, caliber=first_growth(id_), **cell))
            yield from (figure for name in names if (figure := show(name)).value is not None)


def _periods(by: Reckoning, id_: str, *, years: int) -> Iterator[int]:
    at = latest = by.latest(id_)
    while at is not None and latest is not None and at // 100 > latest // 100 - years:
        yield at
        at = by.latest(id_, until=at - 1)
