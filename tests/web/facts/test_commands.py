"""The command line from an invented zone to the cell: simulate, import, board, trace, verify, check."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from guatu.cli.board import board
from guatu.cli.catalogue import catalogue
from guatu.cli.facts import facts
from guatu.cli.import_ import import_
from guatu.cli.simulate import simulate
from guatu.cli.trace import trace
from guatu.web.site import start
from tests.facts.sheets import row, xlsx

pytestmark = pytest.mark.django_db
DATASET = "industry_monthly"
LEVEL = "/figures/industrial_output/level/2022-01--2022-04?origin=computed"
Run = Callable[..., Result]


@pytest.fixture
def run(zone: Any, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command on a data folder of its own; the tests' database is already there."""
    settings.HOME, settings.FILES_DIR = tmp_path / "home", tmp_path / "home" / "files"
    monkeypatch.setattr(start, "setup", lambda home=None: None)
    monkeypatch.setattr(start, "migrate", lambda: False)
    monkeypatch.setenv("GUATU_HOME", str(tmp_path / "home"))

    def invoke(command: Any, *arguments: str) -> Result:
        return CliRunner().invoke(command, arguments)

    return invoke


@pytest.fixture
def delivered(run: Run, tmp_path: Path) -> Path:
    """Four months of twelve invented enterprises, handed in as they come."""
    out = tmp_path / "sheets"
    size = ("--enterprises", "12", "--months", "4", "--from-year", "2022", "--format", "csv")
    assert run(simulate, str(out), *size, "--dataset", DATASET).exit_code == 0
    with (out / "deliveries.csv").open(encoding="utf-8-sig") as file:
        names = [next(v for v in line.values() if v.endswith(".csv")) for line in csv.DictReader(file)]
    done = run(import_, *(str(out / n) for n in names), "--dataset", DATASET, "--new-enterprises",
               "--reason", "模拟数据")  # fmt: skip
    assert done.exit_code == 0, done.output
    assert done.output.count("已入库") == len(names)
    return out


def test_from_the_board_of_a_period_to_its_cells(run: Run, delivered: Path) -> None:
    told = json.loads(run(board, "--period", "2022-04", "--format", "json").output)
    (line,) = (found for found in told["rows"] if found["indicator"] == "industrial_output")
    level = line["figures"]["cumulative"]
    assert (told["period"], level["key"], level["unit"]) == ("2022-01/2022-04", LEVEL, "CNY")
    tree = json.loads(run(trace, level["key"], "--format", "json").output)
    assert tree["figure"]["value"] == level["value"] == sum(cell["value"] for cell in tree["reported"])
    assert all(cell["source"].startswith("cell:") for cell in tree["reported"])


def test_the_table_names_its_keys_and_the_workbook_has_them_beside(
    run: Run, delivered: Path, tmp_path: Path
) -> None:
    table = run(board, "--period", "2022-04")
    assert table.output.startswith("2022年1—4月 全区\n")
    assert f"规上工业总产值 累计  {LEVEL}" in table.output
    out = tmp_path / "board.xlsx"
    assert run(board, "--period", "2022-04", "--format", "xlsx").exit_code == 2
    assert run(board, "--period", "2022-04", "--format", "xlsx", "--out", str(out)).exit_code == 0
    values, keys = (list(sheet.values) for sheet in load_workbook(out))
    assert values[2][:4] == ("指标", "数据期", "单位", "累计")
    assert LEVEL in {line[4] for line in keys}


def test_a_street_an_industry_and_an_earlier_moment(run: Run, delivered: Path) -> None:
    def keys(*more: str) -> list[str]:
        told = json.loads(run(board, "--period", "2022-04", *more, "--format", "json").output)
        return [figure["key"] for line in told["rows"] for figure in line["figures"].values()]

    assert all("area=11" in key for key in keys("--area", "11"))
    assert all("cut=industry:C" in key.replace("%3A", ":") for key in keys("--industry", "C"))
    latest = max(
        json.loads(p.read_text())["files"][-1]["seq"] for p in delivered.parent.rglob("manifest.json")
    )
    assert all(f"known_at={latest}" in key for key in keys("--known-at", str(latest)))
    assert run(board, "--area", "99").exit_code == 2
    assert run(board, "--period", "2019-01").exit_code == 1


def test_a_bad_sheet_is_refused_with_its_cell_and_the_code_of_the_end_says_so(
    run: Run, delivered: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "7月用电.xlsx"
    bad.write_bytes(xlsx([row(1, "很多", 90, 700, 650, area="澜汀街道")]))
    done = run(import_, str(bad), "--dataset", "electricity", "--new-enterprises")
    assert done.exit_code == 1
    assert "7月用电.xlsx：未通过 2022-07" in done.output
    assert "工作表“Sheet1”E5：“很多”不是数。请填数字" in done.output


def test_the_lake_is_verified_and_a_damaged_file_named(run: Run, delivered: Path, settings: Any) -> None:
    whole = run(facts, "verify")
    assert (whole.exit_code, "校验一致" in whole.output) == (0, True)
    file = next((settings.HOME / "lake" / DATASET).rglob("*.parquet"))
    file.write_bytes(file.read_bytes()[:-9])
    damaged = run(facts, "verify")
    assert damaged.exit_code == 1
    assert file.name in damaged.output


def test_the_catalogue_is_checked(run: Run) -> None:
    assert run(catalogue, "check").exit_code == 0
