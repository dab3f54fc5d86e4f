"""The wall, the targets and the task book in a real browser: editing in place, two clicks to the words."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Site

SignIn = Callable[..., Page]


def test_a_task_is_edited_in_its_row_and_the_row_says_so(fresh_site: Site, sign_in: SignIn) -> None:
    page = sign_in(fresh_site, "supervision", viewport=WIDE)
    page.goto(f"{fresh_site.url}/tasks")
    row = page.locator("table.tasks tbody tr").first
    title = row.locator(".tname").inner_text()
    row.locator("td.act a.btn").click()
    form = page.locator("tr.editing form")
    expect(form).to_be_visible()
    form.locator("select[name=deadline_kind]").select_option("date")
    form.locator("input[name=deadline]").fill("2022-11-15")
    form.locator("textarea[name=standard]").fill("完成首批试点")
    form.locator("button.primary").click()
    saved = page.locator("tr.saved")
    expect(saved).to_contain_text(title)
    expect(saved).to_contain_text("11月15日前")
    expect(saved).to_contain_text("完成首批试点")


def test_an_edit_in_place_can_be_given_up(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "supervision", viewport=WIDE)
    page.goto(f"{site.url}/tasks")
    row = page.locator("table.tasks tbody tr").first
    before = row.inner_text()
    row.locator("td.act a.btn").click()
    page.locator("tr.editing .buttons a.btn").click()
    expect(page.locator("tr.editing")).to_have_count(0)
    assert page.locator("table.tasks tbody tr").first.inner_text() == before


def test_a_missing_date_is_said_in_the_row_and_nothing_is_lost(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "supervision", viewport=WIDE)
    page.goto(f"{site.url}/tasks")
    page.locator("table.tasks tbody tr td.act a.btn").first.click()
    form = page.locator("tr.editing form")
    form.locator("select[name=deadline_kind]").select_option("date")
    form.locator("input[name=deadline]").fill("")
    form.locator("textarea[name=standard]").fill("写了一半")
    form.locator("button.primary").click()
    expect(page.locator("tr.editing .errorlist")).to_contain_text("日期")
    expect(page.locator("tr.editing textarea[name=standard]")).to_have_value("写了一半")


def test_a_number_of_the_wall_is_two_clicks_from_its_words(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "leader", viewport=WIDE)
    page.goto(f"{site.url}/")
    page.locator(".tile .value a.figure").first.click()
    page.locator("main a[href*='/sources/span:']").first.click()
    expect(page.locator("main mark").first).to_be_visible()


def test_the_wall_is_turned_back_by_its_menu_and_forward_again(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "leader", viewport=WIDE)
    page.goto(f"{site.url}/")
    page.locator("details.moments summary").click()
    page.locator("details.moments .menu a").last.click()
    expect(page.locator(".historic")).to_be_visible()
    assert "known_at=" in page.locator(".tile a.figure").first.get_attribute("href")
    page.locator(".historic a").click()
    expect(page.locator(".historic")).to_have_count(0)


def test_nothing_hangs_over_the_edge_of_a_telephone(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "leader", viewport=NARROW)
    for address in ("/", "/targets", "/tasks", "/targets?order=theme"):
        page.goto(site.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address


def test_the_wall_prints_on_one_sheet_of_a3(site: Site, sign_in: SignIn) -> None:
    page = sign_in(site, "leader", viewport=WIDE)
    page.goto(f"{site.url}/")
    sheet = page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/MediaBox [0 0 1191.12 841.91") == 1
    assert sheet.count(b"/MediaBox") == 1
