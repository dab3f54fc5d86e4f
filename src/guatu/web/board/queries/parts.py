"""The whole of an indicator cut into streets, industries and other codes, with what each part contributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from guatu.catalogue.codes import areas, codes, industries
from guatu.indicators.adding import CONTRIBUTION_DECIMALS, rounded_parts
from guatu.indicators.asking import CODED, streets
from guatu.indicators.reckoning import Reckoning, first_growth, key_of
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.web.board.queries.catalogue import called
from guatu.web.targets.league import Completed

Show = Callable[[FigureKey], Figure]


@dataclass(frozen=True, slots=True)
class Pull:
    """A bar from the line of zero: `x`, `width` and where the line stands, in percent of the drawing."""

    x: str
    width: str
    zero: str
    fall: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A street or an industry in the whole: its figures, the bar of what it contributes, its own target's."""

    name: str
    figures: Mapping[str, Figure]
    pull: Pull | None
    done: Completed | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one way of cutting the whole.

    `complete`: their contributions add up to that of `whole`, to the last digit that is printed. `promised`:
    some of them have targets of their own, with completions and places by them.
    """

    name: str
    rows: tuple[Part, ...]
    whole: Mapping[str, Figure]
    ranked: bool
    complete: bool
    promised: bool = False


def street_parts(id_: str, whole: Period, *, show: Show, done: Mapping[str, Completed]) -> Parts:
    """The streets and parks, with their places and how far they are with targets of their own."""
    rows = [(called(areas()[code]), _part(id_, whole, show=show, area=code)) for code in streets()]
    promised = {called(areas()[code]): found for code, found in done.items()}
    made = _parts(_("街道、园区"), rows, whole=_whole(id_, whole, show=show), ranked=True)
    parts = tuple(replace(part, done=promised.get(part.name)) for part in made.rows)
    return replace(made, rows=parts, promised=bool(promised))


def industry_parts(id_: str, whole: Period, *, by: Reckoning) -> Parts:
    """The divisions, what contributes most, up or down, first; for statistics officers alone."""
    divisions = [code for code, found in industries().items() if found.kind == "division"]
    rows = [
        (called(industries()[code]), _part(id_, whole, show=by.figure, industry=code)) for code in divisions
    ]
    rows = [row for row in rows if row[1]["level"].value is not None]
    rows.sort(key=lambda row: -abs(row[1]["contribution"].value or row[1]["share"].value or Decimal(0)))
    return _parts(_("行业"), rows, whole=_whole(id_, whole, show=by.figure), ranked=False)


def coded_parts(id_: str, whole: Period, *, by: Reckoning, name: str, dimension: str) -> Parts:
    """The parts by a code that each row carries, in the order of its list."""
    rows = [
        (called(found), _part(id_, whole, show=by.figure, **{dimension: code}))
        for code, found in codes(CODED[dimension]).items()
    ]
    return _parts(name, rows, whole=_whole(id_, whole, show=by.figure), ranked=False)


def _part(id_: str, whole: Period, *, show: Show, area: str | None = None, **cut: str) -> dict[str, Figure]:
    caliber, of = first_growth(id_), "zone" if area else "all"
    cell: dict[str, Any] = {"area": area, **cut}
    named = {
        "level": key_of(id_, "level", whole, **cell),
        "growth": key_of(id_, "growth", whole, caliber=caliber, **cell),
        "share": key_of(id_, "share", whole, versus=of, **cell),
        "contribution": key_of(id_, "contribution", whole, versus=of, **cell),
    }
    if area:
        for scope, name in (("streets", "rank"), ("kin", "rank_kin")):
            named[name] = key_of(id_, "rank", whole, of="growth", scope=scope, area=area)
    return {name: show(key) for name, key in named.items()}


def _whole(id_: str, whole: Period, *, show: Show) -> dict[str, Figure]:
    return {
        "level": show(key_of(id_, "level", whole)),
        "growth": show(key_of(id_, "growth", whole, caliber="comparable")),
        "contribution": show(key_of(id_, "contribution", whole, versus="zone")),
    }


def _parts(
    name: str, rows: list[tuple[str, dict[str, Figure]]], *, whole: dict[str, Figure], ranked: bool
) -> Parts:
    shown = [
        (word, figures)
        for word, figures in rows
        if any(f.value is not None or _hidden(f) for f in figures.values())
    ]
    values = [figures["contribution"].value for _, figures in shown]
    known = [v for v in values if v is not None]
    low, high = min([*known, Decimal(0)]), max([*known, Decimal(0)])
    printed = _printed(values, whole=whole["contribution"].value)
    parts = tuple(
        Part(
            word,
            {**figures, "contribution": _as_printed(figures["contribution"], value)},
            _pull(exact, low=low, high=high),
        )
        for (word, figures), exact, value in zip(shown, values, printed or values, strict=True)
    )
    return Parts(name, parts, whole, ranked, complete=printed is not None)


def _printed(values: Sequence[Decimal | None], *, whole: Decimal | None) -> list[Decimal | None] | None:
    """The contributions as printed, so that they add up; None when they do not make the whole."""
    rounded = (
        None
        if whole is None
        else rounded_parts([v for v in values if v is not None], whole=whole, decimals=CONTRIBUTION_DECIMALS)
    )
    if rounded is None:
        return None
    left = iter(rounded)
    return [None if value is None else next(left) for value in values]


def _as_printed(figure: Figure, value: Decimal | None) -> Figure:
    return figure if value is None else replace(figure, value=value)


def _hidden(figure: Figure) -> bool:
    """Whether there is something that this viewer is not shown."""
    return figure.value is None and figure.key.measure == "level" and "统计法" in (figure.why_unknown or "")


def _pull(value: Decimal | None, *, low: Decimal, high: Decimal) -> Pull | None:
    span = high - low
    if value is None or not span:
        return None
    zero, end = -low / span * 100, (value - low) / span * 100
    return Pull(f"{min(zero, end):.2f}", f"{abs(end - zero):.2f}", f"{zero:.2f}", fall=value < 0)
