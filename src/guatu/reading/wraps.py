"""Where a text breaks its lines at a fixed width, so that sentences, words and numbers run on over them.

Old systems, mail and terminals wrote so. The breaks are known by the lines themselves: many are equally
long, none is longer, and the next one opens neither with blanks nor with a numeral of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_NARROWEST, _WIDEST = 20, 110
_FEWEST = 3
#: How far a line may fall short: a wide character, or signs that may not open a line.
_SHORT = 2
_OPENS = re.compile(
    r"[ \t]|$|第?[一二三四五六七八九十百]{1,4}[、.章节条是]|\([一二三四五六七八九十\d]{1,3}\)"
    r"|\d{1,2}[.、](?!\d)|[●■◆·※*-]"
)
_CELLS = re.compile(r"[\t|]|\S {2,}\S")
_STOPS = "。!?"


def wraps(text: str) -> list[tuple[int, int]]:
    """The spans of the line ends (with blanks before them) that part nothing; ``text`` is folded by signs.

    >>> wraps("甲" * 30 + "\\n" + "乙" * 30 + "\\n" + "丙" * 30 + "\\n" + "丁" * 9 + "。\\n")
    [(30, 31), (61, 62), (92, 93)]
    """
    lines = text.split("\n")
    if len(lines) <= _FEWEST or max(map(len, lines)) > _WIDEST:
        return []
    bare = [line.rstrip(" ") for line in lines]
    best: list[tuple[int, int]] = []
    for width in (len, _printed):
        found = _breaks(lines, bare, width)
        best = max(best, found, key=len)
    return best if len(best) >= _FEWEST else []


def _breaks(lines: Sequence[str], bare: Sequence[str], width: Callable[[str], int]) -> list[tuple[int, int]]:
    """The breaks if lines are measured so: those of full lines that stop in the middle."""
    sizes = [width(line) for line in bare]
    full = max(sizes)
    if full < _NARROWEST * (1 if width is len else 2):
        return []
    out: list[tuple[int, int]] = []
    at = 0
    for line, words, size, below in zip(lines, bare, sizes, bare[1:], strict=False):
        at += len(line) + 1
        if (
            size >= full - _SHORT
            and words[-1] not in _STOPS
            and not _CELLS.search(words.lstrip(" "))
            and not _OPENS.match(below)
        ):
            out.append((at - 1 - len(line) + len(words), at))
    return out


def _printed(line: str) -> int:
    """Printed columns: a Chinese character or sign takes two."""
    return sum(2 if "\u2e80" <= c <= "\uffef" else 1 for c in line)
