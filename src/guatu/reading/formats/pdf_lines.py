"""The characters of a page put together into lines, and lines into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from guatu.reading.formats.grid import flow

_LATIN = re.compile(r"[A-Za-z0-9.,%)]")
_LATIN_NEXT = re.compile(r"[A-Za-z0-9(]")
#: What opens a paragraph even where it is not indented.
_MARKER = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、条章节是]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d))"
)
#: What no line break parts: a Latin run or one character, with the closing signs behind it.
_UNBROKEN = re.compile(r"(?:[A-Za-z0-9.,%/-]+|.)[，。；：、！？）》”’%]*")
#: In widths of a character: from here on two words are cells of a table without lines; from here on a blank.
_COLUMN_GAP, _BLANK_GAP = 1.8, 0.22


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and where it stands on the page, in points from its upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Margins:
    """Between which edges the lines of a page run."""

    left: float
    right: float


def lines_of(chars: Sequence[dict[str, Any]]) -> list[Line]:
    """The lines that characters form, from top to bottom."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda c: (c["top"] + c["bottom"], c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        row = rows[-1] if rows else None
        if row and abs(middle - (row[-1]["top"] + row[-1]["bottom"]) / 2) < 0.45 * max(char["size"], 1):
            row.append(char)
        else:
            rows.append([char])
    return [made for made in map(_line, rows) if made.text]


def _line(row: list[dict[str, Any]]) -> Line:
    row.sort(key=lambda c: c["x0"])
    parts: list[str] = []
    last: dict[str, Any] | None = None
    for char in row:
        text = char["text"]
        if last is not None:
            gap = (char["x0"] - last["x1"]) / max(char["size"], 1)
            if gap > _COLUMN_GAP:
                parts.append("\t")
            elif gap > _BLANK_GAP and _LATIN.match(last["text"]) and _LATIN_NEXT.match(text):
                parts.append(" ")
        if text.strip():
            parts.append(text)
            last = char
        elif last is not None and _LATIN.match(last["text"]) and parts[-1:] != [" "]:
            parts.append(" ")
    text = re.sub(r" ?\t ?", "\t", "".join(parts)).strip()
    size = Counter(round(c["size"], 1) for c in row).most_common(1)[0][0]
    return Line(
        text,
        min(c["x0"] for c in row),
        max(c["x1"] for c in row),
        min(c["top"] for c in row),
        max(c["bottom"] for c in row),
        size,
    )


def margins(lines: Sequence[Line]) -> Margins:
    """The edges of the lines; the left one is where at least two lines begin."""
    starts = Counter(round(line.x0 / 2) * 2 for line in lines)
    shared = [x for x, n in starts.items() if n > 1] or list(starts)
    return Margins(min(shared, default=0), max((line.x1 for line in lines), default=0))


def continues(above: Line, below: Line, *, edges: Margins, right: float, paged: bool) -> bool:
    """Whether a line goes on with the paragraph of the one above it (``paged``: on the page before).

    The one above reaches the right edge, or as far as what comes next lets it; the one below is not indented,
    both are of one size.
    """
    em = max(below.size, 1)
    return (
        "\t" not in above.text
        and "\t" not in below.text
        and above.x1 >= right - max(1.3, _first_width(below.text) + 0.3) * em
        and below.x0 <= edges.left + 0.7 * em
        and abs(above.size - below.size) < 0.8
        and (paged or below.top - above.bottom < 1.6 * em)
        and not _MARKER.match(below.text)
    )


def _first_width(text: str) -> float:
    """How wide the first word of a line is that could not be parted, in widths of a character."""
    found = _UNBROKEN.match(text)
    return sum(0.55 if c.isascii() else 1.0 for c in found[0]) if found else 1.0


def joined(above: Line, below: Line) -> Line:
    """Two lines of one paragraph as one, at the place of the second."""
    return replace(below, text=flow([above.text, below.text]))
