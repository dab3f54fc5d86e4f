"""The simulated zone's spreadsheets in the order in which they would come, late and wrong ones among them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import load_dataset
from guatu.demo.further import further
from guatu.demo.sheets import column_of, write_sheet
from guatu.demo.world import DATASETS, FURTHER, UNIT, Mask, Report, Zone, report
from guatu.facts.sheet import letters

#: Beside each kind of delivery its mark in the file's name.
_WORDS: Final = {"first": "", "late": "-补报", "corrected": "-更正", "wrong": "-错单位"}
#: How many times too much or too little it is when 元 stands for 万元, or 万元 for 亿元.
_SLIP: Final = 10_000
#: Values (in 分) from which a slip is a slip and no small number.
_WORTH: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that was written in a wrong unit: in which file, its address, whose, and how."""

    file: str
    cell: str
    code: str
    name: str
    measure: str
    what: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file: which dataset and period; first delivery, late rows (补报), corrected ones (更正), wrong.

    A wrong one would be refused by the importer; the first delivery comes after it.
    """

    path: Path
    dataset: str
    period: str
    kind: str
    rows: int
    faults: tuple[Fault, ...] = ()


def write_zone(
    world: Zone,
    out: Path,
    *,
    months: int,
    datasets: Sequence[str] = tuple(DATASETS),
    form: str = "xlsx",
    faults: bool = False,
) -> Iterator[Sheet]:
    """Write every file; a list of them lies beside as deliveries.csv, the wrong cells as faults.csv.

    ``form`` is xlsx or csv.
    """
    out.mkdir(parents=True, exist_ok=True)
    number, listed = 0, []
    late: dict[str, tuple[int, Mask]] = {}
    for t in range(months):
        for name in datasets:
            dataset = load_dataset(name)
            if not dataset.is_period(world.period(t)):
                continue
            for kind, month, said in _deliveries(world, t, dataset, late, faults=faults):
                if not len(said.who):
                    continue
                number += 1
                path = out / f"{number:04d}-{dataset.name}-{world.period(month)}{_WORDS[kind]}.{form}"
                wrong = _slipped(world, month, dataset, said) if kind == "wrong" else None
                write_sheet(path, world, month, dataset=dataset, said=wrong[0] if wrong else said)
                made = Sheet(path, name, world.period(month), kind, len(said.who))
                if wrong:
                    made = replace(made, faults=tuple(_faults(world, dataset, path, *wrong)))
                listed.append(made)
                yield made
    _list(out / "deliveries.csv", ["file", "dataset", "period", "kind", "rows"], [
        [s.path.name, s.dataset, s.period, s.kind, s.rows] for s in listed
    ])  # fmt: skip
    _list(out / "faults.csv", ["file", "cell", "code", "name", "measure", "what"], [
        [f.file, f.cell, f.code, f.name, f.measure, f.what] for s in listed for f in s.faults
    ])  # fmt: skip


def _list(path: Path, head: list[str], rows: list[list[str | int]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(head)
        table.writerows(rows)


def _deliveries(
    world: Zone, t: int, dataset: Dataset, late: dict[str, tuple[int, Mask]], *, faults: bool
) -> Iterator[tuple[str, int, Report]]:
    together = dataset.january == "together"
    if dataset.id in FURTHER:
        yield "first", t, further(world, t, dataset=dataset.id, who=world.active(t), together=together)
        return
    r = np.random.default_rng([world.seed, t, len(dataset.id), 1])
    active = world.active(t)
    missing = active & (r.random(len(active)) < 0.015)
    first = report(world, t, dataset=dataset.id, who=active & ~missing, together=together)
    chance = np.random.default_rng([world.seed, t, len(dataset.id), 6]).random()
    if faults and chance < 0.25 and _slips(world, t, dataset, first):
        yield "wrong", t, first
    yield "first", t, first
    if dataset.id in late:
        before, absent = late[dataset.id]
        coming = absent & (r.random(len(active)) < 0.6)
        if coming.any():
            yield "late", before, report(world, before, dataset=dataset.id, who=coming, together=together)
        chosen = world.active(before) & ~absent & (r.random(len(active)) < 0.01)
        if chosen.any() and t % 3 == 0:
            told = report(world, before, dataset=dataset.id, who=chosen, together=together)
            yield "corrected", before, _corrected(told)
    late[dataset.id] = (t, missing)


def _corrected(told: Report) -> Report:
    """Two per cent more in the month and in what it adds up to."""
    parts = {}
    for name, said in told.parts.items():
        more = said["month"] // 50 // UNIT * UNIT
        parts[name] = {**said, "month": said["month"] + more, "cum": said["cum"] + more}
    return Report(told.who, parts)


def _slips(world: Zone, t: int, dataset: Dataset, said: Report) -> list[int]:
    """The rows that are written in a wrong unit: at most three of those large enough to notice."""
    told = next(iter(said.parts.values()))
    now, then = told["cum"], told["cum_ly"]
    large = (now > _WORTH) & (then > _WORTH) & (now > 0.6 * then) & (now < 1.6 * then)
    r = np.random.default_rng([world.seed, t, len(dataset.id), 7])
    found = np.flatnonzero(large)
    return sorted(r.choice(found, min(len(found), 3), replace=False).tolist()) if len(found) else []


def _slipped(world: Zone, t: int, dataset: Dataset, said: Report) -> tuple[Report, list[tuple[int, str]]]:
    """The report with this year's values of some rows in another unit, and which rows in which way."""
    measure, told = next(iter(said.parts.items()))
    parts = {part: values.copy() for part, values in told.items()}
    ways = []
    for at, row in enumerate(_slips(world, t, dataset, said)):
        many = at % 2 == 0
        for part in ("month", "cum"):
            value = int(parts[part][row])
            parts[part][row] = value * _SLIP if many else max(1, value // _SLIP // UNIT) * UNIT
        ways.append((row, "按元填报" if many else "按亿元填报"))
    return Report(said.who, {**said.parts, measure: parts}, said.more), ways


def _faults(
    world: Zone, dataset: Dataset, path: Path, said: Report, ways: list[tuple[int, str]]
) -> Iterator[Fault]:
    measure = next(iter(said.parts))
    column = letters(column_of(dataset, said, measure=measure, part="cum"))
    for row, what in ways:
        e = int(said.who[row])
        yield Fault(path.name, f"{column}{row + 5}", world.codes[e], world.names[e], measure, what)
