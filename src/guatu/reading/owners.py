"""Who does it: notes such as （牵头单位：…；配合单位：…） and units named before the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_BRACKET: Final = re.compile(r"[(（〔【\[]([^()（）〔〕【】\[\]\n]{3,300})[)）〕】\]]")
_LINE: Final = re.compile(
    r"(?:^|[\n。；;])[ ]*((?:牵头|责任|主办|承办|配合)(?:单位|部门|科室)[:：][^\n]{2,300})"
)
_FIELD: Final = re.compile(
    r"(?P<field>牵头|责任|主办|承办|负责|配合|协办|协同|参与|参加|落实)(?:单位|部门|科室|主体)?(?:[:：]|为)(?P<names>[^;；。:：]*?)"
    r"(?=$|[;；。]|[,，]?(?:牵头|责任|主办|承办|配合|协办|参与|参加|完成|时限|办结)(?:单位|部门|科室|时限|时间)?[:：])"
)
_VERBAL: Final = re.compile(
    r"^(?:由)?(?P<lead>[^,，;；:：]{2,60}?)牵头(?:负责)?"
    r"(?:[,，;；](?P<with>[^:：]{2,200}?)(?:按职责分工)?(?:负责|配合|参与|落实)?)?$"
)
_TERM: Final = re.compile(r"(?:时限|时间)[:：]([^;；。]*)")
#: 自规分局负责，9月底前完成
_UNTIL: Final = re.compile(
    r"[,，;；]((?:\d{4}年|今年|明年)?(?:\d{1,2}月|年)[^,，;；]{0,6}?(?:前|内|底))(?:完成|办结|到位|落实)?$"
)
_ANSWERS: Final = re.compile(r"由?(?P<who>[^,，;；:：]{2,30}?)(?:负责|落实|承办)")
_UNIT: Final = re.compile(
    r"[^、,，\d]{0,14}(?:局|委|办|部|院|中心|公司|集团|街道|镇|乡|政府|管委会|办公室|支队|大队|银行|部门|单位)(?:等)?"
)
_AND: Final = re.compile(r"[、,，/]| (?=\S)")
_TAIL: Final = re.compile(r"(?:等(?:有关|相关)?(?:部门|单位)?|按职责分工负责|按职责分工|分别负责|负责)$")
#: A lead-in before the verb: 由招商局牵头, 县自然资源局配合.
_LEAD_IN: Final = re.compile(
    r"(?:[^,，:：]{2,16}由|由)?(?P<names>[^,，:：]{2,30}?)(?P<what>牵头|负责|配合|会同)$"
)


#: 区自然资源局要会同区住建局, before the clause of the work.
_TOGETHER: Final = re.compile(
    r"(?:由|请)?(?P<who>[^,，:：]{2,16}?(?:局|委|办|部|中心|公司|集团|街道|镇|乡|所|分局))(?:要|须|应|负责)?(?:会同|联合|商)(?P<with>[^,，:：]{2,40}?"
    r"(?:局|委|办|部|中心|公司|集团|街道|镇|乡|所|部门|单位|银行))$"
)


#: 由市工信局牵头、各县区配合
_LED: Final = re.compile(
    r"由?(?P<who>[^,，:：、]{2,16}?)牵头[、,，]?(?P<with>[^,，:：]{2,40}?)(?:配合|协助|参与|落实)$"
)


def together(text: str, start: int, end: int) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who acts and with whom, where a clause says no more than that."""
    found = _TOGETHER.match(text, start, end) or _LED.match(text, start, end)
    return (names(found["who"]), names(found["with"])) if found is not None else None


#: 县商务局、文旅局要针对消费短板: who must, whatever the clause asks for itself.
_MUST: Final = re.compile(
    r"(?P<who>[\u4e00-\u9fff、]{2,30}?(?:局|委|办|公司|集团|街道|镇|乡|中心|专班|部门|单位))(?:要|须|应)(?!求)"
)


def must(text: str, start: int, end: int) -> tuple[str, ...] | None:
    """Who a clause says must act, where it opens with them."""
    found = _MUST.match(text, start, end)
    return names(found["who"]) if found is not None else None


@dataclass(frozen=True, slots=True)
class Note:
    """Who does what stands before it: the units, and where the words of a time limit stand."""

    span: tuple[int, int]
    owner: str | None
    support: tuple[str, ...]
    term: tuple[int, int] | None


def notes(text: str) -> list[Note]:
    """The notes of a text, in order."""
    found: list[Note] = []
    for pattern in (_BRACKET, _LINE):
        for match in pattern.finditer(text):
            note = _note(text, match.start(1), match.end(1), match.span())
            if note is not None:
                found.append(note)
    return sorted(found, key=lambda note: note.span)


def names(words: str) -> tuple[str, ...]:
    """The units of a list, without 等有关部门.

    >>> names("区发改局、自然资源和规划局等")
    ('区发改局', '自然资源和规划局')
    """
    pieces = (_TAIL.sub("", piece.strip(" ()（）").removeprefix("请")) for piece in _AND.split(words))
    return tuple(piece for piece in pieces if len(piece) > 1)


def lead_in(text: str, start: int, end: int) -> tuple[str, tuple[str, ...]] | None:
    """What a clause such as 由招商局牵头 says: the role and the units."""
    found = _LEAD_IN.match(text, start, end)
    if found is None:
        return None
    return ("配合" if found["what"] == "配合" else "牵头"), names(found["names"])


def _note(text: str, start: int, end: int, span: tuple[int, int]) -> Note | None:
    words = text[start:end]
    term = _TERM.search(words)
    if term is None and (term := _UNTIL.search(words)) is not None:
        words = words[: term.start()]
    when = (start + term.start(1), start + term.end(1)) if term else None
    fields = [(match["field"], names(match["names"])) for match in _FIELD.finditer(words)]
    lead = [name for field, listed in fields if field in ("牵头", "主办", "承办") for name in listed]
    answer = [name for field, listed in fields if field in ("责任", "负责", "落实") for name in listed]
    help_ = [
        name
        for field, listed in fields
        if field in ("配合", "协办", "协同", "参与", "参加")
        for name in listed
    ]
    if not fields:
        verbal = _VERBAL.match(words)
        if verbal is not None:
            lead, help_ = list(names(verbal["lead"])), list(names(verbal["with"] or ""))
        elif (alone := _ANSWERS.fullmatch(words)) is not None and all(
            map(_UNIT.fullmatch, names(alone["who"]))
        ):
            answer = list(names(alone["who"]))
        elif text[start - 1] in "(（〔【[" and all(_UNIT.fullmatch(piece) for piece in _AND.split(words)):
            answer = list(names(words))
    everyone = list(dict.fromkeys([*lead, *answer, *help_]))
    if not everyone and when is None:
        return None
    return Note(span, everyone[0] if everyone else None, tuple(everyone[1:]), when)
