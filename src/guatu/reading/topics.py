"""What a speaker names before the figures come: 投资最揪心, 最让人担心的是外资."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from guatu.reading.lexicon import Lexicon, Token
from guatu.reading.naming import Subject

#: A clause that only names a topic is no longer than this.
_LONGEST = 18
_OPENING = (
    r"(?:(?:还有|再|另)?一个(?:就)?是|可是?|但是?|不过|那|至于|先|再|接着|首先|其次|最后)?"
    r"(?:看|说|讲|算|来看|来说|说说|看看|要|抓|保|稳|促|盯|冲|拼)?一?下?"
)
_POINTED = r"[^,;。]{0,8}的(?:就|还)?是"
_REMARK = (
    r"(?:这一?块儿?|那块|方面|上|这头|这本?账|账|这项|工作|指标|来看|来说)?呢?"
    r"(?:最|倒|也|还|就|可|却|更|挺|算|不|要|是|这|涨|掉|跌|增长|上升|下降|下滑|回升|回落|拉回|转正|转负|由负|由正|负增长|正增长|稳|压力|形势|情况|总体|问题|相对|比较|仍|依然|喜忧|好|差|难|咱|我|:|$)"
)


def topic_of(clause: Sequence[Token], lex: Lexicon, *, size: int = 0) -> Subject | None:
    """The indicator that a clause without a number puts before what follows; None when it does more.

    ``size`` is the length of the clause where its words do not tell.
    """
    start, end = clause[0].start, clause[-1].end
    if (size or end - start) > _LONGEST:
        return None
    text = "".join(word.text for word in clause)
    opens, ends = _patterns(lex.topics)
    found = opens.match(text) or ends.fullmatch(text)
    if found is None:
        return None
    word = found["topic"]
    return Subject(dict(lex.topics)[word], start, end, name=word)


def topic_alone(name: Sequence[Token], lex: Lexicon) -> Subject | None:
    """The indicator that a name of one such word stands for: 投资 in 投资增长8%."""
    if len(name) != 1:
        return None
    text = name[0].text
    found = next((id_ for word, id_ in lex.topics if word == text), None)
    return Subject(found, name[0].start, name[0].end, name=text) if found is not None else None


def of_the_industry(topic: Subject, last: Subject | None) -> Subject:
    """用电 said after industry's output is industry's."""
    industrial = last is not None and last.id.startswith("industrial_")
    known = topic.id == "electricity_use" and topic.name == "用电" and industrial
    return replace(topic, id="industrial_electricity") if known else topic


@lru_cache(maxsize=4)
def _patterns(topics: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    either = "|".join(re.escape(word) for word, _ in sorted(topics, key=lambda pair: -len(pair[0])))
    topic = rf"(?P<topic>{either})"
    return re.compile(_OPENING + topic + _REMARK), re.compile(_POINTED + topic)
