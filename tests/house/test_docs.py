"""The documents keep up with the tree."""

import re

from guatu.cli.main import COMMANDS
from tests.house.tree import ROOT, SOURCE

SETTING = re.compile(r"\bGUATU_[A-Z_]+\b")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_setting_is_described() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    assert set(SETTING.findall(code)) <= set(SETTING.findall(text("docs/settings.md")))


def test_every_command_is_in_the_manual() -> None:
    manual = text("README.md") + text("docs/commands.md")
    assert [name for name in COMMANDS if f"guatu {name}" not in manual] == []


def test_every_make_target_says_what_it_does_and_is_described() -> None:
    targets = re.findall(r"^([a-z-]+):(.*)$", text("Makefile"), re.MULTILINE)
    named = [name for name, _ in targets]
    assert [name for name, rest in targets if "##" not in rest] == []
    described = text("README.md") + text("CONTRIBUTING.md")
    assert [name for name in named if name not in ("help", "clean") and f"make {name}" not in described] == []


def test_every_room_is_on_the_map() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    assert [room for room in sorted(rooms) if f"{room}/" not in text("ARCHITECTURE.md")] == []


def test_every_app_is_on_the_map() -> None:
    apps = {path.name for path in (SOURCE / "web").iterdir() if (path / "__init__.py").exists()}
    assert [app for app in sorted(apps) if f"`{app}`" not in text("ARCHITECTURE.md")] == []
