"""Imports run one way; the contracts cover every room and close the hole that wildcards leave."""

import configparser
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp

from tests.house.tree import ROOT, SOURCE
from tests.run import CORE

SHELLS = {"web", "cli"}


def contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    return parser


def rooms(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if (path / "__init__.py").exists()}


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_core_room_is_kept_free_of_django() -> None:
    pure = set(contracts()["importlinter:contract:pure"]["source_modules"].split())
    assert pure == {f"guatu.{room}" for room in rooms(SOURCE) - SHELLS}


def test_every_room_but_the_web_is_typed_strictly() -> None:
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(told["tool"]["mypy"]["packages"]) == {f"guatu.{room}" for room in rooms(SOURCE) - {"web"}}


def test_every_core_room_is_tested_without_django() -> None:
    """The stage `core` runs them where there is no Django."""
    tested = {room for room in rooms(SOURCE) - SHELLS if (ROOT / "tests" / room).exists()}
    assert set(CORE) == tested


def test_an_app_reads_another_apps_tables_only_through_its_queries() -> None:
    graph = grimp.build_graph("guatu")
    offences = [
        f"{importer} imports {module}"
        for module in graph.modules
        if module.startswith("guatu.web.") and module.endswith(".models")
        for importer in graph.find_modules_that_directly_import(module)
        if importer.startswith("guatu.web.") and importer.split(".")[2] != module.split(".")[2]
    ]
    assert not offences


def test_there_is_no_room_for_odds_and_ends() -> None:
    names = {path.name for path in SOURCE.rglob("*") if path.is_dir()} | {
        p.stem for p in SOURCE.rglob("*.py")
    }
    assert not names & {"utils", "util", "common", "helpers", "helper", "misc", "tools"}
