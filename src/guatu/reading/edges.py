"""Where the sentence or clause of an offset starts, looked for no farther back than one can reach."""

from __future__ import annotations

STOPS = "。!?\n"
PAUSES = "。!?\n,;:、"
# Longer runs without a stop are no sentences: tables and lists without punctuation.
_REACH = 1200


def start_of(text: str, offset: int, *, marks: str = STOPS) -> int:
    """The offset after the last of ``marks`` before ``offset``.

    >>> start_of("增长5%。下降3%", 9), start_of("增长5%,下降3%", 9, marks=",")
    (5, 5)
    """
    low = max(0, offset - _REACH)
    return max(max(text.rfind(mark, low, offset) for mark in marks) + 1, low)
