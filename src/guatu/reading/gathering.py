"""Places gathered under one count, whose figures follow: 高新区、临江镇2个单位完成进度低于60%,分别为…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guatu.reading.clauses import lead
from guatu.reading.counting import completes
from guatu.reading.lexicon import Role, Token
from guatu.reading.patterns import seeking
from guatu.reading.places import listed_places
from guatu.reading.saying import said_of
from guatu.reading.state import Here, State
from guatu.reading.subjects import subject

_UNITS = seeking(r"(?:责任)?(?:单位|镇街|街镇|乡镇|镇乡|街道|园区|板块|县区|区县|县市|地区|部门|镇|乡|区|县)")
_BOUND = re.compile(r"(?:低于|高于|超过|不足|不到|未达|没达到|未达到|大于|小于|突破)(?:了)?$")
_EACH = seeking(r"(?:以上|以下)?,(?:仅|只|各)?分别")


def gathers(state: State, here: Here, *, words: Sequence[Token], word: Token) -> bool:
    """Whether a number only counts the places named before it, which are kept for the figures to come."""
    number = word.number
    if number is None or number.unit != "count" or not _UNITS.match(state.text, word.end):
        return False
    places, rest = listed_places("".join(w.text for w in words))
    if len(places) != number.value or rest:
        return False
    here.places = places
    state.unread.append((word.start, word.end, "counts what follows"))
    return True


def is_bound(state: State, here: Here, *, words: Sequence[Token], word: Token) -> bool:
    """Whether a number is the bound by which the places were picked; what it measures stays in force."""
    if not here.places or not words or not _EACH.match(state.text, word.end):
        return False
    if not _BOUND.search("".join(w.text for w in words)):
        return False
    sorted_ = lead([w for w in words if w.start > words[0].start])
    named = subject(sorted_.name, state.lex, last=state.subject) if sorted_.name else None
    if named is not None and named.canonical:
        state.subject = named
    if named is None and sorted_.roles & Role.RATE:
        state.subject = completes(state)
    here.said = said_of(state, here, sorted_, word, state.subject, named=False)
    state.unread.append((word.start, word.end, "a bound"))
    return True
