"""The zone's place among the zones and counties beside it, by what was published of each.

One zone stands in several groups at once: first among the development zones and third among the counties.
Operands serve both computing and explaining, as for changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from guatu.catalogue.codes import areas
from guatu.indicators.places import places_among
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Sentence

#: The kinds of areas that make up a group; in every group the zone itself stands too.
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "development_zones": ("peer_zone",),
    "counties": ("peer_county",),
    "city": ("peer_zone", "peer_county"),
}
#: What a place may be of.
RANKED: Final = ("level", "growth", "share", "completion")
_OWN: Final = ""
_HOW: Final = "按公布数，在{peers}中{own}排{figure}{tied}；数相同的并列。"
_UNRANKED: Final = "没有公布数、不参加排位的：{names}。"
_GROUP_WORDS: Final = {"development_zones": "开发区", "counties": "县市区", "city": "全市各区"}


def is_peer_rank(key: FigureKey) -> bool:
    """Whether this room computes the figure of that name."""
    plain = not (key.area or key.cut or key.min_size or key.tier or key.versus)
    usual = key.kind == "indicator" and key.origin == "computed" and key.period is not None
    return usual and plain and key.measure == "rank" and key.scope in GROUPS and key.of in RANKED


def rank_key(subject: FigureKey, *, of: str, scope: str) -> FigureKey:
    """The name of the zone's place in a group, of the period of one of its figures."""
    return replace(
        subject, measure="rank", of=of, scope=scope, basis=None, versus=None, origin="computed", area=None
    )


def operands(key: FigureKey) -> dict[str, FigureKey]:
    """The published figures that are compared, by the name of the area; the zone's own under ""."""
    own = replace(key, measure=key.of or "level", of=None, scope=None, origin="published")
    own = replace(own, basis="yoy") if key.of == "growth" else own
    kinds = GROUPS[key.scope or ""]
    peers = [area.name for area in areas().values() if area.kind in kinds]
    return {_OWN: own, **{name: replace(own, area=name) for name in peers}}


def city_keys(key: FigureKey) -> dict[str, FigureKey]:
    """The same published figure of the city itself, by its name: what the group is held against."""
    own = operands(key)[_OWN]
    return {area.name: replace(own, area=area.name) for area in areas().values() if area.kind == "city"}


def derive(key: FigureKey, *, published: Mapping[str, Figure]) -> Figure:
    """The place; unknown where the zone's own figure or all others are."""
    values: dict[str, Decimal | None] = {
        name: figure.value if (figure := published.get(name)) else None for name in operands(key)
    }
    if values[_OWN] is None:
        return Figure(key, None, "rank", why_unknown="本区这一期没有公布数")
    if all(value is None for name, value in values.items() if name != _OWN):
        return Figure(key, None, "rank", why_unknown="这一组没有别的公布数")
    group = {key.scope or "": tuple(values)}
    found = places_among(_OWN, values, groups=group)[key.scope or ""]
    return Figure(key, None if found is None else Decimal(found.place), "rank")


def words(figure: Figure, *, published: Mapping[str, Figure]) -> tuple[Sentence, ...]:
    """Say how the place was found, whether it is shared, and who has none."""
    if figure.value is None:
        return (Sentence("{figure}：{why}。", {"figure": figure}, {"why": figure.why_unknown or "尚无数据"}),)
    own = published[_OWN]
    tied = any(f.value == own.value for name, f in published.items() if name != _OWN)
    said = {"peers": _GROUP_WORDS[figure.key.scope or ""], "tied": "（并列）" if tied else ""}
    told = [Sentence(_HOW, {"own": own, "figure": figure}, said)]
    without = [name for name in operands(figure.key) if name not in published]
    if without:
        told.append(Sentence(_UNRANKED, words={"names": "、".join(without)}))
    return tuple(told)
