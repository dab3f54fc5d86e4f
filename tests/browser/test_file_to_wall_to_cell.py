"""A spreadsheet goes in, the board and the wall move, and two clicks on the number end at its cell."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from guatu.catalogue.load import DATA
from tests.browser.conftest import NARROW, Site, serving
from tests.facts.sheets import row, xlsx

LEVEL = "/figures/metered_electricity/level/2022-01--2022-07?origin=computed"
NUMBER = f"main a.figure[href='{LEVEL}']"


#: What a zone writes to have an indicator of its own.
METERED = """
[metered_electricity]
name = "企业抄表电量"
name_hant = "企業抄表電量"
name_en = "Metered electricity of enterprises"
unit = "kWh"
scale = "亿"
counter = ""
decimals = 2
direction = "up"
kind = "flow"
frequency = "month"
january = "apart"
level = "usual"
basis = "comparable"
issuable = false
scope = "装有专用电表的企业"
legal = "供电企业按月抄表的企业用电量。"
legal_source = "本区统计口径"
source = { dataset = "electricity", measures = ["electricity"] }
aliases = ["企业抄表电量"]
"""


@pytest.fixture
def zone_of_power(demo_home: Path, tmp_path: Path) -> Iterator[Site]:
    """The demo zone with an indicator of its own, which no document publishes, on its leaders' wall."""
    boards, own = tmp_path / "catalogue" / "boards", tmp_path / "catalogue" / "indicators"
    boards.mkdir(parents=True)
    own.mkdir()
    (own / "ours.toml").write_text(METERED, encoding="utf-8")
    order = (DATA / "boards" / "zone.toml").read_text(encoding="utf-8")
    (boards / "zone.toml").write_text(
        order.replace('"gdp",', '"gdp",\n  "metered_electricity",', 1), encoding="utf-8"
    )
    home = shutil.copytree(demo_home, tmp_path / "home")
    with serving(home, GUATU_CATALOGUE=str(tmp_path / "catalogue")) as served:
        yield served


def value(page: Page) -> float:
    """The number that the page shows of the enterprises' electricity, in 亿千瓦时."""
    printed = page.locator(NUMBER).first.inner_text()
    return float(re.sub(r"[^\d.]", "", printed))


def bring(page: Page, site: Site, data: bytes, *, name: str, reason: str = "") -> None:
    page.goto(f"{site.url}/deliveries/new")
    sheet = {"name": name, "mimeType": "application/vnd.ms-excel", "buffer": data}
    page.set_input_files("#id_file", sheet)  # type: ignore[arg-type]
    page.select_option("#id_dataset", "electricity")
    page.check("#id_may_register")
    if reason:
        page.fill("#id_reason", reason)
    page.click("main form button.primary")


def test_a_file_moves_board_and_wall_and_a_click_leads_back_to_its_cell(
    zone_of_power: Site, sign_in: Callable[..., Page]
) -> None:
    site = zone_of_power
    page, leader = sign_in(site, "statistics"), sign_in(site, "leader")
    page.goto(f"{site.url}/board")
    leader.goto(f"{site.url}/")
    before = value(page)
    assert value(leader) == before

    # A wrong cell refuses the whole file, and nothing moves.
    bring(page, site, xlsx([row(901, "约5万", 1, 40000, 30000)]), name="七月补报.xlsx")
    expect(page.locator("main")).to_contain_text("整份没有入库", timeout=30_000)
    expect(page.locator("main table")).to_contain_text("E5")

    bring(page, site, xlsx([row(901, 6000, 4000, 40000, 30000, name="示例新能源公司")]), name="七月补报.xlsx")
    expect(page.locator("main")).to_contain_text("已入库", timeout=30_000)
    for _ in range(20):
        page.goto(f"{site.url}/board")
        if value(page) != before:
            break
        page.wait_for_timeout(500)
    assert round(value(page) - before, 2) == 4.0
    leader.goto(f"{site.url}/")
    assert value(leader) == value(page)

    page.locator(NUMBER).first.click()
    expect(page.locator("h1")).to_contain_text("企业抄表电量")
    first = page.locator("table.enterprises tbody tr").first
    expect(first).to_contain_text("示例新能源公司")
    expect(first).to_contain_text("40000.00万千瓦时")
    first.locator("a.to-source").last.click()
    lit = page.locator("#lit")
    expect(lit).to_have_text(re.compile(r"^\s*40000\s*$"))
    expect(lit).to_be_in_viewport()
    expect(page.locator("h1")).to_contain_text("七月补报.xlsx")
    expect(page.locator("h1")).to_contain_text("G5")

    # The leader sees the number and how it was made, and no enterprise.
    leader.locator(NUMBER).first.click()
    expect(leader.locator("main")).to_contain_text("企业数据只对统计人员开放")
    expect(leader.locator("main")).not_to_contain_text("示例新能源公司")
    address = page.url
    assert leader.goto(address).status == 403  # type: ignore[union-attr]


def test_the_board_and_the_cell_fit_a_telephone(site: Site, sign_in: Callable[..., Page]) -> None:
    page = sign_in(site, "statistics", viewport=NARROW)
    for address in ("/board", "/board?area=11", "/indicators/industrial_output", "/catalogue"):
        page.goto(site.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], address
    page.goto(f"{site.url}/board")
    head = page.locator(".matrix thead th").first
    page.locator(".matrix tbody tr").last.scroll_into_view_if_needed()
    page.locator(".matrix-box").evaluate("box => box.scrollLeft = 200")
    assert head.bounding_box()["x"] < 40  # type: ignore[index]
    page.goto(f"{site.url}/figures/industrial_output/level/2022-01--2022-07?origin=computed")
    page.locator("table.enterprises a.to-source").first.click()
    expect(page.locator("#lit")).to_be_in_viewport()


def test_heads_and_names_of_the_board_stay_while_it_is_scrolled(
    site: Site, sign_in: Callable[..., Page]
) -> None:
    page = sign_in(site, "statistics", viewport={"width": 1000, "height": 600})
    page.goto(f"{site.url}/board?area=11")
    box = page.locator(".matrix-box")
    head, name = box.locator("thead th").nth(3), box.locator("tbody td:first-child").nth(9)
    before = head.bounding_box(), name.bounding_box()
    box.evaluate("box => box.scrollTo(240, 160)")
    after = head.bounding_box(), name.bounding_box()
    assert box.evaluate("box => [box.scrollLeft, box.scrollTop]") == [240, 160]
    assert (after[0]["y"], after[1]["x"]) == (before[0]["y"], before[1]["x"])
    assert (after[0]["x"], after[1]["y"]) == (before[0]["x"] - 240, before[1]["y"] - 160)


def test_the_board_is_handed_out_as_a_workbook(site: Site, sign_in: Callable[..., Page]) -> None:
    page = sign_in(site, "statistics")
    page.goto(f"{site.url}/board?area=11")
    with page.expect_download() as told:
        page.get_by_role("link", name="下载").click()
    assert told.value.suggested_filename == "2022年1—7月 澜汀街道.xlsx"
