"""The tables of a document are tables at the desk: lit cells, keys walk through them, also on a phone."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, Site, serving
from tests.browser.test_review import NOW, bring_text, watched

REPORT = """青澜开发区1—7月经济运行通报（示例）
2007年8月18日
指标\t单位\t1—7月\t同比增长(%)\t全市位次\t完成年度目标(%)\t备注
一、生产
规上工业总产值\t亿元\t901.5\t12.4\t3\t55.1\t初步数，以年报为准
二、需求
固定资产投资\t亿元\t210.3\t-3.5\t9\t51.0\t—
外贸进出口总额\t亿元\t433.0\t29.0\t1\t60.2\t海关口径
下一步，要加快推进重点项目建设。
"""


@pytest.fixture(scope="module")
def desk(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demo zone for this file."""
    home = shutil.copytree(demo_home, tmp_path_factory.mktemp("tables") / "home")
    with serving(home) as served:
        yield served


@pytest.fixture
def report(desk: Site, sign_in: Callable[..., Page], tmp_path: Path) -> Page:
    """The review of a report with a table."""
    page = sign_in(desk, "statistics")
    bring_text(page, desk, tmp_path / "2007-08-18-通报.txt", REPORT)
    return page


def test_keys_walk_through_the_cells_and_one_click_leads_back_to_the_cell(report: Page) -> None:
    said = watched(report)
    table = report.locator("#text table")
    expect(table.locator("thead th")).to_have_count(7)
    expect(table.locator("tbody tr.across")).to_have_count(2)
    cell = table.get_by_role("link", name="901.5")
    cell.click()
    card = report.locator("article.cand.now")
    expect(card).to_contain_text("规上工业总产值")
    for words in ("12.4", "3", "55.1"):
        report.keyboard.press("n")
        expect(table.locator(".lit.now")).to_have_text(words)
    report.keyboard.press("b")
    expect(table.locator(".lit.now")).to_have_text("3")
    report.keyboard.press("n")
    report.keyboard.press("y")
    done = report.locator("article.cand.is-accepted")
    expect(done).to_have_count(1)
    done.locator("a.figure").click()
    original = report.locator("blockquote table")
    expect(original.locator("mark")).to_have_text("55.1")
    expect(original).to_contain_text("完成年度目标")
    expect(original).not_to_contain_text("固定资产投资")
    report.get_by_role("link", name="全文").click()
    expect(report.locator("td mark#lit")).to_have_text("55.1")
    expect(report.locator(".source table")).to_contain_text("固定资产投资")
    assert said == []


SELECT_ROW = """name => {
  const row = [...document.querySelectorAll("#text tr")].find((one) => one.textContent.startsWith(name));
  getSelection().setBaseAndExtent(row, 0, row, 3);
  document.getElementById("text").dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
}"""


def test_cells_selected_together_are_the_words_of_the_text_between_them(report: Page) -> None:
    report.evaluate(SELECT_ROW, "固定资产投资")
    report.locator(".adder [data-add=task]").click()
    box = report.locator("dialog")
    expect(box.locator("input[name=start]")).to_have_value(str(REPORT.index("固定资产投资")))
    expect(box.locator("input[name=end]")).to_have_value(str(REPORT.index("210.3") + 5))


def test_on_a_phone_the_table_moves_in_its_own_box_and_the_page_does_not(
    report: Page, desk: Site, sign_in: Callable[..., Page]
) -> None:
    phone = sign_in(desk, "statistics", viewport=NARROW)
    phone.goto(report.url)
    box = phone.locator("#text .gridbox")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert box.evaluate("box => box.scrollLeft") == 0
    phone.get_by_role("button", name="识别结果").click()
    phone.locator("article.cand", has_text="60.2").click()
    expect(phone.locator("article.cand.now")).to_have_class(NOW)
    phone.get_by_role("button", name="原文").click()
    expect(phone.locator(".lit.now")).to_be_in_viewport(ratio=0.9)
    assert box.evaluate("box => box.scrollLeft") > 0
    found = Axe().run(phone, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    assert found.violations_count == 0, found.generate_report()
