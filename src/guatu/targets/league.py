"""The places of streets and parks by how far each is with its own target of one indicator.

Who has no target, or a target of another time, or no data of the period, has no place and is named. Operands
serve both computing and explaining, as for changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from guatu.catalogue.codes import areas
from guatu.indicators.asking import kin_of, street_of, streets
from guatu.indicators.places import places
from guatu.targets.explain import Case
from guatu.targets.why import figures_of
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Sentence

SCOPES: Final = ("streets", "kin")
_HOW: Final = "各自完成率比高低：{own}在{peers}中排{figure}{tied}；相同的并列。"
_UNRANKED: Final = "没有目标或没有这一期数据、不参加排位的：{names}。"
_PEERS: Final = {"streets": "街道、园区", "kin": "同类区域"}


def is_league(key: FigureKey) -> bool:
    """Whether a figure is the place of a street or park by its completion."""
    plain = not (key.cut or key.min_size or key.tier or key.versus or key.basis)
    usual = key.kind == "indicator" and key.origin == "computed" and key.period is not None
    placed = key.measure == "rank" and key.of == "completion" and key.scope in SCOPES
    return usual and plain and placed and key.area in streets() and key.caliber == "unstated"


def rank_key(
    subject: str, period: Period, *, area: str, scope: str = "streets", known_at: int | None = None
) -> FigureKey:
    """The name of the place of a street or park."""
    return FigureKey(
        subject, "rank", period, of="completion", scope=scope, area=area, origin="computed", known_at=known_at
    )


def members(key: FigureKey) -> tuple[str, ...]:
    """The codes of those who are compared, its own first."""
    own = key.area or ""
    everybody = kin_of(own) if key.scope == "kin" else streets()
    return (own, *(code for code in everybody if code != own))


def latest_of(targets: Iterable[tuple[str, Period | None, int]], *, period: Period) -> dict[str, int]:
    """The number of the target of each street or park: of (area, its time, number) the last that covers it.

    >>> july = Period.of(2022, 1, 7)
    >>> year, old = Period.parse("2022"), Period.parse("2021")
    >>> told = [("澜汀街道", year, 3), ("11", year, 8), ("鹭屿街道", old, 5), ("某县", year, 9)]
    >>> latest_of(told, period=july)
    {'11': 8}
    """
    found = {}
    for area, window, number in targets:
        code = street_of(area)
        if (
            code is not None
            and window is not None
            and window.start == period.start <= period.end <= window.end
        ):
            found[code] = number
    return found


def completion(case: Case, *, period: Period) -> Figure | None:
    """How far a target was by the data of exactly this period; None where there are none."""
    judged = case.pace(until=period)
    if judged.match is None or judged.match.data != period:
        return None
    return figures_of(judged).get("completion")


def derive(key: FigureKey, *, completions: Mapping[str, Figure]) -> Figure:
    """The place; unknown where its own completion or that of all others is."""
    values = {code: figure.value if (figure := completions.get(code)) else None for code in members(key)}
    own = key.area or ""
    if values[own] is None:
        return Figure(key, None, "rank", why_unknown="没有目标或没有这一期的完成数")
    if all(value is None for code, value in values.items() if code != own):
        return Figure(key, None, "rank", why_unknown="别的区域没有可比的完成率")
    found = places(values)[own]
    return Figure(key, None if found is None else Decimal(found.place), "rank")


def words(figure: Figure, *, completions: Mapping[str, Figure]) -> tuple[Sentence, ...]:
    """Say how the place was found, whether it is shared, and who has none."""
    if figure.value is None:
        return (Sentence("{figure}：{why}。", {"figure": figure}, {"why": figure.why_unknown or "尚无数据"}),)
    own = figure.key.area or ""
    known = {
        code: f.value for code in members(figure.key) if (f := completions.get(code)) and f.value is not None
    }
    place = places(known)[own]
    said = {
        "peers": _PEERS[figure.key.scope or "streets"],
        "tied": "（并列）" if place is not None and place.tied else "",
    }
    told = [Sentence(_HOW, {"own": completions[own], "figure": figure}, said)]
    without = [areas()[code].name for code in members(figure.key) if code not in known]
    if without:
        told.append(Sentence(_UNRANKED, words={"names": "、".join(without)}))
    return tuple(told)
