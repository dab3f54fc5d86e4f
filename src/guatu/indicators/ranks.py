"""Places among peers: the largest is first, equals share a place (1, 2, 2, 4), the unknown have none."""

from __future__ import annotations

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
    places = np.ones(grouped, np.int64)
    for peer in range(width):
        places += values[:, :, peer : peer + 1] > values
    if exact is not None:
        _settle(places, values, known.reshape(grouped), [part.reshape(grouped) for part in exact])
    return Column(places.reshape(shape), known)


def _settle(places: Values, values: Values, known: Values, exact: list[Values]) -> None:
    """Correct the comparisons that doubles could not make."""
    above, below = exact
    for peer in range(values.shape[2]):
        other = values[:, :, peer : peer + 1]
        with np.errstate(invalid="ignore"):
            close = np.abs(other - values) <= _CLOSE * np.abs(values)
        close &= known & known[:, :, peer : peer + 1]
        close[:, :, peer] = False
        for m, g, own, x in zip(*np.nonzero(close), strict=True):
            mine, yours = (m, g, own, x), (m, g, peer, x)
            truly = int(above[yours]) * int(below[mine]) > int(above[mine]) * int(below[yours])
            places[mine] += int(truly) - int(values[yours] > values[mine])
