"""Find a Java that Spark runs on, or install one: `python -m tests.java` prints its path, or what is missing.

Tried in this order: `$JAVA_HOME`; `java` on PATH; Debian's package, when we are root.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST = 17
PACKAGE = "openjdk-17-jre-headless"


def provide_java() -> Path | None:
    """The path of a `java` of at least version 17; None when there is none and none can be installed."""
    return _found() or _from_debian()


def missing() -> str:
    """What to tell whoever has none."""
    return f"Spark needs Java {OLDEST} or later, and none was found (Debian: apt-get install {PACKAGE})"


def _found() -> Path | None:
    named = os.environ.get("JAVA_HOME")
    tried = [Path(named) / "bin" / "java"] if named else []
    on_path = shutil.which("java")
    tried += [Path(on_path)] if on_path else []
    return next((path for path in tried if path.is_file() and version(path) >= OLDEST), None)


def version(java: Path) -> int:
    """The major version of a `java`; 0 when it does not say.

    `java -version` writes 'openjdk version "17.0.15" 2025-04-15', and "1.8.0_402" for version 8.
    """
    told = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(?:1\.)?(\d+)', told.stderr + told.stdout)
    return int(found[1]) if found else 0


def _from_debian() -> Path | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print(f"installing {PACKAGE} with apt-get", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", PACKAGE]):
        subprocess.run(["apt-get", *command], stdout=subprocess.DEVNULL, check=False, env=env)
    return _found()


if __name__ == "__main__":
    print(provide_java() or missing())
