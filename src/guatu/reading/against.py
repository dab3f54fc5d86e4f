"""A document's figures held against those on record: what does not go together across the two.

Two values for one figure are told by the desk itself; here are parts and wholes, shares, growths and places,
what a step of cumulative growth implies, completions of promises on record, and ways of counting left unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from guatu.reading.conflicts import implied
from guatu.reading.contradictions import PARTS, RATIOS, contradictions
from guatu.vocabulary.statements import Conflict, Observation, Target

_TAKEN = frozenset({"sum", "share", "growth", "rank"})
_POINTS = Decimal("0.6")
_WAYS = ("natural", "same_scope", "comparable")


def relatives(indicators: frozenset[str]) -> frozenset[str]:
    """The indicators themselves, and those that they are made of or make up."""
    groups = [{whole, *parts} for whole, parts in (*PARTS.items(), *RATIOS.items())]
    return frozenset(indicators | {id_ for group in groups if group & indicators for id_ in group})


def against(
    own: Sequence[Observation], known: Sequence[Observation], promised: Sequence[Target] = ()
) -> tuple[Conflict, ...]:
    """What the document's figures and those on record do not agree on; each names items of both.

    The ids of ``own`` and ``known`` must differ. What stands on record of the very figure that the document
    states is left to the comparison of values.
    """
    own, known = [_plain(o) for o in own], [_plain(o) for o in known]
    stated = {_key(o) for o in own}
    beside = [o for o in known if _key(o) not in stated]
    ours, theirs = {o.id for o in own}, {o.id for o in beside}
    found = [
        *(c for c in contradictions([*own, *beside]) if c.kind in _TAKEN),
        *implied([*own, *beside]),
    ]
    mixed = [c for c in found if ours & set(c.items) and theirs & set(c.items)]
    told = [replace(c, why=c.why.replace("文中作", "所述为"), span=None) for c in mixed]
    return (*told, *_completions(own, beside, promised), *_ways(own, known))


def _plain(o: Observation) -> Observation:
    """A way of counting that nobody said is none, however it is written."""
    return replace(o, caliber=None) if o.caliber == "unstated" else o


def _key(o: Observation) -> tuple[object, ...]:
    return (o.indicator, o.measure, o.period, o.basis, o.of, o.scope, o.versus, o.area, o.min_size, o.tier)


def _completions(
    own: Sequence[Observation], known: Sequence[Observation], promised: Sequence[Target]
) -> Iterator[Conflict]:
    """A completion and what the level and the year's target on record give; any bound may be meant."""
    levels = {(o.indicator, o.period, o.area): o for o in (*known, *own) if _plain_level(o)}
    for done in own:
        if done.measure != "completion" or not done.period or done.min_size or done.tier:
            continue
        level = levels.get((done.indicator, done.period, done.area))
        if level is None or not level.value:
            continue
        bounds = [
            (bound, target)
            for target in promised
            if (target.indicator, target.unit, target.area) == (level.indicator, level.unit, level.area)
            and target.measure in ("level", "increase")
            and target.by == done.period[:4]
            and not (target.min_size or target.tier)
            for bound in (target.floor, target.stretch)
            if bound
        ]
        rates = [(100 * level.value / bound, target) for bound, target in bounds]
        if rates and all(abs(rate - done.value) > _POINTS for rate, _ in rates):
            rate, target = rates[0]
            why = f"按在册目标“{target.quote}”，“{level.quote}”完成{rate:.1f}%，文中作“{done.quote}”。"
            yield Conflict(
                kind="completion",
                items=(done.id, level.id),
                stated=done.value,
                implied=round(rate, 2),
                why=why,
            )


def _plain_level(o: Observation) -> bool:
    return o.measure == "level" and o.min_size is None and o.tier is None


def _ways(own: Sequence[Observation], known: Sequence[Observation]) -> Iterator[Conflict]:
    """The document does not say its way of counting, and the record holds another value under a named one."""
    named: dict[tuple[object, ...], list[Observation]] = {}
    for o in known:
        if o.caliber in _WAYS:
            named.setdefault(_key(o), []).append(o)
    for o in own:
        others = named.get(_key(o), []) if o.caliber is None else []
        if others and all(other.value != o.value for other in others):
            why = f"“{o.quote}”未说明口径，在册的同一指标是另有口径的数，数值不同。"
            yield Conflict(kind="caliber", items=(o.id, *(other.id for other in others)), why=why)
