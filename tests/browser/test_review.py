"""A speech goes in, is confirmed by keys alone, and two people never lose each other's work."""

import re
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Site, serving

SPEECH = """𠮷祥区域会议讲话（示例）🙂
{year}年8月18日
上半年，全区地区生产总值529亿元，同比增长6.1%；规上工业总产值901.5亿元，增长12.4%，增幅居全市第三。
1—7月，外贸进出口总额433亿元，增长29%。
下半年，确保全年新增规上工业企业70家，力争90家。加快推进智慧园区建设，全面开展企业走访活动。
"""


NOW = re.compile(r"\bnow\b")


YEARS = count(2001)


@pytest.fixture(scope="module")
def desk(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demo zone for this file; each test brings a speech of a year of its own."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("desk") / "home")
    with serving(home) as served:
        yield served


def bring(page: Page, site: Site, tmp_path: Path, year: int | None = None) -> str:
    """Upload a speech, of a year of which nothing is on record, and wait for its review; its address."""
    year = year or next(YEARS)
    return bring_text(page, site, tmp_path / f"{year}-08-18-讲话.txt", SPEECH.format(year=year))


def bring_text(page: Page, site: Site, file: Path, text: str) -> str:
    """Upload a text under the name of `file` and wait for its review; its address."""
    file.write_text(text, encoding="utf-8")
    page.goto(f"{site.url}/documents/new")
    page.set_input_files("input[type=file]", str(file))
    page.get_by_role("button", name="提交并识别").click()
    expect(page.locator("article.cand").first).to_be_attached(timeout=20_000)
    return page.url


def watched(page: Page) -> list[str]:
    """What the console complains of from now on."""
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def waiting(page: Page) -> int:
    """How many cards wait for a decision."""
    return page.locator("article.cand.is-pending").count()


def test_a_speech_is_confirmed_by_keys_alone_one_key_a_card(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    said = watched(page)
    bring(page, desk, tmp_path, 1999)
    cards, pressed = waiting(page), 0
    assert cards >= 7
    while (left := waiting(page)) and pressed < cards:
        card = page.locator("article.cand.now")
        page.keyboard.press("x" if card.get_attribute("data-noun") == "unread" else "y")
        pressed += 1
        expect(page.locator("article.cand.is-pending")).to_have_count(left - 1)
    assert (waiting(page), pressed) == (0, cards)
    page.get_by_role("button", name="审核完成").press("Enter")
    expect(page.get_by_text("本文件已审核完成。")).to_be_visible()
    page.goto(f"{desk.url}/figures/gdp/level/1999-01--1999-06")
    expect(page.locator("main")).to_contain_text("529")
    assert said == []


def test_keys_mend_reject_take_back_and_walk(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path)
    first = page.locator("article.cand").first
    page.keyboard.press("x")
    expect(first).to_have_attribute("data-decision", "rejected")
    page.keyboard.press("u")
    expect(first).to_have_attribute("data-decision", "pending")
    page.keyboard.press("e")
    value = first.locator("input[name=value]")
    value.fill("528.6亿元")
    value.press("Enter")
    expect(first.locator(".v")).to_contain_text("528.6")
    expect(first).to_have_attribute("data-decision", "accepted")
    second = page.locator("article.cand").nth(1)
    expect(second).to_have_class(NOW)
    page.keyboard.press("b")
    expect(first).to_have_class(NOW)
    page.keyboard.press("n")
    expect(second).to_have_class(NOW)


def test_moving_on_one_side_moves_the_other(desk: Site, sign_in: Callable[..., Page], tmp_path: Path) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path)
    page.locator(".lit", has_text="433亿元").click()
    card = page.locator("article.cand.now")
    expect(card).to_contain_text("433亿元")
    page.keyboard.press("n")
    number = page.locator("article.cand.now").get_attribute("data-number")
    expect(page.locator(".lit.now").first).to_have_attribute("data-c", str(number))


SELECT = """words => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    document.getElementById("text").dispatchEvent(new PointerEvent("pointerup", {bubbles: true}));
    return;
  }
}"""


def test_selected_words_are_added_on_exactly_their_characters(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path)
    before = page.locator("article.cand").count()
    page.evaluate(SELECT, "会议讲话")
    page.locator(".adder [data-add=task]").click()
    box = page.locator("dialog")
    box.locator("textarea[name=title]").fill("落实会议讲话")
    box.get_by_role("button", name="保存并采纳").click()
    expect(page.locator("article.cand")).to_have_count(before + 1)
    added = page.locator("article.cand.now")
    expect(added).to_contain_text("落实会议讲话")
    number = added.get_attribute("data-number")
    expect(page.locator(f'.lit[data-c~="{number}"]')).to_have_text("会议讲话")


def test_an_indicator_is_chosen_by_part_of_its_name(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path)
    page.keyboard.press("e")
    name = page.locator("article.cand.now input[name=indicator]")
    name.fill("")
    name.press_sequentially("外資")
    expect(page.get_by_role("option", name="实际利用外资").first).to_be_visible()
    page.get_by_role("option", name="实际利用外资").first.click()
    expect(name).to_have_value("实际利用外资")


def test_two_people_see_each_others_decisions_and_overwrite_none(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    one = sign_in(desk, "supervision")
    address = bring(one, desk, tmp_path)
    other = sign_in(desk, "statistics")
    other.goto(address)
    other.keyboard.press("x")
    expect(other.locator("article.cand").first).to_have_attribute("data-decision", "rejected")
    one.keyboard.press("y")
    expect(one.locator(".toast")).to_contain_text("统计员")
    expect(one.locator(".toast")).to_contain_text("不采纳")
    expect(one.locator("article.cand").first).to_have_attribute("data-decision", "rejected")


def test_a_value_at_odds_with_the_record_asks_before_it_replaces(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path, 2022)
    card = page.locator("article.cand.differs").first
    expect(page.locator(".checks")).to_contain_text("在册为")
    card.locator(".about").click()
    page.keyboard.press("y")
    expect(page.locator(".toast")).to_contain_text("并存")
    number = card.get_attribute("data-number")
    page.keyboard.press("1")
    expect(page.locator(f"#c{number}")).to_have_attribute("data-decision", "accepted")


def test_one_stroke_says_what_it_will_do_and_does_it(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path)
    before = waiting(page)
    page.get_by_role("link", name="采纳全部高可信项").click()
    expect(page.locator("dialog .plain-list")).to_be_visible()
    listed = page.locator("dialog .plain-list li").count()
    assert listed > 0
    page.locator("dialog").locator("button.primary").click()
    expect(page.locator("article.cand.is-pending")).to_have_count(before - listed)


def test_on_a_narrow_screen_text_and_cards_take_turns(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision", viewport=NARROW)
    bring(page, desk, tmp_path)
    expect(page.locator("#text")).to_be_visible()
    expect(page.locator("#cards")).to_be_hidden()
    page.locator(".lit", has_text="433亿元").click()
    expect(page.locator("article.cand.now")).to_be_in_viewport()
    page.locator("article.cand.now").get_by_role("button", name="采纳", exact=True).click()
    page.get_by_role("button", name="原文").click()
    expect(page.locator("#text")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_desk_is_open_to_everybody(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path, viewport: dict[str, int]
) -> None:
    page = sign_in(desk, "supervision", viewport=viewport)
    address = bring(page, desk, tmp_path)
    for path in (address, f"{desk.url}/documents", f"{desk.url}/documents/new"):
        page.goto(path)
        if path == address:
            page.keyboard.press("e")
            page.wait_for_timeout(400)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
        assert found.violations_count == 0, found.generate_report()


def test_a_half_filled_form_outlives_a_reload_and_ctrl_z_takes_back(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path)
    first = page.locator("article.cand").first
    page.keyboard.press("e")
    with page.expect_response(re.compile("/api/draft")):
        first.locator("input[name=value]").fill("528.4亿元")
    page.reload()
    expect(first.locator(".chip.draft")).to_be_visible()
    page.keyboard.press("e")
    expect(first.locator("input[name=value]")).to_have_value("528.4亿元")
    first.locator("input[name=value]").press("Enter")
    expect(first).to_have_attribute("data-decision", "accepted")
    page.keyboard.press("Control+z")
    expect(first).to_have_attribute("data-decision", "pending")
    page.locator("a[data-show=task]").click()
    expect(first).to_be_hidden()
