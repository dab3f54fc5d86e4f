"""A clause without a number: what it names, promises or leaves waiting for the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from guatu.reading.beside import turned
from guatu.reading.clauses import CORE, lead, roles_of
from guatu.reading.introduced import opening
from guatu.reading.lexicon import Role, Token
from guatu.reading.lists import named_in_a_row
from guatu.reading.naming import Subject, likely
from guatu.reading.pending import PENDING, placed_in
from guatu.reading.promising import promising
from guatu.reading.state import Here, State
from guatu.reading.subjects import subject
from guatu.reading.topics import of_the_industry, topic_of

# Without one of these a clause that has no number changes nothing.
_TELLING = Role.ALIAS | Role.STAGE | Role.STRETCH | Role.FLOOR | Role.LEAST | Role.CAP
_NAMED_SURELY = 0.8
# A longer run of words is no name; what it is of cannot be the subject before it either.
LONGEST = 26
# 在固定资产投资上,我们完成了…
_ON = frozenset({"上", "方面", "这块", "领域"})
# 税收倒是上来了,13.8个亿: what is remarked of a name is no part of it.
_REMARKED = re.compile(r"(?:这一?块)?(?:倒是?|总算|确实|真的?|却|终于|反而)[\u4e00-\u9fff]{1,6}(?=[,:])")
# 三产占GDP比重首次过半,达50.4%
_HALF = re.compile(r"[过超](?:一)?半|过三分之")
_JUDGED = re.compile(r"在(?:20\d\d年度?)?(?P<by>[\u4e00-\u9fff]{2,20}?(?:考评|测评|考核|评价))中")
_COMPARES = Role.THAN | Role.SHARE | Role.MORE | Role.LESS


def passing(state: State, here: Here, words: Sequence[Token]) -> None:
    """A clause without a number may name what the next one speaks of."""
    topic = topic_of(words, state.lex)
    roles = roles_of(words)
    if topic is None and roles & Role.ALIAS and words[-1].end - words[0].start < LONGEST:
        text = state.text[words[0].start : words[-1].end]
        topic = None if roles & Role.AND else opening(text, at=words[0].start, state=state)
    here.scheduled = here.scheduled or roles & Role.SCHEDULE != 0
    if topic is not None:
        here.turned = turned(words)
        topic = of_the_industry(topic, state.subject)
        state.subject, state.named_at = topic, words[0].start
        here.fresh = True
        here.passed += 1
        return
    if (judged := _JUDGED.fullmatch(state.text, words[0].start, words[-1].end)) is not None:
        # 在国家级经开区综合考评中,位次前移9位
        state.subject = Subject("other:" + judged["by"], words[0].start, words[-1].end, name=judged["by"])
        here.fresh = True
        here.passed += 1
        return
    half = roles & Role.SHARE and _HALF.search(state.text, words[0].start, words[-1].end)
    if roles & PENDING and (half or not roles & (CORE & ~Role.PLAIN)):
        here.pending = list(words)
        here.area = placed_in(words) or here.area
    if not roles & _TELLING and state.text[words[-1].end : words[-1].end + 1] == ":":
        # 工业增值税:1.86亿元
        named = subject(lead(words).name, state.lex, last=None)
        if named is not None and likely(named) > _NAMED_SURELY:
            state.subject, here.fresh = named, True
            here.passed += 1
            return
    if not roles & _TELLING and not here.pair:
        return
    if len(words) == 3 and words[0].text == "在" and words[1].roles & Role.ALIAS and words[2].text in _ON:
        words = words[1:2]
    if words[0].roles & Role.ALIAS and len(words) > 1 and _REMARKED.match(state.text, words[0].end):
        words = words[:1]
    sorted_ = lead(words)
    promising(sorted_, here)
    if sorted_.roles & Role.AND and sorted_.roles & Role.ALIAS:
        here.group = named_in_a_row(state, words)
    if not sorted_.roles & (Role.ALIAS | Role.STAGE):
        return
    named = subject(sorted_.name, state.lex, last=state.subject, before=sorted_.before)
    if named is not None and (named.canonical or not sorted_.predicate):
        if named.canonical:
            state.subject = named
            here.fresh = True
            here.passed += 1
            return
        elif len(words) <= 3 and words[0].roles & (Role.NOUN | Role.PLAIN) and not here.items:
            here.names.append(named)
    here.passed += 1
    alias = next(
        (w for w, behind in zip_longest(words, words[1:]) if w is not None and _names_alone(w, behind)), None
    )
    if alias is not None and not sorted_.roles & _COMPARES:
        ids = state.lex.aliases[alias.text]
        if len(ids) == 1:
            state.subject = Subject(ids[0], alias.start, alias.end)


def _names_alone(word: Token, behind: Token | None) -> bool:
    """Whether an alias ends its name here: 第三产业 does, but not in 第三产业营业总收入."""
    return (
        bool(word.roles & Role.ALIAS) and len(word.text) > 3 and (behind is None or not behind.roles & CORE)
    )
