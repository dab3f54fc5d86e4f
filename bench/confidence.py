"""``python -m bench.confidence``: fit the weights of the reader's confidence, check them on other passages.

Logistic regression with a ridge, by Newton's method. It is to be run with a reader that has not been tuned on
the passages named with ``--names`` (new ones, before tuning), since a reader is too good on what it was tuned
on. Each half of the passages checks the weights that the other half sets; those of both together are stored
with ``--write``, and ``python -m bench.reading`` checks them on the held-out passages. With ``--onto`` the
stored weights are what is known before: the ridge draws to them, so that few new passages add to those read
earlier.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from bench.documents import labelled_documents
from bench.passages import Passage, passages
from bench.readers import guatu_reader
from bench.scoring import KINDS, score
from guatu.catalogue import weights as stored
from guatu.catalogue.weights import weights
from guatu.reading import confidence

Row = tuple[dict[str, float], bool]
RIDGE = 1.0
#: How strongly earlier weights hold: they were set on more passages than are added at a time.
HELD = 4.0
SURE = 0.9


@contextmanager
def recorded() -> Iterator[list[dict[str, float]]]:
    """The features of every item read inside, each named by the confidence that stands in for it."""
    seen: list[dict[str, float]] = []

    def number(features: dict[str, float], table: Mapping[str, float]) -> float:
        del table
        seen.append(dict(features))
        return float(len(seen) - 1)

    # nothing is remembered meanwhile: each item is to give its features
    stand_ins = {
        "_sure": number,
        "_of_figure": confidence._of_figure.__wrapped__,
        "_of_task": confidence._of_task.__wrapped__,
    }
    plain = {name: getattr(confidence, name) for name in stand_ins}
    vars(confidence).update(stand_ins)
    try:
        yield seen
    finally:
        vars(confidence).update(plain)


def rows(group: Sequence[Passage]) -> dict[str, list[Row]]:
    """For each kind the features of the items read, and whether each is right (loosely)."""
    found: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for passage in group:
        with recorded() as seen:
            reading = guatu_reader(passage)
        for kind, outcome in score(passage.gold, reading, strict=False).items():
            wrong = {id(item) for item in outcome.wrong}
            for item in reading[kind]:
                found[kind].append((seen[int(item["confidence"])], id(item) not in wrong))
    return found


def fitted(sample: Sequence[Row], before: Mapping[str, float] | None = None) -> dict[str, float]:
    """Weights by feature, drawn to those known ``before``, else to zero, but for the bias."""
    known = before or {}
    names = ["bias", *sorted({name for features, _ in sample for name in features} | set(known) - {"bias"})]
    x = np.array([[1.0, *(features.get(n, 0.0) for n in names[1:])] for features, _ in sample])
    y = np.array([float(right) for _, right in sample])
    pull = HELD if known else RIDGE
    ridge = np.diag([RIDGE if known else 1e-3, *(pull if n in known else RIDGE for n in names[1:])])
    prior = np.array([known.get(name, 0.0) for name in names])
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + ridge, x.T @ (y - p) - ridge @ (w - prior))
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def checked(sample: Sequence[Row], table: Mapping[str, float]) -> tuple[int, int, int]:
    """How many items, how many given 0.9 or more, how many of these right."""
    sure = [right for features, right in sample if confidence._sure(features, table) >= SURE]
    return len(sample), len(sure), sum(sure)


def main() -> None:
    """Fit, check, and write if asked."""
    parser = argparse.ArgumentParser(description="Fit the reader's confidence.")
    parser.add_argument("--names", type=Path, help="file with the names of the passages, one a line")
    parser.add_argument("--onto", action="store_true", help="add to the stored weights")
    parser.add_argument("--write", action="store_true", help="store the weights in the catalogue")
    options = parser.parse_args()
    chosen = set(options.names.read_text().split()) if options.names else None
    every = [*passages("dev"), *labelled_documents(".pdf", ".docx", ".html", ".rtf", ".txt")]
    group = [p for p in every if chosen is None or p.name in chosen]
    known = weights() if options.onto else {kind: {} for kind in KINDS}
    halves = rows(group[::2]), rows(group[1::2])
    for kind in KINDS:
        parts = [
            checked(halves[1 - i][kind], fitted(halves[i][kind], known[kind]))
            for i in (0, 1)
            if halves[i][kind]
        ]
        total, sure, right = (sum(column) for column in zip(*parts, strict=True))
        print(f"{kind:14}{total:5} items, {sure:4} at 0.9 or more, {right:4} of these right (crosswise)")
    tables = {kind: fitted([*halves[0][kind], *halves[1][kind]], known[kind]) for kind in KINDS}
    if options.write:
        lines = [
            "# Weights of the reader's confidence, fitted by python -m bench.confidence (see there how)."
        ]
        lines.append(
            f"# Set on {len(group)} passages of bench/labels, read before the reader was tuned on them"
            + (", onto the weights of those before." if options.onto else ".")
        )
        for kind, table in tables.items():
            lines += [f"\n[{kind}]", *(f"{name} = {value}" for name, value in table.items())]
        stored.FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        print(json.dumps(tables, ensure_ascii=False))


if __name__ == "__main__":
    main()
