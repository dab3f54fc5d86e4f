"""Figures become observations and targets."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from guatu.reading.confidence import of_figure
from guatu.reading.edges import PAUSES
from guatu.reading.fold import Folded
from guatu.reading.found import Found
from guatu.reading.numbers import chinese
from guatu.reading.patterns import seeking
from guatu.reading.state import MONEY
from guatu.reading.timeline import Timeline
from guatu.vocabulary.period import Period
from guatu.vocabulary.statements import Observation, Target, unfrozen

# One is made of every figure.
_Observation, _Target = unfrozen(Observation), unfrozen(Target)

_CAP = seeking(
    r"控制在|不超过|不高于|不大于|不得超过|控制到|稳控在|压控在|限制在|不多于|不突破|压减到|压降至|[降减](?:低|少)?[到至]|压缩[到至]|缩短[到至]|严控在|"
    r"控制[^,。]{0,4}$|以内|之内|(?<!及)以下|(?<=[%\d])内"
)


# 失业率低于5.5%: right before the number, no comparison
_BELOW = re.compile(r"(?<!不)(?:低于|小于|少于)\d")
_NOT_CAPS = re.compile(r"不低于|不少于|以上")


def observation(found: Found, folded: Folded, original: str, times: Timeline, number: int) -> Observation:
    """The observation that a figure is."""
    start, end = folded.span(found.start, found.end)
    period = times.resolved(found.period) if found.period else times.at(found.number.start, past=True)
    measure, subject = found.measure, found.subject
    if period is not None and period.start.year < period.end.year and not _spans(found, folded.text, times):
        period = Period.of(period.end.year)
    if period is not None and subject.id in _BALANCES and measure != "rank":
        period = _at_the_end(period)
    if measure == "level" and _increase(found) and (found.unit != "CNY" or found.subject.canonical):
        measure = "change"
    made = _Observation(
        id=f"o{number}",
        indicator=found.subject.id,
        measure=measure,
        value=found.value,
        unit=found.unit or "",
        period=written(period) if period else None,
        basis=_basis(found, period),
        of=found.of if found.measure in ("rank", "rank_change") else None,
        scope=found.scope,
        versus=_versus(found.versus, times, found) if found.versus else found.versus,
        area=found.area,
        min_size=subject.min_size,
        tier=subject.tier,
        caliber=found.caliber,
        status=found.status,
        approximate=found.approximate,
        decimals=found.number.decimals,
        span=(start, end),
        quote=original[start:end],
        inherited={} if found.own else {"indicator": folded.span(subject.start, subject.end)},
        confidence=of_figure(found, kind="observations", measure=measure),
    )
    made.__class__ = Observation
    return made


#: What stands at the end of a period, whatever months the text has named: 上半年…存款余额.
_BALANCES = frozenset({"deposits", "loans"})


def _at_the_end(period: Period) -> Period:
    """The last month of the months that have run from January; whole years and others stay."""
    begun = period.start.month == 1 and period.start.year == period.end.year and not period.is_year
    return Period.of(period.end.year, period.end.month, period.end.month) if begun else period


@lru_cache(maxsize=512)
def written(period: Period) -> str:
    """The period as text; a document has few, each of many figures."""
    return str(period)


# 五年累计完成: all the years up to the one that the plan ends with.
_OF_YEARS = re.compile(r"([三五])年(?:来|间|内)?(?:累计|共|新增|总)[^,。;]*$")


def _by(found: Found, times: Timeline, text: str) -> str | None:
    """What a promise covers: the year of its column in a table, else the period in force."""
    period = times.resolved(found.period) if found.period else None
    if period is not None:
        return str(period)
    amount = found.unit in MONEY and found.measure == "level"
    by = times.deadline(found.number.start, summed=amount)
    summed = _OF_YEARS.search(text, max(0, found.start - 12), found.number.start)
    if summed and by is not None and len(by) == 4:
        size = 3 if summed[1] == "三" else 5
        return str(Period.of(int(by) - size + 1, 1, 12, last_year=int(by)))
    return by


_SUMMED = re.compile(r"累计|共|年均|新增|净增")


def _spans(found: Found, text: str, times: Timeline) -> bool:
    """Whether a figure of several years is of all of them, not of the last."""
    begin = times.edges.start(PAUSES, found.start)
    return found.basis == "cagr" or bool(_SUMMED.search(text, begin, found.end))


def _basis(found: Found, period: Period | None) -> str | None:
    basis = found.basis
    if basis and basis.startswith("vs:") and period is not None:
        base = Period.of(int(basis[3:]), period.start.month, period.end.month)
        return f"vs:{base}"
    if basis is None and found.measure == "growth":
        return "yoy"
    return basis


def _versus(versus: str | None, times: Timeline, found: Found) -> str | None:
    if versus is None or not versus.startswith("period:"):
        return versus
    words = versus.removeprefix("period:")
    if words in ("上月", "本月"):
        return "previous_period"
    if words in ("去年", "上年"):
        return "previous_year"
    period = times.resolved(words)
    return str(period) if period else "previous_period"


_TARGET = re.compile(r"(?<!\d)(\d|[一二三四五两])年(?:内|间)?(?:实现|再)?$")


_TARGET_2 = re.compile(r"other:(?:新引进|新招引|获批|腾出)(?=[^\W\d_]{2})")


_TARGET_3 = re.compile(r"降幅")


def target(found: Found, folded: Folded, original: str, times: Timeline, number: int, text: str) -> Target:
    """The target that a figure is."""
    start, end = folded.span(found.start, found.end)
    begin = times.edges.start(PAUSES, found.start)
    clause = text[begin : found.end]
    measure, value = found.measure, found.value
    if measure in ("level", "change") and _increase(found):
        measure = "increase"
    comparator = found.comparator or _comparator(measure, value, "" if found.tabled else clause)
    bound: Decimal | None = None if measure == "band" else value
    stretch = found.stretch
    if found.promise == "stretch" and stretch is None and measure != "band":
        bound, stretch = None, value
    if measure == "multiple":
        years = _TARGET.search(text[found.start : found.number.start])
        within = f"P{chinese(years[1]) if not years[1].isdigit() else years[1]}Y" if years else None
    else:
        within = None
    indicator = found.subject.id
    if indicator.startswith("other:") and measure in ("level", "increase"):
        got = _TARGET_2.match(indicator)
        if got is not None:
            measure = "increase" if indicator[6] == "新" else measure
            indicator = "other:" + indicator[got.end() :]
    made = _Target(
        id=f"t{number}",
        indicator=indicator,
        measure=measure,
        comparator=comparator,
        floor=bound,
        stretch=stretch,
        unit=found.unit,
        by=_by(found, times, text) if within is None else None,
        within=within,
        basis="cagr" if found.basis == "cagr" else None,
        of=found.of if measure == "rank" else None,
        scope=found.scope,
        area=found.area,
        min_size=found.subject.min_size,
        tier=found.subject.tier,
        band=found.band,
        caliber=found.caliber,
        approximate=found.approximate if found.approximate == "about" else None,
        decimals=found.number.decimals,
        span=(start, end),
        quote=original[start:end],
        inherited={} if found.own else {"indicator": folded.span(found.subject.start, found.subject.end)},
        confidence=of_figure(found, kind="targets", measure=measure),
    )
    made.__class__ = Target
    return made


def _comparator(measure: str, value: Decimal, clause: str) -> str:
    """At least, unless the words cap it, the promise is a fall or a place, or has no number."""
    if measure == "band":
        return "="
    if measure == "rank":
        return "<="
    if measure == "level" and _BELOW.search(clause):
        return "<="
    if _CAP.search(clause) and not _NOT_CAPS.search(clause):
        return ">=" if measure == "growth" and value < 0 and _TARGET_3.search(clause) else "<="
    return "<=" if measure in ("growth", "change") and value < 0 else ">="


# Levels by definition, however much their names speak of new ones.
_NO_INCREASE = frozenset(
    {"new_jobs", "signed_projects", "started_projects", "completed_projects", "commissioned_projects"}
)


def _increase(found: Found) -> bool:
    grown = found.measure == "change" or (found.new and found.own)
    return grown and found.subject.id not in _NO_INCREASE


def paired(targets: list[Target], founds: list[Found], text: str) -> list[Target]:
    """确保60个、力争80个 is one target with both bounds."""
    out: list[Target] = []
    ends: list[int] = []
    for item, found in zip(targets, founds, strict=True):
        mate = _mate(item, found, out, ends, text)
        if mate is None:
            out.append(item)
            ends.append(found.end)
            continue
        head = out[mate]
        floor = head.floor if head.floor is not None else item.floor
        stretch = item.stretch if item.stretch is not None else head.stretch
        out[mate] = replace(
            head, floor=floor, stretch=stretch, span=(head.span[0], max(head.span[1], item.span[1]))
        )
    return out


_MATE = re.compile(r"[。!?\n]")


def _mate(item: Target, found: Found, out: list[Target], ends: list[int], text: str) -> int | None:
    """The earlier target of the same sentence that this one completes."""
    if found.own and not found.pair:
        return None
    for i in range(len(out) - 1, max(-1, len(out) - 5), -1):
        head = out[i]
        same = (head.indicator, head.unit) == (item.indicator, item.unit) and item.measure in (
            head.measure,
            "level",
        )
        same = same and (item.by == head.by or None in (item.by, head.by))
        same = same and item.min_size in (None, head.min_size) and item.tier in (None, head.tier)
        halves = (head.floor is None) != (head.stretch is None) and (item.floor is None) != (
            item.stretch is None
        )
        if same and halves and (head.floor is None) == (item.stretch is None):
            return i if not _MATE.search(text[ends[i] : found.start]) else None
    return None
