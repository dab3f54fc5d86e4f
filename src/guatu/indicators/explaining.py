"""How a computed figure came about: its operands in words and numbers, down to the cells of spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from guatu.catalogue.load import indicators
from guatu.indicators.asking import ENTERPRISE, TOP, Ask
from guatu.indicators.measures import place
from guatu.indicators.naming import area_label, scope_label
from guatu.indicators.reckoning import COUNTS, SUMS, TURNOVER, Reckoning
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Sentence, Trace

_SUM: Final = "{figure}是{count}报送的数相加。"
_TOP: Final = "{figure}是报送数最大的几家相加。"
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
    "concentration": "最大的几家相加：{0} ÷ {1} ＝ {figure}",
    "due": "已报{0}，上一期报过而这一期没有报的{1}，共应报{figure}；已注销的企业不再应报。",
    "coverage": "已报{0} ÷ 应报{1} ＝ {figure}",
    "base_corrected": "{0} − {1} ＝ {figure}，是同一批企业今年填报的上年同期与去年所报之差。",
    "restated": "累计{0}与各月相加之差为{figure}：企业在累计数里更正了前几个月的数。",
}
_RANK: Final = "在{peers}中，{own}排{figure}{tied}；数相同的并列，没有数的不排。"
_UNRANKED: Final = "没有数、不参加排位的：{names}。"
_MISSING: Final = (
    "上一期报过、这一期没有报的企业共{figure}，所列是它们上一期的报表；已注销的企业不再应报，不算在内。"
)
_THEN: Final = "{figure}是去年所报的同期数相加。"
_BRIDGE: Final = (
    "今年新报的企业填报的上年同期{entered} − 今年未报的企业去年所报{left} ＋ 更正{corrected} ＝ {figure}"
)
_BRIDGED: Final = "上年同期去年的数{then} ＋ 调整{figure} ＝ 可比的上年同期{base}"
_CHANGED: Final[dict[str, str]] = {
    "entered": "{figure}企业今年有数，去年同期没有报。",
    "left": "{figure}企业去年同期有数，今年没有报。",
    "corrected": "{figure}企业今年填报的上年同期，与去年报的不同。",
}


@dataclass(frozen=True, slots=True)
class _Cells:
    """Which cells of a sum are listed: so many (None: all) from the ``start``-th on."""

    limit: int | None
    start: int


def explain(
    key: FigureKey, *, by: Reckoning, limit: int | None = None, start: int = 0, whole: bool = True
) -> Trace:
    """The figure's tree down to cells, at most ``limit`` a sum, the largest first, from the ``start``-th on.

    With ``whole`` every sum of the tree lists its cells; else only the figure's own and its operands'.
    """
    return _explained(key, by=by, cells=_Cells(limit, start), left=None if whole else 1, top=True)


def _explained(key: FigureKey, *, by: Reckoning, cells: _Cells, left: int | None, top: bool = False) -> Trace:
    """``left``: how many steps further down cells are listed (None: all the way)."""
    figure = by.figure(key)
    names = by.operands(key)
    asked = by.ask(key) if key.measure in (*SUMS, *COUNTS) else None
    if asked is not None:
        return _sum(figure, asked, by=by, cells=cells, listed=left is None or left >= 0)
    below = None if left is None else left - 1
    if key.measure == "growth" and key.caliber == "comparable" and _summed(names, by):
        inputs = _pair(names, by=by, cells=cells, listed=below is None or below >= 0)
    else:
        inputs = tuple(_explained(name, by=by, cells=cells, left=below) for name in names)
    told = tuple(_told(figure, [part.figure for part in inputs], by=by, top=top))
    return Trace(figure=figure, how=told, inputs=inputs)


def _summed(names: tuple[FigureKey, ...], by: Reckoning) -> bool:
    return bool(names) and all(by.ask(name) is not None for name in names)


def _sum(figure: Figure, asked: Ask, *, by: Reckoning, cells: _Cells, listed: bool) -> Trace:
    if figure.value is None:
        return Trace(figure=figure, how=(_unknown(figure),))
    if not listed:
        return Trace(figure=figure, how=(_how(figure, by=by),))
    found = by.totals.evidence(asked, limit=cells.limit, start=cells.start)
    return Trace(
        figure=figure,
        how=(_how(figure, by=by),),
        reported=found.rows,
        unlisted=found.count - len(found.rows),
    )


def _pair(names: tuple[FigureKey, ...], *, by: Reckoning, cells: _Cells, listed: bool) -> tuple[Trace, ...]:
    """This year's sum and last year's, of the same enterprises in the same order."""
    now, then = (_sum(by.figure(name), _asked(name, by), by=by, cells=cells, listed=False) for name in names)
    if not listed or now.figure.value is None:
        return now, then
    here = by.totals.evidence(_asked(names[0], by), limit=cells.limit, start=cells.start)
    there = by.totals.evidence(_asked(names[1], by), limit=cells.limit, only=here.ids)
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
    if figure.key.measure == "missing":
        return Sentence(_MISSING, {"figure": figure})
    if figure.key.measure == "base_then":
        return Sentence(_THEN, {"figure": figure})
    if figure.key.measure == "base":
        return Sentence(_BASE, {"figure": figure})
    if TOP in figure.key.cuts():
        return Sentence(_TOP, {"figure": figure})
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
    elif key.measure in SUMS:
        template = _RATIO if indicators()[key.subject].about.made.ratio else _ADDED  # type: ignore[union-attr]
        yield Sentence(template, {"a": parts[0], "b": parts[1], "figure": figure})
    elif key.measure == "rank":
        yield from _ranked(figure, parts)
    elif key.measure == "base_change":
        yield from _bridge(figure, parts, by=by)
    elif key.measure == "growth" and key.basis == "yoy":
        yield from _growth(figure, parts, by=by, top=top)
    else:
        template = _FORMULAS["mom" if key.measure == "growth" else key.measure]
        yield Sentence(template, {str(at): part for at, part in enumerate(parts)} | {"figure": figure})


def _ranked(figure: Figure, parts: list[Figure]) -> Iterator[Sentence]:
    """The place, whether it is shared, and who has none."""
    found = place(parts)
    tied = "（并列）" if found is not None and found.tied else ""
    words = {"peers": scope_label(figure.key.scope or "streets"), "tied": tied}
    yield Sentence(_RANK, {"own": parts[0], "figure": figure}, words)
    names = [area_label(part.key.area or "") for part in parts[1:] if part.value is None]
    if names:
        yield Sentence(_UNRANKED, {}, {"names": "、".join(names)})


def _bridge(figure: Figure, parts: list[Figure], *, by: Reckoning) -> Iterator[Sentence]:
    """From last year's level as it was said then to the base that is comparable."""
    names = ("entered", "left", "corrected")
    yield Sentence(_BRIDGE, {**dict(zip(names, parts, strict=True)), "figure": figure})
    base = by.figure(replace(figure.key, measure="base", caliber="comparable"))
    then = by.figure(replace(figure.key, measure="base_then"))
    if base.value is not None and then.value is not None:
        yield Sentence(_BRIDGED, {"then": then, "figure": figure, "base": base})


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
