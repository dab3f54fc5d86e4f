"""Where tables stand in a text: their heads, merged into columns, and the rows below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guatu.reading.tables.heads import NAME, PLACES, STATED_UNIT, UNIT_CELL, told
from guatu.reading.tables.lines import SENTENCE, SPOKEN, YEAR, Cell, Line, cut_line, lines_of

# A figure that stands as a cell of its own, not far from the start of its line.
_ROW = re.compile(rf"(?m)^[^\n。;!?]{{1,60}}?(?:[\t |][+-]?\d[\d,.]*%?|[\t|]{SPOKEN})(?=[\t |\n]|$)")
_FIGURE = re.compile(rf"(?:[\t |][+-]?\d[\d,.]*%?|[\t|]{SPOKEN})(?=[\t |\n]|\Z)")
_MOST_HEADS, _LONGEST_HEAD, _LONGEST_LABEL, _TITLES = 4, 24, 34, 4
_MARKED = re.compile(r"注[:1]|说明:|备注|附")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its words, outermost first, and where its lowest cell stands."""

    parts: tuple[str, ...]
    start: int
    middle: float

    @property
    def text(self) -> str:
        """All its words together."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class Table:
    """``title`` are the lines above, nearest last; ``sections`` the line that stands over each row, or ""."""

    title: tuple[str, ...]
    columns: tuple[Head, ...]
    rows: tuple[Line, ...]
    sections: tuple[str, ...]
    spaced: bool


def laid_out(text: str) -> Iterator[Table]:
    """The tables of a text whose rows are lines."""
    # what parts the cells of a row, before the search for one: most texts have no table
    parted = "\t" in text or "|" in text or " " in text
    starts = [found.start() for found in _ROW.finditer(text)] if parted and _FIGURE.search(text) else []
    if not starts:
        return
    lines = lines_of(text)
    numbers = {line.start: i for i, line in enumerate(lines)}
    done = 0
    for start in starts:
        i = numbers[start]
        if i < done or not _is_row(cut_line(lines[i])):
            continue
        heads, top, section = _heads(lines, i)
        if not heads:
            continue
        rows, sections, done = _rows(lines, i, section)
        columns = merged(heads)
        title = tuple(line.text for line in lines[max(0, top - _TITLES) : top] if not line.blank)
        yield Table(title, columns, tuple(rows), tuple(sections), heads[-1].spaced)


def _is_row(line: Line) -> bool:
    """Whether a line has a name and figures and is no sentence."""
    cells = line.full
    if len(cells) < 2 or not any(cell.numeric for cell in cells[1:]):
        return False
    label = next((cell for cell in cells if not cell.numeric), None)
    if label is None or len(label.text) > _LONGEST_LABEL or SENTENCE.search(label.text.strip("*#")):
        return False
    first = next(i for i, cell in enumerate(cells) if i and cell.numeric)
    words = [cell for cell in cells[first:] if not cell.numeric]
    return len(words) <= 2 and not any(len(cell.text) > 40 for cell in words) and first <= 4


def _is_head(line: Line) -> bool:
    """Whether a line holds nothing but heads."""
    cells = line.full
    if len(cells) < 2 or SENTENCE.search(line.text):
        return False
    return not any(
        (cell.numeric and not YEAR.fullmatch(cell.text)) or len(cell.text) > _LONGEST_HEAD for cell in cells
    )


def _tells(line: Line) -> int:
    """How many cells of a line say what a column holds."""
    return sum(_telling(cell.text) for cell in line.full)


def _telling(text: str) -> bool:
    if NAME.fullmatch(text) or PLACES.fullmatch(text) or UNIT_CELL.fullmatch(text.strip("()")):
        return True
    said = told(text)
    return said.kind is not None or said.unit is not None or said.period is not None


def _heads(lines: Sequence[Line], row: int) -> tuple[list[Line], int, str]:
    """The head lines over a row, topmost first, where they begin, and the line between them and the row."""
    heads: list[Line] = []
    top, section = row, ""
    for i in range(row - 1, max(-1, row - 8), -1):
        if lines[i].blank:
            if heads:
                break
            continue
        line = cut_line(lines[i])
        if not heads and not section and _is_section(line):
            section = line.full[0].text
            continue
        if not _is_head(line) or len(heads) == _MOST_HEADS or STATED_UNIT.search(line.text):
            break  # 全区1-4月主要指标  单位:亿元 is a title, however parted
        if heads and heads[0].kept and not line.kept:
            break  # 附表1 主要指标完成情况: the title of a table with parted cells is no head of it
        if not _tells(line) or (heads and len(line.full) > len(heads[0].full) + 2 and not line.kept):
            break
        heads.insert(0, line)
        top = i
    return heads, top, section


def _is_section(line: Line) -> bool:
    """Whether a line is one short cell that stands over rows: 一、工业."""
    cells = line.full
    bare = cells[0].text if len(cells) == 1 else ""
    return 0 < len(bare) <= 16 and not SENTENCE.search(bare) and not _MARKED.match(bare)


def _rows(lines: Sequence[Line], first: int, section: str) -> tuple[list[Line], list[str], int]:
    """The rows from ``first`` on with the line that stands over each, and the line after the last."""
    rows: list[Line] = []
    sections: list[str] = []
    end = i = first
    while i < len(lines):
        line = lines[i]
        i += 1
        if line.blank:
            continue
        cut = cut_line(line)
        if _is_row(cut):
            rows.append(cut)
            sections.append(section)
            end = i
            continue
        if _is_section(cut):
            section = cut.full[0].text
            continue
        if len(cut.full) > 1 and not _is_head(cut) and not SENTENCE.search(line.text):
            continue
        break
    return rows, sections, end


def merged(heads: Sequence[Line]) -> tuple[Head, ...]:
    """The columns that several head lines make."""
    if heads[-1].kept:
        return _by_place(heads)
    columns = [Head((cell.text,), cell.start, cell.middle) for cell in heads[0].full]
    for line in heads[1:]:
        columns = _below(columns, line)
    return tuple(columns)


def _by_place(heads: Sequence[Line]) -> tuple[Head, ...]:
    """Columns of lines whose empty cells are kept: a cell above reaches over the empty ones behind it."""
    width = max(len(line.cells) for line in heads)
    parts: list[list[str]] = [[] for _ in range(width)]
    start = [heads[-1].start] * width
    for depth, line in enumerate(heads):
        reach = ""
        for k in range(width):
            cell = line.cells[k] if k < len(line.cells) else None
            text = cell.text if cell else ""
            if depth + 1 < len(heads):
                reach = text or (reach if k > 1 and _under(heads[depth + 1 :], k) else "")
                text = reach
            if text and (not parts[k] or parts[k][-1] != text):
                parts[k].append(text)
                start[k] = cell.start if cell else start[k]
    return tuple(Head(tuple(part), at, 0.0) for part, at in zip(parts, start, strict=True))


def _under(lines: Sequence[Line], k: int) -> bool:
    return any(k < len(line.cells) and line.cells[k].text for line in lines)


def _below(above: list[Head], line: Line) -> list[Head]:
    """The columns once a further line of heads stands below them."""
    cells = line.full
    groups = _groups(above, cells, line)
    if groups is None:
        return [Head((cell.text,), cell.start, cell.middle) for cell in cells]
    out: list[Head] = []
    for head, below in zip(above, groups, strict=True):
        if below:
            out += [Head((*head.parts, cell.text), cell.start, cell.middle) for cell in below]
        else:
            out.append(head)
    return out


def _groups(above: list[Head], cells: Sequence[Cell], line: Line) -> list[list[Cell]] | None:
    """Which cells of a line stand below which heads; None when nothing tells."""
    if len(cells) == len(above):
        return [[cell] for cell in cells]
    behind = len(above) - 1
    if behind and len(cells) % behind == 0 and not line.spaced:
        share = len(cells) // behind
        return [[], *(list(cells[k * share : (k + 1) * share]) for k in range(behind))]
    if line.spaced:
        groups: list[list[Cell]] = [[] for _ in above]
        for cell in cells:
            nearest = min(range(len(above)), key=lambda k: abs(above[k].middle - cell.middle))
            groups[max(1, nearest)].append(cell)
        return _evened(groups, len(cells))
    open_ = [k for k, head in enumerate(above) if k and told(head.text).kind in ("level", None)]
    if open_ and len(cells) % len(open_) == 0:
        share = len(cells) // len(open_)
        queue = list(cells)
        return [[queue.pop(0) for _ in range(share)] if k in open_ else [] for k in range(len(above))]
    firsts = [k for k, cell in enumerate(cells) if told(cell.text).kind == "level"]
    if open_ and len(firsts) == len(open_) and firsts[0] == 0:
        ends = [*firsts[1:], len(cells)]
        parts = dict(zip(open_, zip(firsts, ends, strict=True), strict=True))
        return [list(cells[slice(*parts[k])]) if k in parts else [] for k in range(len(above))]
    return None


def _evened(groups: list[list[Cell]], count: int) -> list[list[Cell]]:
    """Groups of the same size where the count allows: typed columns do not stand quite over one another."""
    behind = len(groups) - 1
    if behind and count % behind == 0 and count > behind:
        flat = [cell for group in groups for cell in group]
        share = count // behind
        return [[], *(flat[k * share : (k + 1) * share] for k in range(behind))]
    return groups
