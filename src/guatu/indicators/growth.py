"""Ratios over blocks of cells, with what is unknown beside them: never NaN, never infinity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Values: TypeAlias = NDArray[Any]
Known: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Column:
    """Values and whether they are known; where they are not, the value says nothing.

    They are [measure, area, axis], or [measure, period, area, axis] of several periods. ``known`` may leave
    the measures out where it is the same for all of them.
    """

    values: Values
    known: Known

    @cached_property
    def doubles(self) -> NDArray[np.float64]:
        """The values as they are divided."""
        return self.values.astype(np.float64, copy=False)

    @cached_property
    def positive(self) -> Known:
        """Where the value is known and more than zero."""
        return self.known & (self.values > 0)

    def minus(self, other: Column) -> Column:
        """The difference; unknown when either is."""
        with np.errstate(invalid="ignore"):
            return Column(self.values - other.values, self.known & other.known)

    def spread(self, width: int) -> Column:
        """The value of each group for each of its ``width`` areas."""
        return Column(np.repeat(self.values, width, axis=-2), np.repeat(self.known, width, axis=-2))

    def part(self, period: int) -> Column:
        """The column [measure, area, axis] of one of several periods, by its place."""
        return Column(self.values[:, period], self.known[..., period, :, :])

    def halves(self) -> tuple[Column, Column]:
        """The first half of the measures and the second."""
        half = len(self.values) // 2
        by_measure = self.known.ndim == self.values.ndim
        return (
            Column(self.values[:half], self.known[:half] if by_measure else self.known),
            Column(self.values[half:], self.known[half:] if by_measure else self.known),
        )


def ratio(part: Column, *, of: Column) -> Column:
    """Part by whole; unknown when either is, or when the whole is not positive."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return Column(part.doubles / of.doubles, part.known & of.positive)


def growth(now: Column, *, base: Column) -> Column:
    """(now - base) / base; unknown over a base that is zero, negative or unknown."""
    return ratio(now.minus(base), of=base)


def by_group(column: Column, *, width: int) -> Column:
    """The sum over the areas of each group: what is known of it."""
    values, known = (_grouped(array, width) for array in (column.values, column.known))
    return Column(np.where(known, values, 0).sum(-2), np.asarray(known.any(-2)))


def _grouped(array: Values, width: int) -> Values:
    *above, areas, codes = array.shape
    return array.reshape(*above, areas // width, width, codes)
