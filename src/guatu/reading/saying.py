"""What the words before a number say, by its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guatu.reading.clauses import Lead, roles_of
from guatu.reading.found import Found, Said
from guatu.reading.lexicon import Lexicon, Role, Token
from guatu.reading.measures import caliber, growth_basis, percent, points
from guatu.reading.naming import Subject, kind_of, likely
from guatu.reading.numbers import FALLING, RISING, Kind
from guatu.reading.standing import ranked
from guatu.reading.state import AMOUNTS, Here, State

_FOLD, _ORDINAL = Kind.FOLD, Kind.ORDINAL


def said_of(
    state: State, here: Here, sorted_: Lead, word: Token, base: Subject | None, *, named: bool
) -> Said | None:
    """The measure by the unit of the number."""
    number, words = word.number, sorted_.words
    if number is None:
        return None
    lex, last = (
        state.lex,
        state.last
        if state.last is not None and base is not None and state.last.subject.id == base.id
        else None,
    )
    unit = number.unit
    if number.kind is _FOLD:
        return Said("multiple") if base is not None and likely(base) >= _SURE else None
    if number.kind is _ORDINAL:
        told = placed(sorted_, last)
        if told is not None and told.of == "growth" and _behind(sorted_, last):
            told = replace(told, of="completion")
        moved = last is not None and last.measure in _MOVES and not sorted_.roles & Role.UP_NOUN
        ratio = moved and base is not None and kind_of(base.id, lex) == "ratio"
        return replace(told, of="level") if told is not None and ratio and told.of == "growth" else told
    if unit == "percent":
        signed = state.text[number.start] in _SIGNED and not sorted_.roles & _TELLS
        if signed and _grows(base, lex) and not any(_ELSEWHERE.search(w.text) for w in words):
            return Said("growth", basis=growth_basis(words, lex))
        return percent(words, base, lex, named=named)
    if (
        unit == "pp"
        and number.written == "个点"
        and _spoken(
            words, base, lex, named=named, amount=last is not None and last.measure in ("level", "change")
        )
    ):
        return Said("growth", sign=-1 if sorted_.roles & Role.DOWN else 1, unit="percent", confidence=0.8)
    if unit == "pp":
        return points(
            words,
            base,
            lex,
            last=last.measure if last else None,
            last_percent=bool(last and last.unit == "percent"),
        )
    if unit == "times":
        return _times(words, lex)
    if unit == "rank":
        return _moved(sorted_, last)
    if unit in AMOUNTS:
        return _amount(words, sorted_, base, lex, named=named)
    return None


_SIGNED = RISING | FALLING
# What a percentage with a sign may be of besides a growth.
_TELLS = (
    Role.SHARE | Role.RATE | Role.CONTRIBUTION | Role.PULL | Role.MORE | Role.LESS | Role.SCHEDULE
    | Role.UP_NOUN | Role.DOWN_NOUN
)  # fmt: skip


_ELSEWHERE = re.compile(r"平均|全[市省国]")


def _grows(base: Subject | None, lex: Lexicon) -> bool:
    """Whether a percentage with a sign can only be a growth: that of a ratio may be its value."""
    return base is not None and kind_of(base.id, lex) not in ("ratio", "index")


# After these of a ratio, a bare place is of the ratio itself.
_MOVES = frozenset({"growth_gap", "growth_change", "change"})
_MOVING = Role.UP | Role.DOWN
_SETTLED = Role.UP_NOUN | Role.DOWN_NOUN | Role.SHARE | Role.MORE | Role.LESS | Role.THAN | Role.SCHEDULE


# 一季度干了18.6亿,跟去年比掉了9个点: a rate of growth.
_SINCE = re.compile(r"^(?:跟|和|同|与)去年(?:同期)?(?:相)?比")


def _spoken(words: Sequence[Token], base: Subject | None, lex: Lexicon, *, named: bool, amount: bool) -> bool:
    """外贸掉了6个点: in speech, a fall or a rise of so many percent, when nothing is compared with; so is
    收入12亿,同比降了3个点 after an ``amount``."""
    roles = roles_of(words)
    if base is None or kind_of(base.id, lex) == "ratio":
        return False
    if not named:
        alone = all(w.roles & (_MOVING | Role.SKIP | Role.NEAR | Role.BASIS | Role.COMMA) for w in words)
        yearly = amount and (roles & Role.BASIS or alone) and not roles & _SETTLED & ~Role.THAN
        return bool(roles & _MOVING) and bool(
            yearly or _SINCE.search("".join(w.text for w in words)) is not None
        )
    compared = any(w.roles & Role.THAN and not w.roles & Role.BASIS for w in words)
    return bool(roles & _MOVING) and not compared and not roles & (_SETTLED & ~Role.THAN)


#: How sure a name that the catalogue lacks must be to be doubled.
_SURE = 0.75
_PLACING = Role.RANK | Role.AREA | Role.STANDING | Role.TOTAL | Role.UP_NOUN


def _behind(sorted_: Lead, last: Found | None) -> bool:
    """Whether a bare place follows how far the schedule was kept."""
    gap = last is not None and last.measure == "growth_gap" and last.versus == "schedule"
    return gap and not sorted_.roles & Role.UP_NOUN


def placed(sorted_: Lead, last: Found | None) -> Said | None:
    if not sorted_.roles & _PLACING:
        return None
    of, among = ranked(sorted_.words, last=last.measure if last else None)
    return Said("rank", of="+".join(of), scope=among)


_YEAR_BEFORE = re.compile(r"去年|上年|同期")


def _moved(sorted_: Lead, last: Found | None) -> Said | None:
    up, down = sorted_.roles & Role.MOVED_UP, sorted_.roles & Role.MOVED_DOWN
    if not up and not down:
        return placed(sorted_, last)
    of, among = ranked(sorted_.words, last=last.measure if last else None)
    if last is not None and last.measure == "rank" and last.of:
        of = (last.of,)
    return Said(
        "rank_change",
        sign=1 if up and not down else -1,
        of=of[0],
        scope=among or (last.scope if last else None),
        versus=_moved_since(sorted_),
    )


def _moved_since(sorted_: Lead) -> str:
    """Since when a place was gained or lost: 较一季度前进3位."""
    if _YEAR_BEFORE.search("".join(w.text for w in sorted_.words)):
        return "previous_year"
    named = next((w.text for w in sorted_.words if w.roles & Role.PERIOD), None)
    return f"period:{named}" if named is not None and sorted_.roles & Role.THAN else "previous_period"


_TIMES = re.compile(r"是|为|相当于|达|同期|上年|去年")
_TIMES_2 = re.compile(r"(?:到|至|为|是|相当于)$")


def _times(words: Sequence[Token], lex: Lexicon) -> Said | None:
    for w in reversed(words):
        if _TIMES_2.search(w.text):
            return Said("multiple", basis=growth_basis(words, lex))
        if w.roles & Role.UP and not w.roles & Role.LEVEL:
            said_yoy = "yoy" if any(one.roles & Role.BASIS for one in words) else None
            return Said("multiple", plus=1, basis=growth_basis(words, lex) or said_yoy)
    text = "".join(w.text for w in words)
    if _TIMES.search(text):
        return Said("multiple")
    return None


_GROWN = frozenset(
    [
        "增加",
        "增长",
        "净增",
        "净增加",
        "多增",
        "增收",
        "减少",
        "减收",
        "下降",
        "少",
        "多",
        "减",
        "增",
        "净减少",
        "下滑",
        "回落",
        "降低",
        "提高",
        "提升",
        "上升",
        "减亏",
        "少增",
        "增加了",
        "新增",
        "净增长",
        "上涨",
    ]
)


# How many more there are since the period began, where nothing is compared with: 高企今年净增29家.
_COUNTED = frozenset({"净增", "净增加", "新增", "净减少"})
# 比全市平均低3.2万元: how far from another's level, which no measure states.
_APART = re.compile(
    r"(?:比|较)[^,]{0,4}(?:全[市省国县]|平均|[市省区县])[^,]{0,8}(?:高|低)[出了]?$|(?:高于|低于)(?:全|[市省])[^,]{1,8}$"
)
_AMOUNT = re.compile(
    r"比[^,]{0,8}(?:多|少)|^(?:足足|整整|一下子?)?(?:多|少)(?=(?:收|缴|征|到|卖|产|完成|干|入库|签|引|交|赚)?了$)"
)


# 产值下降的有186家: how many those are whose figure went so.
_THOSE_THAT = re.compile(r"(?:增长|下降|上升|回落|下滑|增加|减少)的[仅只]?有?$")
_HAVING = frozenset({"的", "有", "仅有", "只有", "的有"})


def _amount(
    words: Sequence[Token], sorted_: Lead, base: Subject | None, lex: Lexicon, *, named: bool
) -> Said | None:
    if words and words[-1].text in _HAVING and _THOSE_THAT.search("".join(w.text for w in words[-4:])):
        return None
    for w in reversed(words):
        if w.text[-1] in "到至为达":
            break
        if w.text in _GROWN and w.roles & (Role.UP | Role.DOWN | Role.NEW):
            if w.text == "新增" and named and base is not None and base.id in ("new_jobs", "market_entities"):
                break
            down = bool(w.roles & Role.DOWN)
            plain = w.text in _COUNTED and base is not None and kind_of(base.id, lex) == "stock"
            basis = growth_basis(words, lex) or (None if plain else "yoy")
            return Said("change", sign=-1 if down else 1, basis=basis)
        if w.roles & (Role.LEVEL | Role.NEAR | Role.SKIP) and not w.roles & Role.ALIAS:
            continue
        if not named:
            continue
        break
    text = "".join(w.text for w in words)
    if sorted_.roles & (Role.MORE | Role.LESS) and _APART.search(text):
        return None
    compared = _AMOUNT.search(text)
    if compared:
        return Said(
            "change", sign=-1 if compared[0].endswith("少") else 1, basis=growth_basis(words, lex) or "yoy"
        )
    return Said("level", confidence=0.95 if named else 0.8, caliber=caliber(words, lex))


def repeated(last: Found) -> Said:
    """What was said of the figure before, said again of another place or thing."""
    measure = last.measure if last.measure != "growth_gap" else "level"
    return Said(measure, basis=last.basis, of=last.of, scope=last.scope, confidence=0.8)


def ranks(said: Said) -> list[Said]:
    return [
        Said("rank", of=of, scope=said.scope, confidence=said.confidence)
        for of in (said.of or "level").split("+")
    ]
