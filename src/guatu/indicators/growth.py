"""Ratios over blocks of cells, with what is unknown beside them: never NaN, never infinity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[Any]
Known: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Column:
    """Values and whether they are known; where they are not, the value says nothing."""

    values: Values
    known: Known

    def minus(self, other: Column) -> Column:
        """The difference; unknown when either is."""
        with np.errstate(invalid="ignore"):
            return Column(self.values - other.values, self.known & other.known)

    def spread(self, width: int) -> Column:
        """The value of each group for each of its ``width`` areas."""
        return Column(np.repeat(self.values, width, axis=1), np.repeat(self.known, width, axis=1))


def ratio(part: Column, *, of: Column) -> Column:
    """Part by whole; unknown when either is, or when the whole is not positive."""
    known = part.known & of.known & (of.values > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Column(part.values / of.values, known)


def growth(now: Column, *, base: Column) -> Column:
    """(now - base) / base; unknown over a base that is zero, negative or unknown."""
    return ratio(now.minus(base), of=base)


def by_group(column: Column, *, width: int) -> Column:
    """The sum over the areas of each group: what is known of it."""
    shape = column.values.shape
    grouped = (shape[0], shape[1] // width, width, *shape[2:])
    known = np.broadcast_to(column.known, shape).reshape(grouped)
    return Column(np.where(known, column.values.reshape(grouped), 0).sum(2), np.asarray(known.any(2)))
