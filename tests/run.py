"""What `make test` runs: each kind of test in turn, with everything it needs set up first.

python -m tests.run            all stages
python -m tests.run browser    one of: core spark sqlite postgres browser
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.browser.chromium import provide_chromium
from tests.java import missing, provide_java

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
CORE = [
    "briefing",
    "vocabulary",
    "catalogue",
    "demo",
    "enterprises",
    "execution",
    "facts",
    "files",
    "indicators",
    "reading",
    "schedule",
    "targets",
    "tracing",
]


def pytest(*args: str, python: Path = Path(sys.executable), env: dict[str, str] | None = None) -> int:
    """Run pytest in a process of its own and give its exit code."""
    strict = ["-p", "no:cacheprovider"] if os.environ.get("CI") else []
    command = [str(python), "-m", "pytest", *strict, *args]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **(env or {})}, check=False).returncode


def core() -> int:
    """The pure core, installed without Django: proof that it needs none."""
    python = environment("core", "-e", ".")
    found = subprocess.run([str(python), "-c", "import django"], cwd=ROOT, capture_output=True, check=False)
    if found.returncode == 0:
        print("the core's environment has Django in it; remove .cache/core and run again")
        return 1
    rooms = [f"tests/{room}" for room in CORE if (ROOT / "tests" / room).exists()]
    return pytest("-q", "-c", "tests/core.ini", "-m", "not spark", *rooms, python=python)


def environment(name: str, *wanted: str) -> Path:
    """The Python of an environment of the core's tests that has what is wanted and no more."""
    venv = CACHE / name
    python = venv / "bin" / "python"
    uv = os.environ.get("UV") or "uv"
    tools = ["pytest>=8.3", "hypothesis>=6.120", "chinesecalendar>=1.10"]
    if not python.exists():
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(venv)], cwd=ROOT, check=True)
    command = [uv, "pip", "install", "--quiet", "--python", str(python), *tools, *wanted]
    subprocess.run(command, cwd=ROOT, check=True)
    return python


def spark() -> int:
    """The cube on Spark is the cube on DuckDB, in an environment that has PySpark."""
    java = provide_java()
    if java is None:
        print(f"SKIPPED: {missing()}")
        return 1 if os.environ.get("CI") else 0
    python = environment("spark", "-e", ".[spark]")
    home = {"JAVA_HOME": str(java.resolve().parent.parent), "PYSPARK_PYTHON": str(python)}
    return pytest("-q", "-c", "tests/core.ini", "-m", "spark", "tests/indicators", python=python, env=home)


def sqlite() -> int:
    """Everything but the browser, on SQLite."""
    return pytest("-q", "-n", "2", "--dist", "loadfile", "-m", "not browser and not spark", "tests")


def postgres() -> int:
    """The database tests once more, on a real PostgreSQL that the run starts itself."""
    return pytest("-q", "-n", "2", "--dist", "loadfile", "--db=postgres", "-m", "not browser", "tests/web")


def browser() -> int:
    """Journeys and the crawler in Chromium against a real server."""
    path = provide_chromium()
    return pytest("-q", "-m", "browser", "tests/browser", env={"GUATU_CHROMIUM": str(path)})


STAGES: dict[str, Callable[[], int]] = {
    "core": core,
    "spark": spark,
    "sqlite": sqlite,
    "postgres": postgres,
    "browser": browser,
}


def main(names: list[str]) -> int:
    """Run the named stages (all when none is named); 0 when every one passed."""
    unknown = [name for name in names if name not in STAGES]
    if unknown:
        print(f"no such stage: {', '.join(unknown)}; there are {', '.join(STAGES)}")
        return 2
    failed = []
    for name in names or STAGES:
        print(f"\n== {name}: {STAGES[name].__doc__}", flush=True)
        started = time.monotonic()
        if STAGES[name]() != 0:
            failed.append(name)
        print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    print(f"\nfailed: {', '.join(failed)}" if failed else "\nall stages passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
