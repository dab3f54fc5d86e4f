"""Places among peers: the largest is first, equals share a place (1, 2, 2, 4), the unknown have none."""

from __future__ import annotations

from itertools import permutations

import numpy as np

from guatu.indicators.growth import Column, Values

#: Two doubles this close may be one exact ratio or two: the integers decide.
_CLOSE = 2.0**-50


def ranks(column: Column, *, width: int, exact: tuple[Values, Values] | None = None) -> Column:
    """The place of each area [measure, area, axis] among the areas of its group of ``width``.

    ``exact`` are the integers whose quotient the values are; ratios that doubles cannot tell apart are
    compared by them, so that only true equals share a place.
    """
    shape = column.values.shape
    grouped = (shape[0], shape[1] // width, width, *shape[2:])
    known = np.broadcast_to(column.known, shape)
    lowest = -np.inf if column.values.dtype.kind == "f" else np.iinfo(np.int64).min
    values = np.where(known, column.values, lowest).reshape(grouped)
    above = np.zeros(grouped, np.int8 if width < 128 else np.int64)
    for peer in range(width):
        above += values[:, :, peer : peer + 1] > values
    places = above.astype(np.int64) + 1
    if exact is not None:
        _settle(places, values, known.reshape(grouped), [part.reshape(grouped) for part in exact])
    return Column(places.reshape(shape), known)


def _settle(places: Values, values: Values, known: Values, exact: list[Values]) -> None:
    """Correct the comparisons that doubles could not make."""
    over, under = exact
    ordered = np.sort(values, axis=2)
    with np.errstate(invalid="ignore"):
        near = ordered[:, :, 1:] - ordered[:, :, :-1] <= 2 * _CLOSE * np.abs(ordered[:, :, 1:])
    for m, g, x in zip(*np.nonzero(near.any(axis=2)), strict=True):
        peers = np.flatnonzero(known[m, g, :, x])
        for own, peer in permutations(peers.tolist(), 2):
            one, other = values[m, g, own, x], values[m, g, peer, x]
            if abs(other - one) <= _CLOSE * abs(one):
                mine, yours = (m, g, own, x), (m, g, peer, x)
                truly = int(over[yours]) * int(under[mine]) > int(over[mine]) * int(under[yours])
                places[mine] += int(truly) - int(other > one)
