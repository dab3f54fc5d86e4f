"""One page of every kind, as each role, in a real browser: no console error, axe violation, orphan number."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page

from tests.browser.conftest import NARROW, WIDE, Site
from tests.web.crawl.reading import read_page

ACCOUNTS = ("leader", "yi", "statistics", "supervision", "department", "liaison", "auditor", "operator", "")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
_NUMBERS = re.compile(r"\d+")


def kind_of(url: str) -> str:
    """Pages that one template draws from one kind of thing."""
    parts = urlsplit(url)
    path = parts.path
    if path.startswith(("/figures/", "/sources/")):
        room, subject = path.split("/")[1:3]
        known = ("target", "targets", "tasks", "document", "span", "entry")
        head = subject.partition(":")[0]
        path = f"/{room}/{head if head in known else 'indicator'}"
    elif path.startswith("/indicators/"):
        path = "/indicators/one"
    past = "?known_at" if "known_at=" in parts.query else ""
    return _NUMBERS.sub("n", path) + past


def visit_each_kind(page: Page, site: Site) -> Iterator[str]:
    """Open one page of each kind that links lead to, and yield its kind while it is open."""
    queue, known, kinds = deque(["/"]), {"/"}, set()
    while queue:
        url = queue.popleft()
        if kind_of(url) in kinds:
            continue
        kinds.add(kind_of(url))
        try:
            answer = page.goto(site.url + url, wait_until="load")
        except Error as error:
            if "Download is starting" in str(error):
                continue
            raise
        assert answer is not None
        assert answer.status == 200, url
        if not answer.headers.get("content-type", "").startswith("text/html"):
            # A sheet of A3 opens in the browser's own viewer, which is not ours to judge.
            continue
        yield kind_of(url)
        here = page.url.removeprefix(site.url)
        for link in read_page(page.content()).links:
            target = urldefrag(urljoin(here, link)).url
            if not urlsplit(target).netloc and target not in known:
                known.add(target)
                queue.append(target)


def faults(page: Page) -> list[str]:
    """What is wrong with the open page: axe, numbers without a source, a page wider than the screen."""
    found = [
        f"axe {v['id']}: {node['html'][:120]}"
        for v in Axe().run(page, options=RULES).response["violations"]
        for node in v["nodes"][:2]
    ]
    found += [f"orphan number: {text}" for text in read_page(page.content()).orphans]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("the page scrolls sideways")
    return found


@pytest.mark.parametrize("account", ACCOUNTS)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_kind_of_page_is_sound(
    site: Site, sign_in: Callable[..., Page], account: str, viewport: dict[str, int]
) -> None:
    page = sign_in(site, account, viewport=viewport)
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    wrong: dict[str, list[str]] = {}
    for kind in visit_each_kind(page, site):
        found = faults(page) + [f"console: {text}" for text in heard]
        heard.clear()
        if found:
            wrong[kind] = found
    assert not wrong
