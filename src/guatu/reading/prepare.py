"""The words of a sentence made ready: sizes joined to names, units shared along lists, asides left out."""

from __future__ import annotations

import re
from decimal import Decimal

from guatu.reading.lexicon import Role, Token
from guatu.reading.numbers import SCALES, UNITS, Kind, Number

_SIZED = re.compile(
    r"(?:以上|以下)?的?(?=\d+(?:家|个|户|项))|(?:元|美元)?(?:\(?含\)?|及)?(?:(?:以上|以下|以内|规模)的?|"
    r"的?(?=重|大|产业|工业|项目|企业))(?:[^\W\d_]|[“”\"]){0,10}?(?:项目|企业|工程|大户|产业链|产业集群|集群|合同|客户|"
    r"纳税|单位|乡镇|园区)(?!投资|总投资|完成)"
)


_OVER = re.compile(r"(?:超过?|逾|过|大于)$")


_OVERSIZED = re.compile(r"的?(?:[^\W\d_]|[“”\"]){0,8}?(?:项目|企业|工程|集群)(?!投资|总投资|完成)")


_SIZED_2 = re.compile(r"(?:及)?以[上下]")
_SIZED_3 = re.compile(r"(?:元|美元)?(?:\(?含\)?|及)?(?:以上|以下|以内)?的?")


def sized(words: list[Token], text: str) -> list[Token]:
    """Amounts that only say how large a counted thing is become parts of its name."""
    out = list(words)
    for i, word in enumerate(out):
        number = word.number
        if number is None or number.kind is not Kind.QUANTITY:
            continue
        rest = text[word.end : word.end + 24]
        if number.unit is None and number.scaled and _SIZED_2.match(rest):
            number = number._replace(unit="CNY")
        if number.unit not in ("CNY", "USD"):
            continue
        before = text[max(0, word.start - 2) : word.start]
        hit = _SIZED.match(rest)
        if hit is None and _OVER.search(before):
            hit = _OVERSIZED.match(rest)
        if hit is not None:
            end = word.end
            over = _SIZED_3.match(rest)
            end += over.end() if over else 0
            out[i] = Token(Role.SIZE, word.start, word.end, word.text, number)
            j = i + 1
            while j < len(out) and out[j].end <= end:
                out[j] = Token(Role.SIZE, out[j].start, out[j].end, out[j].text)
                j += 1
            if i and _OVER.search(out[i - 1].text):
                out[i - 1] = Token(Role.SIZE, out[i - 1].start, out[i - 1].end, out[i - 1].text)
    return out


_LISTED = re.compile(r"^(?:、|,|和|与|及|以及|至|到|-|~|--)$")


_TURNED = re.compile(r"^(?:、|,|和|与|及)?[^\d,;。]{0,5}$")


def united(words: list[Token], text: str) -> list[Token]:
    """A number of a list borrows its unit from the next one: 增长5、6和7%, 回落2.2个和加快0.3个百分点."""
    out = list(words)
    following: Number | None = None
    for i in range(len(out) - 1, -1, -1):
        number = out[i].number
        if number is None or number.kind is not Kind.QUANTITY:
            continue
        if following is not None:
            between = text[number.end : following.start]
            bare = number.unit is None and _LISTED.match(between)
            if following.unit and (
                bare or (number.written == "个" and following.unit == "pp" and _TURNED.match(between))
            ):
                borrowed = _borrow(number, following, text[following.start : following.end])
                out[i] = Token(out[i].roles, out[i].start, out[i].end, out[i].text, borrowed)
                number = borrowed
        following = number
    return out


_BORROW = re.compile(r"[\d.,]+(万亿|千亿|百亿|亿|千万|百万|万)")


def _borrow(number: Number, following: Number, following_text: str) -> Number:
    scale = Decimal(1)
    if bare_scale := _BORROW.match(following_text):
        scale = SCALES[bare_scale[1]] if not number.scaled else scale
    factor = UNITS[following.written][1] if following.written in UNITS else Decimal(1)
    return number._replace(
        value=number.value * scale * factor, unit=following.unit, written=following.written
    )


def without_asides(words: list[Token]) -> list[Token]:
    """Brackets that hold no number (不含农户) are passed over."""
    out: list[Token] = []
    opened: int | None = None
    for word in words:
        if word.roles & Role.OPEN:
            opened = len(out)
        elif word.roles & Role.NUMBER:
            opened = None
        elif word.roles & Role.CLOSE and opened is not None:
            del out[opened:]
            opened = None
            continue
        out.append(word)
    return out
