"""What enterprise facts add up to, for promises of indicators of which nothing was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guatu.catalogue.load import indicators
from guatu.indicators.asking import computable, period_of
from guatu.indicators.reckoning import Reckoning, first_growth, key_of
from guatu.indicators.veil import Veil
from guatu.vocabulary.figure import Figure
from guatu.web.facts import world as facts

#: A promise is judged within its year; its history shows the year before too.
_YEARS = 2


def summed(ids: Iterable[str], *, known_at: int | None = None) -> Iterator[Figure]:
    """The cumulative level and growth of each period, as anybody may be shown them.

    A growth is the one that the indicator shows first, and its name says on which basis.
    """
    wanted = sorted(id_ for id_ in ids if computable(id_))
    by = facts.reckoning(known_at) if wanted else None
    if by is None:
        return
    show = Veil(by).figure
    for id_ in wanted:
        rate = indicators()[id_].kind == "ratio"
        for at in _periods(by, id_):
            whole = period_of(at, cumulative=True)
            names = [key_of(id_, "level", whole, known_at=known_at)]
            if not rate:
                names.append(key_of(id_, "growth", whole, caliber=first_growth(id_), known_at=known_at))
            yield from (figure for name in names if (figure := show(name)).value is not None)


def _periods(by: Reckoning, id_: str) -> Iterator[int]:
    at = latest = by.latest(id_)
    while at is not None and latest is not None and at // 100 > latest // 100 - _YEARS:
        yield at
        at = by.latest(id_, until=at - 1)
