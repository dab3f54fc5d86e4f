"""The words of a sentence made ready: sizes joined to names, units shared along lists, asides left out."""

from __future__ import annotations

import re
from decimal import Decimal

from guatu.reading.lexicon import Role, Token
from guatu.reading.numbers import SCALES, Kind, Number, Units
from guatu.reading.state import CLOSING, MONEY

_SIZED = re.compile(
    r"(?:元|美元)?(?:及?以上|以下)的?(?=新?(?:签约|开工|竣工|投产|入库|落地))|(?:以上|以下)?的?(?=\d+(?:家|个|户|项))|(?:以上|以下)的(?:才|只|仅|就)?(?:有|签了?|签下了?|签成了?|开工了?|落地了?)(?=\d+(?:家|个|户|项))|(?:元|美元)?(?:\(?含\)?|及)?(?:(?:以上|以下|以内|规模)的?|"
    r"的?(?=重|大|产业|工业|项目|企业))(?:[^\W\d_]|[“”\"]){0,10}?(?:项目|企业|工程|大户|产业链|产业集群|集群|合同|客户|"
    r"纳税|单位|乡镇|园区)(?!投资|总投资|完成)"
)


# 亿元以上项目投资降幅缩小: which projects
_OF_PROJECTS = re.compile(r"(?:及?以上)的?(?:重点|重大|产业|工业|制造业)?项目")
_QUANTITY, _TIER = Kind.QUANTITY, Kind.TIER
_OVER = re.compile(r"(?:超过?|逾|过|大于)$")


_OVERSIZED = re.compile(r"的?(?:[^\W\d_]|[“”\"]){0,8}?(?:项目|企业|工程|集群)(?!投资|总投资|完成)")


# 过10亿的4个
_THAT_MANY = re.compile(r"元?的(?:也?就|才|只|仅|已)?(?:有|共)?(?=\d+(?:家|个|户|项))")
_SIZED_2 = re.compile(r"(?:及)?以[上下]")
_SIZED_3 = re.compile(r"(?:元|美元)?(?:\(?含\)?|及)?(?:以上|以下|以内)?的?")


def prepared(words: list[Token], text: str, *, units: Units) -> list[Token]:
    """The words of a sentence as the walk wants them; ``units`` are those in force."""
    aside = text.find("(", words[0].start, words[-1].end) >= 0
    out = without_asides(words) if aside else words.copy()
    figures, tiers = [], []
    for i, (_, _, _, _, number) in enumerate(out):
        if number is not None:
            if number.kind is _QUANTITY:
                figures.append(i)
            elif number.kind is _TIER and i:
                tiers.append(i)
    for i in figures:
        sized(out, i, text)
    for i in tiers:
        if _OVER.search(out[i - 1].text):
            out[i - 1] = out[i - 1]._replace(roles=Role.SIZE)
    if len(figures) > 1:
        united(out, figures, text, units=units)
    return out


def sized(out: list[Token], i: int, text: str) -> None:
    """An amount that only says how large a counted thing is becomes part of its name."""
    word = out[i]
    number = word.number
    if number is None:
        return
    unit = number.unit
    if unit not in MONEY and (unit is not None or not number.scaled):
        return
    if text[word.end : word.end + 1] in CLOSING:
        return
    over = _OVER.search(text, max(0, word.start - 2), word.start)
    if unit is None and number.scaled and (_SIZED_2.match(text, word.end) or over):
        unit = "CNY"
        number = number._replace(unit=unit)
    if unit != "CNY" and unit != "USD":
        return
    reach = word.end + 24
    hit = _SIZED.match(text, word.end, reach) or _OF_PROJECTS.match(text, word.end, reach)
    if hit is None and over:
        hit = _OVERSIZED.match(text, word.end, reach) or _THAT_MANY.match(text, word.end, reach)
    if hit is None:
        return
    past = _SIZED_3.match(text, word.end, reach)
    end = past.end() if past else word.end
    out[i] = Token(Role.SIZE, word.start, word.end, word.text, number)
    j = i + 1
    while j < len(out) and out[j].end <= end:
        out[j] = Token(Role.SIZE, out[j].start, out[j].end, out[j].text)
        j += 1
    if i and _OVER.search(out[i - 1].text):
        out[i - 1] = Token(Role.SIZE, out[i - 1].start, out[i - 1].end, out[i - 1].text)


_LISTED = re.compile(r"^(?:、|,|和|与|及|以及|至|到|-|~|--)$")


_TURNED = re.compile(r"^(?:、|,|和|与|及)?[^\d,;。]{0,5}$")


def united(out: list[Token], figures: list[int], text: str, *, units: Units) -> None:
    """A number of a list borrows its unit from the next one: 增长5、6和7%, 回落2.2个和加快0.3个百分点."""
    following: Number | None = None
    for i in reversed(figures):
        number = out[i].number
        if number is None:
            continue
        if (
            following is not None
            and following.unit
            and (number.unit is None or number.scaled or number.written == "个")
            and _borrows(number, following, text)
        ):
            number = _borrow(number, following, text[following.start : following.end], units)
            out[i] = out[i]._replace(number=number)
        following = number


def _borrows(number: Number, following: Number, text: str) -> bool:
    bare = number.unit is None or (number.scaled and not number.written)
    if bare and _LISTED.match(text[number.end : following.start]):
        return True
    if number.written != "个" or following.unit != "pp":
        return False
    return _TURNED.match(text[number.end : following.start]) is not None


_BORROW = re.compile(r"[\d.,]+(万亿|千亿|百亿|亿|千万|百万|万)")


def _borrow(number: Number, following: Number, following_text: str, units: Units) -> Number:
    scale = Decimal(1)
    if bare_scale := _BORROW.match(following_text):
        scale = SCALES[bare_scale[1]] if not number.scaled else scale
    factor = units[following.written][1] if following.written in units else Decimal(1)
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
