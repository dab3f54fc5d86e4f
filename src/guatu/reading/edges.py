"""Where sentences and clauses start: the marks of a text, found in one pass and looked up by offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

STOPS = "。!?\n"
HALVES = STOPS + ";"
PAUSES = "。!?\n,;:、"
# Longer runs without a stop are no sentences: tables and lists without punctuation.
_REACH = 1200
_MARK = re.compile(f"[{PAUSES}]")


def start_of(text: str, offset: int, *, marks: str = STOPS) -> int:
    """The offset after the last of ``marks`` before ``offset``, looked for no farther back than one reaches.

    >>> start_of("增长5%。下降3%", 9), start_of("增长5%,下降3%", 9, marks=",")
    (5, 5)
    """
    return edges(text).start(marks, offset)


class Edges:
    """The starts that each set of marks makes in one text, in order; the first is that of the text."""

    __slots__ = ("_by_marks", "_lines", "_marks")

    def __init__(self, text: str) -> None:
        self._marks = [(found.end(), found[0]) for found in _MARK.finditer(text)]
        self._by_marks: dict[str, list[int]] = {}
        self._lines = self.starts("\n")

    def starts(self, marks: str) -> list[int]:
        """The starts of what ``marks`` part: 0 and the offsets after each of them."""
        known = self._by_marks.get(marks)
        if known is None:
            known = [at for at, mark in self._marks if mark in marks]
            known.insert(0, 0)
            self._by_marks[marks] = known
        return known

    def start(self, marks: str, offset: int) -> int:
        """The start before an offset, or as far back as a sentence reaches."""
        known = self._by_marks.get(marks) or self.starts(marks)
        start, low = known[bisect_right(known, offset) - 1], offset - _REACH
        return start if start > low else low  # noqa: FURB136  # a call of max costs more than all else here

    def after(self, marks: str, offset: int) -> int:
        """The start before an offset, however far."""
        known = self._by_marks.get(marks) or self.starts(marks)
        return known[bisect_right(known, offset) - 1]

    def line(self, offset: int) -> int:
        """The start of the line of an offset."""
        return self._lines[bisect_right(self._lines, offset) - 1]


# A text is asked again and again before the next one is: a few are enough.
@lru_cache(maxsize=4)
def edges(text: str) -> Edges:
    """The edges of a text."""
    return Edges(text)
