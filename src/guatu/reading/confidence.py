"""How sure the reader is of an item: a logistic model over what was explicit, inherited or guessed.

The weights are data of the catalogue; ``python -m bench.confidence`` fits and checks them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from guatu.catalogue.weights import weights
from guatu.reading.found import Found
from guatu.reading.naming import likely

Features = dict[str, float]
_LEAST, _MOST = 0.05, 0.99


def of_figure(found: Found, *, kind: str, measure: str) -> float:
    """The confidence of an observation or target (``kind``), 0.05 to 0.99."""
    subject = found.subject
    # in a table rows and heads part name and number, not doubt
    far = 0 if found.tabled else found.number.start - subject.end
    return _of_figure(
        kind,
        measure,
        found.confidence,
        0 if far < 0 else 60 if far > 60 else far,  # noqa: FURB136
        None if subject.canonical else (1 - likely(subject), len(subject.id)),
        found.own,
        found.tabled,
        found.new,
        subject.min_size is not None or subject.tier is not None,
        found.area is not None,
        found.stretch is not None or found.pair,
        found.promise == "goal",
    )


@lru_cache(maxsize=4096)
def _of_figure(
    kind: str, measure: str, said: float, far: int, other: tuple[float, int] | None, own: bool, tabled: bool,
    new: bool, sized: bool, area: bool, pair: bool, goal: bool,
) -> float:  # fmt: skip
    """The confidence by what speaks for and against a figure, of which there are few kinds.

    ``far`` is how many characters part name and number; ``other`` how unlike an indicator a name is that the
    catalogue lacks, and how long its id.
    """
    features: Features = {"said": 10 * (said - 0.9), f"measure_{measure}": 1.0, "far": far / 30}
    if other is None:
        features["canonical"] = 1.0
    else:
        features["unlike_a_name"] = other[0]
        features["long_name"] = max(other[1] - 14, 0) / 10
    if not own:
        features["inherited"] = 1.0
        features["inherited_other"] = 0.0 if other is None else 1.0
    if tabled:
        features["table"] = 1.0
    if new:
        features["new"] = 1.0
    if sized:
        features["sized"] = 1.0
    if area:
        features["area"] = 1.0
    if pair:
        features["pair"] = 1.0
    if goal:
        features["goal"] = 1.0
    return _sure(features, weights()[kind])


def of_task(probability: float, *, length: int, owned: bool, planned: bool) -> float:
    """The confidence of a task whose clause was weighed at ``probability``, 0.05 to 0.99."""
    return _of_task(probability, max(8 - length, 0), max(length - 30, 0), owned, planned)


@lru_cache(maxsize=4096)
def _of_task(probability: float, short: int, long: int, owned: bool, planned: bool) -> float:
    """The confidence by what speaks for and against a task."""
    features = {
        "weighed": 10 * (probability - 0.9),
        "short": short / 4,
        "long": long / 20,
        "owned": float(owned),
        "planned": float(planned),
    }
    return _sure(features, weights()["tasks"])


def _sure(features: Features, table: Mapping[str, float]) -> float:
    score = table["bias"] + sum(table.get(name, 0.0) * value for name, value in features.items())
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-score)))), 2)
