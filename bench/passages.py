"""The labelled passages: our own sentences, modelled on many real reports, labelled before tuning.

``labels/dev`` may be looked at while the reader is made; ``labels/heldout`` is for measuring alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LABELS = HERE / "labels"
EXAMPLES = HERE.parent / "examples"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and its labels. ``kind`` is the sort of document: briefing, notice, plan, speech ..."""

    name: str
    kind: str
    date: str
    text: str
    gold: dict[str, Any]


def passages(split: str) -> list[Passage]:
    """The passages of ``dev`` or ``heldout``, by name."""
    return [_load(path, path.with_suffix(".txt")) for path in sorted((LABELS / split).glob("*.json"))]


def real_documents() -> list[Passage]:
    """The real documents with gold under SHARED (default ../shared); none where it is absent."""
    shared = shared_folder()
    found = []
    for path in sorted((shared / "gold").glob("*.json")):
        source = shared / "source" / json.loads(path.read_text(encoding="utf-8"))["document"]
        if source.exists():
            found.append(_load(path, source))
    return found


def shared_folder() -> Path:
    """Where shared data is looked for: the environment's SHARED, else ../shared."""
    return Path(os.environ.get("SHARED", str(HERE.parent.parent / "shared")))


def example_texts() -> Iterator[str]:
    """The plain texts of the example documents."""
    for path in sorted(EXAMPLES.glob("*.txt")):
        yield path.read_text(encoding="utf-8")


def _load(labels: Path, text: Path) -> Passage:
    gold = json.loads(labels.read_text(encoding="utf-8"))
    # newline="" keeps the line ends as they are: spans count every character
    with text.open(encoding="utf-8", newline="") as file:
        return Passage(labels.stem, gold.get("kind", ""), gold["date"], file.read(), gold)
