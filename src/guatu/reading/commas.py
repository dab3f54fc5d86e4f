"""Lines of cells parted by commas, as sheets are saved for other programs, made lines parted by tabs."""

from __future__ import annotations

import re

_CELL = r"[^\n,。;!?\t|]{0,40}"
_FIGURE = r"[+-]?\d+(?:\.\d+)?%?"
#: A row: a name, cells, at least one of them a figure alone.
_ROW = re.compile(rf"(?m)^{_CELL}(?:,{_CELL})*?,{_FIGURE}(?:,{_CELL})*$")
_LEAST_ROWS, _LEAST_MARKS = 2, 2


def parted(text: str, original: str) -> str:
    r"""The text with tabs for the commas of such lines; as long as it was.

    A table is a head and at least two rows with as many commas each, written half width: 指标,单位,1-9月.

    >>> text = "指标,单位,累计\n进出口,亿元,66\n出口,亿元,40\n完。"
    >>> parted(text, text)
    '指标\t单位\t累计\n进出口\t亿元\t66\n出口\t亿元\t40\n完。'
    """
    if text.count(",") < _LEAST_MARKS * (_LEAST_ROWS + 1) or _ROW.search(text) is None:
        return text
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    at = 1
    while at < len(lines):
        marks = lines[at].count(",")
        last = at
        while last < len(lines) and lines[last].count(",") == marks and _is_row(lines[last]):
            last += 1
        head = at - 1
        if (
            marks >= _LEAST_MARKS
            and last - at >= _LEAST_ROWS
            and lines[head].count(",") == marks
            and _is_head(lines[head])
            and "，" not in original[starts[head] : starts[last]]
        ):
            for k in range(head, last):
                lines[k] = lines[k].replace(",", "\t")
        at = max(last, at + 1)
    return "\n".join(lines)


def _is_row(line: str) -> bool:
    """Whether a line is a name and cells of which at least one is a figure alone."""
    return _ROW.fullmatch(line) is not None


def _is_head(line: str) -> bool:
    """Whether a line holds short words alone."""
    cells = line.split(",")
    return bool(cells[0].strip()) and all(len(cell) <= 24 and not cell.endswith("。") for cell in cells)
