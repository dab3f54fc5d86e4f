"""What an indicator's definition holds, and the check that a data file is one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from guatu.catalogue.definition import About, about
from guatu.vocabulary.problems import GuatuError, Problem
from guatu.vocabulary.unit import BASE_UNITS, SCALES

DIRECTIONS = ("up", "down", "none")
KINDS = ("flow", "stock", "ratio", "index")
_REQUIRED = ("name", "name_hant", "name_en", "unit", "decimals", "direction", "kind", "aliases")


class CatalogueError(GuatuError, ValueError):
    """A definition file that cannot be used."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: how it is called, measured and printed.

    ``unit`` is a base unit ("" where levels have none), ``scale`` the word in which a wall prints it (亿),
    ``counter`` the measure word of counts (家, 项),
    ``direction`` which way is good, ``kind`` whether it adds up (flow), stands (stock), is a ratio or index.
    ``aliases`` are the spellings that texts use, in the notation of ``catalogue.spelling``; ``about`` its
    publication, scope, law and making.
    """

    id: str
    name: str
    name_hant: str
    name_en: str
    unit: str
    scale: str
    counter: str
    decimals: int
    direction: str
    kind: str
    aliases: tuple[str, ...]
    about: About = field(default_factory=About)


def indicator(id_: str, data: Mapping[str, Any], *, where: str) -> Indicator:
    """The checked definition; ``where`` names the file for the message of ``CatalogueError``."""
    missing = [key for key in _REQUIRED if key not in data]
    if missing:
        raise _error(where, id_, f"缺少 {'、'.join(missing)}。", "补上这些项。")
    allowed = {"unit": (*BASE_UNITS, ""), "direction": DIRECTIONS, "kind": KINDS}
    for key, values in allowed.items():
        if data[key] not in values:
            raise _error(
                where, id_, f"{key} 不能是“{data[key]}”。", f"可用：{'、'.join(v for v in values if v)}。"
            )
    scale = str(data.get("scale", ""))
    if scale and scale not in SCALES:
        raise _error(where, id_, f"scale 不能是“{scale}”。", f"可用：{'、'.join(SCALES)}。")
    aliases = data["aliases"]
    if not isinstance(aliases, list) or not all(isinstance(a, str) and a for a in aliases):
        raise _error(where, id_, "aliases 不是文字的列表。", '写成 aliases = ["工业投资"]。')
    return Indicator(
        id=id_,
        name=str(data["name"]),
        name_hant=str(data["name_hant"]),
        name_en=str(data["name_en"]),
        unit=str(data["unit"]),
        scale=scale,
        counter=str(data.get("counter", "")),
        decimals=int(data["decimals"]),
        direction=str(data["direction"]),
        kind=str(data["kind"]),
        aliases=tuple(aliases),
        about=about(data),
    )


def _error(where: str, id_: str, message: str, advice: str) -> CatalogueError:
    return CatalogueError(Problem("catalogue.definition", {"id": id_}, f"{where} [{id_}]", message, advice))
