"""The documents keep up with the tree."""

import re

import pytest

from guatu.cli.main import COMMANDS
from tests.house.tree import ROOT, SOURCE

#: A place of the source, as the documents name it: `web/facts/actions.finish_accepting`, `facts/sheet`.
PLACE = re.compile(r"`((?:[a-z_]+/)+[a-z_]*)(?:\.(?!md|toml|json|py\b)([A-Za-z_]+))?(?:\.py)?`")
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


def documents() -> list[str]:
    pages = sorted((ROOT / "docs").rglob("*.md"))
    return [
        "ARCHITECTURE.md",
        *(str(path.relative_to(ROOT)) for path in pages if "decisions" not in path.parts),
    ]


def stands(place: str, name: str) -> bool:
    """Whether a place is there, and the name in it."""
    for base in (SOURCE, ROOT):
        for path in (base / f"{place}.py", base / place / "__init__.py"):
            if path.exists() and re.search(rf"\b{name}\b", path.read_text(encoding="utf-8")):
                return True
        if (base / place).is_dir() and (not name or (base / place / f"{name}.py").exists()):
            return True
    return False


@pytest.mark.parametrize("page", documents())
def test_every_place_that_a_document_names_is_there(page: str) -> None:
    rooms = {path.name for path in (*SOURCE.iterdir(), *ROOT.iterdir()) if path.is_dir()}
    named = [(m[1].rstrip("/"), m[2] or "") for m in PLACE.finditer(text(page))]
    assert [f"{p}.{n}" for p, n in named if p.split("/")[0] in rooms and not stands(p, n)] == []
