"""What the first pages after a delivery ask for, worked out ahead by the worker.

A page that finds its sums kept answers at once; each that it has to make of the rows costs it a tenth of a
second or more. So the boards of the latest period and of the one before, whole and street by street, find the
sums of the largest and the missing, and whoever cuts by size or ownership finds the cubes of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, Final

from guatu.catalogue.codes import codes
from guatu.catalogue.load import indicators
from guatu.indicators.asking import (
    CLOSED,
    CODED,
    computable,
    datasets_of,
    dimensions_of,
    leaves,
    period_of,
    streets,
)
from guatu.indicators.board import LARGEST_TOLD, keys
from guatu.indicators.reckoning import Reckoning, is_computed, key_of
from guatu.vocabulary.figure import FigureKey

#: The columns of the board that no cube answers.
_COLUMNS = ("concentration", "coverage")
#: How many periods back officers look at once: the latest, and the one it is set beside.
_PERIODS: Final = 2


def warm(by: Reckoning, *, dataset: str) -> int:
    """Work out what boards and pages of the latest periods ask of the rows; gives how many figures.

    ``dataset`` is the one that changed: its indicators are asked, or all where it tells who was struck off.
    """
    asked = [id_ for id_ in indicators() if computable(id_) and dataset in (CLOSED, *datasets_of(id_))]
    wanted = chain.from_iterable(_of_indicator(id_, by) for id_ in asked)
    return sum(by.figure(key).value is not None for key in wanted)


def _of_indicator(id_: str, by: Reckoning) -> Iterator[FigureKey]:
    at = latest = by.latest(id_)
    for _ in range(_PERIODS):
        if at is not None:
            yield from _of_rows(id_, at)
            at = by.latest(id_, until=at - 1)
    if latest is not None:
        yield from _of_codes(id_, latest)


def _of_rows(id_: str, at: int) -> Iterator[FigureKey]:
    for area in (None, *streets()):
        named = keys(id_, at, area=area)
        yield from (named[name] for name in _COLUMNS if name in named)
    whole = period_of(at, cumulative=True)
    page = [key_of(id_, "concentration", whole, top=top) for top in LARGEST_TOLD]
    page += [key_of(id_, "base_change", whole), key_of(id_, "base_corrected", whole)]
    yield from filter(is_computed, page)


def _of_codes(id_: str, at: int) -> Iterator[FigureKey]:
    """One figure of each size and ownership that all facts behind it carry: its cube is kept from then on."""
    whole = period_of(at, cumulative=True)
    for name, codelist in CODED.items():
        if all(name in dimensions_of(leaf) for leaf in leaves(id_)):
            cells: list[dict[str, Any]] = [{name: code} for code in codes(codelist)]
            yield from (key_of(id_, "level", whole, **cell) for cell in cells)
