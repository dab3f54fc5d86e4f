"""Small random lakes of industrial enterprises, delivered as the importer does, with their addresses."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pyarrow as pa

from guatu.catalogue.dataset import Dataset
from guatu.catalogue.datasets import load_dataset
from guatu.enterprises.register import read_register
from guatu.facts.entering import stand_in
from guatu.facts.lake import Origin, accept
from guatu.facts.rows import schema_of
from guatu.facts.sheet import letters
from guatu.indicators.reckoning import Reckoning
from guatu.indicators.world import World
from tests.facts.sheets import code

DATASET = load_dataset("industry_monthly")
PERIODS = ("2021-02", "2021-03", "2021-04", "2022-02", "2022-03", "2022-04")
AREAS, INDUSTRIES = (11, 12, 13, 21), (13, 27, 39)


def columns_of(dataset: Dataset) -> dict[str, str]:
    """The letter of each measure's column in the sheets of these tests."""
    return {name: letters(9 + at) for at, name in enumerate(dataset.stored)}


COLUMNS = columns_of(DATASET)
Row = dict[str, Any]
Standing = dict[tuple[str, int], Row]


def write_lake(
    lake: Path, *, seed: int = 1, enterprises: int = 14, unknowns: float = 0.15, negative: bool = True
) -> Standing:
    """Six periods, then four corrections; gives the rows that stand by (period, enterprise)."""
    chance = random.Random(seed)
    rows: Standing = {}
    homes = {n: (chance.choice(AREAS), chance.choice(INDUSTRIES)) for n in range(1, enterprises + 1)}

    def row(n: int) -> Row:
        values = [0, 1, 10, 100, 12345, 10**11, chance.randrange(10**6), *([-5] if negative else [])]
        area, industry = (
            homes[n] if chance.random() < 0.9 else (chance.choice(AREAS), chance.choice(INDUSTRIES))
        )
        made: Row = {"enterprise": n, "area": area, "industry": industry, "high_tech": n % 3 == 0}
        made |= {"emerging": n % 4 == 0, "size": 1 + n % 4, "ownership": 4 + n % 3}
        return made | {
            c: None if chance.random() < unknowns else chance.choice(values) for c in DATASET.stored
        }

    for seq, period in enumerate(PERIODS, 1):
        deliver(
            lake, period, [row(n) for n in homes if chance.random() < 0.85] or [row(1)], seq=seq, into=rows
        )
    for seq in range(11, 15):
        period = chance.choice(PERIODS)
        deliver(lake, period, [row(n) for n in chance.sample(sorted(homes), 4)], seq=seq, into=rows)
    return rows


def deliver(
    lake: Path,
    period: str,
    rows: list[Row],
    *,
    seq: int,
    into: Standing | None = None,
    dataset: Dataset = DATASET,
) -> None:
    """One delivery; the row of the n-th enterprise listed stands in row n + 5 of its sheet."""
    register = read_register(lake)
    new = [(code(r["enterprise"]), f"第{r['enterprise']}精密厂") for r in rows]
    new = [pair for pair in new if pair[0] not in register.by_code]
    ids = register.by_code | {pair[0]: stand_in(place) for place, pair in enumerate(new)}
    told = []
    for at, row in enumerate(rows):
        id_ = ids[code(row["enterprise"])]
        told.append(row | {"enterprise": id_, "sheet": 0, "row": at + 5})
        if into is not None:
            into[period, row["enterprise"]] = row | {"seq": seq, "row": at + 5}
    schema = schema_of(dataset)
    table = pa.Table.from_pylist([dict.fromkeys(schema.names) | r for r in told], schema=schema)
    origin = Origin(
        seq, seq, f"{seq:02d}" * 32, f"{period}-{seq}.xlsx", ("B204表",), {"code": "B", **columns_of(dataset)}
    )
    accept(
        lake,
        table.drop_columns(["seq", "deleted"]),
        dataset=dataset,
        period=period,
        origin=origin,
        new=new,
    )


def reckoning(lake: Path, *, known_at: int | None = None) -> Reckoning:
    """Figures over a lake whose cubes lie beside it."""
    return Reckoning(World(lake, cubes=lake.parent / "cubes", known_at=known_at))
