"""The frame around every page, with a mouse, a keyboard, a narrow screen, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, PASSWORD


def test_signing_out_takes_one_click_from_the_menu(fresh_site, sign_in):
    page = sign_in(fresh_site, "operator")
    page.click("details.person summary")
    page.click("text=退出登录")
    page.wait_for_url("**/sign-in")
    page.goto(f"{fresh_site.url}/accounts")
    assert "/sign-in?next=" in page.url


def test_the_menu_closes_on_escape_and_on_a_click_elsewhere(site, sign_in):
    page = sign_in(site, "auditor")
    menu = page.locator("details.person")
    for close in (lambda: page.keyboard.press("Escape"), lambda: page.click("h1")):
        page.click("details.person summary")
        expect(menu).to_have_attribute("open", "")
        close()
        expect(menu).not_to_have_attribute("open", re.compile(".*"))


def test_the_page_is_reached_and_left_by_keyboard_alone(site, sign_in):
    page = sign_in(site, "auditor")
    page.goto(f"{site.url}/audit")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_chosen_language_is_kept(fresh_site, sign_in):
    page = sign_in(fresh_site, "auditor")
    page.goto(f"{fresh_site.url}/language")
    page.click("button[value=en]")
    page.goto(f"{fresh_site.url}/audit")
    expect(page.locator("h1")).to_have_text("Audit log")
    page.goto(f"{fresh_site.url}/language")
    page.click("button[value=zh-hant]")
    page.goto(f"{fresh_site.url}/audit")
    expect(page.locator("h1")).to_have_text("審計日誌")


@pytest.mark.parametrize("path", ["/accounts", "/accounts/new", "/units", "/jobs", "/password"])
def test_the_operators_pages_fit_a_narrow_screen(site, sign_in, path):
    page = sign_in(site, "operator", viewport=NARROW)
    page.goto(f"{site.url}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_without_scripts_one_can_still_sign_in_and_out(site, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.url}/sign-in")
    page.fill("input[name=username]", "operator")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/accounts")
    page.goto(f"{site.url}/sign-out")
    page.click("main button")
    page.wait_for_url("**/sign-in")
    context.close()


def test_a_job_has_its_page_and_nothing_comes_from_elsewhere(site, sign_in):
    page = sign_in(site, "operator")
    hosts = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(f"{site.url}/jobs")
    page.click("tbody a >> nth=0")
    expect(page.locator("h1")).to_contain_text("#")
    assert hosts == {site.url.split("/")[2]}
