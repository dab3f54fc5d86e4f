"""The reply upward as an official document, out of the words that an officer drafted and mended."""

import re
from datetime import date

from guatu.briefing.official import Block, Official, paragraph

_HEAD = re.compile(r"[一二三四五六七八九十]{1,3}、\S")
_SECOND = re.compile(r"（[一二三四五六七八九十]{1,3}）")
#: A head is short; a longer line that begins with 一、 is a sentence.
_LONGEST = 24


def reply(words: str, *, organ: str, day: date, title: str) -> Official:
    """The document: first line the title, then `某某：` to whom, heads by their numbering, the rest as body.

    ``title`` serves where the words have none; ``organ`` signs.

    >>> words = "关于排查的反馈\\n市府办：\\n一、办理进展\\n已完成。"
    >>> made = reply(words, organ="督查室", day=date(2022, 8, 20), title="")
    >>> made.title, made.to, [block.style for block in made.body]
    ('关于排查的反馈', '市府办', ['h1', 'body'])
    """
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if lines and not _address(lines[0]) and len(lines[0]) <= 2 * _LONGEST and lines[0][-1] not in "。；":
        title = lines.pop(0)
    to = lines.pop(0)[:-1] if lines and _address(lines[0]) else ""
    return Official("", "", title, to, tuple(map(_block, lines)), organ, day)


def _address(line: str) -> bool:
    return line[-1] in "：:" and len(line) <= 2 * _LONGEST and not _HEAD.match(line)


def _block(line: str) -> Block:
    short = len(line) <= _LONGEST and line[-1] not in "。；"
    if short and _HEAD.match(line):
        return paragraph(line, style="h1")
    return paragraph(line, style="h2" if short and _SECOND.match(line) else "body")
