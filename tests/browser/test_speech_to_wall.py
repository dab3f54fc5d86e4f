"""The whole road in one test: a speech goes in, the wall moves, two clicks from a number stand its words."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.test_review import bring_text, watched

BRIEFING = """青澜开发区1—8月经济运行简报（示例）
2022年9月19日
1—8月，全区工业应税销售1228.4亿元，同比增长26.2%，增幅居全市第一。
8月，实际利用外资新到账0.4亿美元。
下一步，由生态环境局牵头，11月底前完成雨污分流改造。
"""


def test_from_a_briefing_to_the_wall_and_back_to_its_words(
    fresh_site: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    officer = sign_in(fresh_site, "supervision")
    bring_text(officer, fresh_site, tmp_path / "2022-09-19-简报.txt", BRIEFING)
    for number in [card.get_attribute("data-number") for card in officer.locator("article.cand").all()]:
        card = officer.locator(f"#c{number}")
        card.locator(".about").click()
        officer.keyboard.press("x" if card.get_attribute("data-noun") == "unread" else "y")
        expect(card).not_to_have_attribute("data-decision", "pending")
    officer.get_by_role("button", name="审核完成").click()
    expect(officer.get_by_text("本文件已审核完成。")).to_be_visible()

    leader = sign_in(fresh_site, "leader")
    said = watched(leader)
    leader.goto(fresh_site.url)
    leader.locator("main a.figure", has_text="1228.4").first.click()
    expect(leader).to_have_url(f"{fresh_site.url}/figures/industrial_taxable_sales/level/2022-01--2022-08")
    leader.locator("main a[href^='/sources/']").first.click()
    expect(leader.locator("main .lit.now, main mark.now").first).to_have_text("工业应税销售1228.4亿元")
    expect(leader.locator("main")).to_contain_text("增幅居全市第一")
    leader.goto(f"{fresh_site.url}/search?q=雨污分流改造")
    leader.locator("main a[href^='/tasks/']", has_text="雨污分流改造").first.click()
    expect(leader.locator("h1")).to_contain_text("雨污分流改造")
    assert said == []
