"""A word that was misread is taught from its card; read again the text knows it; taken back it does not."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, serving
from tests.browser.test_review import bring_text, watched

BRIEFING = """青澜开发区半年简报（示例）
1995年8月12日
上半年，北岸盘子33.6亿元，同比增长12.5%。
"""


@pytest.fixture(scope="module")
def desk(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demo zone for this file."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("teach") / "home")
    with serving(home) as served:
        yield served


def test_a_mended_indicator_is_taught_and_read_by_from_then_on(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    said = watched(page)
    address = bring_text(page, desk, tmp_path / "1995-08-12-简报.txt", BRIEFING)
    first, second = page.locator("article.cand").nth(0), page.locator("article.cand").nth(1)
    expect(first.locator(".about")).to_contain_text("北岸盘子")
    page.keyboard.press("e")
    name = first.locator("input[name=indicator]")
    name.fill("进出口总额")
    first.locator("input[name=value]").press("Enter")
    expect(first).to_have_attribute("data-decision", "accepted")
    first.locator(".about").click()
    page.keyboard.press("t")
    expect(page.locator("input[name=word]")).to_have_value("北岸盘子")
    expect(page.locator("input[name=indicator]")).to_have_value("进出口总额")
    page.locator("input[name=word]").press("Enter")
    expect(page.locator(".effect .change")).to_contain_text("增长12.5%")
    page.get_by_role("button", name="记住这个用词").press("Enter")
    page.wait_for_url(address)
    for _ in range(40):
        page.goto(address)
        if "正在重新识别" not in page.locator("main").inner_text():
            break
        page.wait_for_timeout(500)
    expect(second.locator(".about")).to_contain_text("进出口总额")
    expect(first).to_have_attribute("data-decision", "accepted")
    page.goto(f"{desk.url}/documents/words")
    page.get_by_role("link", name="撤回").first.click()
    page.get_by_role("button", name="撤回这个用词").click()
    expect(page.locator("main")).to_contain_text("还没有教过用词")
    assert said == []


def test_slash_leads_to_the_search_and_a_question_is_answered(
    desk: Site, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(desk, "leader")
    page.goto(f"{desk.url}/targets")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("1—7月 进出口 增幅")
    page.keyboard.press("Enter")
    page.locator("main .found a.figure").first.click()
    expect(page).to_have_url(f"{desk.url}/figures/goods_trade/growth/2022-01--2022-07")
