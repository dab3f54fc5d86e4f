"""Whether a number of a unit can be of what the words before it name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from guatu.reading.clauses import Lead
from guatu.reading.counting import spent_on
from guatu.reading.lexicon import Role, Token
from guatu.reading.naming import Subject
from guatu.reading.numbers import Number
from guatu.reading.state import COUNTS, Here, State
from guatu.reading.subjects import subject
from guatu.reading.topics import topic_alone

# 未开工项目 are not those of the stage.
_NOT_YET = re.compile(r"([未停])$")
STAGED = frozenset({"signed_projects", "started_projects", "completed_projects", "commissioned_projects"})
_HOUSEHOLDS = ("户", "人", "亩", "家次")
# 税收要收回6个亿: what has to be done with it stands behind the name.
_HAS_TO = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,10}?)(?:还|就|都|也|一定)?(?:要|必须|得)(?!求|素)[\u4e00-\u9fff]{1,3}"
)
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
# 规上工业增速7.2%: what grows is what industry makes.
_INDUSTRY_ITSELF = frozenset({"规上工业", "规模以上工业", "规模工业"})
_SIZED = re.compile(r"\d[^\d]{0,12}企业$")


def modal_free(state: State, here: Here, named: Subject) -> Subject:
    """The name without the verb that a 要 puts behind it, where that is what the catalogue knows."""
    found = _HAS_TO.fullmatch(named.name) if not named.canonical and len(named.name) < 16 else None
    if found is None:
        return named
    ids = state.lex.aliases.get(found["what"]) or tuple(
        id_ for word, id_ in state.lex.topics if word == found["what"]
    )
    if len(ids) != 1:
        return named
    here.promise = here.promise or "floor"
    return replace(named, id=ids[0], name=found["what"])


def households(state: State, named: Subject, number: Number) -> Subject:
    """签约212户: of households that sign nothing but their removal, not of projects."""
    if (
        named.id != "signed_projects"
        or number.written != "户"
        or "项目" in state.text[named.start : named.end]
    ):
        return named
    return replace(named, id="other:签约", name="签约")


def fitting(
    state: State, here: Here, *, named: Subject, number: Number, promised: bool = False
) -> Subject | None:
    """A count of projects is no area of land, one of enterprises no money: such a name is not the subject."""
    if "要" in named.name or "得" in named.name or "必须" in named.name:
        named = modal_free(state, here, named)
    if named.id in STAGED and (before := _NOT_YET.search(state.text, max(0, named.start - 4), named.start)):
        name = before[1] + state.text[named.start : named.end]
        return replace(named, id="other:" + name, name=name)
    if named.id in _ARRIVED and number.unit in ("CNY", "USD"):
        return replace(named, id="actual_fdi" if number.unit == "USD" else "domestic_capital")
    if named.id == "other:项目" and named.min_size is not None:
        kin = next((i.subject for i in reversed(here.items) if i.subject.id in _STAGED_KIN), None)
        return replace(named, id=kin.id.replace("_investment", "_projects")) if kin is not None else named
    if number.unit == "count" and named.canonical and state.lex.known[named.id].unit == "CNY":
        written = state.text[named.start : named.end]
        if _SIZED.search(written):
            return replace(named, id="other:" + written, name=written)
        return None
    if named.id == "project_investment" and named.name == "投资" and (number.unit == "percent" or promised):
        return replace(named, id="fixed_asset_investment")
    if named.id.endswith("_projects") and number.written in _HOUSEHOLDS:
        told = households(state, named, number)
        return told if told is not named else None
    if named.id.endswith("_projects") and number.unit in _MEASURED:
        return None
    if named.name in _INDUSTRY_ITSELF and number.unit in _RATES:
        known = state.subject is not None and state.subject.id.startswith("industrial_")
        return state.subject if known else replace(named, id="industrial_value_added")
    if named.id == "above_scale_enterprises" and number.unit == "CNY":
        whole = state.subject is not None and state.subject.id == "other:工业总产值"
        return replace(named, id="industrial_output") if whole else None
    return named


_LEFT_OUT = frozenset({"扣除", "剔除", "还原", "不含"})


def left_out(words: Sequence[Token], named: Subject) -> bool:
    """扣除房地产增长15.3%: what is left out of a figure is not what it is of."""
    return any(w.roles & Role.CALIBER and w.text in _LEFT_OUT and w.end == named.start for w in words)


_RATES = frozenset({"percent", "pp"})


def _topical(state: State, here: Here, sorted_: Lead) -> Subject | None:
    """投资 in 投资增长8%, unless the sentence already speaks of an investment."""
    if state.subject is not None and "投资" in state.subject.name and (here.items or here.fresh):
        return None
    return topic_alone(sorted_.name, state.lex)


_TRADED = re.compile(r"(?:出口|进口|贸易)(?:总?[额值])?$")


def _with_partner(text: str, named: Subject) -> Subject:
    """对东盟出口: the trade with one partner is a figure of its own."""
    name = "对" + text[named.start : named.end]
    return replace(named, id="other:" + name, ids=(), name=name)


_TRADE = {"goods_trade": "进出口", "exports": "出口", "imports": "进口"}
_WITH_ONE = re.compile(r"other:对.+?(进出口|出口|进口)$")


def _partner_alone(last: Subject, sorted_: Lead) -> Subject | None:
    """其中对美国下降12%: the trade in force, with one partner."""
    before = None if last.canonical else _WITH_ONE.match(last.id)
    trade = before[1] if before is not None else _TRADE.get(last.id)
    if trade is None:
        return None
    words = sorted_.words
    at = next(
        (i for i, w in enumerate(words[:-1]) if w.text == "对" and words[i + 1].roles & Role.PLAIN), None
    )
    if at is None:
        return None
    with_ = words[at + 1]
    name = f"对{with_.text}{trade}"
    return Subject("other:" + name, with_.start, with_.end, name=name)


_GOAL_BEHIND = re.compile(r"的?(?P<what>[\u4e00-\u9fff]{2,10}?)(?:的)?(?:目标|任务)")


def aimed_behind(state: State, here: Here, number: Number) -> Subject | None:
    """紧盯85亿美元进出口目标: an amount before what it is aimed at."""
    text, end = state.text, number.end
    if number.unit not in ("CNY", "USD") or (
        "标" not in text[end : end + 14] and "务" not in text[end : end + 14]
    ):
        return None
    found = _GOAL_BEHIND.match(text, end)
    ids = state.lex.aliases.get(found["what"], ()) if found is not None else ()
    if found is None or len(ids) != 1:
        return None
    here.promise = here.promise or "floor"
    return Subject(ids[0], end, found.end("what"), name=found["what"])


def named_by(state: State, here: Here, sorted_: Lead, number: Number, *, promised: bool) -> Subject | None:
    """What the words before a number name, or those behind it that it is aimed at."""
    if (behind := aimed_behind(state, here, number)) is not None:
        return behind
    named = subject(
        sorted_.name, state.lex, last=state.subject, before=sorted_.before, near=sorted_.near
    )  # fmt: skip
    if named is not None and sorted_.roles & Role.CALIBER and left_out(sorted_.words, named):
        named = None
    if named is not None and state.text.startswith("对", named.start - 1) and _TRADED.search(named.name):
        named = _with_partner(state.text, named)
    if named is None and state.subject is not None:
        named = _partner_alone(state.subject, sorted_)
    if named is None and sorted_.name and (number.unit in _RATES or promised):
        named = _topical(state, here, sorted_)
    return spent_on(named, number, sorted_) if number.unit == "CNY" else named
