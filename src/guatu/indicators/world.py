"""The facts of a zone as known at one moment, answered from kept cubes: what figures are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from guatu.catalogue.datasets import datasets
from guatu.catalogue.definition import Made
from guatu.catalogue.load import indicators
from guatu.facts.snapshot import MANIFEST, Snapshot, snapshot_at
from guatu.indicators.asking import CLOSED, Ask, Evidence, Total, Turnover, divisions
from guatu.indicators.remembered import remembered
from guatu.indicators.stored import PARTS, Stored, file_of, folder_of, readable

_PARTNER = {"month": "month_ly", "month_ly": "month", "cum": "cum_ly", "cum_ly": "cum"}


class World:
    """Implements `asking.Totals`. Cubes lie in ``cubes``; one that is missing is made and kept."""

    def __init__(self, lake: Path, *, cubes: Path, known_at: int | None = None) -> None:
        self.lake, self.cubes, self.known_at = lake, cubes, known_at
        self._cubes: dict[tuple[str, tuple[tuple[str, int], ...]], Stored] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._sums: dict[Ask, Total] = {}

    def snapshot(self, dataset: str) -> Snapshot:
        """The dataset's files as known then."""
        if dataset not in self._snapshots:
            self._snapshots[dataset] = _snapshot(
                self.lake, dataset, self.known_at, _stamp(self.lake / dataset / MANIFEST)
            )
        return self._snapshots[dataset]

    def periods(self, dataset: str) -> tuple[int, ...]:
        """The periods that were delivered, in order."""
        return tuple(int(period.replace("-", "")) for period in self.snapshot(dataset).periods)

    def total(self, ask: Ask) -> Total:
        """The sum; of a dataset that reports months alone the cumulative is the sum of the months."""
        made = indicators()[ask.indicator].about.made
        assert made is not None
        if not self.snapshot(made.dataset).files:
            return Total(None, 0)
        dataset = datasets()[made.dataset]
        if {name for name, _ in ask.where} - {dimension.id for dimension in dataset.dimensions}:
            return Total(None, 0)
        if ask.top is not None or ask.who is not None:
            return self._narrowed(ask)
        if ask.enterprise is not None:
            found = self.evidence(ask, limit=0)
            return Total(found.total if found.count else None, found.count)
        cube = self.cube(made.dataset, where=tuple(sorted({*made.where, *ask.where})))
        if ask.part == "cum" and dataset.frequency in ("day", "event"):
            return self._added(ask, cube, made, ledger=dataset.frequency == "event")
        return _total(ask, cube, made, at=ask.period)

    def turnover(self, ask: Ask) -> Turnover:
        """Who came, who went, who restated last year's value."""
        snapshot = self._behind(ask)

        def made() -> list[int | None]:
            from guatu.indicators.narrowing import turnover  # Parquet is read for what is not kept alone

            found = turnover(ask, snapshot=snapshot)
            return [found.entered, found.left, found.corrected]

        return Turnover(*(count or 0 for count in self._kept(ask, (snapshot,), made)))

    def evidence(
        self, ask: Ask, *, limit: int | None, start: int = 0, only: Sequence[int] | None = None
    ) -> Evidence:
        """What each enterprise reported of the sum."""
        from guatu.indicators.evidence import evidence

        return evidence(ask, snapshot=self._behind(ask), limit=limit, start=start, only=only)

    def _narrowed(self, ask: Ask) -> Total:
        """A sum over some of the enterprises; of a group that nobody belongs to it is zero, and known."""
        if ask not in self._sums:
            snapshot = self._behind(ask)
            behind = (snapshot, self.snapshot(CLOSED)) if ask.who == "missing" else (snapshot,)
            value, rows = self._kept(ask, behind, lambda: self._added_up(ask, snapshot))
            self._sums[ask] = Total(value, rows or 0)
        return self._sums[ask]

    def _added_up(self, ask: Ask, snapshot: Snapshot) -> list[int | None]:
        from guatu.indicators.narrowing import compares, due

        found = None
        if ask.top is not None:
            found = self.evidence(ask, limit=0)
            known = found.count > 0
        elif ask.who == "missing":
            known = due(datasets()[snapshot.dataset])
        else:
            known = compares(ask, snapshot=snapshot)
        found = found or (self.evidence(ask, limit=0) if known else None)
        return [found.total, found.count] if found and known else [None, 0]

    def _kept(
        self, ask: Ask, behind: tuple[Snapshot, ...], make: Callable[[], list[int | None]]
    ) -> list[int | None]:
        """What was worked out before of the same facts; of one enterprise nothing is kept."""
        made = indicators()[ask.indicator].about.made
        assert made is not None
        if ask.enterprise is not None:
            return make()
        return remembered(ask, made, cubes=self.cubes, behind=behind, make=make)

    def _behind(self, ask: Ask) -> Snapshot:
        made = indicators()[ask.indicator].about.made
        assert made is not None
        return self.snapshot(made.dataset)

    def cube(self, dataset: str, *, where: tuple[tuple[str, int], ...]) -> Stored:
        """The kept cube of the snapshot; made when there is none yet."""
        held = self._cubes.get((dataset, where))
        if held is None:
            snapshot = self.snapshot(dataset)
            path = file_of(folder_of(self.cubes, dataset=dataset, where=where), snapshot)
            found = readable(path) if path.exists() else None
            held = self._cubes[dataset, where] = found or _made(snapshot, self.cubes, where)
        return held

    def _added(self, ask: Ask, cube: Stored, made: Made, *, ledger: bool) -> Total:
        """From January to the period; a month without a delivery makes it unknown, unless it is a ledger."""
        year = ask.period // 100 * 100
        months = [p for p in range(year + 1, ask.period + 1) if p in cube.place]
        if ask.paired or not months or (not ledger and len(months) < ask.period - year):
            return Total(None, 0)
        parts = [_total(replace(ask, part="month", period=p), cube, made, at=p) for p in months]
        known = [part.value for part in parts if part.value is not None]
        return Total(sum(known) if known else None, sum(part.rows for part in parts))


