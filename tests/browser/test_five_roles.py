"""From a speech to a task that is done and a dispatch meeting, by five roles, each in their own browser."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from guatu.web.site.demo.papers import picture
from tests.browser.conftest import NARROW, Site
from tests.browser.test_review import bring_text, watched

SPEECH = """青澜开发区重点工程推进会讲话（示例）
2022年8月20日
下一步，由住房和城乡建设局牵头，11月底前完成星汇路东延工程。
"""
TASK = "完成星汇路东延工程"
DECISION = "由分管领导现场协调施工许可"


def confirm_all(page: Page) -> None:
    """Adopt every card, leave what was not read, end the review."""
    for number in [card.get_attribute("data-number") for card in page.locator("article.cand").all()]:
        card = page.locator(f"#c{number}")
        card.locator(".about").click()
        page.keyboard.press("x" if card.get_attribute("data-noun") == "unread" else "y")
        expect(card).not_to_have_attribute("data-decision", "pending")
    page.get_by_role("button", name="审核完成").click()
    expect(page.get_by_text("本文件已审核完成。")).to_be_visible()


def act(page: Page, word: str) -> None:
    """Make the move of that word on the task's page, opening it first when it is folded away."""
    form = opened(page, word)
    form.get_by_role("button", name=word, exact=True).click()
    expect(page.get_by_text("已办理，记入本任务的办理过程。")).to_be_visible()


def opened(page: Page, word: str) -> Locator:
    """The form of a move, unfolded."""
    summary = page.locator("summary", has_text=re.compile(f"^{word}$"))
    folded = page.locator("details", has=summary)
    if folded.get_attribute("open") is None:
        summary.click()
    return folded.locator("form")


def from_desk(page: Page, site: Site, *, does: str) -> None:
    """Go to the task from one's own desk, which names the one next act."""
    page.goto(f"{site.url}/desk")
    row = page.locator(".desk li", has_text=TASK)
    expect(row.locator("a.btn")).to_contain_text(does)
    row.locator("a.btn").click()


def hand_in(page: Page, progress: str, *, final: bool) -> None:
    """Report with a picture from the phone."""
    form = opened(page, "反馈进展")
    form.locator("[name=progress]").fill(progress)
    photo = {"name": "工地.png", "mimeType": "image/png", "buffer": picture(progress)}
    form.locator("input[type=file]").set_input_files(files=[photo])
    if final:
        form.locator("[name=final]").check()
    form.get_by_role("button", name="反馈进展").click()
    expect(page.get_by_text("已办理，记入本任务的办理过程。")).to_be_visible()


def decide_at_the_meeting(office: Page, leader: Page, site: Site) -> None:
    """What is decided on the first red item becomes a task that lies on the leader's desk at once."""
    office.goto(f"{site.url}/meetings/dispatch")
    spoken = office.locator("article.spoken").first
    expect(spoken.locator(".light")).to_contain_text("逾期")
    expect(office.locator("article.spoken", has_text=TASK)).to_have_count(0)
    folded = spoken.locator("details").first
    if folded.count() and folded.get_attribute("open") is None:
        folded.locator("summary").click()
    spoken.locator("[name=title]").fill(DECISION)
    spoken.locator("[name=deadline]").fill("2022-08-31")
    spoken.locator("form button").click()
    expect(office.get_by_text("议定事项已立项").first).to_be_visible()
    leader.goto(f"{site.url}/desk")
    expect(leader.locator(".desk li", has_text=DECISION).locator("a.btn")).to_contain_text("审核立项")


def test_a_task_of_a_speech_is_carried_through_by_five_roles(
    fresh_site: Site, sign_in: Callable[..., Page], tmp_path: Path
) -> None:
    office, leader = sign_in(fresh_site, "supervision"), sign_in(fresh_site, "leader")
    unit = sign_in(fresh_site, "zhujian", viewport=NARROW)
    liaison = sign_in(fresh_site, "liaison", viewport=NARROW)
    deputy, auditor = sign_in(fresh_site, "wu"), sign_in(fresh_site, "auditor")
    people = (office, leader, unit, liaison, deputy, auditor)
    complaints = [watched(page) for page in people]

    bring_text(office, fresh_site, tmp_path / "2022-08-20-推进会讲话.txt", SPEECH)
    confirm_all(office)
    office.goto(f"{fresh_site.url}/tasks/list?q={TASK}")
    office.locator("main td a", has_text=TASK).first.click()
    office.get_by_role("button", name="立项", exact=True).click()
    expect(office.locator("#life")).to_contain_text("拟立项")

    from_desk(leader, fresh_site, does="审核立项")
    act(leader, "审核立项")
    from_desk(office, fresh_site, does="交办")
    act(office, "交办")

    from_desk(unit, fresh_site, does="签收")
    act(unit, "签收")
    act(unit, "开始办理")
    liaison.goto(unit.url)
    hand_in(liaison, "路基完成，开始铺筑", final=False)
    expect(liaison.locator("#life")).to_contain_text("代填")
    unit.reload()
    expect(unit.locator("#r-progress")).to_have_value("路基完成，开始铺筑")
    hand_in(unit, "全线通车", final=True)

    from_desk(office, fresh_site, does="审核通过")
    expect(office.locator("#life").get_by_role("link", name="工地.png")).to_have_count(2)
    act(office, "审核通过")
    act(office, "呈领导审阅")
    unit.reload()
    expect(unit.locator("summary", has_text="同意办结")).to_have_count(0)
    from_desk(deputy, fresh_site, does="同意办结")
    act(deputy, "同意办结")
    expect(deputy.locator("h1 ~ .light, header .light, .light").first).to_contain_text("已完成")

    decide_at_the_meeting(office, leader, fresh_site)

    number = deputy.url.partition("/tasks/")[2].partition("#")[0]
    auditor.goto(f"{fresh_site.url}/audit?thing=task:{number}")
    for deed in ("任务立项", "审核立项", "交办", "签收", "反馈进展", "报请办结", "审核通过", "同意办结"):
        expect(auditor.locator("main")).to_contain_text(deed)
    auditor.goto(f"{fresh_site.url}/audit/verify")
    assert complaints == [[] for _ in people]
