"""Sums of the largest and the missing, worked out ahead for the first page after a delivery."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from guatu.catalogue.load import indicators
from guatu.indicators.asking import CLOSED, computable, datasets_of, period_of, streets
from guatu.indicators.board import LARGEST_TOLD, keys
from guatu.indicators.reckoning import Reckoning, is_computed, key_of
from guatu.vocabulary.figure import FigureKey

#: The columns of the board that no cube answers.
_COLUMNS = ("concentration", "coverage")


def warm(by: Reckoning, *, dataset: str) -> int:
    """Work out what the boards and pages of the latest period ask of the rows; gives how many figures.

    ``dataset`` is the one that changed: its indicators are asked, or all where it tells who was struck off.
    """
    asked = [id_ for id_ in indicators() if computable(id_) and dataset in (CLOSED, *datasets_of(id_))]
    wanted = chain.from_iterable(_of_rows(id_, at) for id_ in asked if (at := by.latest(id_)) is not None)
    return sum(by.figure(key).value is not None for key in wanted)


def _of_rows(id_: str, at: int) -> Iterator[FigureKey]:
    for area in (None, *streets()):
        named = keys(id_, at, area=area)
        yield from (named[name] for name in _COLUMNS if name in named)
    whole = period_of(at, cumulative=True)
    page = [key_of(id_, "concentration", whole, top=top) for top in LARGEST_TOLD]
    page += [key_of(id_, "base_change", whole), key_of(id_, "base_corrected", whole)]
    yield from filter(is_computed, page)
