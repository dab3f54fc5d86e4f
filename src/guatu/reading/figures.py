"""Figures of a whole text: sentence by sentence, only where numbers stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from guatu.catalogue.taught import NOTHING, Taught
from guatu.reading.bands import bands
from guatu.reading.edges import STOPS, edges
from guatu.reading.fold import Folded
from guatu.reading.found import Found
from guatu.reading.lexicon import Lexicon, lexicon, tokens
from guatu.reading.numbers import Kind, Number
from guatu.reading.patterns import seeking
from guatu.reading.sections import Sections
from guatu.reading.state import State
from guatu.reading.tables.read import tables
from guatu.reading.walk import walk

_FIGURES = frozenset({Kind.QUANTITY, Kind.ORDINAL, Kind.FOLD, Kind.STRUCTURE})


def figures(folded: Folded, numbers: list[Number], view: Sections, *, taught: Taught = NOTHING) -> State:
    """All that the ``numbers`` of the folded text say, in the words of the catalogue and those ``taught``."""
    lex, text = lexicon(taught), folded.text
    state = State(lex, text, own=_own(text), ahead=view.at)
    tabled = sorted(_tabled(folded, lex), key=lambda found: found.number.start)
    cells = [found.number.start for found in tabled]
    before = 0
    for start, end, inside in _sentences(text, numbers):
        figured = [n for n in inside if n.kind in _FIGURES]
        if figured:
            at = bisect_left(cells, start)
            if at < len(cells) and cells[at] < end:
                state.unread += [(n.start, n.end, "table") for n in figured]
                continue
            if at and state.table < at:
                _after_table(state, tabled[state.table : at], at)
            low, high = _near(text, start, end, inside, last=figured[-1].end)
            state.gap, before = ((before, start) if start > before + 2 else None), end
            walk(tokens(text, low, high, inside, lex), state)
    more = [*bands(text, view, lex), *tabled]
    if more:
        placed = {found.number.start for found in more}
        state.found[:] = [found for found in state.found if found.number.start not in placed]
        state.found.extend(more)
        state.found.sort(key=lambda found: found.number.start)
        state.unread[:] = [left for left in state.unread if left[0] not in placed]
    return state


def _after_table(state: State, table: list[Found], at: int) -> None:
    """A table of one indicator leaves it in force for the notes below."""
    state.table = at
    if len({found.subject.id for found in table}) == 1:
        state.subject, state.last = table[-1].subject, None


# The title and the first lines name the place that a document is of.
_HEAD = 160
# Where all the parts of a place are spoken of, a town is one of them.
_WHOLE = re.compile(r"全[区县市]|镇街|街镇|乡镇|各镇")
_CITY = re.compile(r"(?:^|[,。:\n月度年])全市(?!平均|第|各|排|水平|前|首|中|倒)[\u4e00-\u9fff]{4}")
_COUNTY = seeking(r"(?<=[\u4e00-\u9fff]{2})(?:区|县)(?=[\u4e00-\u9fff\d])")
# 其中临溪镇, 临溪镇(78.6%), 区工信局: parts wherever they stand.
_ANOTHER = re.compile(
    r"(?<=其中)[\u4e00-\u9fff]{2,6}?(?:镇|乡|街道|县|区)|[\u4e00-\u9fff]{2,6}(?:镇|乡|街道|县|区)(?=\(\d)"
    r"|(?:区|县|市)[\u4e00-\u9fff]{1,6}?(?:局|委|办)"
)
# Without one of these no part is named.
_TELLS = re.compile(r"中|\(|局|委|办")
_PART = seeking(r"(?<=[\u4e00-\u9fff]{2})(?:镇|乡|街道)(?!街|镇)")


def _own(text: str) -> str:
    """The title and the first lines, in which towns do not count when the document is of all of them."""
    head = text[:_HEAD]
    line = head.find("\n") + 1
    title = line if "。" not in head[:line] else 0
    if _TELLS.search(head):
        head = head[:title] + _ANOTHER.sub("|", head[title:])
    if not _WHOLE.search(head):
        return head
    parts = _PART.sub("|", head[title:])
    return head[:title] + (_COUNTY.sub("|", parts) if _CITY.search(head) else parts)


_FAR_BEFORE, _FAR_BEHIND = 110, 40


def _near(text: str, start: int, end: int, inside: list[Number], *, last: int) -> tuple[int, int]:
    """The clauses of a sentence that can bear on its numbers: those not far before or behind them; ``last``
    is where the last figure ends."""
    first = inside[0].start
    if first - start > _FAR_BEFORE:
        cut = max(text.find(",", first - _FAR_BEFORE, first), text.find(":", first - _FAR_BEFORE, first))
        start = cut + 1 if cut >= 0 else start
    if end - last > _FAR_BEHIND and last >= inside[-1].end:
        cut = text.find(",", last + _FAR_BEHIND, end)
        end = cut if cut >= 0 else end
    return start, end


def _tabled(folded: Folded, lex: Lexicon) -> list[Found]:
    """The figures of tables, which are read with their blanks, on the offsets of the folded text."""
    found = tables(folded.whole, lex)
    if folded.origin is None:
        return found
    for item in found:
        start, end = folded.offset(item.start), folded.offset(item.end - 1) + 1
        item.start, item.end = start, end
        item.number = item.number._replace(start=start, end=end)
        low, high = folded.offset(item.subject.start), folded.offset(item.subject.end)
        item.subject = replace(item.subject, start=low, end=max(low, min(len(folded.text), high)))
    return found


def _sentences(text: str, numbers: list[Number]) -> list[tuple[int, int, list[Number]]]:
    """The sentences that hold numbers, with their numbers."""
    out: list[tuple[int, int, list[Number]]] = []
    marks = edges(text)
    starts = [*marks.starts(STOPS), len(text) + 1]
    at, size, place = 0, len(numbers), 0
    while at < size:
        first = numbers[at].start
        place = bisect_right(starts, first, place)
        end = starts[place] - 1
        low = at
        at += 1
        while at < size and numbers[at].start < end:
            at += 1
        inside = numbers[low:at]
        out.append((marks.start(STOPS, first), max(end, inside[-1].end), inside))
    return out
