"""How sure the reader is of an item: a logistic model over what was explicit, inherited or guessed.

The weights are data of the catalogue; ``python -m bench.confidence`` fits and checks them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from guatu.catalogue.weights import weights
from guatu.reading.found import Found
from guatu.reading.naming import likely

Features = dict[str, float]
_LEAST, _MOST = 0.05, 0.99


def of_figure(found: Found, *, kind: str, measure: str) -> float:
    """The confidence of an observation or target (``kind``), 0.05 to 0.99."""
    return _sure(figure_features(found, measure=measure), weights()[kind])


def of_task(probability: float, *, length: int, owned: bool, planned: bool) -> float:
    """The confidence of a task whose clause was weighed at ``probability``, 0.05 to 0.99."""
    features = task_features(probability, length=length, owned=owned, planned=planned)
    return _sure(features, weights()["tasks"])


def figure_features(found: Found, *, measure: str) -> Features:
    """What speaks for and against a figure; absent features are zero."""
    subject = found.subject
    features: Features = {
        "said": 10 * (found.confidence - 0.9),
        f"measure_{measure}": 1.0,
        "far": min(max(found.number.start - subject.end, 0), 60) / 30,
    }
    if subject.canonical:
        features["canonical"] = 1.0
    else:
        features["unlike_a_name"] = 1 - likely(subject)
        features["long_name"] = max(len(subject.id) - 14, 0) / 10
    if not found.own:
        features["inherited"] = 1.0
        features["inherited_other"] = 0.0 if subject.canonical else 1.0
    if found.tabled:
        features["table"] = 1.0
    if found.new:
        features["new"] = 1.0
    if subject.min_size is not None or subject.tier is not None:
        features["sized"] = 1.0
    if found.area is not None:
        features["area"] = 1.0
    if found.stretch is not None or found.pair:
        features["pair"] = 1.0
    if found.promise == "goal":
        features["goal"] = 1.0
    return features


def task_features(probability: float, *, length: int, owned: bool, planned: bool) -> Features:
    """What speaks for and against a task."""
    return {
        "weighed": 10 * (probability - 0.9),
        "short": max(8 - length, 0) / 4,
        "long": max(length - 30, 0) / 20,
        "owned": float(owned),
        "planned": float(planned),
    }


def _sure(features: Features, table: Mapping[str, float]) -> float:
    score = table["bias"] + sum(table.get(name, 0.0) * value for name, value in features.items())
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-score)))), 2)
