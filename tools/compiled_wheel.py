"""A wheel whose reader is machine code beside its sources, built when ``GUATU_COMPILED=1``.

    GUATU_COMPILED=1 uv build --wheel

The wheel is then of one platform and one Python; without the setting it is pure Python, as ever.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASKED = os.environ.get("GUATU_COMPILED") == "1"


class CompiledReader(BuildHookInterface[Any]):
    """Adds the compiled modules to the wheel."""

    def dependencies(self) -> list[str]:
        """What building needs beside hatchling."""
        return ["mypy>=1.14", "setuptools>=77"] if ASKED else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless nobody asked or the wheel only points at a checkout."""
        if not ASKED or version == "editable":
            return
        # hatchling runs this file alone: the tools beside it are found from the checkout
        sys.path.insert(0, self.root)
        from tools import compiled as tool

        self._folder = tempfile.TemporaryDirectory(prefix="guatu-compiled-")
        folder = Path(self._folder.name)
        for path in tool.compiled(folder):
            build_data["force_include"][str(path)] = path.relative_to(folder).as_posix()
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if hasattr(self, "_folder"):
            self._folder.cleanup()
