"""The simulated zone: reproducible, always marked, and taken in by the importer as it is."""

from pathlib import Path

import numpy as np

from guatu.catalogue.datasets import load_dataset
from guatu.demo.world import make_zone
from guatu.demo.write import write_zone
from guatu.facts.delivery import prepare, take_in
from guatu.facts.rows import standing
from guatu.facts.snapshot import snapshot_at
from guatu.facts.verify import verify


def test_the_same_seed_gives_the_same_zone() -> None:
    one, two, other = (make_zone(50, months=14, seed=seed) for seed in (7, 7, 8))
    assert one.names == two.names
    assert len(set(one.names)) == len(set(one.codes)) == 50
    assert all(np.array_equal(one.months[name], two.months[name]) for name in one.months)
    assert not np.array_equal(one.months["output"], other.months["output"])


def test_what_it_hands_in_is_taken_in_and_adds_up(tmp_path: Path) -> None:
    world = make_zone(60, months=5)
    kinds = set()
    lake = tmp_path / "lake"
    for seq, sheet in enumerate(write_zone(world, tmp_path / "sheets", months=5), 1):
        ready = prepare(
            sheet.path.read_bytes(), name=sheet.path.name, dataset=load_dataset(sheet.dataset), lake=lake,
            may_register=True,
        )  # fmt: skip
        assert [str(found.problem) for found in ready.refused] == []
        assert ready.simulated
        assert ready.period == sheet.period
        take_in(ready, lake=lake, seq=seq, delivery=seq)
        kinds.add(sheet.kind)
    assert kinds == {"first", "late", "corrected"}
    assert verify(lake) == []
    dataset = load_dataset("industry_monthly")
    rows = standing(snapshot_at(lake, dataset=dataset.id), dataset=dataset, period="2020-02").to_pylist()
    assert all(row["output_month"] == row["output_cum"] for row in rows)
    by_code = dict(zip(world.codes, world.months["output"][12:14].sum(0).tolist(), strict=True))
    assert sum(row["output_month"] in by_code.values() for row in rows) > 0.9 * len(rows)
