"""A long speech is reviewed by keys alone; every key press is counted and the count printed."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, serving
from tests.browser.long_speech import SPEECH
from tests.browser.test_review import NOW, bring, bring_text, waiting, watched

#: What a practised officer takes to read a card and press its key.
SECONDS_A_KEY = 2.5
FIVE_MINUTES = 300


class Keys:
    """The keyboard of a page; counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page, self.count, self.began = page, 0, time.monotonic()

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)
            self.count += 1

    def type(self, text: str) -> None:
        """Type a text into what has the focus; each character is a press."""
        self.page.keyboard.type(text)
        self.count += len(text)

    def tell(self, what: str, *, items: int) -> float:
        """Print the count, and how long it is at the pace of a person; the seconds."""
        took, person = time.monotonic() - self.began, self.count * SECONDS_A_KEY
        print(
            f"\n{what}: {items} items, {self.count} key presses; {took:.0f} s here, "
            f"{person / 60:.1f} min at {SECONDS_A_KEY} s a press"
        )
        return max(person, took)


@pytest.fixture(scope="module")
def desk(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demo zone for this file."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("keys") / "home")
    with serving(home) as served:
        yield served


def test_every_item_of_a_long_speech_is_decided_one_by_one_in_five_minutes(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    said = watched(page)
    assert 2300 <= len(SPEECH) <= 2700
    bring_text(page, desk, tmp_path / "1998-08-12-讲话.txt", SPEECH)
    items, keys = waiting(page), Keys(page)
    assert 55 <= items <= 75
    _mend_the_first(page, keys)
    while left := waiting(page):
        card = page.locator("article.cand.now")
        noun, words = card.get_attribute("data-noun"), card.locator(".v").inner_text()
        keys.press("x" if noun == "unread" or words.startswith(("年底回头看", "请老同志")) else "y")
        expect(page.locator("article.cand.is-pending")).to_have_count(left - 1)
    keys.press("w")
    expect(page.get_by_text("本文件已审核完成。")).to_be_visible()
    assert keys.tell("one by one", items=items) < FIVE_MINUTES
    assert keys.count <= items + 25
    page.goto(f"{desk.url}/figures/gdp/level/1998-01--1998-06")
    expect(page.locator("main")).to_contain_text("318.6")
    assert said == []


def _mend_the_first(page: Page, keys: Keys) -> None:
    """Change the value of the first card: its field is reached, filled and sent by keys; Enter saves."""
    first = page.locator("article.cand").first
    keys.press("e")
    expect(first.locator("input[name=indicator]")).to_be_focused()
    keys.press("Tab")
    expect(first.locator("input[name=value]")).to_be_focused()
    keys.press("Control+a")
    keys.type("318.6亿元")
    keys.press("Enter")
    expect(first).to_have_attribute("data-decision", "accepted")
    expect(first.locator(".v")).to_contain_text("318.6")


def test_what_is_plain_goes_in_one_stroke_and_the_rest_by_a_key_each(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    text = SPEECH.replace("1998年", "1997年")
    bring_text(page, desk, tmp_path / "1997-08-12-讲话.txt", text)
    items, keys = waiting(page), Keys(page)
    keys.press("a")
    expect(page.locator("dialog .plain-list")).to_be_visible()
    listed = page.locator("dialog .plain-list li").count()
    keys.press("Enter")
    expect(page.locator("article.cand.is-pending")).to_have_count(items - listed)
    while left := waiting(page):
        noun = page.locator("article.cand.now").get_attribute("data-noun")
        keys.press("x" if noun == "unread" else "y")
        expect(page.locator("article.cand.is-pending")).to_have_count(left - 1)
    keys.press("w")
    expect(page.get_by_text("本文件已审核完成。")).to_be_visible()
    assert keys.tell("in one stroke", items=items) < FIVE_MINUTES / 2
    assert keys.count < items / 2


def test_f_leads_to_the_filters_and_enter_chooses_one(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path)
    page.keyboard.press("f")
    expect(page.locator("#shows a").first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#shows a[aria-current]")).to_have_attribute("data-show", "pending")
    page.locator("#shows a[data-show=task]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("article.cand[data-noun=figure]").first).to_be_hidden()
    expect(page.locator("article.cand[data-noun=task]").first).to_be_visible()


def test_enter_never_overrules_the_record_by_itself(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    page = sign_in(desk, "supervision")
    bring(page, desk, tmp_path, 2022)
    card = page.locator("article.cand.differs").first
    number = card.get_attribute("data-number")
    card.locator(".about").click()
    page.keyboard.press("e")
    value = page.locator(f"#c{number} input[name=value]")
    value.press("Enter")
    expect(page.locator(f"#c{number} button[data-answer]").first).to_be_visible()
    value.press("Enter")
    page.wait_for_timeout(300)
    expect(page.locator(f"#c{number}")).to_have_attribute("data-decision", "pending")
    page.locator(f"#c{number} button[value=coexist]").press("Enter")
    expect(page.locator(f"#c{number}")).to_have_attribute("data-decision", "accepted")


def test_two_officers_at_once_neither_loses_nor_repeats_a_decision(
    desk: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    one = sign_in(desk, "supervision")
    text = SPEECH.replace("1998年", "1996年")
    address = bring_text(one, desk, tmp_path / "1996-08-12-讲话.txt", text)
    other = sign_in(desk, "statistics")
    other.goto(address)
    figures = [c.get_attribute("data-number") for c in one.locator("article.cand[data-noun=figure]").all()]
    for number in figures[::2]:
        one.locator(f"#c{number} .about").click()
        one.keyboard.press("y")
        expect(one.locator(f"#c{number}")).not_to_have_attribute("data-decision", "pending")
    for number in reversed(figures):
        card = other.locator(f"#c{number}")
        if card.get_attribute("data-decision") != "pending":
            continue
        card.locator(".about").click()
        other.keyboard.press("x")
        expect(card).not_to_have_attribute("data-decision", "pending")
    one.reload()
    for place, number in enumerate(figures):
        wanted = "accepted" if place % 2 == 0 else "rejected"
        expect(one.locator(f"#c{number}")).to_have_attribute("data-decision", wanted)
        who = "督查员" if place % 2 == 0 else "统计员"
        expect(one.locator(f"#c{number} .by")).to_contain_text(who)
    expect(one.locator("article.cand.now")).to_have_class(NOW)


CORRECTION = """青澜开发区关于更正1—7月外贸数据的通知（示例）
2022年8月20日
1—7月，外贸进出口总额更正为409.6亿元，同比增长38.9%。
"""


def test_a_correction_moves_the_wall_and_the_past_stays(
    fresh_site: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    officer = sign_in(fresh_site, "supervision")
    officer.goto(fresh_site.url)
    expect(officer.locator("main")).to_contain_text("407")
    bring_text(officer, fresh_site, tmp_path / "2022-08-20-更正.txt", CORRECTION)
    expect(officer.locator(".checks")).to_contain_text("在册为")
    keys = Keys(officer)
    while left := waiting(officer):
        card = officer.locator("article.cand.now")
        keys.press("1" if card.get_attribute("data-differs") is not None else "y")
        expect(officer.locator("article.cand.is-pending")).to_have_count(left - 1)
    officer.goto(fresh_site.url)
    tile = officer.locator("article.tile", has_text="进出口总额")
    expect(tile.locator(".value")).to_contain_text("409.6")
    expect(tile.locator(".value")).not_to_contain_text("407")
    tile.locator(".value a.figure").first.click()
    expect(officer.locator("main")).to_contain_text("407")
