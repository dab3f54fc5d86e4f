"""The numerals that open headings and list items: 一、（一）1. ① 第一， 一是 首先.

A marker has a level, so that a heading closes those below it; one without stands between 一、 and （一）.
"""

import re
from enum import IntEnum
from typing import Final

_CHINESE: Final = "一二三四五六七八九十"


class Level(IntEnum):
    """Rank of a heading; a smaller number stands above a greater one."""

    TITLE = 0
    PART = 1
    CHINESE = 2
    PLAIN = 3
    CHINESE_BRACKET = 4
    DIGIT = 5
    DIGIT_BRACKET = 6
    POINT = 7


#: Marker at the start of a line. The last matched group tells the level.
_LINE: Final = re.compile(
    rf"(?P<PART>第[{_CHINESE}百]{{1,4}}(?:章|部分|编|篇|节)[ :：、]*)"
    rf"|(?P<CHINESE>[{_CHINESE}]{{1,3}}[、.．] ?(?![{_CHINESE}](?:[、产次是]|$)))"
    rf"|(?P<CHINESE_BRACKET>[（(][{_CHINESE}]{{1,3}}[）)][、.． ]?)"
    rf"|(?P<DIGIT>第(?:[{_CHINESE}百]{{1,4}}|\d{{1,3}})条[ :：、]*"
    r"|\d{1,3}(?:[、．] ?|\.(?!\d) ?|\.(?=(?:20\d\d年|1?\d月)))"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}[ 、]|任务\d{1,2}[.、:： ])"
    r"|(?P<DIGIT_BRACKET>[（(]\d{1,3}[）)][、.． ]?|\d{1,2}[）)] ?|[①-⑳⑴-⒇⒈-⒛] ?|(?:[●■◆★▲•·]|[\-—–]{1,2}) ?)"
    rf"|(?P<POINT>第[{_CHINESE}]{{1,2}}(?:[,，、:：]|是|要)|[{_CHINESE}]{{1,2}}(?:是要|是|要|则)(?!否|求)"
    r"|(?:首先|其次|再次|此外|最后)(?:是|[,，、]))"
)
#: Marker inside a paragraph, at the start of a clause.
_INNER: Final = re.compile(
    rf"(?P<POINT>第[{_CHINESE}]{{1,2}}(?:[,，、:：]|是|要)|[{_CHINESE}]{{1,2}}(?:是要|是|要)(?!否|求)|(?:首先|其次|再次|最后)是)"
    rf"|(?P<CHINESE_BRACKET>[（(][{_CHINESE}]{{1,3}}[）)](?![、,，。]))"
    r"|(?P<DIGIT_BRACKET>[（(]\d{1,2}[）)](?![、,，。\d])|[①-⑳⑴-⒇⒈-⒛])"
    r"|(?P<DIGIT>\d{1,2}(?:、|．|\.(?!\d)) ?(?=[^\W\d_]))"
    rf"|(?P<CHINESE>[{_CHINESE}]{{1,2}}、(?![{_CHINESE}](?:[、产次是]|$)))"
)
#: First characters that a marker can have: most clauses are dismissed by them.
STARTS: Final = frozenset(
    "一二三四五六七八九十第首其再此最任（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌●■◆★▲•·-—–"
)


def marker_at(text: str, start: int, end: int, *, line: bool) -> tuple[Level, int] | None:
    """Level and end offset of the marker at `start`, or None.

    >>> marker_at("（一）狠抓招商。", 0, 8, line=True)
    (<Level.CHINESE_BRACKET: 4>, 3)
    >>> marker_at("1.5亿元", 0, 5, line=True) is None
    True
    """
    if start >= end or text[start] not in STARTS:
        return None
    found = (_LINE if line else _INNER).match(text, start, end)
    if found is None or found.lastgroup is None:
        return None
    return Level[found.lastgroup], found.end()
