"""The zone among its peers on an indicator's page: what was published of each, and the places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guatu.indicators import peers
from guatu.indicators.naming import scope_label
from guatu.vocabulary.figure import Figure, FigureKey

_COLUMNS = ("level", "growth", "share", "completion")


@dataclass(frozen=True, slots=True)
class Peer:
    """One area: its published figures in the order of the columns, None where nothing was published."""

    name: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """The zone's places in one group, under the columns that the group has, and the group's areas.

    The areas stand by their growth, else by the first column, the highest first; ``city`` is held beside.
    """

    name: str
    columns: tuple[str, ...]
    places: tuple[Figure | None, ...]
    own: Peer
    city: tuple[Peer, ...]
    rows: tuple[Peer, ...]

    @property
    def shown(self) -> Iterator[FigureKey]:
        """The names of the published figures that stand in its table."""
        for peer in (*self.city, *self.rows):
            yield from (figure.key for figure in peer.figures if figure)


def peer_groups(
    latest: Figure | None, *, published: Mapping[FigureKey, Any], known_at: int | None
) -> Iterator[PeerGroup]:
    """Each group of which something was published for the period of the zone's latest figure."""
    if latest is None:
        return
    for scope in peers.GROUPS:
        told = {
            of: _told(peers.rank_key(latest.key.at(known_at), of=of, scope=scope), published, known_at)
            for of in _COLUMNS
        }
        columns = tuple(of for of in _COLUMNS if any(area for area in told[of]))
        if not columns or scope == "city":
            continue
        keys = {of: peers.rank_key(latest.key.at(known_at), of=of, scope=scope) for of in columns}
        places = (peers.derive(keys[of], published=told[of]) for of in columns)
        names = [name for name in peers.operands(keys[columns[0]]) if any(name in told[of] for of in columns)]
        cities = {of: _found(peers.city_keys(keys[of]), published, known_at) for of in columns}
        rows = [Peer(name, tuple(told[of].get(name) for of in columns)) for name in names]
        at = columns.index("growth") if "growth" in columns else 0
        yield PeerGroup(
            scope_label(scope),
            columns,
            tuple(place if place.value is not None else None for place in places),
            next((row for row in rows if not row.name), Peer("", tuple(None for _ in columns))),
            tuple(_rows(cities, columns)),
            tuple(sorted((row for row in rows if row.name), key=lambda row: _lowest(row.figures[at]))),
        )


def _rows(told: Mapping[str, Mapping[str, Figure]], columns: tuple[str, ...]) -> Iterator[Peer]:
    for name in dict.fromkeys(name for of in columns for name in told[of]):
        yield Peer(name, tuple(told[of].get(name) for of in columns))


def _lowest(figure: Figure | None) -> tuple[bool, Decimal]:
    """The highest first, the unknown last."""
    known = figure is not None and figure.value is not None
    return not known, -figure.value if known and figure and figure.value is not None else Decimal(0)


def _told(key: FigureKey, published: Mapping[FigureKey, Any], known_at: int | None) -> dict[str, Figure]:
    return _found(peers.operands(key), published, known_at)


def _found(
    named: Mapping[str, FigureKey], published: Mapping[FigureKey, Any], known_at: int | None
) -> dict[str, Figure]:
    return {
        area: published[name.at(None)].figure(known_at)
        for area, name in named.items()
        if name.at(None) in published
    }
