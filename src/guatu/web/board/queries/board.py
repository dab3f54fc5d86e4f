"""The board as a page: indicators down, what is said of each across, with what was published beside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from guatu.catalogue.codes import areas, codes, industries, industry_sets
from guatu.catalogue.load import indicators
from guatu.indicators.asking import streets
from guatu.indicators.board import Board, BoardError, Line, Show, board, month_of, months
from guatu.indicators.order import groups, headline_order
from guatu.indicators.reckoning import Reckoning
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.web.access.actor import Actor
from guatu.web.access.allow import allow
from guatu.web.board.queries.beside import Beside, beside
from guatu.web.board.queries.catalogue import called
from guatu.web.facts import world as facts
from guatu.web.statements import queries as statements
from guatu.web.targets.league import Completed, completed_of

#: Cuts of the board that only those may ask for who may see single enterprises.
CUTS = ("industry", "size", "ownership")


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator's line: its figures in the order of the columns, and the published ones."""

    id: str
    name: str
    line: Line
    cells: tuple[tuple[str, Figure | None], ...]
    published: Beside | None
    done: Completed | None = None


@dataclass(frozen=True, slots=True)
class BoardView:
    """The page. `months`, `areas` and the cuts are what may be chosen, each (value, word).

    `promised`: the street or park has targets of its own, with completions and places by them.
    """

    board: Board
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    asked: Mapping[str, str]
    months: tuple[tuple[str, str], ...]
    areas: tuple[tuple[str, str], ...]
    industries: tuple[tuple[str, str], ...]
    sizes: tuple[tuple[str, str], ...]
    ownerships: tuple[tuple[str, str], ...]
    simulated: bool
    published: bool
    promised: bool = False

    @property
    def sample(self) -> Row | None:
        """The first indicator of which the reports add up to clearly less than was published."""
        rows = (row for _name, group in self.groups for row in group)
        return next(
            (r for r in rows if r.published and r.published.level and r.published.level.covered), None
        )

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.groups


def board_for(actor: Actor, asked: Mapping[str, str], *, known_at: int | None = None) -> BoardView | None:
    """The board as the viewer may see it; None before the first delivery.

    Raises:
        Http404: an area, industry or month that there is not. PermissionDenied: a cut not theirs.
    """
    by = facts.reckoning(known_at)
    if by is None:
        return None
    detail = allow(actor, "figure.detail")
    if any(asked.get(name) for name in CUTS) and not detail:
        raise PermissionDenied("figure.detail")
    show = facts.shown_to(actor, by)
    try:
        made = board(
            by,
            until=month_of(asked["period"]),
            area=asked["area"] or None,
            **{name: asked.get(name) or None for name in CUTS},
            show=show,
            without=frozenset() if detail else frozenset({"concentration"}),
        )
    except BoardError as error:
        raise Http404(str(error)) from error
    rows = {line.indicator: line for line in made.rows}
    whole = not (made.area or made.industry or made.size or made.ownership)
    published = _published(known_at) if whole else {}
    done = _completed(actor, made, known_at=known_at)
    return BoardView(
        made,
        tuple(_groups(rows, made, published=published, done=done, show=show)),
        {**asked, "period": asked["period"] or _month(by)},
        tuple(_months(by)),
        tuple((code, called(areas()[code])) for code in streets()),
        tuple(_industries()) if detail else (),
        tuple(_codes("sizes")) if detail else (),
        tuple(_codes("ownership")) if detail else (),
        any(facts.simulated(id_, known_at=known_at) for id_ in list(rows)[:1]),
        bool(published),
        bool(done),
    )


def _month(by: Reckoning) -> str:
    found = months(by)
    return f"{found[0] // 100}-{found[0] % 100:02d}" if found else ""


def _months(by: Reckoning) -> Iterator[tuple[str, str]]:
    for at in months(by):
        year, month = divmod(at, 100)
        yield f"{year}-{month:02d}", f"{year}年{'1—' if month > 1 else ''}{month}月"


def _industries() -> Iterator[tuple[str, str]]:
    """Named sets first, then sections and divisions as the classification lists them."""
    seen = set()
    for found in industry_sets():
        if found.id not in seen:
            seen.add(found.id)
            yield found.id, called(found)
    for code, found_ in industries().items():
        yield code, f"{code} {called(found_)}"


def _codes(codelist: str) -> Iterator[tuple[str, str]]:
    for code, found in codes(codelist).items():
        yield code, called(found)


def _published(known_at: int | None) -> dict[FigureKey, Any]:
    """What was announced of the whole zone, by key."""
    return dict(statements.on_record(known_at=known_at))


def _completed(actor: Actor, made: Board, *, known_at: int | None) -> dict[str, Completed]:
    """How far the board's street or park is with its own targets, by indicator; nobody promises for a cut."""
    if made.area is None or made.industry or made.size or made.ownership:
        return {}
    found = completed_of(actor, {row.indicator: row.period for row in made.rows}, known_at=known_at)
    return {id_: told[made.area] for id_, told in found.items() if made.area in told}


def _groups(
    rows: Mapping[str, Line],
    made: Board,
    *,
    published: Mapping[FigureKey, Any],
    done: Mapping[str, Completed],
    show: Show,
) -> Iterator[tuple[str, tuple[Row, ...]]]:
    placed: set[str] = set()
    named = {"主要指标": headline_order(), **groups(), "其他": tuple(rows)}
    for name, members in named.items():
        mine = [rows[id_] for id_ in members if id_ in rows and id_ not in placed]
        placed.update(line.indicator for line in mine)
        if mine:
            shown = (_row(line, made, published=published, show=show) for line in mine)
            yield name, tuple(replace(row, done=done.get(row.id)) for row in shown)


def _row(line: Line, made: Board, *, published: Mapping[FigureKey, Any], show: Show) -> Row:
    cells = tuple((name, line.figures.get(name)) for name in made.columns)
    told = beside(line.indicator, line.period, published=published, show=show) if published else None
    return Row(line.indicator, called(indicators()[line.indicator]), line, cells, told)
