"""Words of the core that pages show: they stand in data and in modules that know nothing of translation.

Templates of sentences, names of measures and lights, indicators: the pages say them through `ui.script.say`,
so they belong in the catalogues like the messages of the pages themselves.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from guatu.catalogue.load import indicators

CORE = Path(__file__).resolve().parent.parent / "src" / "guatu"
SPEAKING = (
    "execution/states.py",
    "indicators/board.py",
    "indicators/changes.py",
    "indicators/explaining.py",
    "indicators/reckoning.py",
    "indicators/display.py",
    "indicators/headline.py",
    "indicators/measures.py",
    "indicators/naming.py",
    "indicators/peers.py",
    "targets/explain.py",
    "targets/league.py",
    "targets/matching.py",
    "targets/why.py",
    "targets/words.py",
    "indicators/veil.py",
    "tracing/announced.py",
    "tracing/beside.py",
    "tracing/explain.py",
    "vocabulary/basis.py",
)
CHINESE = re.compile(r"[\u3400-\u9fff]")
DIGITS = re.compile("[零一二三四五六七八九十]{3,}")
LABELS = ("label",)
#: Which values of data files of the execution room are shown.
EXECUTION = {"moves": ("word",), "asking": ("paper", "note")}


def spoken() -> Iterator[tuple[str, str]]:
    """Each word or template of a sentence, with the file it stands in."""
    for name in SPEAKING:
        tree = ast.parse((CORE / name).read_text(encoding="utf-8"))
        left_out = set(_not_spoken(tree))
        for node in ast.walk(tree):
            said = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out
            if said and CHINESE.search(node.value) and not DIGITS.fullmatch(node.value):
                yield node.value, name
    for path in sorted((CORE / "catalogue/data/schemes").glob("*.toml")):
        for text in _labels(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield text, f"catalogue/data/schemes/{path.name}"
    for name, shown in EXECUTION.items():
        path = CORE / f"catalogue/data/execution/{name}.toml"
        for row in tomllib.loads(path.read_text(encoding="utf-8")).values():
            yield from ((row[key], f"catalogue/data/execution/{path.name}") for key in shown)
    for path in sorted((CORE / "catalogue/data/boards").glob("*.toml")):
        for text in tomllib.loads(path.read_text(encoding="utf-8"))["groups"]:
            yield text, f"catalogue/data/boards/{path.name}"


def _not_spoken(tree: ast.Module) -> Iterator[int]:
    """Docstrings, pieces of f-strings (said piece by piece), and errors."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield id(node.value)
        if isinstance(node, ast.JoinedStr):
            yield from map(id, ast.walk(node))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Problem":
            yield from map(id, ast.walk(node))


def _labels(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in LABELS and isinstance(value, str) and CHINESE.search(value):
                yield value
            else:
                yield from _labels(value)
    if isinstance(data, list):
        for value in data:
            yield from _labels(value)


def named() -> dict[str, tuple[str, str]]:
    """Indicators: their name with its traditional and English form, as the catalogue gives them."""
    return {i.name: (i.name_hant, i.name_en) for i in indicators().values()}
