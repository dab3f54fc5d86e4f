"""Figures that no predicate leads to: in brackets, in a structure a:b:c, behind the head of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from guatu.reading.adding import add, emit
from guatu.reading.clauses import NOTHING, lead
from guatu.reading.edges import start_of
from guatu.reading.found import Said
from guatu.reading.lexicon import Token
from guatu.reading.measures import average_of
from guatu.reading.naming import Subject, kind_of
from guatu.reading.numbers import Kind
from guatu.reading.saying import placed, ranks
from guatu.reading.state import Here, State
from guatu.reading.subjects import subject

# 排名前三位的是: how the places that follow were picked.
PICKED = re.compile(
    r"的?(?:是|为|有|分别是|分别为|单位|镇|乡|县|街道)*:|的(?:是|为|有|分别是|分别为)(?=[\u4e00-\u9fff]{2,10}\()"
)


def picked(state: State, here: Here, *, words: Sequence[Token], word: Token) -> None:
    """The head of a list of places names what their figures are of."""
    state.unread.append((word.start, word.end, "counts what follows"))
    name = lead(words).name
    named = subject(name, state.lex, last=state.subject) if name else None
    bare = named is None or named.name in ("投资", "投资额")
    if bare and any("投资" in w.text for w in words):
        named = Subject("project_investment", word.start, word.end)
    if named is not None and named.canonical:
        state.subject = named
    here.passed += 1


_STRUCTURE = re.compile(r"产业|三产|结构")
_STRUCTURE_2 = re.compile(r"由[^,]*$")
_STRUCTURE_3 = re.compile(r"[^,。;]{0,4}(?:调整|变|优化|演变|转变|提升|到|为|变化|发展)")


def structure(state: State, here: Here, *, words: Sequence[Token], word: Token) -> None:
    """三次产业结构8:45:47: a share for each sector."""
    text = "".join(w.text for w in words)
    context = state.text[max(0, word.start - 40) : word.start]
    if not _STRUCTURE.search(context):
        state.unread.append((word.start, word.end, "no indicator"))
        return
    if _STRUCTURE_2.search(text) and _STRUCTURE_3.match(state.text[word.end : word.end + 8]):
        return
    parts = word.text.split(":")
    for id_, part in zip(
        ("primary_value_added", "secondary_value_added", "tertiary_value_added"), parts, strict=True
    ):
        base = Subject(id_, word.start, word.end)
        said = Said("share", versus="gdp")
        add(state, here, base, said, Decimal(part), "percent", word, lead(words))


_BRACKETED = re.compile(
    r"([^\W\d_]{1,8}?(?:市|县|区|省|州|旗|镇|乡|街道|园|国))(?:的?(?:平均)?(?:水平|增速|增幅|增长)?)?$"
)
_BRACKETED_2 = re.compile(r"^(?:[^\W\d_]{1,8}的(?:有|是|为)|比|较|是|为|的|和|与|及|高于|低于)+")


# 投资完成率排名前三位的是: what the places of a list were sorted by.
_SORTED_BY = re.compile(
    r"(?P<completion>完成率|完成进度|投资进度|序时)|(?P<growth>增速|增幅|增长率?)|(?P<share>占比|比重)"
)


_SORTING = re.compile(r"排名|前[一二三四五六]|[是为有高低快慢](?=[^,。;]*$)|的分别")


def _told_last(head: str) -> str | None:
    """The measure that was named last."""
    told = [found.lastgroup for found in _SORTED_BY.finditer(head)]
    return told[-1] if told else None


def _listed(state: State, word: Token) -> str:
    """The measure of the percentages behind the names of a list, which its head names."""
    head = state.text[start_of(state.text, word.start) : word.start]
    if (told := _told_last(head)) is not None:
        return told
    ratio = ":" in head and state.subject is not None and kind_of(state.subject.id, state.lex) == "ratio"
    return "level" if ratio else "growth"


def sorted_by(state: State, word: Token) -> Said | None:
    """排名前三位的分别是:青云区102.3%: what the head of a list of places says that they were sorted by."""
    if word.number is None or word.number.unit != "percent":
        return None
    head = state.text[start_of(state.text, word.start) : word.start]
    told = _told_last(head) if _SORTING.search(head) else None
    return Said(told, confidence=0.8) if told is not None else None


def bracketed(state: State, here: Here, word: Token) -> None:
    """桐丘区(61.3亿元), 比全省(7.7%): another area's figure of the subject in force."""
    outer, number = here.outer, word.number
    if outer is None or number is None or state.subject is None or not outer.words:
        state.unread.append((word.start, word.end, "no indicator"))
        return
    if number.kind is Kind.ORDINAL:
        said = placed(outer, state.last)
        for one in ranks(said) if said is not None else ():
            emit(state, here, state.subject, one, word, NOTHING, named=False)
        return
    place = _BRACKETED.search("".join(w.text for w in outer.words))
    if place is None or number.unit not in ("percent", "CNY", "USD", "count"):
        state.unread.append((word.start, word.end, "no indicator"))
        return
    measure = _listed(state, word) if number.unit == "percent" else "level"
    area = _BRACKETED_2.sub("", place[1])
    if measure == "growth":
        here.compared.append(average_of(area))
    emit(state, here, state.subject, Said(measure, area=area, confidence=0.8), word, NOTHING, named=False)
    if state.text.startswith(",", word.end):
        here.area = area  # 滨江区(41.7亿元,完成年度任务的61.3%)
