"""In which order a zone reads its indicators. The order is data; a zone may bring its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from guatu.catalogue.load import directories, indicators, read_toml
from guatu.catalogue.schema import CatalogueError
from guatu.vocabulary.problems import Problem

_FILE: Final = Path("boards/zone.toml")


@dataclass(frozen=True, slots=True)
class BoardOrder:
    """`headlines` are indicator ids in reading order; `groups` names groups of ids."""

    headlines: tuple[str, ...]
    groups: Mapping[str, tuple[str, ...]]


def board_order() -> BoardOrder:
    """Return the order in force: that of the last directory of the catalogue that has one.

    Raises:
        CatalogueError: when the file names an indicator that the catalogue does not know.
    """
    return _order(directories())


def headline_order() -> tuple[str, ...]:
    """Return the ids of the headline indicators in the order in which leaders read them."""
    return board_order().headlines


def groups() -> Mapping[str, tuple[str, ...]]:
    """Return the groups of indicators by name, headline indicators first within each."""
    return board_order().groups


def in_order(ids: Iterable[str]) -> list[str]:
    """Return ids in reading order: headlines, then by group, then what the catalogue does not know, by name.

    >>> in_order(["other:石斛", "exports", "gdp"])
    ['gdp', 'exports', 'other:石斛']
    """
    order = board_order()
    listed = [*order.headlines, *(i for members in order.groups.values() for i in members), *indicators()]
    place = {id_: n for n, id_ in reversed(list(enumerate(listed)))}
    return sorted(ids, key=lambda id_: (place.get(id_, len(listed)), id_))


@lru_cache(maxsize=8)
def _order(places: tuple[Path, ...]) -> BoardOrder:
    path = next(place / _FILE for place in reversed(places) if (place / _FILE).exists())
    data = read_toml(path)
    headlines = tuple(data.get("headlines", ()))
    named = {name: tuple(members) for name, members in data.get("groups", {}).items()}
    unknown = sorted({*headlines, *(i for members in named.values() for i in members)} - set(indicators()))
    if unknown:
        raise CatalogueError(
            Problem(
                code="catalogue.board",
                fields={"unknown": ", ".join(unknown)},
                where=str(path),
                message=f"指标目录中没有：{'、'.join(unknown)}",
                what_to_do="改正编号，或先在指标目录中加上这些指标",
            )
        )
    return BoardOrder(headlines, MappingProxyType(named))
