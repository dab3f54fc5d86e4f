"""The outline of a text: paragraphs, sentences and clauses as offsets, each under its headings.

One compiled pass finds the cuts; quotes, book titles and brackets are jumped over, so that the comma in
（牵头单位：区发改局，区住建局） cuts nothing.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, NamedTuple

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


class Paragraph(NamedTuple):
    """One line without surrounding blanks: `first:last` are its sentences, `headings` those above it."""

    start: int
    end: int
    kind: Kind
    headings: tuple[Heading, ...]
    first: int
    last: int


class Sentence(NamedTuple):
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


class _Cut(NamedTuple):
    """What the one pass finds: clauses, sentences as ranges of clauses, lines as ranges of sentences."""

    clauses: list[tuple[int, int]]
    sentences: list[tuple[int, int, int, int]]
    lines: list[tuple[int, int]]
    markers: list[tuple[int, int]]


def _cut(text: str) -> _Cut:
    """The one pass: each mark ends a clause, a stop a sentence as well, the end of a line all three."""
    clauses: list[tuple[int, int]] = []
    sentences: list[tuple[int, int, int, int]] = []
    lines: list[tuple[int, int]] = []
    markers: list[tuple[int, int]] = []
    clause = first = line = 0  # where the current clause starts, and which clause and sentence are its firsts
    size = len(text)
    for at, after in [*[found.span() for found in _CUTS.finditer(text)], (size, size)]:
        mark = text[at] if at < size else "\n"
        if mark in _WHOLES:
            continue
        start, end, clause = clause, at, after
        while start < end and text[start] in _BLANKS:
            start += 1
        while end > start and text[end - 1] in _BLANKS:
            end -= 1
        if start < end:
            if text[start] in STARTS:
                opens_line = len(sentences) == line and len(clauses) == first
                marker = marker_at(text, start, end + 1, line=opens_line)
                if marker is not None:
                    markers.append((start, min(marker[1], size)))
            clauses.append((start, end))
        if mark in _PAUSES:
            continue
        last = len(clauses)
        if last > first:
            stop, last_end = after if mark in _STOPS else at, clauses[-1][1]
            # the full stop belongs to its sentence, blanks before the end of a line do not
            if stop <= last_end or text[stop - 1] in _BLANKS:
                stop = last_end
            sentences.append((clauses[first][0], stop, first, last))
            first = last
        if mark not in _STOPS:
            if len(sentences) > line:
                lines.append((line, len(sentences)))
            line = len(sentences)
    return _Cut(clauses, sentences, lines, markers)


def outline(text: str) -> Outline:
    """Cut `text` (normalised, of the same length as the original) into its outline.

    >>> found = outline("聚焦招商\\n加快建设，确保签约30个。\\n")
    >>> found.clauses
    ((0, 4), (5, 9), (10, 17))
    >>> found.paragraphs[1].headings[-1].start, found.paragraphs[1].headings[-1].end
    (0, 4)
    """
    cut = _cut(text)
    lines = [
        Line(cut.sentences[first][0], cut.sentences[last - 1][1], cut.sentences[first:last])
        for first, last in cut.lines
    ]
    new = tuple.__new__  # half the cost of a call of the class
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    for number, (line, place, (first, last)) in enumerate(
        zip(lines, arrange(text, lines), cut.lines, strict=True)
    ):
        paragraphs.append(new(Paragraph, (line.start, line.end, place.kind, place.headings, first, last)))
        for (start, end, low, high), (chain, own) in zip(line.sentences, place.sentences, strict=True):
            sentences.append(new(Sentence, (start, end, number, chain, low, high, own)))
    return Outline(tuple(paragraphs), tuple(sentences), tuple(cut.clauses), tuple(cut.markers))
