"""Lines of a table cut into cells: by tabs, by bars, by wide blanks or by single ones."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PART = re.compile(r"[^\s|]+")
_WIDE = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_TWO = re.compile(r"\S {2,}\S|\S\u3000+\S")
_NUMBERS = re.compile(r"[+-]?\d[\d,.]*%? [+-]?\d")
#: How a bound is written in a cell: ≤30, 8以上, 6.5左右.
BEFORE, BEHIND = r"(?:[≤≥<>]=?|约)?", r"(?:及?以上|及?以下|以内|之内|左右)?"
#: A cell that says what its figure is: 增长6.5%左右, 5300人.
TURN = r"(?:同比|年均)?(?:增长|增加|提高|上升|下降|降低|减少)?"
UNIT = r"(?:[万亿]?(?:元|美元|人|吨|千瓦时)|[万亿家个户件项亩天]|人次|微克/立方米|个?百分点)?"
SPOKEN = rf"{TURN}{BEFORE}\d[\d,]*(?:\.\d+)?(?:%|{UNIT}){BEHIND}"
#: A cell of a figure, or of none (a dash, a stroke).
NUMERIC = re.compile(
    TURN
    + BEFORE
    + r"[↑↓▲▼+-]?\(?[+-]?\d[\d,]*(?:\.\d+)?\)?(?:%|[位名]|"
    + UNIT
    + r")[↑↓]?"
    + BEHIND
    + r"|第\d{1,3}[位名]?|[-/]{1,4}"
    r"|[.…]{2,6}|持平|无"
)
YEAR = re.compile(r"(?:19|20)\d\d")
RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*")
SENTENCE = re.compile(r"[。;!?]|,(?!\d)")
_CJK = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: where it starts in the text, its words, and how far right its middle stands when printed."""

    start: int
    text: str
    middle: float = 0.0

    @property
    def numeric(self) -> bool:
        """Whether it holds a figure or the mark of none; a bare year is a head."""
        return NUMERIC.fullmatch(self.text) is not None


@dataclass(frozen=True, slots=True)
class Line:
    """A line cut into cells. ``kept`` says that empty cells are among them, so that places tell columns."""

    start: int
    text: str
    cells: tuple[Cell, ...] = ()
    kept: bool = False
    spaced: bool = False

    @property
    def full(self) -> tuple[Cell, ...]:
        """The cells that are not empty."""
        return tuple(cell for cell in self.cells if cell.text) if self.kept else self.cells

    @property
    def blank(self) -> bool:
        """Whether nothing or only a rule stands in the line."""
        return not self.text.strip(" \t|") or RULE.fullmatch(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """The lines of a text with their offsets, not yet cut."""
    out = []
    at = 0
    for line in text.split("\n"):
        out.append(Line(at, line))
        at += len(line) + 1
    return out


def cut_line(line: Line) -> Line:
    """The line with its cells."""
    text = line.text
    mark = "\t" if "\t" in text else "|" if text.count("|") > 1 else ""
    if mark:
        return Line(line.start, text, _kept(line, mark), kept=True)
    wide = _TWO.search(text) is not None
    found = list((_WIDE if wide else _PART).finditer(text))
    if wide and any(_NUMBERS.search(cell[0]) for cell in found):
        wide, found = False, list(_PART.finditer(text))
    parts = [span for m in found for span in (_parted(m) if wide else [m.span()])]
    cells = tuple(
        Cell(line.start + a, text[a:b], (_width(text[:a]) + _width(text[:b])) / 2) for a, b in parts
    )
    return Line(line.start, text, _whole(cells, wide=wide), spaced=wide)


#: A name so long that only one blank parts it from its unit.
_WITH_UNIT = re.compile(
    r"(\S*[\u4e00-\u9fff)]) ((?:[万亿千百]{0,2}(?:元|美元|千瓦时|吨|人|人次|家|个|户|亩|件))|%)"
)


def _parted(cell: re.Match[str]) -> list[tuple[int, int]]:
    """The spans of the cells that a piece between wide blanks is: a name and its unit are two."""
    found = _WITH_UNIT.fullmatch(cell[0])
    at = cell.start()
    return [(at + a, at + b) for a, b in (found.span(1), found.span(2))] if found else [cell.span()]


def _kept(line: Line, mark: str) -> tuple[Cell, ...]:
    """Cells between marks, the empty ones too; bars at the ends of a line part nothing."""
    cells: list[Cell] = []
    at = 0
    text = line.text
    for piece in text.split(mark):
        bare = piece.strip(" \t|")
        cells.append(Cell(line.start + at + (piece.find(bare) if bare else 0), bare))
        at += len(piece) + 1
    if mark == "|":
        bare = text.strip()
        cells = cells[bare.startswith("|") : len(cells) - bare.endswith("|")]
    return tuple(cells)


def _whole(cells: tuple[Cell, ...], *, wide: bool) -> tuple[Cell, ...]:
    """Cells without the blanks inside a head: 同比 (%), 指 标."""
    out: list[Cell] = []
    for cell in cells:
        text = cell.text
        single = out and len(text) == 1 and len(out[-1].text) < 4 and "\u4e00" <= text <= "\u9fff"
        hangs = not wide and text.startswith(("(", "±", "%")) and out and not out[-1].text.endswith(")")
        if out and (single or hangs) and not out[-1].numeric and not cell.numeric:
            last = out.pop()
            out.append(Cell(last.start, last.text + text, (last.middle + cell.middle) / 2))
        else:
            out.append(cell)
    return tuple(out)


def _width(text: str) -> int:
    """Printed columns: a Chinese character takes two."""
    return len(text) + len(_CJK.findall(text))
