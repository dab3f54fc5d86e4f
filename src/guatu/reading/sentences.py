"""The outline of a text: paragraphs, sentences and clauses as offsets, each under its headings.

One compiled pass finds the cuts; quotes, book titles and brackets are jumped over, so that the comma in
（牵头单位：区发改局，区住建局） cuts nothing.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from guatu.reading.headings import Heading, Kind, Line, arrange
from guatu.reading.markers import STARTS, marker_at

#: Wholes that are never cut, then the cuts. Each starts with a plain character, which makes the scan quick.
_CUTS: Final = re.compile(
    r"“[^”\n]{1,80}”|「[^」\n]{1,80}」|『[^』\n]{1,80}』|《[^》\n]{1,120}》|【[^】\n]{1,80}】"
    r"|（(?:[^（）\n]|（[^（）\n]*）){1,400}）|\((?:[^()\n]|\([^()\n]*\)){1,400}\)|〔[^〕\n]{1,300}〕|\[[^\]\n]{1,300}\]"
    r"|\"[^\"\n]{1,60}\""
    r"|[，；：]|,(?!(?<=\d,)\d{3}(?!\d))|;|:(?!(?<=\d:)\d)|[。！？!?]+[”」』\"]?"
    r"|\t[ \u3000\t]*|[ \u3000][ \u3000\t]+|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
)
_WHOLES: Final = frozenset('“「『《【（(〔["')
_PAUSES: Final = frozenset("，；：,;: \u3000\t")
_STOPS: Final = frozenset("。！？!?")
_BLANKS: Final = " \u3000\t\xa0\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line without surrounding blanks: `first:last` are its sentences, `headings` those above it."""

    start: int
    end: int
    kind: Kind
    headings: tuple[Heading, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Up to 。！？ or the end of the line, full stop included.

    `first:last` are its clauses, `paragraph` the index of its paragraph, `headings` those above it, outermost
    first; `heading` is set when it is one itself, as a line of its own or run in (（一）狠抓招商。全年…).
    """

    start: int
    end: int
    paragraph: int
    headings: tuple[Heading, ...]
    first: int
    last: int
    heading: Heading | None


@dataclass(frozen=True, slots=True)
class Outline:
    """Paragraphs, sentences and clauses of a text, in order.

    A clause is (start, end) without the punctuation that closes it.
    `markers` are the spans of numerals that only number things (一、（一）1. 一是): no figures stand in them.
    """

    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[tuple[int, int], ...]
    markers: tuple[tuple[int, int], ...]

    def sentence_at(self, offset: int) -> int:
        """Index of the last sentence that starts at or before `offset`; -1 before the first."""
        return bisect_right(self.sentences, offset, key=lambda sentence: sentence.start) - 1

    def clause_at(self, offset: int) -> int:
        """Index of the last clause that starts at or before `offset`; -1 before the first."""
        return bisect_right(self.clauses, offset, key=lambda clause: clause[0]) - 1


class _Cutter:
    """What the one pass finds: clauses, sentences as ranges of clauses, lines as ranges of sentences."""

    __slots__ = ("_clause", "_first", "_line", "_text", "clauses", "lines", "markers", "sentences")

    def __init__(self, text: str) -> None:
        self._text = text
        self._clause = 0
        self._first = 0
        self._line = 0
        self.clauses: list[tuple[int, int]] = []
        self.sentences: list[tuple[int, int, int, int]] = []
        self.lines: list[tuple[int, int]] = []
        self.markers: list[tuple[int, int]] = []

    def run(self) -> None:
        text = self._text
        for found in _CUTS.finditer(text):
            at = found.start()
            mark = text[at]
            if mark in _WHOLES:
                continue
            self._end_clause(at, found.end())
            if mark in _PAUSES:
                continue
            self._end_sentence(found.end() if mark in _STOPS else at)
            if mark not in _STOPS:
                self._end_line()
        self._end_clause(len(text), len(text))
        self._end_sentence(len(text))
        self._end_line()

    def _end_clause(self, end: int, after: int) -> None:
        text, start = self._text, self._clause
        self._clause = after
        while start < end and text[start] in _BLANKS:
            start += 1
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        if start == end:
            return
        if text[start] in STARTS:
            line = len(self.sentences) == self._line and len(self.clauses) == self._first
            marker = marker_at(text, start, end + 1, line=line)
            if marker is not None:
                self.markers.append((start, min(marker[1], len(text))))
        self.clauses.append((start, end))

    def _end_sentence(self, end: int) -> None:
        first, last = self._first, len(self.clauses)
        self._first = last
        if last > first:
            start, last_end = self.clauses[first][0], self.clauses[last - 1][1]
            # the full stop belongs to its sentence, blanks before the end of a line do not
            stop = end if end > last_end and self._text[end - 1] not in _BLANKS else last_end
            self.sentences.append((start, stop, first, last))

    def _end_line(self) -> None:
        first, last = self._line, len(self.sentences)
        self._line = last
        if last > first:
            self.lines.append((first, last))


def outline(text: str) -> Outline:
    """Cut `text` (normalised, of the same length as the original) into its outline.

    >>> found = outline("聚焦招商\\n加快建设，确保签约30个。\\n")
    >>> found.clauses
    ((0, 4), (5, 9), (10, 17))
    >>> found.paragraphs[1].headings[-1].start, found.paragraphs[1].headings[-1].end
    (0, 4)
    """
    cut = _Cutter(text)
    cut.run()
    lines = [
        Line(cut.sentences[first][0], cut.sentences[last - 1][1], tuple(cut.sentences[first:last]))
        for first, last in cut.lines
    ]
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for number, (line, place, (first, last)) in enumerate(
        zip(lines, arrange(text, lines), cut.lines, strict=True)
    ):
        paragraphs.append(Paragraph(line.start, line.end, place.kind, place.headings, first, last))
        for (start, end, low, high), (chain, own) in zip(line.sentences, place.sentences, strict=True):
            sentences.append(Sentence(start, end, number, chain, low, high, own))
    return Outline(tuple(paragraphs), tuple(sentences), tuple(cut.clauses), tuple(cut.markers))
