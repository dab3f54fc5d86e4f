"""How a reading is scored against labels.

An observation or target counts as found when its loose keys agree with a label not yet taken; strictly, when
the further keys agree too. Optional labels neither reward nor punish. A task label is found when one
predicted span covers at least 60 % of it; a predicted task is right when at least 40 % of it lies in labels
of tasks or targets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]

KINDS = ("observations", "targets", "tasks")
LOOSE = {
    "observations": ("indicator", "measure", "value", "unit"),
    "targets": ("indicator", "measure", "comparator", "floor", "stretch", "unit"),
}
STRICT = {
    "observations": ("period", "basis", "of", "scope", "versus", "area", "min_size"),
    "targets": ("by", "min_size", "tier"),
}
RELATIVE = 1e-6
COVERED = 0.6
LEGITIMATE = 0.4


@dataclass(frozen=True, slots=True)
class Count:
    """How many labels were found, how many there are, and how many predictions were wrong."""

    found: int = 0
    wanted: int = 0
    wrong: int = 0

    def __add__(self, other: Count) -> Count:
        """Counts of two documents together (micro average)."""
        return Count(self.found + other.found, self.wanted + other.wanted, self.wrong + other.wrong)

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 1 when nothing was predicted and nothing was there."""
        made = self.found + self.wrong
        return self.found / made if made else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Share of the labels that were found; 1 when there are none."""
        return self.found / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The count of one kind in one document, with the labels missed and the predictions that were wrong."""

    count: Count
    missed: tuple[Item, ...] = ()
    wrong: tuple[Item, ...] = ()


def same(left: Any, right: Any) -> bool:
    """Equal; numbers to one part in a million, mappings key by key."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[k], right[k]) for k in left)
    if _is_number(left) and _is_number(right):
        return bool(abs(left - right) <= RELATIVE * max(abs(left), abs(right), 1e-12))
    return bool(left == right)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _key(item: Item, name: str) -> Any:
    value = item.get(name)
    if name == "basis" and value is None and item.get("measure") == "growth":
        return "yoy"
    return value


def score_items(labels: Sequence[Item], predicted: Sequence[Item], names: Iterable[str]) -> Outcome:
    """Observations or targets: each label takes the first prediction left that agrees in all ``names``."""
    names = tuple(names)
    left = list(predicted)
    missed: list[Item] = []
    required = [g for g in labels if not g.get("optional")]
    optional = [g for g in labels if g.get("optional")]
    # Required labels choose first, so that an optional one never takes what a required one needs.
    for label in (*required, *optional):
        match = next((p for p in left if all(same(_key(label, n), _key(p, n)) for n in names)), None)
        if match is not None:
            left.remove(match)
        elif not label.get("optional"):
            missed.append(label)
    forgiven = [g["span"] for g in optional if g.get("span")]
    wrong = [p for p in left if not _inside(p.get("span"), forgiven)]
    count = Count(found=len(required) - len(missed), wanted=len(required), wrong=len(wrong))
    return Outcome(count, tuple(missed), tuple(wrong))


def _inside(span: Sequence[int] | None, homes: Iterable[Sequence[int]]) -> bool:
    """Whether the span lies wholly in one of the homes: an optional label answered in another shape."""
    return bool(span) and any(a <= span[0] and span[1] <= b for a, b in homes)  # type: ignore[index]


def score_tasks(labels: Sequence[Item], predicted: Sequence[Item], targets: Sequence[Item]) -> Outcome:
    """Tasks by how much of the text they share, since there are many fair ways to cut a clause."""
    spans = [_characters([p]) for p in predicted]
    required = [g for g in labels if not g.get("optional")]
    missed = [g for g in required if not any(_covers(s, g) for s in spans)]
    legitimate = _characters(labels) | _characters(targets)
    pairs = zip(predicted, spans, strict=True)
    wrong = [p for p, s in pairs if not s or len(s & legitimate) < LEGITIMATE * len(s)]
    count = Count(found=len(required) - len(missed), wanted=len(required), wrong=len(wrong))
    return Outcome(count, tuple(missed), tuple(wrong))


def _characters(items: Iterable[Item]) -> set[int]:
    return {i for item in items if item.get("span") for i in range(*item["span"])}


def _covers(span: set[int], label: Item) -> bool:
    need = _characters([label])
    return len(need & span) >= COVERED * len(need)


def score(gold: Item, predicted: Item, *, strict: bool) -> dict[str, Outcome]:
    """One document: an outcome for each kind. Both follow the JSON of ``guatu read --format json``.

    A document without a single task label says nothing of tasks and is left out of their count.
    """
    out: dict[str, Outcome] = {}
    for kind in ("observations", "targets"):
        names = LOOSE[kind] + (STRICT[kind] if strict else ())
        out[kind] = score_items(gold.get(kind, ()), predicted.get(kind, ()), names)
    if gold.get("tasks"):
        out["tasks"] = score_tasks(gold["tasks"], predicted.get("tasks", ()), gold.get("targets", ()))
    return out


def total(
    documents: Iterable[tuple[Item, Item]],
    *,
    strict: bool,
    on_outcome: Callable[[str, Outcome], None] | None = None,
) -> dict[str, Count]:
    """Counts over many (gold, predicted) pairs together."""
    counts = dict.fromkeys(KINDS, Count())
    for gold, predicted in documents:
        for kind, outcome in score(gold, predicted, strict=strict).items():
            counts[kind] += outcome.count
            if on_outcome:
                on_outcome(kind, outcome)
    return counts