class RowWorld(World):
    """The same answers from the rows themselves: for a moment whose cube nobody keeps."""

    def total(self, ask: Ask) -> Total:
        """Added up row by row."""
        made = indicators()[ask.indicator].about.made
        assert made is not None
        if ask.top is not None or ask.who is not None:
            return super().total(ask)
        month = f"{ask.period // 100}-{ask.period % 100:02d}"
        if made.count or month not in self.snapshot(made.dataset).periods:
            return super().total(ask) if made.count else Total(None, 0)
        found = self.evidence(ask, limit=0)
        return Total(found.total if found.count else None, found.count)


def refresh(lake: Path, *, cubes: Path, dataset: str) -> int:
    """Make and keep every cube that the catalogue's indicators need of a dataset; gives how many."""
    world = World(lake, cubes=cubes)
    if not world.snapshot(dataset).files:
        return 0
    makings = (item.about.made for item in indicators().values())
    wanted = {made.where for made in makings if made and made.dataset == dataset}
    for where in sorted(wanted):
        world.cube(dataset, where=where)
    return len(wanted)


def _made(snapshot: Snapshot, cubes: Path, where: tuple[tuple[str, int], ...]) -> Stored:
    # The engine's libraries take two seconds to load, and a page whose cube is kept needs none of them.
    from guatu.indicators.making import made

    return made(snapshot, dataset=datasets()[snapshot.dataset], cubes=cubes, where=where)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_ino


@lru_cache(maxsize=64)
def _snapshot(lake: Path, dataset: str, known_at: int | None, _stamp: tuple[int, int]) -> Snapshot:
    """Read again only when the manifest is another file than before."""
    return snapshot_at(lake, dataset=dataset, known_at=known_at)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A sum with the counts that say whether it is known."""

    value: int
    rows: int
    void: int
    alone: int
    torn: int


def _total(ask: Ask, cube: Stored, made: Made, *, at: int) -> Total:
    place = cube.place.get(at)
    axis = _axis(ask, cube, made)
    if place is None or not axis:
        return Total(None, 0)
    if made.count:
        return _count(cube, place, ask.area, axis, year=ask.part)
    found: list[_Cell] = []
    for measure in made.measures:
        carried = f"{measure}_{ask.part}" in cube.columns
        partner = f"{measure}_{_PARTNER[ask.part]}" in cube.columns
        if not carried or (ask.paired and not partner):
            return Total(None, 0)
        found.append(_cell(cube, place, measure, ask, axis))
    rows = found[0].rows
    gone = max(cell.torn if ask.paired else cell.void for cell in found)
    if not rows or gone >= rows:
        return Total(None, rows)
    return Total(sum(c.value - (c.alone if ask.paired else 0) for c in found), rows)


def _count(cube: Stored, place: int, area: str | None, axis: Sequence[int], *, year: str) -> Total:
    """How many rows there are; last year's are not said by this year's rows."""
    if year not in ("month", "cum"):
        return Total(None, 0)
    n = cube.whole["n"][place] if area is None else cube.n[place, _area(cube, area)].tolist()
    rows = sum(n[code] for code in axis)
    return Total(rows, rows)


def _area(cube: Stored, code: str) -> int:
    return cube.areas.index(int(code))


def _axis(ask: Ask, cube: Stored, made: Made) -> Sequence[int]:
    """The places of the industries that are summed: the total's alone, or those of the cut and the set."""
    return _places(cube.industries, ask.industry, made.industries, ask.first)


@lru_cache(maxsize=4096)
def _places(present: tuple[int, ...], cut: str | None, named: str, first: int) -> tuple[int, ...]:
    sets = [divisions(code, period=first) for code in (cut, named) if code]
    if not sets:
        return (0,)
    if any(found is None for found in sets):
        return ()
    wanted = frozenset.intersection(*(found for found in sets if found is not None))
    return tuple(at for at, code in enumerate(present) if code in wanted)


def _cell(cube: Stored, place: int, measure: str, ask: Ask, axis: Sequence[int]) -> _Cell:
    m, p = cube.measures.index(measure), PARTS.index(ask.part)
    if ask.area is None:
        whole = cube.whole
        rows, sums = whole["n"][place], whole["sums"][place][m][p]
        unknown = [
            sum(whole[name][place][m][p][x] for x in axis) if whole[name] is not None else 0
            for name in ("void", "alone", "torn")
        ]
    else:
        a = _area(cube, ask.area)
        rows, sums = cube.n[place, a].tolist(), cube.sums[place, m, p, a].tolist()
        unknown = [
            sum(held[place, m, p, a, x].item() for x in axis) if held is not None else 0
            for held in (cube.void, cube.alone, cube.torn)
        ]
    return _Cell(sum(sums[x] for x in axis), sum(rows[x] for x in axis), *unknown)
