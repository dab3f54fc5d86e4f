"""What the page of a computed figure shows beside its formula: its neighbours, enterprises, earlier data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from guatu.catalogue.load import indicators
from guatu.indicators.asking import datasets_of
from guatu.indicators.naming import level_label, measure_label
from guatu.indicators.reckoning import PLACES, Reckoning, is_computed, key_of
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.trace import Reported, Trace
from guatu.web.audit.queries import moments
from guatu.web.facts import world as facts

#: How many enterprises a page lists of a sum, and how many earlier data versions of a figure.
LISTED = 20
_MOST_VINTAGES = 4
Show = Callable[[FigureKey], Figure]


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One line of the table: what an enterprise reported of this year and, where it is told, of the last."""

    now: Reported
    then: Reported | None
    growth: Figure | None = None
    contribution: Figure | None = None


@dataclass(frozen=True, slots=True)
class Enterprises:
    """Some of a figure's, the largest first, of `count`; `paired`: both years are told.

    `first` and `last` are the places of those listed, from 1; `before` and `after` the addresses of the
    pages before and after this one.
    """

    rows: tuple[Enterprise, ...]
    count: int
    paired: bool
    first: int
    last: int
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Vintage:
    """The figure as it was known from one delivery on."""

    figure: Figure
    at: datetime
    current: bool


def companions(key: FigureKey, *, show: Show) -> Iterator[tuple[str, Figure]]:
    """The others of the same cell and period, those that are known."""
    assert key.period is not None
    cuts = {name: key.cuts().get(name) for name in ("industry", "size", "ownership")}
    cell = {"area": key.area, "known_at": key.known_at, **cuts}
    ratio = indicators()[key.subject].kind == "ratio"
    wanted: list[tuple[str, dict[str, str]]] = [("level", {})]
    if ratio:
        wanted += [("base", {"caliber": "comparable"}), ("change", {})]
    else:
        wanted += [
            ("base", {"caliber": "comparable"}),
            ("growth", {"caliber": "comparable"}),
            ("growth", {"caliber": "published"}),
            ("growth_change", {"caliber": "comparable"}),
        ]
    if key.area:
        wanted += [("share", {}), ("contribution", {})]
        wanted += [("rank", {"of": "growth", "scope": scope}) for scope in ("streets", "kin")]
    wanted += [("reported", {}), ("coverage", {})]
    for measure, more in wanted:
        named = key_of(key.subject, measure, key.period, **cell, **more)  # type: ignore[arg-type]
        figure = show(named)
        label = (
            level_label(key.period)
            if measure == "level"
            else measure_label(replace(named, area=None, cut=None))
        )
        yield label, figure


def enterprises(trace: Trace, *, start: int = 0) -> Enterprises | None:
    """The cells at which the figure, or the two sums that it compares, end; None where it lists none."""
    if trace.reported:
        told = [Enterprise(row, None) for row in trace.reported]
        return _paged(told, trace, of=trace, start=start, paired=False)
    if len(trace.inputs) < 2 or not trace.inputs[0].reported:
        return None
    now, then = trace.inputs[0], trace.inputs[1]
    if then.figure.key.measure != "base":
        return None
    last = {row.key: row for row in then.reported}
    rows = (_moved(row, last.get(row.key), whole=then.figure) for row in now.reported)
    return _paged(list(rows), trace, of=now, start=start, paired=True)


def _paged(rows: list[Enterprise], trace: Trace, *, of: Trace, start: int, paired: bool) -> Enterprises:
    address = trace.figure.key.print()
    mark = "&" if "?" in address else "?"
    count, last = len(rows) + of.unlisted, start + len(rows)

    def page(at: int) -> str:
        return f"{address}{mark}cells={at}" if at else address

    before = page(max(0, start - LISTED)) if start else None
    after = page(last) if last < count else None
    return Enterprises(tuple(rows), count, paired, start + 1, last, before, after)


def _moved(now: Reported, then: Reported | None, *, whole: Figure) -> Enterprise:
    """The line with its growth and with what it contributes to the whole's: figures of their own names."""
    if then is None:
        return Enterprise(now, None)
    change, key = now.value - then.value, whole.key
    one = replace(key, cut=";".join(filter(None, (key.cut, f"enterprise:{now.key}"))))
    growth = replace(one, measure="growth", basis="yoy", caliber="comparable")
    rate = (change / then.value * 100).quantize(PLACES) if then.value > 0 else None
    why = None if rate is not None else "上年同期不为正，不计算增幅"
    told = Enterprise(now, then, Figure(growth, rate, "percent", why_unknown=why))
    if key.cut or not whole.value or whole.value <= 0:
        return told
    pull = replace(one, measure="contribution", versus="all", caliber="unstated")
    return replace(told, contribution=Figure(pull, (change / whole.value * 100).quantize(PLACES), "pp"))


def vintages(key: FigureKey, *, by: Reckoning, show: Callable[[Reckoning], Show]) -> Iterator[Vintage]:
    """The figure after each delivery of its period, newest first; earlier ones worked out from the rows."""
    if not is_computed(key) or key.measure not in ("level", "base", "growth") or key.period is None:
        return
    month = f"{key.period.end:%Y-%m}"
    found = facts.world(key.known_at)
    if found is None:
        return
    seqs = {
        f.seq for name in datasets_of(key.subject) for f in found.snapshot(name).files if f.period == month
    }
    chosen = sorted(seqs, reverse=True)[:_MOST_VINTAGES]
    if len(chosen) < 2:
        return
    at = moments(chosen)
    for place, seq in enumerate(chosen):
        known = None if place == 0 else seq
        past = by if place == 0 else facts.by_rows(seq)
        figure = show(past)(key if place == 0 else key.at(known))
        yield Vintage(figure, at[seq], current=place == 0)
