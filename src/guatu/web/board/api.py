"""The board of computed figures for programs: what the board's page shows its reader, each with its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ninja import Query, Router, Schema

from guatu.catalogue.load import indicators
from guatu.indicators.board import HEADS
from guatu.indicators.display import Rule, shown
from guatu.vocabulary.figure import Figure
from guatu.web.access.allow import require
from guatu.web.access.request import Request
from guatu.web.board.queries.board import CUTS, BoardView, Row, board_for

router = Router(tags=["board"])
_CODE = 40


class Asked(Schema):
    """Which board is wanted; cuts by industry, size and ownership are for those who may see enterprises."""

    period: str = Query("", max_length=_CODE, description="a month: 2022-07 is 1—7月; none: the latest")
    area: str = Query("", max_length=_CODE, description="code of a street or park; none: the zone")
    industry: str = Query("", max_length=_CODE, description="section C, division 39 or a named set: leading")
    size: str = Query("", max_length=_CODE, description="code of a size of enterprises")
    ownership: str = Query("", max_length=_CODE, description="code of an ownership")
    known_at: int | None = Query(None, ge=1, lt=10**18, description="sequence of the audit log; none: now")


class Cell(Schema):
    """A figure: `key` is its address, `value` an exact decimal in the base unit `unit`, `text` as printed."""

    column: str
    key: str
    value: str | None
    unit: str | None
    text: str
    why_unknown: str | None


class Line(Schema):
    """One indicator in its own period; `published` is what an office announced of the same."""

    indicator: str
    name: str
    period: str
    figures: list[Cell]
    published: list[Cell]


class Head(Schema):
    """A column and its head."""

    column: str
    name: str


class BoardOut(Schema):
    """Indicators down, what is said of each across; empty before the first delivery."""

    period: str | None
    area: str | None
    industry: str | None
    size: str | None
    ownership: str | None
    simulated: bool
    columns: list[Head]
    rows: list[Line]


@router.get("", response=BoardOut)
def board(request: Request, asked: Query[Asked]) -> dict[str, Any]:
    """The board of a period, an area and an industry, as its reader may see it."""
    require(request.actor, "indicator.view")
    wanted = {name: getattr(asked, name) for name in ("period", "area", *CUTS)}
    view = board_for(request.actor, wanted, known_at=request.known_at)
    if view is None:
        nothing = dict.fromkeys(("period", "area", "industry", "size", "ownership"))
        return {**nothing, "simulated": False, "columns": [], "rows": []}
    made = view.board
    return {
        "period": str(made.period) if made.period else None,
        **{name: getattr(made, name) for name in ("area", *CUTS)},
        "simulated": view.simulated,
        "columns": [{"column": name, "name": HEADS[name]} for name in made.columns],
        "rows": list(_lines(view)),
    }


def _lines(view: BoardView) -> Iterator[dict[str, Any]]:
    for _group, rows in view.groups:
        for row in rows:
            yield {
                "indicator": row.id,
                "name": indicators()[row.id].name,
                "period": str(row.line.period),
                "figures": [_cell(name, figure) for name, figure in row.cells if figure is not None],
                "published": list(_published(row)),
            }


def _published(row: Row) -> Iterator[dict[str, Any]]:
    if row.published:
        for name, pair in zip(("cumulative", "growth"), row.published.pairs, strict=True):
            if pair is not None:
                yield _cell(name, pair.published)


def _cell(column: str, figure: Figure) -> dict[str, Any]:
    return {
        "column": column,
        "key": figure.key.print(),
        "value": None if figure.value is None else format(figure.value, "f"),
        "unit": figure.unit,
        "text": shown(figure, rule=Rule.of(indicators()[figure.key.subject])).text,
        "why_unknown": figure.why_unknown,
    }
