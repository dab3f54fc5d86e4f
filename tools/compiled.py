"""The reader as machine code: its modules, translated by mypyc, read faster and the same.

    python -m tools.compiled FOLDER

copies the package ``guatu`` into the folder and puts the compiled modules beside their sources; with the
folder first on ``PYTHONPATH`` they are what runs. It needs mypy, setuptools and a C compiler.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.settled import settled

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "guatu"
#: Formats stay as they are: they wait for libraries, and a process of their own imports them.
ROOMS = ("reading", "reading/tables")
OPTIONS = ("--config-file=", "--explicit-package-bases", "--ignore-missing-imports")


class NotCompiledError(Exception):
    """The reader could not be compiled; the message says why."""


def sources() -> list[Path]:
    """All that the compiled modules depend on: a change of these, or of this file, asks for a new build."""
    return [*sorted(path for path in SOURCE.rglob("*.py") if "web" not in path.parts), Path(__file__)]


def modules(package: Path) -> list[Path]:
    """The files that are compiled, in order."""
    rooms = (sorted((package / room).glob("*.py")) for room in ROOMS)
    return [path for room in rooms for path in room if path.name != "__init__.py"]


def compiled(folder: Path) -> list[Path]:
    """Compile into ``folder``, which is made; the machine code's files. Raises ``NotCompiledError``."""
    package = folder / "guatu"
    shutil.copytree(SOURCE, package, ignore=shutil.ignore_patterns("__pycache__", "web"), dirs_exist_ok=True)
    for path in modules(package):
        path.write_text(settled(path.read_text(encoding="utf-8")), encoding="utf-8")
    names = [str(path.relative_to(folder)) for path in modules(package)]
    done = subprocess.run(
        [sys.executable, "-m", "mypyc", *OPTIONS, *names],
        cwd=folder,
        env={**os.environ, "MYPYPATH": str(folder), "MYPYC_OPT_LEVEL": "2", "MYPYC_DEBUG_LEVEL": "0"},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        raise NotCompiledError("mypyc could not compile the reader: " + " / ".join(said[-3:]))
    shutil.rmtree(folder / "build", ignore_errors=True)
    return sorted(path for end in ("so", "pyd") for path in folder.rglob(f"*.{end}"))


def main() -> None:
    """Compile into the folder that is named."""
    for path in compiled(Path(sys.argv[1])):
        print(path)


if __name__ == "__main__":
    main()
