"""The simulated zone: reproducible, always marked, and taken in by the importer as it is."""

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from guatu.catalogue.datasets import load_dataset
from guatu.demo.world import DATASETS, FURTHER, make_zone
from guatu.demo.write import Sheet, write_zone
from guatu.facts.delivery import Prepared, prepare, take_in
from guatu.facts.rows import standing
from guatu.facts.snapshot import snapshot_at
from guatu.facts.verify import verify
from guatu.indicators.reckoning import Reckoning, key_of
from guatu.indicators.world import World
from guatu.vocabulary.period import Period


def test_the_same_seed_gives_the_same_zone() -> None:
    one, two, other = (make_zone(50, months=14, seed=seed) for seed in (7, 7, 8))
    assert one.names == two.names
    assert len(set(one.names)) == len(set(one.codes)) == 50
    assert all(np.array_equal(one.months[name], two.months[name]) for name in one.months)
    assert not np.array_equal(one.months["output"], other.months["output"])


def handed_in(folder: Path, **wanted: object) -> dict[str, list[tuple[Sheet, Prepared]]]:
    """Every file through the importer, by dataset: taken in unless refused."""
    found: dict[str, list[tuple[Sheet, Prepared]]] = {}
    months, enterprises = 14, 80
    world = make_zone(enterprises, months=months)
    for seq, sheet in enumerate(write_zone(world, folder / "sheets", months=months, **wanted), 1):  # type: ignore[arg-type]
        ready = prepare(
            sheet.path.read_bytes(), name=sheet.path.name, dataset=load_dataset(sheet.dataset),
            lake=folder / "lake", may_register=True,
        )  # fmt: skip
        if not ready.refused:
            take_in(ready, lake=folder / "lake", seq=seq, delivery=seq)
        found.setdefault(sheet.dataset, []).append((sheet, ready))
    return found


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_every_dataset_is_taken_in_from_either_form(tmp_path: Path, form: str) -> None:
    found = handed_in(tmp_path, datasets=tuple(DATASETS | FURTHER), form=form)
    assert set(found) == set(DATASETS | FURTHER)
    for told in found.values():
        for sheet, ready in told:
            assert [str(f.problem) for f in ready.refused] == []
            assert ready.simulated
            assert ready.period == sheet.period
    assert verify(tmp_path / "lake") == []
    by = Reckoning(World(tmp_path / "lake", cubes=tmp_path / "cubes"))
    july = Period.of(2020, 1, 7)
    sales = by.figure(key_of("industrial_sales_output", "level", july)).value
    invoiced = by.figure(key_of("industrial_taxable_sales", "level", july)).value
    assert sales is not None
    assert invoiced is not None
    assert abs(invoiced / sales - 1) < Decimal("0.1")
    for id_ in ("exports", "fixed_asset_investment", "actual_fdi_cny", "industrial_profit"):
        assert by.figure(key_of(id_, "level", july)).value is not None, id_


def test_csv_says_what_xlsx_says(tmp_path: Path) -> None:
    rows = {}
    for form in ("xlsx", "csv"):
        handed_in(tmp_path / form, datasets=("industry_monthly", "trade"), form=form)
        for name in ("industry_monthly", "trade"):
            snapshot = snapshot_at(tmp_path / form / "lake", dataset=name)
            rows[form, name] = standing(snapshot, dataset=load_dataset(name), period="2020-07").to_pylist()
    assert rows["xlsx", "trade"] == rows["csv", "trade"]
    assert rows["xlsx", "industry_monthly"] == rows["csv", "industry_monthly"]


def test_values_in_a_wrong_unit_are_refused_at_their_cells_and_then_mended(tmp_path: Path) -> None:
    found = [item for told in handed_in(tmp_path, faults=True).values() for item in told]
    wrong = [(sheet, ready) for sheet, ready in found if sheet.kind == "wrong"]
    assert len(wrong) >= 2
    for sheet, ready in wrong:
        assert sheet.faults
        cells = {f"{f.column}{f.row}" for f in ready.refused}
        assert cells == {fault.cell for fault in sheet.faults}
        assert all("单位" in f.problem.what_to_do for f in ready.refused)
    assert all(not ready.refused for sheet, ready in found if sheet.kind != "wrong")
    told = (tmp_path / "sheets" / "faults.csv").read_text(encoding="utf-8").splitlines()
    assert len(told) == 1 + sum(len(sheet.faults) for sheet, _ in wrong)


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
