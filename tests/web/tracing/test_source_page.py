"""Click two: the words themselves, in their document, lit."""

from datetime import date

import pytest

from guatu.web.reading.actions.receive import receive
from guatu.web.statements.actions import correct_figure, state_figure, withdraw_figure

pytestmark = pytest.mark.django_db


def test_the_whole_document_is_there_and_the_words_are_lit(told, client_of, text_of):
    answer = client_of("leader").get(f"/sources/{told.july.source}")
    assert '<mark class="now" id="lit">增长38%</mark>' in answer.content.decode()
    text = text_of(answer)
    assert "力争全年增长15%。" in text
    assert told.speech.sha256 in text
    assert "提交人supervision员" in text


def test_it_says_what_the_words_are_on_record_as(told, client_of, text_of):
    assert "这句话登记为进出口总额同比增幅▲增长38%" in text_of(
        client_of("leader").get(f"/sources/{told.july.source}")
    )


def test_the_original_is_offered_for_download(told, client_of):
    html = client_of("leader").get(f"/sources/{told.july.source}").content.decode()
    assert f'href="/documents/{told.speech.pk}/original"' in html


def test_what_was_corrected_is_told_with_what_holds_instead(told, client_of, text_of):
    correct_figure(
        told.july.lineage,
        {"value": "37.2"},
        by=told.by,
        expected_version=1,
        reason="以通报为准",
        source=told.notice.source,
    )
    text = text_of(client_of("leader").get(f"/sources/{told.july.source}"))
    assert "这句话登记的数据已经更正" in text
    assert "37.2%" in text


def test_what_was_withdrawn_is_told(told, client_of, text_of):
    withdraw_figure(told.july.lineage, by=told.by, expected_version=1, reason="不是本区数据")
    assert "已经撤回" in text_of(client_of("leader").get(f"/sources/{told.july.source}"))


def test_a_document_for_the_office_is_not_for_a_bureau(told, client_of):
    assert client_of("department").get(f"/sources/{told.notice.source}").status_code == 403
    assert client_of("supervision").get(f"/sources/{told.notice.source}").status_code == 200


def test_a_target_in_a_public_speech_stays_with_those_who_may_see_it(told, client_of, text_of):
    address = f"/sources/{told.target.source}"
    assert "目前没有登记" in text_of(client_of("department").get(address))
    assert "目前没有登记" not in text_of(client_of("leader").get(address))


def test_what_was_typed_in_has_a_page_of_its_own(told, client_of, text_of):
    typed = {
        "indicator": "exports",
        "measure": "level",
        "value": 5,
        "unit": "CNY",
        "period": "2022-01/2022-07",
    }
    row = state_figure(typed, by=told.by, reason="电话补报")
    assert row.source == f"entry:figure:{row.lineage}:1"
    text = text_of(client_of("leader").get(f"/sources/{row.source}"))
    assert "登记人supervision员" in text
    assert "电话补报" in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("span:" + "0" * 64 + ":1-2", 404),
        ("entry:figure:999:1", 404),
        ("entry:secret:1:1", 404),
        ("event:1", 404),
        ("span:zz:1-2", 400),
        ("../../etc/passwd", 400),
    ],
)
def test_an_address_without_a_source_says_so(told, client_of, address, status):
    assert client_of("leader").get(f"/sources/{address}").status_code == status


def test_a_span_beyond_the_text_is_no_source(told, client_of):
    address = f"/sources/span:{told.speech.sha256}:1-9999999"
    assert client_of("leader").get(address).status_code == 404


def test_words_in_the_document_are_never_markup(told, client_of):
    bad = told.bring("讲话<script>alert(1)</script>", "外贸增长9%。")
    html = client_of("leader").get(f"/sources/{bad}").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


TABLE = "通报\n指标\t1—7月(亿元)\t同比(%)\n进出口总额\t407\t37.5\n固定资产投资\t120\t8.2\n"


@pytest.fixture
def in_a_table(zone):
    """A figure on record whose words are one cell."""
    by = zone.actors["supervision"]
    document = receive(TABLE.encode(), name="表.txt", by=by, mark="public", day=date(2022, 8, 20)).document
    at = TABLE.index("37.5")
    given = {
        "indicator": "goods_trade",
        "measure": "growth",
        "basis": "yoy",
        "unit": "percent",
        "quote": "37.5",
    }
    given |= {"value": "37.5", "period": "2022-01/2022-07", "document_date": document.date}
    return state_figure(given, by=by, source=f"span:{document.sha256}:{at}-{at + 4}")


def test_a_cell_is_lit_in_its_table_and_its_row_stands_below_the_heads(in_a_table, client_of):
    client = client_of("leader")
    page = client.get(f"/sources/{in_a_table.source}").content.decode()
    assert '<td class="num"><mark class="now" id="lit">37.5</mark></td>' in page
    assert page.count("<tr>") == 3
    figure = client.get(in_a_table.key().print()).content.decode()
    row = figure.partition("<blockquote")[2].partition("</blockquote>")[0]
    assert '<mark class="now">37.5</mark>' in row
    assert "同比(%)" in row
    assert "固定资产投资" not in row
