"""Click one: how a number came about, who else says it, and what it was before."""

import re

import pytest

from guatu.web.statements.actions import correct_figure, withdraw_figure

pytestmark = pytest.mark.django_db
JULY = "/figures/goods_trade/growth/2022-01--2022-07"
CHANGE = "/figures/goods_trade/growth_change/2022-01--2022-07?versus=2022-01/2022-06"


def test_an_announced_figure_shows_its_sentence_with_the_words_lit(told, client_of, text_of):
    text = text_of(client_of("leader").get(JULY))
    assert "进出口总额·同比增幅" in text
    assert "1—7月，外贸407亿元，增长38%，加快8个百分点，居全市第一。" in text
    html = client_of("leader").get(JULY).content.decode()
    assert '<mark class="now">增长38%</mark>' in html
    assert f'href="/sources/{told.july.source}#lit"' in html


def test_the_numbers_beside_it_are_links_too(told, client_of):
    html = client_of("leader").get(JULY).content.decode()
    stat = html.partition('<div class="stat">')[2].partition('<div class="cols">')[0]
    assert re.findall(r'class="figure" href="(/figures/[^"?]*)', stat) == [
        JULY,
        "/figures/goods_trade/level/2022-01--2022-07",
        "/figures/goods_trade/growth_change/2022-01--2022-07",
        "/figures/goods_trade/rank/2022-01--2022-07",
    ]


def test_another_document_that_says_otherwise_stands_beside_it(told, client_of, text_of):
    text = text_of(client_of("leader").get(JULY))
    assert "通报▲增长37.2%不一致原文↗" in text


def test_a_stated_change_is_held_against_the_two_figures_that_imply_it(told, client_of, text_of):
    assert "两期相减+8个百分点一致" in text_of(client_of("leader").get(CHANGE))


def test_a_computed_change_lists_its_operands_with_their_sources(told, client_of, text_of):
    answer = client_of("leader").get(CHANGE + "&origin=computed")
    assert "38%−30%＝+8个百分点" in text_of(answer)
    html = answer.content.decode()
    assert f"/sources/{told.july.source}" in html
    assert f"/sources/{told.june.source}" in html


def test_a_target_is_explained_by_the_figure_and_the_promise(told, client_of, text_of):
    answer = client_of("leader").get(f"/figures/target:{told.target.lineage}/gap/2022-01--2022-07")
    assert "38%−15%＝+23" in text_of(answer)
    html = answer.content.decode()
    assert f"/sources/{told.july.source}" in html
    assert f"/sources/{told.target.source}" in html


def test_versions_are_kept_and_the_old_one_can_be_opened(told, client_of, text_of):
    new = correct_figure(
        told.july.lineage, {"value": 39}, by=told.by, expected_version=1, reason="原文识别有误"
    )
    text = text_of(client_of("leader").get(JULY))
    assert "▲增长39%现行原文识别有误" in text
    assert "▲增长38%已更正" in text
    before = client_of("leader").get(f"{JULY}?known_at={new.seq_from - 1}")
    assert '<mark class="now">增长38%</mark>' in before.content.decode()


def test_the_citation_is_bound_to_the_data_version(told, client_of):
    html = client_of("leader").get(JULY).content.decode()
    cited = re.search(r'id="citation"[^>]*>([^<]*)', html)
    assert cited
    assert "进出口总额2022年1—7月同比增长38%，据《年中讲话》" in cited[1]
    address = re.search(r"http://testserver(\S+)$", cited[1])
    assert address
    assert re.fullmatch(re.escape(JULY) + r"\?known_at=\d+", address[1])
    assert client_of("leader").get(address[1]).status_code == 200


def test_a_document_for_the_office_keeps_its_words_from_a_bureau_but_not_its_number(told, client_of):
    withdraw_figure(told.july.lineage, by=told.by, expected_version=1, reason="改用通报")
    for role, sees in (("leader", True), ("department", False)):
        html = client_of(role).get(JULY).content.decode()
        assert "37.2" in html
        assert ("通报" in html, "1—7月外贸" in html, told.office.sha256 in html) == (sees,) * 3


def test_a_target_of_another_bureau_is_not_shown(told, client_of):
    address = f"/figures/target:{told.target.lineage}/stretch/2022"
    assert client_of("department").get(address).status_code == 403
    assert client_of("leader").get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/figures/goods_trade/growth/2021-01--2021-07", 404),
        ("/figures/target:999/floor/2022", 404),
        ("/figures/document:999/accepted/-", 404),
        ("/figures/tasks/count/-?cut=moon:full", 404),
        ("/figures/goods_trade", 400),
        ("/figures/goods_trade/growth/2022-13", 400),
        ("/figures/goods_trade/growth/2022?colour=red", 400),
        ("/figures/goods_trade/growth/2022?known_at=99999999", 404),
    ],
)
def test_an_address_without_a_figure_says_so(told, client_of, text_of, address, status):
    answer = client_of("leader").get(address)
    assert answer.status_code == status
    assert len(text_of(answer)) > 20


def test_an_address_in_another_order_leads_to_the_one_name(told, client_of):
    answer = client_of("leader").get("/figures/goods_trade/rank/2022-01--2022-07?scope=city&of=growth")
    assert answer["Location"] == "/figures/goods_trade/rank/2022-01--2022-07?of=growth&scope=city"
