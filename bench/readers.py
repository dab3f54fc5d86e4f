"""The readers that are measured: guatu's, and a plain regular-expression reader beside it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from bench.passages import Passage
from bench.peers import plain_regex
from guatu.reading.read import read_text
from guatu.vocabulary.statements import Reading

Reader = Callable[[Passage], dict[str, Any]]


def read(text: str, *, date: str = "2022-08-12") -> Reading:
    """The whole reading: observations, targets, tasks, what contradicts, what was not placed."""
    return read_text(text, date=datetime.date.fromisoformat(date))


def guatu_reader(passage: Passage) -> dict[str, Any]:
    """The reader that is measured: the JSON that ``guatu read --format json`` prints."""
    return read(passage.text, date=passage.date).to_json()


def peer_reader(passage: Passage) -> dict[str, Any]:
    """The plain regular-expression reader."""
    return plain_regex.read(passage.text, year=passage.date[:4])
