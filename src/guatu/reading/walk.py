"""The walk through a sentence: each number finds its name and its predicate, or inherits them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from guatu.reading.adding import add, emit
from guatu.reading.clauses import CORE, NOTHING, Lead, lead, roles_of
from guatu.reading.counting import (
    completes,
    counted,
    in_force,
    is_former,
    is_furniture,
    is_quota,
    of_size,
    refers,
    spent_on,
)
from guatu.reading.edges import start_of
from guatu.reading.found import Said
from guatu.reading.gathering import gathers, is_bound
from guatu.reading.lexicon import Role, Token
from guatu.reading.lists import completes_range, go_on, named_in_a_row, share_out
from guatu.reading.measures import average_of, averages
from guatu.reading.naming import Subject, is_place, kind_of, plain_name
from guatu.reading.numbers import Kind, Number
from guatu.reading.places import of_industry, placed_name, seen_before, summed_up
from guatu.reading.prepare import prepared
from guatu.reading.promising import PROMISING, promising
from guatu.reading.saying import placed, ranks, said_of
from guatu.reading.state import AFTER, CLOSING, COUNTS, Here, State
from guatu.reading.subjects import subject
from guatu.reading.topics import topic_of

# Without one of these a clause that has no number changes nothing.
_TELLING = Role.ALIAS | Role.STAGE | Role.STRETCH | Role.FLOOR | Role.LEAST | Role.CAP
# What stands before is withdrawn: 由268亿元更正为261亿元.
_CORRECTED = re.compile(r"(?:更正|修正|订正)为")
# A longer run of words is no name; what it is of cannot be the subject before it either.
_LONGEST = 26
# 在全市16县区中排名第五: how many are compared stands among the words of the place.
_PEERS = re.compile(r"个?(?:县|区|市|州|镇|乡|街道|省|盟|旗|园区|开发区|单位)")
_BREAK = Role.COMMA | Role.STOP | Role.OPEN | Role.CLOSE
_NUMBER, _OPEN, _STOP = Role.NUMBER, Role.OPEN, Role.STOP
_JOINS = Role.AND | Role.NEAR
# Without one of these in its words a number is shared out only where others wait for theirs.
_SHARED = Role.EACH | Role.PAIR | Role.AND
_JOINED = ~(Role.AND | Role.RANK | Role.LEVEL)
_COMPARES = Role.THAN | Role.SHARE | Role.MORE | Role.LESS


def walk(words: list[Token], state: State) -> None:
    """Read one sentence; what is found is added to ``state``."""
    text = state.text
    words = prepared(words, text)
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
                _passing(state, here, words[low:i])
            if roles & _OPEN:
                here.outer = lead(words[low:i])
            if roles & _STOP:
                _semicolon(here)
            low = i + 1
        i += 1
    if low < size:
        _passing(state, here, words[low:])


def _semicolon(here: Here) -> None:
    here.shared = []
    here.area = None
    here.compared = []
    here.said = None
    if here.pair:
        here.promise, here.pair = here.base, False


def _passing(state: State, here: Here, words: Sequence[Token]) -> None:
    """A clause without a number may name what the next one speaks of."""
    topic = topic_of(words)
    if topic is not None:
        state.subject = topic
        here.fresh = True
        here.passed += 1
        return
    if not roles_of(words) & _TELLING and not here.pair:
        return
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


def _number(
    state: State, here: Here, words: Sequence[Token], word: Token, number: Number, index: int
) -> bool:
    """Place one number; False when it only counts what follows, so that the words before it stay in force."""
    kind, unit = number.kind, number.unit
    if kind is _STRUCTURED:
        _structure(state, here, words, word)
        return True
    if not unit and kind is _QUANTITY:
        state.unread.append((word.start, word.end, "no unit" if unit is None else "unit"))
        return not _PEERS.match(state.text, word.end)
    if is_former(state.text, word):
        state.unread.append((word.start, word.end, "former"))
        return state.text[word.end : word.end + 1] in (",", ";")
    if here.outer is not None and index and here.words[index - 1].roles & _OPEN:
        _bracketed(state, here, word)
        return True
    if here.items and completes_range(state, here, word):
        return True
    if kind is _ORDINAL and _PICKED.match(state.text, word.end):
        _picked(state, here, words, word)
        return True
    if is_quota(state, words, word) or (unit == "count" and refers(state, words, word)):
        return False
    if gathers(state, here, words, word):
        return False
    if is_bound(state, here, words, word):
        return True
    sorted_ = lead(words)
    roles = sorted_.roles
    if here.pair or roles & PROMISING:
        promising(sorted_, here)
    after_join = not words or (bool(words[0].roles & _JOINS) and _all_join(words, _JOINS))
    listed = here.shared or here.group or roles & _SHARED
    if listed and share_out(state, here, sorted_, word, index, after_join=after_join):
        return True
    if after_join and here.items and not any(w.roles & _JOINED or not w.roles & Role.AND for w in words):
        go_on(state, here, word, index)
        return True
    named = subject(
        sorted_.name,
        state.lex,
        last=state.subject,
        before=sorted_.before,
        near=sorted_.near,
    )
    if named is not None and unit == "CNY":
        named = spent_on(named, number, sorted_)
    if named is None and sorted_.name and len(plain_name(sorted_.name)) > _LONGEST:
        state.unread.append((word.start, word.end, "no indicator"))
        return True
    if named is not None:
        named = _fitting(state, here, named, number)
    if named is not None and is_furniture(named, number):
        state.unread.append((word.start, word.end, "no indicator"))
        return True
    if unit in COUNTS:
        named = counted(state, here, sorted_, word, named)
    if named is not None and named.id == "attributive":
        state.unread.append((word.start, word.end, "counts what follows"))
        return False
    _single(state, here, sorted_, word, number, named)
    return True


# 排名前三位的是: how the places that follow were picked.
_PICKED = re.compile(r"的?(?:是|为|有|分别是|分别为|单位|镇|乡|县|街道)*:")


def _picked(state: State, here: Here, words: Sequence[Token], word: Token) -> None:
    """The head of a list of places names what their figures are of."""
    state.unread.append((word.start, word.end, "counts what follows"))
    name = lead(words).name
    named = subject(name, state.lex, last=state.subject) if name else None
    if named is None and any("投资" in w.text for w in words):
        named = Subject("project_investment", word.start, word.end)
    if named is not None and named.canonical:
        state.subject = named
    here.passed += 1


def _all_join(words: Sequence[Token], roles: int) -> bool:
    """Whether nothing but joining words stands before a number."""
    return all(word.roles & roles for word in words)


_MEASURED = COUNTS - {"count"}
_STAGED_KIN = frozenset(
    {
        "signed_projects",
        "started_projects",
        "completed_projects",
        "commissioned_projects",
        "signed_investment",
    }
)
_ARRIVED = frozenset({"other:到资", "other:实际到资", "other:到位资金额", "other:到账资金"})
# 产值超10亿元企业: the amount is of the enterprises that are counted.
_SIZED = re.compile(r"\d[^\d]{0,12}企业$")


def _fitting(state: State, here: Here, named: Subject, number: Number) -> Subject | None:
    """A count of projects is no area of land, one of enterprises no money: such a name is not the subject."""
    if named.id in _ARRIVED and number.unit in MONEY:
        return replace(named, id="actual_fdi" if number.unit == "USD" else "domestic_capital")
    if named.id == "other:项目" and named.min_size is not None:
        kin = next((i.subject for i in reversed(here.items) if i.subject.id in _STAGED_KIN), None)
        return replace(named, id=kin.id.replace("_investment", "_projects")) if kin is not None else named
    if number.unit == "count" and named.canonical and state.lex.known[named.id].unit == "CNY":
        written = state.text[named.start : named.end]
        return replace(named, id="other:" + written, name=written) if _SIZED.search(written) else named
    if named.id == "project_investment" and named.name == "投资" and number.unit == "percent":
        return replace(named, id="fixed_asset_investment")
    if named.id.endswith("_projects") and number.unit in _MEASURED:
        return None
    if named.id == "above_scale_enterprises" and number.unit == "CNY":
        whole = state.subject is not None and state.subject.id == "other:工业总产值"
        return replace(named, id="industrial_output") if whole else None
    return named


_QUANTITY, _STRUCTURED, _ORDINAL = Kind.QUANTITY, Kind.STRUCTURE, Kind.ORDINAL
_STRUCTURE = re.compile(r"产业|三产|结构")
_STRUCTURE_2 = re.compile(r"由[^,]*$")
_STRUCTURE_3 = re.compile(r"[^,。;]{0,4}(?:调整|变|优化|演变|转变|提升|到|为|变化|发展)")


def _structure(state: State, here: Here, words: Sequence[Token], word: Token) -> None:
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


_SINGLE = re.compile(r"(?:考评|考核|评价|测评|评估)(?=中?$)")
_PACE = re.compile(r"增速|增幅")
# 居各镇街首位: those compared, no name of what is measured.
_PEER_GROUP = re.compile(
    r"(?:(?:各|全[区县市省]|国家级|省级|市级|同类|兄弟|[一二两三四五六七八九十]+[个家])*"
    r"(?:镇街|街镇|镇办|乡镇|镇乡|区县|县区|县市|市县|板块|园区|开发区|经开区|高新区|街道|单位))+(?:当中|之中|里面?|中|内)?"
)
_SINGLE_2 = re.compile(r"(?:[到至]|正为)$")


def _opens(state: State, here: Here, word: Token) -> bool:
    """Whether a figure without a name opens a line or a list of places: it is of what the lines above are."""
    if here.items or here.passed:
        return False
    return bool(here.area) or state.text.rfind("\n", max(0, word.start - 2000), word.start) != state.line


def _single(
    state: State, here: Here, sorted_: Lead, word: Token, number: Number, named: Subject | None
) -> None:
    area = None
    if named is not None and number.kind is _ORDINAL and _PEER_GROUP.fullmatch(named.name):
        named = None
    if named is not None and not named.canonical:
        if is_place(named.name) and state.subject is not None:
            area, named = (None if named.name in state.own else named.name), None
            here.area = area
        elif number.kind is _ORDINAL and sorted_.roles & _NUMBER:
            judged = _SINGLE.search(named.name)
            named = replace(named, id="other:" + named.name[: judged.end()]) if judged else None
    if named is not None:
        if not named.canonical:
            named = of_industry(state, seen_before(state, named), named.start)
        named = summed_up(here, placed_name(state, here, sorted_, named))
    if named is None and state.opening is not None and _opens(state, here, word):
        state.subject = state.opening
    named = named or of_size(state, sorted_, number)
    base = named or in_force(state, sorted_, number)
    if named is None and number.unit == "percent" and sorted_.roles & Role.RATE:
        base = completes(state)
    said = said_of(state, here, sorted_, word, base, named=named is not None)
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
    if said is None and named is None and number.unit == "percent" and here.promise and not here.items:
        said = (
            Said("growth", confidence=0.7)
            if _PACE.search(state.text, here.words[0].start, word.start)
            else None
        )
    if said is None or base is None:
        state.unread.append((word.start, word.end, "no indicator"))
        return
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


_BRACKETED = re.compile(
    r"([^\W\d_]{1,8}?(?:市|县|区|省|州|旗|镇|乡|街道|园|国))(?:的?(?:平均)?(?:水平|增速|增幅|增长)?)?$"
)
_BRACKETED_2 = re.compile(r"^(?:比|较|是|为|的|和|与|及|高于|低于)+")


# 投资完成率排名前三位的是: what the places of a list were sorted by.
_SORTED_BY = re.compile(
    r"(?P<completion>完成率|完成进度|投资进度|序时)|(?P<growth>增速|增幅|增长率?)|(?P<share>占比|比重)"
)


def _listed(state: State, word: Token) -> str:
    """The measure of the percentages behind the names of a list, which its head names."""
    head = state.text[start_of(state.text, word.start) : word.start]
    head = head[: head.find(":") + 1]
    found = _SORTED_BY.search(head) if head else None
    if found is not None:
        return found.lastgroup or "growth"
    ratio = head and state.subject is not None and kind_of(state.subject.id, state.lex) == "ratio"
    return "level" if ratio else "growth"


def _bracketed(state: State, here: Here, word: Token) -> None:
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
