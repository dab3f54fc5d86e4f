"""Headings that contradict the list they take up: 改革开发主阵地 under a list that says 改革开放主阵地."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from guatu.vocabulary.statements import Conflict

#: More themes than these are no list of a speech; shorter ones are too easily alike.
_MOST, _SHORTEST, _LONGEST = 40, 4, 16
#: Signs that part words: none is a changed character.
_PARTS: Final = frozenset(",，、。\n")
_PLACE: Final = re.compile(r"[^。！？!?\n]*")


def disagreements(
    text: str, themes: Sequence[tuple[int, int]], *, quote: Callable[[int, int], str]
) -> tuple[Mapping[tuple[int, int], tuple[int, int]], list[Conflict]]:
    """For each theme that the text lists with one character changed: that place, and the conflict."""
    better: dict[tuple[int, int], tuple[int, int]] = {}
    conflicts: list[Conflict] = []
    words = list(dict.fromkeys(text[start:end] for start, end in themes))
    if not 1 < len(words) <= _MOST:
        return better, conflicts
    for start, end in themes:
        word = text[start:end]
        if not _SHORTEST <= len(word) <= _LONGEST or text.count(word) > sum(
            text[a:b] == word for a, b in themes
        ):
            continue
        listed = _listed(text, word, [other for other in words if other != word], themes)
        if listed is None:
            continue
        better[start, end] = listed
        why = f"标题作“{quote(start, end)}”，所列主题作“{quote(*listed)}”，主题从所列。"
        conflicts.append(Conflict(kind="heading", span=(start, end), why=why))
    return better, conflicts


def alike(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where the word stands, also with one character changed: either half of it is then as it was written.

    >>> list(alike("改革开发、改革开放、改草开发", "改革开发"))
    [(0, 4), (5, 9), (10, 14)]
    """
    size, half, past = len(word), len(word) // 2, 0
    starts = {*_places(text, word[:half]), *(at - half for at in _places(text, word[half:]))}
    for start in sorted(starts):
        there = text[start : start + size] if start >= past else ""
        if len(there) != size:
            continue
        changed = [a for a, b in zip(there, word, strict=True) if a != b]
        if not changed or (len(changed) == 1 and changed[0] not in _PARTS):
            past = start + size
            yield start, past


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _listed(
    text: str, word: str, others: Sequence[str], themes: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Where the word stands with one character changed, in a sentence that names another theme as well."""
    for span in alike(text, word):
        if text[span[0] : span[1]] == word or span in themes:
            continue
        opening = max(text.rfind(stop, 0, span[0]) for stop in "。！？!?\n") + 1
        sentence = _PLACE.match(text, opening)
        if sentence is not None and any(
            other in sentence.group() for other in others if len(other) >= _SHORTEST
        ):
            return span
    return None
