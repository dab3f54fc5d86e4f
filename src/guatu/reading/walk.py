"""The walk through a sentence: each number finds its name and its predicate, or inherits them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guatu.reading.adding import emit
from guatu.reading.asides import PICKED, bracketed, picked, sorted_by, structure
from guatu.reading.beside import beside, differing, of_kin, of_one_more, place_behind
from guatu.reading.clauses import CORE, NOTHING, Lead, lead, roles_of
from guatu.reading.counting import (
    completes,
    counted,
    funded,
    in_force,
    is_furniture,
    is_quota,
    named_behind,
    of_size,
    of_that_size,
    planned,
    refers,
)
from guatu.reading.fitting import fitting, households, named_by
from guatu.reading.found import Said
from guatu.reading.gathering import gathers, is_bound
from guatu.reading.introduced import introduced
from guatu.reading.leading import unstated
from guatu.reading.lexicon import JOINT, Role, Token
from guatu.reading.lists import completes_range, go_on, share_out
from guatu.reading.measures import average_of, averages
from guatu.reading.naming import BARE, Subject, is_place, kind_of, plain_name
from guatu.reading.numbers import FALLING, RISING, Kind, Number
from guatu.reading.passing import LONGEST, passing
from guatu.reading.pending import completed_by
from guatu.reading.places import of_budget, of_industry, placed_name, seen_before, summed_up
from guatu.reading.prepare import prepared
from guatu.reading.promising import GROWTH_AIMED, HELD, PROMISING, promising
from guatu.reading.saying import ranks, said_of
from guatu.reading.state import AFTER, AMOUNTS, CLOSING, COUNTS, MONEY, Here, State
from guatu.reading.subjects import subject

# What stands before is withdrawn: 由268亿元更正为261亿元.
_CORRECTED = re.compile(r"(?:更正|修正|订正)为")
# 在全市16县区中排名第五: how many are compared stands among the words of the place.
_PEERS = re.compile(r"个?(?:县|区|市|州|镇|乡|街道|省|盟|旗|园区|开发区|单位)")
# 年度计划投资86亿元,1-5月完成36.2亿元
_TO_INVEST = re.compile(r"计划(?:完成)?投资(?:额|为)?$")
_BREAK = Role.COMMA | Role.STOP | Role.OPEN | Role.CLOSE
_NUMBER, _OPEN, _STOP = Role.NUMBER, Role.OPEN, Role.STOP
SIGNED = RISING | FALLING
_URGING = Role.GOAL | Role.LEVEL
_JOINS = Role.AND | Role.NEAR
# Without one of these in its words a number is shared out only where others wait for theirs.
_SHARED = Role.EACH | Role.PAIR | Role.AND
_JOINED = ~(Role.AND | Role.RANK | Role.LEVEL)


def walk(words: list[Token], state: State) -> None:
    """Read one sentence; what is found is added to ``state``."""
    text = state.text
    words = prepared(words, text, units=state.lex.units)
    here = Here(words)
    low, i, size = 0, 0, len(words)
    while i < size:
        word = words[i]
        roles, _, end, _, number = word
        if roles & _NUMBER and number is not None:
            told = _number(state, here, words[low:i], word, number, i)
            i += 1
            if not told:
                continue
            skip = None if text[end : end + 1] in CLOSING else AFTER.match(text, end)
            while skip and i < size and words[i].start < skip.end():
                i += 1
            low = i
            continue
        if roles & _BREAK:
            if low < i:
                passing(state, here, words[low:i])
            if roles & _OPEN:
                here.outer = lead(words[low:i])
            if roles & _STOP:
                _semicolon(here)
            low = i + 1
        i += 1
    if low < size:
        passing(state, here, words[low:])


def _signed(state: State, here: Here, sorted_: Lead, word: Token) -> bool:
    """89.6亿元(+11.2%), 18.7亿元 ↓6.2%: a percentage with a sign beside a level is how that grew."""
    last = here.items[-1] if here.items else None
    if last is None or last.measure != "level" or last.unit == "percent":
        return False
    emit(state, here, last.subject, Said("growth", confidence=0.9), word, sorted_, named=False)
    return True


def _semicolon(here: Here) -> None:
    here.shared = []
    here.area = None
    here.compared = []
    here.said = None
    if here.pair or here.within:
        here.promise, here.pair, here.within = here.base, False, False


def _number(
    state: State, here: Here, words: Sequence[Token], word: Token, number: Number, index: int
) -> bool:
    """Place one number; False when it only counts what follows, so that the words before it stay in force."""
    kind, unit = number.kind, number.unit
    if kind is _STRUCTURED:
        structure(state, here, words=words, word=word)
        return True
    if unit is None and number.scaled and here.items and (like := _as_before(state, here, word)) is not None:
        number = number._replace(unit=like)
        word, unit = word._replace(number=number), like
    if (passed := _passed_over(state, words, word, number)) is not None:
        return passed
    if here.outer is not None and index and here.words[index - 1].roles & _OPEN:
        if not (
            unit == "percent" and state.text[word.start] in SIGNED and _signed(state, here, NOTHING, word)
        ):
            bracketed(state, here, word)
        return True
    if here.items and completes_range(state, here, word):
        return True
    if kind is _ORDINAL and PICKED.match(state.text, word.end):
        picked(state, here, words=words, word=word)
        return True
    if is_quota(state, words, word) or (unit == "count" and refers(state, words, word)):
        return False
    if gathers(state, here, words=words, word=word):
        return False
    if is_bound(state, here, words=words, word=word):
        return True
    if here.pending:
        words = completed_by(here, words)
    sorted_ = lead(words)
    roles = sorted_.roles
    if here.pair or roles & PROMISING:
        promising(sorted_, here)
    if state.gap is not None and not here.items:
        _introduce(state, here, sorted_)
    if (
        not words
        and unit == "percent"
        and state.text[word.start] in SIGNED
        and _signed(state, here, sorted_, word)
    ):
        return True
    after_join = not words or (bool(words[0].roles & _JOINS) and _all_join(words, _JOINS))
    listed = here.shared or here.group or roles & _SHARED
    if listed and share_out(state, here, sorted_, word, index, after_join=after_join):
        return True
    if after_join and here.items and not any(w.roles & _JOINED or not w.roles & Role.AND for w in words):
        go_on(state, here, word, index)
        return True
    promised = bool(here.promise) or any(w.text[0] == "要" for w in words if w.roles & _URGING)
    named = named_by(state, here, sorted_, number, promised=promised)
    if named is None and sorted_.name and len(plain_name(sorted_.name)) > LONGEST:
        state.unread.append((word.start, word.end, "no indicator"))
        return True
    if named is not None:
        named = fitting(state, here, named=named, number=number, promised=promised)
    if named is not None and is_furniture(named, number):
        state.unread.append((word.start, word.end, "no indicator"))
        return True
    if named is not None and unit == "count" and named.name in JOINT:
        things = "企业" if number.written in ("家", "户") else "项目"
        named = replace(named, id="other:" + named.name.replace("(复)", "复") + things)
    if unit in COUNTS:
        named = counted(state, here, sorted_, word, named)
    elif unit in MONEY and (named is None or not named.canonical):
        named = planned(state, word) or funded(state, word) or named
    aimed = unit == "percent" and GROWTH_AIMED.match(state.text, word.end) is not None
    if not here.items and (aimed or (named is None and unit in AMOUNTS)):
        named = named_behind(state, here, index) or named
    if named is not None and named.id == "attributive":
        state.unread.append((word.start, word.end, "counts what follows"))
        return False
    _single(state, here, sorted_, word, number, named)
    return True


def _passed_over(state: State, words: Sequence[Token], word: Token, number: Number) -> bool | None:
    """None for a number that may be a figure; else it is left unread, and what ``_number`` answers."""
    text, unit = state.text, number.unit
    if not unit and number.kind is _QUANTITY:
        if unit == "" and roles_of(words) & CORE:
            # what the catalogue cannot count is spoken of now, and no longer what was before
            told = lead(words)
            state.subject = subject(told.name, state.lex, last=None, before=told.before, near=told.near)
        state.unread.append((word.start, word.end, "no unit" if unit is None else "unit"))
        return not _PEERS.match(text, word.end)
    why = unstated(state, word)
    if why is None:
        return None
    state.unread.append((word.start, word.end, why))
    if why == "former" and _TO_INVEST.search(text, max(0, word.start - 8), word.start):
        state.subject = Subject("project_investment", word.start, word.start)
    if why in ("assigned", "former"):
        told = lead(words)
        named = subject(told.name, state.lex, last=state.subject, before=told.before)
        if named is not None and (named.canonical or why == "assigned"):
            state.subject = named
    return why != "former" or text[word.end : word.end + 1] in (",", ";")


def _as_before(state: State, here: Here, word: Token) -> str | None:
    """The money of the figure before, for an amount said without: 收了11.6个亿,同比多了8000万."""
    last = here.items[-1].unit
    closed = word.end == len(state.text) or state.text[word.end] in CLOSING
    return last if last in MONEY and closed else None


def _introduce(state: State, here: Here, sorted_: Lead) -> None:
    """Put in force what the text before the sentence names, where it names nothing itself, or places."""
    name = sorted_.name
    said = plain_name(name)
    if (
        name
        and said not in BARE
        and said not in ("收入", "支出")
        and not sorted_.roles & Role.EACH
        and not is_place(said)
    ):
        return
    found = introduced(state)
    if found is not None:
        state.subject, here.fresh = found, True


def _all_join(words: Sequence[Token], roles: int) -> bool:
    """Whether nothing but joining words stands before a number."""
    return all(word.roles & roles for word in words)


_QUANTITY, _STRUCTURED, _ORDINAL = Kind.QUANTITY, Kind.STRUCTURE, Kind.ORDINAL
_SINGLE = re.compile(r"(?:考评|考核|评价|测评|评估)(?=中?$)")
_PACE = re.compile(r"增速|增幅")
# What is held is a place in a ranking, not a part of the zone: 守住开发园区第一.
_HELD = re.compile(r"(?:要|继续|坚决)?(?:守住|守牢|保住|稳住|坐稳|站稳)")
# 居各镇街首位: those compared, no name of what is measured.
_PEER_GROUP = re.compile(
    r"(?:(?:[市区县省]里|几个?|这|各|全[区县市省]|国家级|省级|市级|同类|兄弟|[一二两三四五六七八九十]+[个家]?)*"
    r"(?:镇街|街镇|镇办|乡镇|镇乡|城区|区县|县区|县市|市县|[县区市]\((?:区|市|市、区)\)|板块|园区|开发区|经开区|高新区|街道|单位))+(?:当中|之中|里面?|里头|中|内)?"
)
_SINGLE_2 = re.compile(r"(?:[到至]了?|正为)$")


def _opens(state: State, here: Here, word: Token) -> bool:
    """Whether a figure without a name opens a line or a list of places: it is of what the lines above are."""
    line = state.text.rfind("\n", max(0, word.start - 2000), word.start)
    if here.items or here.passed or state.named_at > line:
        return False
    return bool(here.area) or line != state.line


def _unplaced(state: State, here: Here, word: Token) -> bool:
    """Whether the last amount before stands for nothing known: a share right behind it is of that."""
    if not state.unread:
        return False
    start, end, why = state.unread[-1]
    since = here.items[-1].end if here.items else here.words[0].start
    near = start > since and word.start - end < _NEAR
    return near and why == "no indicator" and state.text[end - 1] in "个家户人亩件元亿万"


_NEAR = 12
_ONLY = re.compile(r"[仅只]有?$")
_AIMED = re.compile(
    r"(?<![需只主])(?:要|得|必须|务必)(?:到|冲|冲到|冲刺|做到|干到|保|保住|达到|跑到)$|目标(?:是|为|定的?是|定在|就是|报的是|:)?$"
)


def _aimed(state: State, base: Subject, word: Token) -> bool:
    """Whether a bare percentage is the growth that is aimed at: 目标是12%, 全年8%以上必须保住."""
    if word.number is None or word.number.unit != "percent" or not base.canonical:
        return False
    if kind_of(base.id, state.lex) != "flow":
        return False
    after = AFTER.match(state.text, word.end)
    held = HELD.match(state.text, after.end() if after else word.end) is not None
    return held or _AIMED.search(state.text, max(0, word.start - 8), word.start) is not None


def _single(
    state: State, here: Here, sorted_: Lead, word: Token, number: Number, named: Subject | None
) -> None:
    area, place = None, None
    if named is not None and number.kind is _ORDINAL and _PEER_GROUP.fullmatch(named.name):
        named = None
    if named is None and number.kind is not _ORDINAL:
        named = place_behind(sorted_)
    if named is not None and not named.canonical:
        if is_place(named.name) and state.subject is not None:
            place = named
            whole = named.name in state.own or _HELD.match(named.name)
            area, named = (None if whole else named.name), None
            here.area = area
        elif number.kind is _ORDINAL and sorted_.roles & _NUMBER:
            judged = _SINGLE.search(named.name)
            named = replace(named, id="other:" + named.name[: judged.end()]) if judged else None
    if named is not None:
        if not named.canonical:
            named = of_budget(state, of_industry(state, seen_before(state, named), named.start))
        named = summed_up(state, here, placed_name(state, here, sorted_, named))
        named = of_kin(state, named, number)
        if number.written == "户":
            named = households(state, named, number)
    if named is None and state.opening is not None and not here.fresh and _opens(state, here, word):
        state.subject = state.opening
    if (
        named is not None
        and named.id == "other:项目"
        and named.min_size is not None
        and _ONLY.search(state.text, max(0, word.start - 2), word.start)
    ):
        named = of_that_size(state, named)
    named = named or of_size(state, sorted_, number)
    base = named or in_force(state, sorted_, number)
    if named is None and number.unit == "percent" and sorted_.roles & Role.RATE:
        base = completes(state, sorted_)
    said = said_of(state, here, sorted_, word, base, named=named is not None)
    if said is None and place is not None and base is not None:
        said = of_one_more(state, here, sorted_, word, place) or sorted_by(state, word)
    if said is None and named is None and here.said is not None and here.items:
        previous = here.items[-1]
        if number.unit == "pp" and here.said.measure == "growth_gap":
            versus = average_of("".join(w.text for w in sorted_.words if w.roles & Role.AREA))
            said = replace(here.said, versus=versus) if versus.endswith("_average") else None
        elif (
            previous.unit == number.unit
            and (here.promise or any(_SINGLE_2.search(w.text) for w in sorted_.words))
            and previous.measure in ("growth", "level", "share")
        ):
            said = here.said
    if said is None and named is None and number.unit == "percent" and here.promise:
        since = here.items[-1].end if here.items else here.words[0].start
        said = Said("growth", confidence=0.7) if _PACE.search(state.text, since, word.start) else None
    if said is None and base is not None and _aimed(state, base, word):
        said = Said("growth", confidence=0.7)
    if said is None and named is None and base is not None:
        said = beside(here, sorted_, word, base, state.lex)
    if said is None or base is None:
        state.unread.append((word.start, word.end, "no indicator"))
        return
    if named is None and said.measure == "share" and _unplaced(state, here, word):
        state.unread.append((word.start, word.end, "no indicator"))
        return
    if number.unit == "pp":
        said = differing(here, sorted_, said)
    if named is not None:
        state.subject = named
    if area is not None and said.area is None:
        said = replace(said, area=area)
    if said.measure in ("rank", "rank_change") and said.scope is None:
        said = replace(said, scope=next((i.scope for i in reversed(here.items) if i.scope), None))
    if said.measure == "growth_gap" and any(w.text == "分别" for w in sorted_.words):
        here.compared = averages("".join(w.text for w in sorted_.words))
    for one in (said,) if said.measure != "rank" else ranks(said):
        emit(state, here, base, one, word, sorted_, named=named is not None)
    if state.text[word.end : word.end + 1] not in CLOSING and _CORRECTED.match(state.text, word.end):
        state.found.pop()
        state.unread.append((word.start, word.end, "corrected"))
    here.said = said
