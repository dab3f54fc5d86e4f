"""A figure of another place said beside the own one: 增长5.4%,全市平均6.2%,我们差了0.8个点."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guatu.reading.clauses import CORE, Lead, lead
from guatu.reading.found import Found, Said
from guatu.reading.lexicon import Lexicon, Role, Token
from guatu.reading.measures import average_of
from guatu.reading.naming import Subject, is_place, kind_of
from guatu.reading.numbers import Number
from guatu.reading.saying import repeated, said_of
from guatu.reading.state import Here, State

#: Words that say of what place a figure is, and nothing of what it measures.
_PLAIN = Role.AREA | Role.SKIP | Role.LEVEL | Role.NEAR | Role.BOTH | Role.PERIOD | Role.COMMA
_REPEATED = frozenset({"growth", "level", "share", "completion"})
_WHOLES = ("全市", "全省", "全国", "全县", "全州")
_OWN = ("我们", "咱们", "我区", "我市", "我县", "我镇", "我园", "本区", "全区", "自己")
_DOWN = re.compile(r"负增长|下降|下滑|回落|由正转负|转负|[掉跌滑降缩]")
_UP = re.compile(r"正增长|增长|上升|回升|转正|止跌|[涨增升]")


def turned(words: Sequence[Token]) -> int:
    """Which way a clause without a number says that its topic went (投资负增长: down), 0 when it does not."""
    text = "".join(word.text for word in words)
    if _DOWN.search(text) and not text.endswith(("转正", "正增长")):
        return -1
    return 1 if _UP.search(text) else 0


def beside(here: Here, sorted_: Lead, word: Token, base: Subject, lex: Lexicon) -> Said | None:
    """What a percentage says whose words only name a place, or nothing: what was said of the own figure."""
    number = word.number
    if number is None or number.unit != "percent" or sorted_.roles & ~_PLAIN:
        return None
    if here.turned and kind_of(base.id, lex) == "flow":
        sign = -1 if here.turned < 0 and number.value > 0 else 1
        here.turned = 0
        return Said("growth", sign=sign, confidence=0.8)
    if not here.items:
        return None
    last = here.items[-1]
    if here.area and not sorted_.words and last.unit != "percent":
        # 长乐区(33.6亿元,56.9%): what was said in the bracket before
        before = next((i for i in reversed(here.items) if i.unit == "percent" and i.area), None)
        return repeated(before) if before is not None else None
    if last.unit != "percent" or last.measure not in _REPEATED or last.subject.id != base.id:
        return None
    dated = sorted_.roles & Role.PERIOD or _looked_at(here, last, word)
    if last.measure == "growth" and dated and not last.area:
        fell = any(w.text == "负的" for w in sorted_.words)
        return replace(repeated(last), sign=-1 if fell and number.value > 0 else 1)
    whole = _whole(sorted_)
    if whole is not None and not last.area:
        return replace(repeated(last), area=whole)
    if last.area and any(w.text.startswith(_OWN) for w in sorted_.words):
        here.area = None
        return repeated(last)
    return None


# 从6月当月看,只有4.2%
_LOOKING = frozenset({"从", "看", "来看", "单看", "光看", "但", "但是", "而", "不过"})


def _looked_at(here: Here, last: Found, word: Token) -> bool:
    """Whether the clause between two figures only names a month or quarter to be looked at."""
    between = [w for w in here.words if last.end <= w.start < word.start]
    dated = any(w.roles & Role.PERIOD for w in between)
    return dated and all(w.roles & _PLAIN or w.text in _LOOKING for w in between)


def _whole(sorted_: Lead) -> str | None:
    named = (w.text for w in sorted_.words if w.roles & Role.AREA)
    return next((text for text in named if text in _WHOLES), None)


_MOVES = frozenset({"change", "growth_change"})
_OF_A_FALL = {"收窄": 1, "缩小": 1, "缩窄": 1, "扩大": -1, "加深": -1}


def differing(here: Here, sorted_: Lead, said: Said) -> Said:
    """Points that name nothing they differ from differ from the place or schedule spoken of just before."""
    last = here.items[-1] if here.items else None
    if last is not None and last.measure == "growth" and last.value < 0 and said.measure in _MOVES:
        turned = next((w.text for w in sorted_.words if w.text in _OF_A_FALL), None)
        if turned is not None:
            # 下降8.3%,收窄7.4个百分点: a fall that is smaller now
            since = said.versus or "previous_period"
            return replace(said, measure="growth_change", sign=_OF_A_FALL[turned], versus=since)
    bare = said.measure == "change" or (said.measure == "growth_change" and said.versus == "previous_period")
    if (
        not bare
        or here.compared
        or sorted_.roles & (Role.THAN | Role.PERIOD | Role.BASIS | Role.UP_NOUN | Role.DOWN_NOUN)
    ):
        return said
    if not sorted_.roles & (Role.MORE | Role.LESS) or any(w.roles & Role.AREA for w in sorted_.words):
        return said
    if here.scheduled:
        return Said("growth_gap", sign=said.sign, versus="schedule", confidence=0.8)
    if last is None or last.area not in _WHOLES or last.measure not in _REPEATED:
        return said
    return Said("growth_gap", sign=said.sign, versus=average_of(last.area), confidence=0.8)


def place_behind(sorted_: Lead) -> Subject | None:
    """完成进度较快的有临江镇80.2%: a place between what is said and the number."""
    words = sorted_.words
    if len(words) < 3 or not words[-1].roles & CORE:
        return None
    last = words[-1]
    name = last.text.lstrip("有是为")
    led = name != last.text or words[-2].text in ("有", "是", "为", "、", "和")
    return Subject("other:" + name, last.start, last.end, name=name) if led and is_place(name) else None


#: Who: 民营企业, 外资企业; and what is told of each of them in turn.
_WHO = re.compile(r"other:[\u4e00-\u9fff]{2,8}企业")
_WHAT = re.compile(r"other:[\u4e00-\u9fff]{2,8}企业(进出口|出口|进口|投资|产值|营业收入|税收)")


_IN_ALL = re.compile(r"(?:合计|共计|总共|共)(?:实现|完成)?$")


def _summed(state: State, named: Subject) -> Subject | None:
    """产值超10亿元企业38家,合计产值1014亿元: what those made that were counted just before."""
    last = state.found[-1] if state.found else None
    if last is None or last.unit != "count" or not 0 <= named.start - last.end <= 6:
        return None
    if _IN_ALL.search(state.text, last.end, named.start) is None:
        return None
    who = state.text[last.start : last.number.start].removeprefix("其中").removeprefix("有")
    name = f"{who}{named.name}"
    return replace(named, id="other:" + name, ids=(), name=name) if who.endswith("企业") else None


def of_kin(state: State, named: Subject, number: Number) -> Subject:
    """民营企业进出口79.3亿元;外资企业41.5亿元: an amount of one sort of firms goes on for the next."""
    if number.unit != "CNY":
        return named
    if (counted := _summed(state, named)) is not None:
        return counted
    if _WHO.fullmatch(named.id) is None:
        return named
    line = state.text.rfind("\n", 0, named.start)
    found = next((f for f in reversed(state.found[-6:]) if f.unit == "CNY" and f.start > line), None)
    told = _WHAT.fullmatch(found.subject.id) if found is not None else None
    return replace(named, id=named.id + told[1], name=named.name + told[1]) if told is not None else named


def of_one_more(state: State, here: Here, sorted_: Lead, word: Token, place: Subject) -> Said | None:
    """新港街道为76.4%, 较快的有临江镇80.2%: what the words before the place or the figure before say."""
    before = [w for w in sorted_.words if w.start < place.start]
    said = said_of(state, here, lead(before), word, state.subject, named=False) if before else None
    if said is None and here.items and word.number is not None and here.items[-1].unit == word.number.unit:
        said = repeated(here.items[-1])
    return said
