"""The text of a Markdown file: its marks taken off, its tables laid out."""

from __future__ import annotations

import re

from guatu.reading.formats.grid import Cell, lay_out

_RULE = re.compile(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_LINE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|={3,}|-{3,})")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_FRONT = re.compile(r"\A\ufeff?---\n(?:[^\n]*\n){0,60}?---\n")
_OPENING = re.compile(r"(?: {0,3}>[ \t]?)*(?: {0,3}#{1,6}[ \t]+)?(?:[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t])?)?")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_COMMENT = re.compile(r"<!--[^\n]{0,2000}?-->")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
_MARKS = re.compile(
    r"(\*\*|__|~~|`)(?=\S)([^\n*_~`]{1,500}?)(?<=\S)\1|(?<!\*)\*(?=[^\s*])([^*\n]{1,500}?)\*(?!\*)"
)
_TAG = re.compile(
    r"</?(?:br|p|b|i|u|em|strong|sub|sup|span|div|center|font|a|img)\b[^<>\n]{0,200}>", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")
_CELLS = re.compile(r"(?<!\\)\|")


def markdown_text(source: str) -> str:
    """The text that a reader of the rendered file sees, line by line."""
    lines = _FRONT.sub("", source.replace("\r\n", "\n"), count=1).split("\n")
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if "|" in line and at + 1 < len(lines) and "-" in lines[at + 1] and _RULE.fullmatch(lines[at + 1]):
            end = at + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            rows = [lines[at], *lines[at + 2 : end]]
            out += lay_out([_row(row, head=not k) for k, row in enumerate(rows)])
            at = end
            continue
        if not _LINE.fullmatch(line) and not _FENCE.match(line):
            out.append(_plain(line))
        at += 1
    return "\n".join(out)


def _row(line: str, *, head: bool) -> list[Cell]:
    cells = _CELLS.split(line.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return [Cell(_plain(cell.strip()), head=head) for cell in cells]


def _plain(line: str) -> str:
    opened = _OPENING.match(line)
    text = line[opened.end() :] if opened else line
    if opened and "#" in opened[0]:
        text = _HEADING_END.sub("", text)
    text = _TAG.sub("", _COMMENT.sub("", _LINK.sub(r"\1", text)))
    for _ in range(3):
        taken = _MARKS.sub(lambda m: m[2] or m[3] or "", text)
        if taken == text:
            break
        text = taken
    return _ESCAPED.sub(r"\1", text)
