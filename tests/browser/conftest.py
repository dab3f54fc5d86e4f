"""One demo zone, one real server and one Chromium for all browser tests.

The zone is loaded once, by the command that people use.
Tests that write take a copy of their own, `fresh_site`.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.chromium import SWITCHES, provide_chromium

GUATU = [sys.executable, "-m", "guatu"]
TODAY = "2022-08-20"
PASSWORD = "guatu-demo"
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Site:
    """A running guatu: its address and its data folder."""

    url: str
    home: Path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo zone in it; nobody serves it."""
    home = tmp_path_factory.mktemp("demo") / "home"
    command = [*GUATU, "demo", "--no-serve", "--home", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(home), check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return home


@pytest.fixture(scope="session")
def site(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo zone, served for tests that only read."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("read") / "home")
    with serving(home) as served:
        yield served


@pytest.fixture
def fresh_site(demo_home: Path, tmp_path: Path) -> Iterator[Site]:
    """A demo zone of one test's own, to write in."""
    home = shutil.copytree(demo_home, tmp_path / "home")
    with serving(home) as served:
        yield served


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(provide_chromium()), args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def sign_in(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`sign_in(site, "supervision")` gives a page of that person's own; no name gives a visitor's."""
    contexts: list[BrowserContext] = []

    def open_page(site: Site, username: str = "", *, viewport: dict[str, int] = WIDE) -> Page:
        context = chromium.new_context(viewport=viewport, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        if username:
            page.goto(f"{site.url}/sign-in")
            page.fill("input[name=username]", username)
            page.fill("input[name=password]", PASSWORD)
            page.press("input[name=password]", "Enter")
            page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def environment(home: Path) -> dict[str, str]:
    """The server's environment: its own data folder, the demo's day, SQLite."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GUATU_", "DJANGO_"))}
    return kept | {"GUATU_HOME": str(home), "GUATU_TODAY": TODAY}


@contextmanager
def serving(home: Path, **more: str) -> Iterator[Site]:
    """`guatu serve` on a free port, until the block ends; ``more`` goes into its environment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (home.parent / "serve.log").open("wb")
    command = [*GUATU, "serve", "--port", str(port), "--home", str(home)]
    server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment(home) | more)
    try:
        wait_for(f"http://127.0.0.1:{port}/sign-in", server=server, log=Path(log.name))
        yield Site(f"http://127.0.0.1:{port}", home)
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


def wait_for(url: str, *, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until the server answers; its log when it ends or stays silent."""
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=1)
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, log.read_text(errors="replace")
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"no answer from {url}\n{log.read_text(errors='replace')}")
