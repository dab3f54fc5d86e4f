"""Where in a TOML file a table or a key stands, for messages that name the line."""

from __future__ import annotations

import re
from pathlib import Path

from guatu.vocabulary.problems import Problem

_HEAD = re.compile(r"^\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_-]+)\s*=")


class Lines:
    """The lines of one file by table (``nth`` of its name, from 0) and key."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._heads: dict[tuple[str, int], int] = {}
        self._keys: dict[tuple[str, int, str], int] = {}
        seen: dict[str, int] = {}
        table, nth = "", 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if head := _HEAD.match(line):
                table = head[1]
                nth = seen.get(table, 0)
                seen[table] = nth + 1
                self._heads[table, nth] = number
            elif key := _KEY.match(line):
                self._keys.setdefault((table, nth, key[1]), number)

    def line(self, *, table: str = "", nth: int = 0, key: str = "") -> int:
        """The key's line, else its table's, else the first."""
        return self._keys.get((table, nth, key)) or self._heads.get((table, nth)) or 1

    def problem(self, message: str, advice: str, *, table: str = "", nth: int = 0, key: str = "") -> Problem:
        """A problem that stands at this place of the file."""
        line = self.line(table=table, nth=nth, key=key)
        name = f"[{table}] " if table else ""
        return Problem("catalogue.definition", {"line": line}, f"{self.path}:{line}", name + message, advice)
