"""Where the sentence or clause of an offset starts, looked for no farther back than one can reach."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import lru_cache

STOPS = "。!?\n"
PAUSES = "。!?\n,;:、"
# Longer runs without a stop are no sentences: tables and lists without punctuation.
_REACH = 1200


def start_of(text: str, offset: int, *, marks: str = STOPS) -> int:
    """The offset after the last of ``marks`` before ``offset``.

    >>> start_of("增长5%。下降3%", 9), start_of("增长5%,下降3%", 9, marks=",")
    (5, 5)
    """
    places = _places(text, marks)
    at = bisect_left(places, offset)
    start = places[at - 1] + 1 if at else 0
    low = offset - _REACH
    return max(start, low)


# A text is asked again and again before the next one is: a few are enough.
@lru_cache(maxsize=4)
def _places(text: str, marks: str) -> array[int]:
    """Where the marks stand, in order."""
    return array("I", [found.start() for found in re.finditer(f"[{marks}]", text)])
