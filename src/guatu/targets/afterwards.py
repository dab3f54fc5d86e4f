"""What became of the promises of one document according to a later one.

A promise is answered by the later document's figures as it would be by the record (``pace``); a new promise
of the same thing renews it. Tasks are the same by the pairs of characters that their words share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from guatu.catalogue.load import indicators
from guatu.targets.pacing import Pace, pace
from guatu.targets.promise import Nature, Promise
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.problems import GuatuError
from guatu.vocabulary.statements import Observation, Target

#: ``kept``: reached; ``missed``: its time is over; ``mentioned``: of another period; ``silent``: not a word.
Verdict = Literal["kept", "missed", "under_way", "mentioned", "renewed", "silent"]
_NATURES: Final[Mapping[str, Nature]] = {"stock": "stock", "ratio": "ratio", "index": "ratio"}
_NOISE: Final = re.compile(r"[\W_]+|进一步|切实|全力|加快|推进|做好|持续|深入|大力|全面|着力|积极|推动")
#: Two tasks are one from this share of the shorter one's pairs on.
ALIKE: Final = 0.6
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Followed:
    """One promise: the figures that answer it (latest first), others of its indicator, its renewals."""

    target: Target
    verdict: Verdict
    answers: tuple[Observation, ...] = ()
    related: tuple[Observation, ...] = ()
    renewed: tuple[Target, ...] = ()


def followed(
    promised: Sequence[Target], *, measured: Sequence[Observation], later: Sequence[Target]
) -> list[Followed]:
    """What became of each promise, in order; ``measured`` and ``later`` are the later document's."""
    figures = [(o, figure) for o in measured if (figure := figure_of(o)) is not None]
    return [_followed(target, figures, later) for target in promised]


def _followed(
    target: Target, figures: Sequence[tuple[Observation, Figure]], later: Sequence[Target]
) -> Followed:
    same = [(o, f) for o, f in figures if o.indicator == target.indicator and o.area == target.area]
    judged = pace(promise_of(target), evidence=[figure for _, figure in same])
    answer = judged.match
    answers = tuple(o for o, figure in same if answer is not None and figure is answer.figure)
    renewed = tuple(t for t in later if _same_thing(t, target))
    related = tuple(o for o, _ in same if o not in answers and o.measure in ("level", "growth", "rank"))
    return Followed(target, _verdict(judged, related, renewed), answers, related[:3], renewed)


def _verdict(judged: Pace, related: Sequence[Observation], renewed: Sequence[Target]) -> Verdict:
    if judged.match is None:
        return "renewed" if renewed else "mentioned" if related else "silent"
    if judged.achieved:
        return "kept"
    window = judged.promise.window
    over = window is not None and judged.match.data.end >= window.end
    return "missed" if over else "under_way"


def promise_of(target: Target) -> Promise:
    """The target as a promise, with the nature that the catalogue gives its indicator."""
    known = indicators().get(target.indicator)
    return Promise(1, target, _NATURES.get(known.kind, "flow") if known else "flow")


def figure_of(item: Observation) -> Figure | None:
    """The figure that an observation would be on record; None where it has no period or no proper name."""
    if item.period is None:
        return None
    try:
        key = FigureKey(
            item.indicator,
            item.measure,
            Period.parse(item.period),
            caliber=item.caliber or "unstated",
            min_size=item.min_size,
            tier=item.tier,
            of=item.of,
            versus=item.versus,
            scope=item.scope,
            basis=item.basis,
            area=item.area,
        )
    except GuatuError:
        return None
    return Figure(key, item.value, item.unit, item.decimals, item.approximate)


def _same_thing(one: Target, other: Target) -> bool:
    names = ("indicator", "area", "min_size", "tier")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def likeness(one: str, other: str) -> float:
    """How much of the shorter one's pairs of characters the other holds, 0 to 1.

    >>> likeness("加快建设智慧园区", "持续推进智慧园区建设"), likeness("建设智慧园区", "整治河道")
    (0.8, 0.0)
    """
    pairs = sorted((_pairs(one), _pairs(other)), key=len)
    return len(pairs[0] & pairs[1]) / len(pairs[0]) if pairs[0] else 0.0


def _pairs(text: str) -> frozenset[str]:
    bare = _NOISE.sub("", text)
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1))


def paired(
    earlier: Mapping[Item, str], later: Mapping[Item, str], *, least: float = ALIKE
) -> dict[Item, Item]:
    """Which later text says each earlier one again; each is used once, the most alike first."""
    scored = [
        (score, len(b), key, other)
        for key, a in earlier.items()
        for other, b in later.items()
        if (score := likeness(a, b)) >= least
    ]
    found: dict[Item, Item] = {}
    used: set[Item] = set()
    for _, _, key, other in sorted(scored, key=lambda pair: (-pair[0], pair[1])):
        if key not in found and other not in used:
            found[key] = other
            used.add(other)
    return found


def mentioned(text: str, sentences: Iterable[str], *, least: float = ALIKE) -> str | None:
    """The sentence that speaks of a task, though it is no task itself; None when none does."""
    wanted = _pairs(text)
    if len(wanted) < 3:
        return None
    scored = [(len(wanted & _pairs(sentence)) / len(wanted), sentence) for sentence in sentences]
    best = max(scored, default=(0.0, ""), key=lambda pair: pair[0])
    return best[1] if best[0] >= least else None
