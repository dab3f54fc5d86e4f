"""Take the screenshots in docs/pictures of the demo zone: `make pictures`.

The pictures show the pages as they are: run this after a change that people see, look at them, commit them.
"""

import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.browser.chromium import SWITCHES, provide_chromium
from tests.browser.conftest import GUATU, NARROW, PASSWORD, WIDE, environment, serving

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
FIGURE = "/figures/goods_trade/growth/2022-01--2022-07"
# Name, who looks, where; a link's selector is followed to pages whose address is not known beforehand.
SHOTS = (
    ("wall", "leader", "/", ""),
    ("review", "supervision", "/documents", "a[href^='/documents/']:has-text('专题会议纪要')"),
    ("figure", "leader", FIGURE, ""),
    ("source", "leader", FIGURE, "main a[href^='/sources/']"),
    ("targets", "leader", "/targets", ""),
    ("tasks", "supervision", "/tasks", ""),
    ("indicator", "statistics", "/indicators/goods_trade", ""),
)


def main() -> None:
    """Load the demo, serve it, take every picture at both widths."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        subprocess.run([*GUATU, "demo", "--no-serve", "--home", str(home)], env=environment(home), check=True)
        with serving(home) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(provide_chromium()), args=SWITCHES)
            for viewport in (WIDE, NARROW):
                take_all(browser, site.url, viewport=viewport)
            browser.close()


def take_all(browser: Browser, url: str, *, viewport: dict[str, int]) -> None:
    """Every picture at one width, each as the person it is for."""
    for name, username, path, link in SHOTS:
        page = browser.new_page(viewport=viewport, locale="zh-CN")
        page.goto(f"{url}/sign-in")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda at: "/sign-in" not in at)
        page.goto(url + path)
        if link:
            page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURES / f"{name}-{viewport['width']}.png", full_page=name == "wall")
        page.close()


if __name__ == "__main__":
    main()
