"""Two clicks from any number on the wall to its words."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Site


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_from_the_wall_to_the_lit_sentence(
    site: Site, sign_in: Callable[..., Page], viewport: dict[str, int]
) -> None:
    page = sign_in(site, "leader", viewport=viewport)
    page.goto(site.url + "/")
    number = page.locator("main a.figure[href^='/figures/industrial_output/level']").first
    printed = re.sub(r"[^\d.]", "", number.inner_text())
    number.click()
    expect(page.locator("h1")).to_contain_text("规上工业总产值")
    page.locator("main blockquote a.to-source").first.click()
    lit = page.locator("#lit")
    expect(lit).to_contain_text(printed)
    expect(lit).to_be_in_viewport()
    expect(page.locator(".checksum")).to_contain_text("sha256")


def test_every_number_of_the_wall_ends_in_words(site: Site, sign_in: Callable[..., Page]) -> None:
    page = sign_in(site, "supervision")
    page.goto(site.url + "/")
    addresses = {a.get_attribute("href") or "" for a in page.locator("main a.figure").all()}
    assert len(addresses) > 50
    without = []
    for address in sorted(addresses):
        answer = page.request.get(site.url + address)
        counted_nothing = "共" in answer.text() and ">0<" in answer.text()
        if answer.status != 200 or ('href="/sources/' not in answer.text() and not counted_nothing):
            without.append(address)
    # How much of the year has gone is read off the calendar, not out of a document.
    assert [a for a in without if "/schedule/" not in a] == []


def test_the_citation_is_copied(site: Site, sign_in: Callable[..., Page]) -> None:
    page = sign_in(site, "leader")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.url + "/figures/industrial_output/growth/2022-01--2022-06")
    page.click("[data-copy]")
    expect(page.locator("[data-copy]")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#citation").inner_text()
    assert "known_at=" in copied


def test_the_chart_is_drawn_and_has_its_table_and_file(site: Site, sign_in: Callable[..., Page]) -> None:
    page = sign_in(site, "statistics")
    page.goto(site.url + "/indicators/industrial_output")
    expect(page.locator(".plot canvas").first).to_be_visible()
    expect(page.locator("#table tbody tr").first).to_be_visible()
    with page.expect_download() as download:
        page.click("text=下载")
    assert download.value.suggested_filename == "规上工业总产值.csv"
