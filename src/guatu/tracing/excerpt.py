"""The words around a span: enough to understand it, cut where sentences end."""

from dataclasses import dataclass
from typing import Final

_ENDS: Final = frozenset("。！？；!?;\n\r")
#: How far a sentence is followed on either side, in code points.
_FARTHEST: Final = 160


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage with its lit words; joined, the three parts are the passage as it stands in the text."""

    before: str
    lit: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


def excerpt(text: str, *, start: int, end: int) -> Excerpt:
    """Return the sentence in which code points `start` to `end` stand.

    >>> excerpt("先说别的。外贸407亿元，增长38%，居首。再说", start=13, end=18)
    Excerpt(before='外贸407亿元，', lit='增长38%', after='，居首。', cut_before=False, cut_after=False)
    """
    first = start
    while first > 0 and start - first < _FARTHEST and text[first - 1] not in _ENDS:
        first -= 1
    last = end
    while last < len(text) and last - end < _FARTHEST and text[last - 1] not in _ENDS:
        last += 1
    before, after = text[first:start].lstrip(), text[end:last].rstrip("\r\n")
    return Excerpt(
        before,
        text[start:end],
        after,
        cut_before=first > 0 and text[first - 1] not in _ENDS,
        cut_after=last < len(text)
        and (after or text[start:end])[-1:] not in _ENDS
        and text[last] not in "\r\n",
    )
