"""How a computed figure came about: its operands in words and numbers, down to the cells of spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from guatu.catalogue.load import indicators
from guatu.indicators.asking import ENTERPRISE, Ask
from guatu.indicators.reckoning import TURNOVER, Reckoning
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Sentence, Trace

_SUM: Final = "{figure}是{count}报送的数相加。"
_NONE: Final = "{figure}：{why}。"
_BASE: Final = "{figure}是同一批企业今年填报的上年同期数相加。"
_PAIRED: Final = "{figure}是两年都有数的企业报送的数相加，供可比口径计算用。"
_RATIO: Final = "{a} ÷ {b} ＝ {figure}"
_ADDED: Final = "{a} ＋ {b} ＝ {figure}"
_COUNT: Final = "报送这一期报表的企业共{figure}。"
_COMPARABLE: Final = "{now} ÷ {then} − 1 ＝ {figure}。分母是同一批企业今年填报的上年同期。"
_PUBLISHED: Final = "{now} ÷ {then} − 1 ＝ {figure}。分母是去年同期的数，按现在的数据版本。"
_BOTH: Final = "上年同期去年的数是{last}，按公布口径增长{other}；按可比口径增长{own}，两者之差{gap}。"
_TURNED: Final = "其中{corrected}更正了去年的数，{entered}是今年新报的，{left}今年不再报。"
_FORMULAS: Final[dict[str, str]] = {
    "mom": "{0} ÷ {1} − 1 ＝ {figure}",
    "basis_gap": "{0} − {1} ＝ {figure}，是公布口径与可比口径增幅之差。",
    "growth_change": "{0} − {1} ＝ {figure}",
    "implied_growth": "（{0} − {2}）÷（{1} − {3}）− 1 ＝ {figure}，是由两期累计推算的当月增幅。",
    "growth_gap": "{0} − {1} ＝ {figure}",
    "share": "{0} ÷ {1} ＝ {figure}",
    "contribution": "（{0} − {1}）÷ {2} ＝ {figure}；各部分的拉动相加等于总的增幅。",
    "contribution_share": "（{0} − {1}）÷（{2} − {3}）＝ {figure}",
    "change": "{0} − {1} ＝ {figure}",
    "restated": "累计{0}与各月相加之差为{figure}：企业在累计数里更正了前几个月的数。",
}
_RANK: Final = "与各街道、园区相比，{own}排{figure}；数相同的并列，没有数的不排。"
_CHANGED: Final[dict[str, str]] = {
    "entered": "{figure}企业今年有数，去年同期没有报。",
    "left": "{figure}企业去年同期有数，今年没有报。",
    "corrected": "{figure}企业今年填报的上年同期，与去年报的不同。",
}


def explain(key: FigureKey, *, by: Reckoning, limit: int | None = None, whole: bool = True) -> Trace:
    """The figure's tree down to cells, at most ``limit`` a sum.

    With ``whole`` every sum of the tree lists its cells; else only the figure's own and its operands'.
    """
    return _explained(key, by=by, limit=limit, left=None if whole else 1, top=True)


def _explained(
    key: FigureKey, *, by: Reckoning, limit: int | None, left: int | None, top: bool = False
) -> Trace:
    """``left``: how many steps further down cells are listed (None: all the way)."""
    figure = by.figure(key)
    names = by.operands(key)
    asked = by.ask(key) if key.measure in ("level", "base", "reported") else None
    if asked is not None:
        return _sum(figure, asked, by=by, limit=limit, listed=left is None or left >= 0)
    below = None if left is None else left - 1
    if key.measure == "growth" and key.caliber == "comparable" and _summed(names, by):
        inputs = _pair(names, by=by, limit=limit, listed=below is None or below >= 0)
    else:
        inputs = tuple(_explained(name, by=by, limit=limit, left=below) for name in names)
    told = tuple(_told(figure, [part.figure for part in inputs], by=by, top=top))
    return Trace(figure=figure, how=told, inputs=inputs)


def _summed(names: tuple[FigureKey, ...], by: Reckoning) -> bool:
    return bool(names) and all(by.ask(name) is not None for name in names)


def _sum(figure: Figure, asked: Ask, *, by: Reckoning, limit: int | None, listed: bool) -> Trace:
    if figure.value is None:
        return Trace(figure=figure, how=(_unknown(figure),))
    if not listed:
        return Trace(figure=figure, how=(_how(figure, by=by),))
    found = by.totals.evidence(asked, limit=limit)
    return Trace(
        figure=figure,
        how=(_how(figure, by=by),),
        reported=found.rows,
        unlisted=found.count - len(found.rows),
    )


def _pair(
    names: tuple[FigureKey, ...], *, by: Reckoning, limit: int | None, listed: bool
) -> tuple[Trace, ...]:
    """This year's sum and last year's, of the same enterprises in the same order."""
    now, then = (_sum(by.figure(name), _asked(name, by), by=by, limit=limit, listed=False) for name in names)
    if not listed or now.figure.value is None:
        return now, then
    here = by.totals.evidence(_asked(names[0], by), limit=limit)
    there = by.totals.evidence(_asked(names[1], by), limit=limit, only=here.ids)
    return (
        replace(now, reported=here.rows, unlisted=here.count - len(here.rows)),
        replace(then, reported=there.rows, unlisted=there.count - len(there.rows)),
    )


def _asked(name: FigureKey, by: Reckoning) -> Ask:
    asked = by.ask(name)
    assert asked is not None
    return asked


def _how(figure: Figure, *, by: Reckoning) -> Sentence:
    if figure.key.measure == "reported":
        return Sentence(_COUNT, {"figure": figure})
    if figure.key.measure == "base":
        return Sentence(_BASE, {"figure": figure})
    if figure.key.caliber == "comparable":
        return Sentence(_PAIRED, {"figure": figure})
    count = by.figure(replace(figure.key, measure="reported"))
    return Sentence(_SUM, {"figure": figure, "count": count})


def _unknown(figure: Figure) -> Sentence:
    return Sentence(_NONE, {"figure": figure}, {"why": figure.why_unknown or "尚无数据"})


def _told(figure: Figure, parts: list[Figure], *, by: Reckoning, top: bool) -> Iterator[Sentence]:
    key = figure.key
    if key.measure in TURNOVER:
        yield Sentence(_CHANGED[key.measure], {"figure": figure})
    elif figure.value is None:
        yield _unknown(figure)
    elif key.measure in ("level", "base"):
        template = _RATIO if indicators()[key.subject].about.made.ratio else _ADDED  # type: ignore[union-attr]
        yield Sentence(template, {"a": parts[0], "b": parts[1], "figure": figure})
    elif key.measure == "rank":
        yield Sentence(_RANK, {"own": parts[0], "figure": figure})
    elif key.measure == "growth" and key.basis == "yoy":
        yield from _growth(figure, parts, by=by, top=top)
    else:
        template = _FORMULAS["mom" if key.measure == "growth" else key.measure]
        yield Sentence(template, {str(at): part for at, part in enumerate(parts)} | {"figure": figure})


def _growth(figure: Figure, parts: list[Figure], *, by: Reckoning, top: bool) -> Iterator[Sentence]:
    """The quotient, and at the top of a tree why the other basis says otherwise."""
    key = figure.key
    now, then = parts
    comparable = key.caliber == "comparable"
    yield Sentence(_COMPARABLE if comparable else _PUBLISHED, {"now": now, "then": then, "figure": figure})
    if not top or ENTERPRISE in key.cuts():
        return
    other = by.figure(replace(key, caliber="published" if comparable else "comparable"))
    if other.value is None or figure.value is None:
        return
    mine, yours = (figure, other) if comparable else (other, figure)
    assert key.period is not None
    last = by.figure(
        replace(key, measure="level", basis=None, caliber="unstated", period=key.period.years_before(1))
    )
    gap_key = replace(key, measure="basis_gap", basis=None, caliber="unstated")
    yield Sentence(_BOTH, {"last": last, "other": yours, "own": mine, "gap": by.figure(gap_key)})
    counts = {name: by.figure(replace(gap_key, measure=name)) for name in TURNOVER}
    if all(count.value is not None for count in counts.values()):
        yield Sentence(_TURNED, counts)
