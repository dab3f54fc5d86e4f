"""Promises without a number: 与经济增长同步, 只降不升, 高于全省平均水平, 第一方阵."""

from __future__ import annotations

import re

from guatu.reading.clauses import lead
from guatu.reading.edges import start_of
from guatu.reading.found import Found
from guatu.reading.lexicon import Lexicon, Token, cut
from guatu.reading.naming import Subject
from guatu.reading.numbers import Kind, Number
from guatu.reading.patterns import seeking
from guatu.reading.sections import Sections
from guatu.reading.subjects import subject

_BAND = seeking(
    r"(?:与|和|同)(?:全[市省国])?(?:经济|GDP|地区生产总值|国内生产总值|生产总值)[^,。;、\d\n]{0,8}?(?:基本|"
    r"保持)?同步(?:增长)?"
    r"|基本同步|只[降减]不[升增]|只增不减"
    r"|(?:高于|快于|不低于|好于|优于)(?:全[国省市]|经济|GDP|地区生产总值|国家|省|"
    r"市)[^,。;、\d\n]{0,8}(?=[,。;、\n)]|$)"
    r"|第一方阵|第一梯队"
    r"|完成(?:省|市|国家|上级)(?:定|下达|控)?[^,。;、\d\n]{0,6}(?:目标|任务|指标)(?=[,。;、\n)]|$)"
)
_START = re.compile(r"[,。;:、!?\n]")
_SAID = seeking(r"(?:增速|增幅|增长|保持|实现|进入|力争|确保|达到|基本|排放总量)+$")


_BANDS = re.compile(r"力争|确保|争取|目标")


def bands(text: str, view: Sections, lex: Lexicon) -> list[Found]:
    """Bands of known indicators where the text looks ahead or promises."""
    out = []
    for match in _BAND.finditer(text):
        begin = max(
            (m.end() for m in _START.finditer(text, max(0, match.start() - 60), match.start())), default=0
        )
        clause = text[begin : match.start()]
        sentence = text[start_of(text, begin) : match.start()]
        if not clause or not (view.at(match.start()) or _BANDS.search(sentence)):
            continue
        base = _named(clause, begin, lex)
        if base is None or not base.canonical:
            continue
        start = base.start
        number = Number(Kind.OTHER, match.start(), match.end())
        found = Found(base, "band", number.value, None, number, start, match.end())
        found.band, found.comparator, found.confidence = match[0], "=", 0.85
        out.append(found)
    return out


def _named(clause: str, begin: int, lex: Lexicon) -> Subject | None:
    plain = _SAID.sub("", clause)
    words = [Token(r, begin + a, begin + b, w) for r, a, b, w in cut(plain, lex)]
    if not words:
        return None
    sorted_ = lead(words)
    return subject(sorted_.name, lex, last=None, before=sorted_.before, near=sorted_.near)
