"""The wall: headlines, the year's targets worst first, the battle map, late tasks, the week's changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from guatu.indicators.headline import Headline
from guatu.indicators.naming import measure_label
from guatu.indicators.order import headline_order
from guatu.vocabulary.figure import Figure
from guatu.web.access.actor import Actor
from guatu.web.audit.queries import today as day_of
from guatu.web.board.queries.changes import Change, week_of
from guatu.web.board.queries.indicators import Row, indicators_for
from guatu.web.board.queries.versions import Moment, moments_for
from guatu.web.execution import listing as task_lists
from guatu.web.execution import queries as tasks
from guatu.web.execution.queries.battle import UnitRow, battle_map, leading
from guatu.web.statements import queries as statements
from guatu.web.targets import listing as target_lists
from guatu.web.targets.queries import Standing, narrowed, standings
from guatu.web.ui.sparkline import Point

#: A figure that is told within another's tile.
_WITHIN = {"general_public_budget_revenue": "tax_share_of_budget_revenue"}
_MOST_LATE, _MOST_RANKS, _MOST_UNITS = 6, 2, 24


@dataclass(frozen=True, slots=True)
class Tile:
    """One headline: its main figure, growth, change, places, a figure told within it, its line."""

    id: str
    name: str
    line: Headline
    main: Figure
    growth: Figure | None
    ranks: tuple[tuple[str, Figure, Figure | None], ...]
    within: tuple[str, Figure] | None
    points: tuple[Point, ...]

    @property
    def other_growths(self) -> list[Figure]:
        """The growth by the other ways of counting (同口径 beside 自然口径)."""
        return [f for f in self.line.growths if f is not self.line.growth and f.key.caliber]


@dataclass(frozen=True, slots=True)
class TaskPart:
    """The wall's tasks: counts by light and theme, what is late or near, what has no owner."""

    total: Figure
    lights: list[task_lists.Count]
    speech: str
    themes: list[task_lists.Group]
    others: list[task_lists.Group]
    urgent: list[tasks.Line]
    ownerless: Figure | None


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything that the wall shows."""

    today: date
    data_period: str
    tiles: tuple[Tile, ...]
    targets: list[Standing]
    target_counts: dict[str, object]
    tasks: TaskPart
    battle: list[UnitRow]
    changes: list[Change]
    moments: list[Moment]

    @property
    def judged(self) -> list[Standing]:
        """The targets that have data to be judged by."""
        return [s for s in self.targets if s.pace.match is not None]

    @property
    def silent(self) -> list[Standing]:
        """The targets that wait for data, and those in words."""
        return [s for s in self.targets if s.pace.match is None]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show yet."""
        return not (self.tiles or self.targets or self.tasks.total.value)


def wall_for(actor: Actor, *, known_at: int | None = None) -> Wall:
    """The wall as the actor may see it."""
    today = day_of(known_at)
    record, targets = statements.on_record(known_at=known_at), statements.targets(known_at=known_at)
    listed = indicators_for(actor, known_at=known_at, record=record, targets=targets)
    tiles = tuple(_tiles([row for group in listed.groups for row in group.rows]))
    judged = standings(actor, known_at=known_at, targets=targets, record=record)
    # What streets and parks promise hangs on its indicator's page; the wall is the zone's.
    part = "zone" if any(s.row.area for s in narrowed(judged)) else ""
    lines = tasks.lines(actor, known_at=known_at)
    book = tasks.narrowed(lines, today=today, year=str(today.year))
    finished = moments_for(actor, known_at=known_at)
    return Wall(
        today,
        _latest_period(tiles, today=today),
        tiles,
        narrowed(judged, area=part),
        target_lists.counts(judged, actor=actor, known_at=known_at, area=part),
        _tasks(book, actor=actor, today=today, known_at=known_at),
        battle_map(_worst_units(book), today=today, known_at=known_at),
        week_of(actor, targets=judged, book=book, finished=finished, today=today, known_at=known_at),
        finished,
    )


def _worst_units(book: Sequence[tasks.Line]) -> list[tasks.Line]:
    """The tasks of the units that fit on the wall: those with most that is late, when there are too many."""
    led = leading(book)
    late = {unit: sum(line.light.colour == "red" for line in found) for unit, found in led.items()}
    shown = sorted(led, key=lambda unit: -late[unit])[:_MOST_UNITS]
    return [line for unit in led if unit in shown for line in led[unit]]


def _latest_period(tiles: Iterable[Tile], *, today: date) -> str:
    """The latest data period that is over."""
    over = [tile.line.period for tile in tiles if tile.line.period.end <= today]
    return max(over, key=lambda p: (p.end, p.months)).label() if over else ""


def _tiles(rows: Iterable[Row]) -> Iterable[Tile]:
    """The headline indicators that have data, in the zone's order; one told within another has no tile."""
    known = {row.id: row for row in rows}
    told = {inner for outer, inner in _WITHIN.items() if outer in known}
    for identity in headline_order():
        row = known.get(identity)
        if row is None or identity in told:
            continue
        line = row.line
        main = line.level or line.growth or line.completion or line.rank
        if main is None:
            continue
        inner = known.get(_WITHIN.get(identity, ""))
        within = (inner.name, inner.line.level) if inner and inner.line.level else None
        growth = line.growth if line.growth is not main else None
        yield Tile(identity, row.name, line, main, growth, _ranks(line), within, row.points)


def _ranks(line: Headline) -> tuple[tuple[str, Figure, Figure | None], ...]:
    """The announced places, each with what it is a place of, and its change for the first."""
    return tuple(
        (measure_label(rank.key).removesuffix("位次"), rank, line.rank_change if rank is line.rank else None)
        for rank in line.ranks[:_MOST_RANKS]
    )


def _tasks(book: Sequence[tasks.Line], *, actor: Actor, today: date, known_at: int | None) -> TaskPart:
    cut: dict[str, Any] = {"known_at": known_at, "unit": tasks.own_units(actor), "year": str(today.year)}
    urgent = sorted((line for line in book if line.urgent), key=lambda line: line.sorting())
    nobody = [line for line in book if line.row.lead_unit_id is None]
    speech = task_lists.speech_of(book)
    spoken = [line for line in book if speech and tasks.document_of(line.row) == speech]
    titles = tasks.titles_of(actor, book, known_at=known_at)
    return TaskPart(
        tasks.count(book, **cut),
        task_lists.lights(book, **cut),
        titles.get(speech, ""),
        task_lists.groups(spoken, titles=titles, doc=speech[:12], **cut),
        task_lists.by_document([line for line in book if line not in spoken], titles=titles, **cut),
        urgent[:_MOST_LATE],
        tasks.count(nobody, owner="none", **cut) if nobody else None,
    )
