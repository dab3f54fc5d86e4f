"""The text as the reader sees it: simplified characters, half-width digits and signs, no stray blanks.

Each character of the folded text stands for one of the original, so that spans lead back. Blanks inside a
word or a number (增长 11.1 %) and pronunciation aids (國(guó)) are left out; ``origin`` tells what stayed.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from guatu.catalogue.load import DATA
from guatu.reading.commas import parted
from guatu.reading.wraps import wraps

_SIGNS = {
    "，": ",",
    "；": ";",
    "：": ":",
    "（": "(",
    "）": ")",
    "％": "%",
    "﹪": "%",
    "．": ".",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "﹐": ",",
    "﹑": "、",
    "﹔": ";",
    "！": "!",
    "？": "?",
    "＋": "+",
    "＜": "<",
    "＞": ">",
    "＝": "=",
    "／": "/",
    "､": "、",
    "〈": "《",
    "〉": "》",
    "∶": ":",
    "︰": ":",
    "｡": "。",
    "﹒": "·",
    "•": "·",
    "‧": "·",
    "・": "·",
    "＆": "&",
}
_DASHES = "—–−―‐‑‒﹣－─━"
_OPENING, _CLOSING = "„‘「『〝", "‟’」』〞"
_BLANK = "\u3000\xa0\u2002\u2003\u2009\u202f\r"
_NOTHING = (
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00"
)
_LINES = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"

# What is left out: all but the first of several blanks (columns), single blanks that touch Chinese
# or a sign, invisible characters, footnote marks, pinyin in brackets, the ends of hard-wrapped lines.
# Each begins with the blank or sign itself, which the search looks for; what must stand before follows.
_STRAY = re.compile(
    r"[ \t\x00(,;\[\n](?:"
    r"(?<=[^0-9A-Za-z.%) \t\n] )(?![ \t\n])|(?<=[^ \t\n] )(?![0-9A-Za-z(. \t\n])"
    r"|(?<=[^\n\t|]{8}[0-9]\n)(?=(?:[万亿]?(?:元|美元|千瓦时|亩|吨|平方)|个百分点|%))"
    r"|(?<=[^ \t\n][ \t][ \t])[ \t]*|(?<=[0-9] ) *(?=[0-9]{3}(?:,[0-9]{3})*\.[0-9])|(?<=\. ) *(?=[0-9])"
    r"|(?<=[0-9] ) *(?=\.[0-9])|(?<=\x00)\x00*|(?<=\()[a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜɡ][a-zü]*\)"
    r"|(?<=[,,。;][,,])(?=.)|(?<=,)(?=[。;])|(?<=\[)\d{1,2}\]"
    r"|(?<=[^\n。!?;:|\t ]{40}\n)[\n ]*(?=[^\n\s一二三四五六七八九十(0-9第●·|-]))"
)
_MAY_STRAY = re.compile(r"[ \[\t\x00āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]|,[,。;]|[^\n。!?;:|\t ]\n")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; ``origin[i]`` is the offset of its i-th character, None when nothing was left out.

    ``whole`` is the text before anything was left out, as long as the original: tables need their blanks.
    """

    text: str
    origin: array[int] | None
    whole: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that ``text[start:end]`` stands for."""
        if self.origin is None:
            return start, end
        if end <= start:
            at = (
                self.origin[start]
                if start < len(self.origin)
                else (self.origin[-1] + 1 if self.origin else 0)
            )
            return at, at
        return self.origin[start], self.origin[end - 1] + 1

    def offset(self, original: int) -> int:
        """The first folded offset at or after an original one."""
        return original if self.origin is None else bisect_left(self.origin, original)


@lru_cache(maxsize=1)
def table() -> dict[int, str]:
    """Character by character: traditional to simplified (from OpenCC), full width to half width."""
    pairs = (DATA / "codelists" / "traditional.txt").read_text(encoding="utf-8").split()
    same = {ord(pair[0]): pair[1] for pair in pairs}
    same |= {ord(a): b for a, b in _SIGNS.items()}
    for signs, plain in (
        (_DASHES, "-"),
        (_OPENING, "“"),
        (_CLOSING, "”"),
        ("＂", '"'),
        (_BLANK, " "),
        (_NOTHING, "\x00"),
        (_LINES, "\n"),
    ):
        same |= dict.fromkeys(map(ord, signs), plain)
    same |= {0xFF10 + i: str(i) for i in range(10)}
    same |= {0xFF21 + i: chr(0x41 + i) for i in range(26)}
    same |= {0xFF41 + i: chr(0x61 + i) for i in range(26)}
    for code in range(0xF900, 0xFAFF):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and code not in same:
            same[code] = same.get(ord(plain), plain)
    return same


#: The signs of every document: replaced one by one, which is far quicker than character by character, and
#: all that a text in simplified characters needs.
_FREQUENT = (("，", ","), ("；", ";"), ("：", ":"), ("（", "("), ("）", ")"), ("—", "-"))


@lru_cache(maxsize=1)
def _foldable() -> re.Pattern[str]:
    """The other characters of the table."""
    return re.compile("[" + re.escape("".join(map(chr, table()))) + "]")


def plain(text: str) -> str:
    """The text in the reader's characters, as long as it was; tabs part the cells of all its tables.

    >>> plain("規模工業產值８７４．２億元，")
    '规模工业产值874.2亿元,'
    """
    same = text
    for sign, half in _FREQUENT:
        same = same.replace(sign, half)
    return parted(same.translate(table()) if _foldable().search(same) else same, text)


def fold(text: str) -> Folded:
    """The folded text with its way back.

    >>> folded = fold("增长 11.1 %")
    >>> folded.text, folded.span(2, 7)
    ('增长11.1%', (3, 9))
    """
    same = plain(text)
    strays = [found.span() for found in _STRAY.finditer(same)] if _MAY_STRAY.search(same) else []
    if broken := wraps(same):
        strays = sorted({*strays, *broken})
    if not strays:
        return Folded(same, None, same)
    kept: list[str] = []
    origin: array[int] = array("I")
    at = 0
    for start, end in strays:
        if start > at:
            kept.append(same[at:start])
            origin.extend(range(at, start))
        at = max(at, end)
    kept.append(same[at:])
    origin.extend(range(at, len(same)))
    return Folded("".join(kept), origin, same)
