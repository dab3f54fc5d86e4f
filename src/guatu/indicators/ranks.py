"""Places among peers: the largest is first, equals share a place (1, 2, 2, 4), the unknown have none."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from guatu.indicators.growth import Column, Known, Values

#: Two doubles this close may be one exact ratio or two: the integers decide.
_CLOSE = 2.0**-50


def ranks(column: Column, *, width: int, exact: tuple[Values, Values] | None = None) -> Column:
    """The place of each area [..., area, axis] among the areas of its group of ``width``.

    ``exact`` are the integers whose quotient the values are; ratios that doubles cannot tell apart are
    compared by them, so that only true equals share a place.
    """
    shape = column.values.shape
    *_, areas, codes = shape
    grouped = (-1, areas // width, width, codes)
    lowest = -np.inf if column.values.dtype.kind == "f" else np.iinfo(np.int64).min
    values = np.where(column.known, column.values, lowest).reshape(grouped)
    peers = np.ascontiguousarray(np.moveaxis(values, 2, 0))
    above = _more(peers, than=peers)
    places = np.moveaxis(above, 0, 2).astype(np.int16) + np.int16(1)
    if exact is not None:
        known = np.broadcast_to(column.known, shape).reshape(grouped)
        # Whoever is more than a little less than oneself: oneself, the larger, and those in doubt.
        near = _more(peers, than=peers - 4 * _CLOSE * np.abs(peers)) > above + 1
        doubtful = np.any(np.moveaxis(near, 0, 2) & known, axis=2)
        _settle(places, values, known, [part.reshape(grouped) for part in exact], at=np.asarray(doubtful))
    return Column(places.reshape(shape), column.known)


def _more(peers: Values, *, than: Values) -> Values:
    """How many of the peers, which stand on the first axis, are more than each value."""
    count = np.zeros(peers.shape, np.int8 if len(peers) < 128 else np.int16)
    for peer in peers:
        count += peer > than
    return count


def _settle(places: Values, values: Values, known: Known, exact: list[Values], *, at: Known) -> None:
    """Correct the comparisons that doubles could not make, in the groups of the cells ``at``."""
    over, under = exact
    for m, g, x in zip(*np.nonzero(at), strict=True):
        peers = np.flatnonzero(known[m, g, :, x])
        for own, peer in permutations(peers.tolist(), 2):
            one, other = values[m, g, own, x], values[m, g, peer, x]
            if abs(other - one) <= _CLOSE * abs(one):
                mine, yours = (m, g, own, x), (m, g, peer, x)
                truly = int(over[yours]) * int(under[mine]) > int(over[mine]) * int(under[yours])
                places[mine] += int(truly) - int(other > one)
