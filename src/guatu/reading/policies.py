"""Numbered policy documents (营商环境66条): where each clause of the policy stands, one task a clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from guatu.catalogue.wording import wording
from guatu.reading.found import Found
from guatu.reading.headings import Kind
from guatu.reading.markers import Level, marker_at
from guatu.reading.patterns import seeking
from guatu.reading.sentences import Outline

#: What the title of a policy says, within the first lines.
_TITLE: Final = seeking(r"措施(?!落实情况)|政策|(?:\d+|[一二三四五六七八九十百]+)条(?!例)|(?:实施|若干)意见")
_TITLE_LINES: Final = 6
#: A line of the title is no longer than this.
_TITLE_LONGEST: Final = 60
_FEWEST: Final = 3
_NOTE: Final = re.compile(r"[(（〔【\[]?(?:牵头|责任|主办|承办|配合|负责)(?:单位|部门|科室)[:：]")
#: Who answers, at the end of a clause: not of its words.
_TAIL: Final = re.compile(
    r"\s*(?:[(（〔【\[](?=[^()（）〔〕【】\[\]]*(?:牵头|责任|负责|配合|落实|局|委|办|部|院|中心|公司))[^\n]*[)）〕】\]][。;；]?"
    r"|(?:牵头|责任|主办|承办|配合)(?:单位|部门|科室)[:：][^\n]*)\s*$"
)
#: Clauses about the paper itself, or about aims.
_NO_WORK: Final = re.compile(
    r"本(?:政策|措施|意见|办法|条款|文件|规定)(?:所称|由|自|适用|涉及|中|如|与)|(?:自.{0,16}起|之日起)(?:施行|实施|执行)"
    r"|^(?:总体要求|指导思想|基本原则|工作目标|总体目标|主要目标|适用范围|适用对象|附则)"
)
_ENDS: Final = " \t\n\r。;；"


@dataclass(frozen=True, slots=True)
class Article:
    """A clause of a policy: `start:end` are its words without numeral and notes; it all ends at `whole`."""

    start: int
    end: int
    whole: int


def articles(text: str, outline: Outline) -> list[Article]:
    """The clauses of a policy document in order; none when the text is no such document."""
    paragraphs = outline.paragraphs
    if not any(_titles(text, p.start, p.end) for p in paragraphs[:_TITLE_LINES]):
        return []
    opened = [marker_at(text, p.start, p.end, line=True) for p in paragraphs]
    level = _level_of_clauses(text, outline, opened)
    if level is None:
        return []
    found: list[Article] = []
    for number, (paragraph, marker) in enumerate(zip(paragraphs, opened, strict=True)):
        if marker is None or marker[0] is not level:
            continue
        stop = number + 1
        while stop < len(paragraphs) and _goes_on(text, outline, stop, opened[stop], level):
            stop += 1
        whole = paragraphs[stop - 1].end
        article = _article(text, marker[1], whole)
        if article is not None and paragraph.kind is not Kind.FOOTER:
            found.append(article)
    return found


@lru_cache(maxsize=1)
def _granting() -> re.Pattern[str]:
    return seeking("|".join(wording().lists["granting"]))


def borrowed(found: Found, text: str, clauses: Sequence[Article]) -> bool:
    """Whether a figure in a clause of a policy is a condition or a rate of what the clause gives.

    It takes its name from outside of the clause (输送20人以上的机构), or stands in a sentence that grants
    something (给予最高500万元) and is of no known indicator: nobody's promise.
    """
    figure = found.start
    at = bisect_right(clauses, figure, key=lambda clause: clause.start) - 1
    if at < 0 or figure >= clauses[at].whole:
        return False
    if found.subject.start < clauses[at].start:
        return True
    if found.subject.canonical:
        return False
    begin = max(text.rfind("。", clauses[at].start, figure) + 1, clauses[at].start)
    stop = text.find("。", found.end, clauses[at].whole)
    return _granting().search(text, begin, stop if stop >= 0 else clauses[at].whole) is not None


def _titles(text: str, start: int, end: int) -> bool:
    return (
        end - start <= _TITLE_LONGEST
        and text[end - 1] not in "。;；"
        and bool(_TITLE.search(text, start, end))
    )


def _level_of_clauses(text: str, outline: Outline, opened: list[tuple[Level, int] | None]) -> Level | None:
    """The level of numeral that the clauses have: the one most often followed by who answers, else the
    commonest that carries text of its own."""
    noted: Counter[Level] = Counter()
    plain: Counter[Level] = Counter()
    current: Level | None = None
    for paragraph, marker in zip(outline.paragraphs, opened, strict=True):
        if marker is not None and marker[0] in (
            Level.CHINESE,
            Level.CHINESE_BRACKET,
            Level.DIGIT,
        ):
            current = marker[0]
            plain[current] += paragraph.kind is not Kind.HEADING
        if current is not None and _NOTE.search(text, paragraph.start, paragraph.end):
            noted[current] += 1
    for counts in (noted, plain):
        common = counts.most_common(1)
        if common and common[0][1] >= _FEWEST:
            return common[0][0]
    return None


def _goes_on(
    text: str, outline: Outline, number: int, marker: tuple[Level, int] | None, level: Level
) -> bool:
    """Whether a paragraph still belongs to the clause above it."""
    paragraph = outline.paragraphs[number]
    if marker is not None:
        return marker[0] > level
    if paragraph.kind in (Kind.TITLE, Kind.FOOTER):
        return False
    return paragraph.kind is not Kind.HEADING or bool(_NOTE.match(text, paragraph.start))


def _article(text: str, start: int, whole: int) -> Article | None:
    end = whole
    while (tail := _TAIL.search(text, start, end)) is not None and tail.start() > start:
        end = tail.start()
    while end > start and text[end - 1] in _ENDS:
        end -= 1
    if end - start < 4 or _NO_WORK.search(text, start, end):
        return None
    return Article(start, end, whole)
