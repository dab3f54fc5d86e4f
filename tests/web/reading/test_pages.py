"""The desk's pages: who may read what, what acts without scripts, what a hostile text can do (nothing)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guatu.web.audit import queries as audit
from guatu.web.jobs.worker import run_pending
from guatu.web.reading import queries
from guatu.web.reading.actions.decide import decide
from guatu.web.reading.actions.receive import receive
from guatu.web.statements import actions as statements
from guatu.web.statements import queries as record
from tests.web.reading.bad_files import GOOD
from tests.web.reading.making import TEXT, brought, named

READERS = ("leader", "portfolio_leader", "statistics", "supervision", "auditor")
BUREAUS = ("department", "liaison")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


def upload(client, *files, **more):
    """Send a file as the form does."""
    return client.post("/documents/new", {"file": files, "mark": "internal", "date": "", **more})


def text_file(data: str = GOOD, name: str = "2022-08-12-讲话.txt") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data.encode(), content_type="text/plain")


def test_from_upload_to_review_to_the_record(client_of) -> None:
    client = client_of("supervision")
    answer = upload(client, text_file())
    assert answer.status_code == 302
    assert "正在识别" in client.get(answer.url).content.decode()
    run_pending()
    page = client.get(answer.url).content.decode()
    assert "地区生产总值" in page
    number = int(answer.url.rsplit("/", 1)[1])
    row = next(r for r in queries.candidates(queries.document_by_number(number)) if r.noun == "figure")
    choice = f"accepted:{row.pk}:{row.version}"
    assert (
        client.post(f"/documents/{number}/decide", {"choice": choice}).url == f"/documents/{number}#c{row.pk}"
    )
    assert record.published()[0].indicator == "gdp"


def test_the_same_file_again_says_so(client_of) -> None:
    client = client_of("supervision")
    first = upload(client, text_file())
    again = client.post("/documents/new", {"file": text_file(), "mark": "internal"}, follow=True)
    assert again.redirect_chain[0][0] == first.url
    assert "以前已经提交过" in again.content.decode()


def test_of_several_files_one_bad_one_stops_no_other(client_of) -> None:
    client = client_of("supervision")
    bad = SimpleUploadedFile("扫描.pdf", b"%PDF-1.7", content_type="application/pdf")
    files = [
        text_file(),
        bad,
        text_file("上半年，全区地区生产总值9亿元。", "另.txt"),
        text_file(name="副本.txt"),
    ]
    answer = client.post("/documents/new", {"file": files, "mark": "internal"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/documents"
    assert "已提交2份文件" in page
    assert "扫描.pdf" in page
    assert "以前已经提交过" in page
    assert page.count('class="tname"') == 2


def test_an_unreadable_file_is_told_on_the_page(client_of) -> None:
    file = SimpleUploadedFile("扫描.pdf", b"%PDF-1.7", content_type="application/pdf")
    answer = upload(client_of("supervision"), file)
    assert answer.status_code == 400
    assert "PDF" in answer.content.decode()


def test_the_upload_page_says_that_secrets_are_refused(client_of) -> None:
    assert "涉密文件不得上传" in client_of("statistics").get("/documents/new").content.decode()


@pytest.mark.parametrize("role", READERS)
def test_the_offices_of_the_zone_read_every_document(client_of, officer, role) -> None:
    document = brought(officer)
    assert client_of(role).get(f"/documents/{document.pk}").status_code == 200
    assert document.title in client_of(role).get("/documents").content.decode()


@pytest.mark.parametrize("role", BUREAUS)
def test_a_bureau_reads_what_is_public(client_of, officer, role) -> None:
    inside, outside = brought(officer), brought(officer, text=TEXT + "公开稿\n", mark="public")
    client = client_of(role)
    assert client.get(f"/documents/{inside.pk}").status_code == 403
    assert client.get(f"/documents/{outside.pk}").status_code == 200
    page = client.get("/documents").content.decode()
    assert f'/documents/{inside.pk}"' not in page
    assert f'/documents/{outside.pk}"' in page


@pytest.mark.parametrize("role", BUREAUS)
def test_a_bureau_reads_what_carries_its_own_task(client_of, officer, zone, role) -> None:
    document = brought(officer)
    row = named(document)["k1"]
    decide(document.pk, row.pk, "accepted", by=officer, expected_version=row.version)
    unit = zone.units["经济发展局"].pk
    statements.correct_task(1, {"lead_unit": unit}, by=officer, expected_version=1, reason="明确责任")
    assert client_of(role).get(f"/documents/{document.pk}").status_code == 200


def test_a_card_links_only_to_statements_that_the_reader_may_see(client_of, officer) -> None:
    document = brought(officer, mark="public")
    row = named(document)["k1"]
    decide(document.pk, row.pk, "accepted", by=officer, expected_version=row.version)
    assert 'href="/tasks/1"' in client_of("leader").get(f"/documents/{document.pk}").content.decode()
    assert 'href="/tasks/1"' not in client_of("liaison").get(f"/documents/{document.pk}").content.decode()


def test_the_page_asks_the_database_no_more_for_many_cards_than_for_few(
    client_of, officer, django_assert_max_num_queries
) -> None:
    document = brought(officer)
    for ref, row in named(document).items():
        if ref != "u":
            decide(document.pk, row.pk, "accepted", by=officer, expected_version=row.version)
    client = client_of("supervision")
    with django_assert_max_num_queries(32):
        client.get(f"/documents/{document.pk}")


def test_operators_and_strangers_read_none(client_of, officer) -> None:
    document = brought(officer, mark="public")
    assert client_of("operator").get(f"/documents/{document.pk}").status_code == 403
    assert client_of("public").get(f"/documents/{document.pk}").status_code == 302


@pytest.mark.parametrize("role", [*BUREAUS, "leader", "auditor"])
def test_who_only_reads_is_shown_no_act(client_of, officer, role) -> None:
    document = brought(officer, mark="public")
    page = client_of(role).get(f"/documents/{document.pk}").content.decode()
    assert 'name="choice"' not in page
    assert "审核完成</button>" not in page


HOSTILE = """讲话<script>alert(1)</script>
上半年，全区地区生产总值428亿元，{{ settings.SECRET_KEY }}{% now "Y" %}，" onmouseover="alert(2)。
<img src=x onerror=alert(3)>实际利用外资5亿美元。
"""


def test_script_in_a_document_is_text_and_nothing_else(client_of) -> None:
    client = client_of("supervision")
    name = '"><script>alert(4)</script>.txt'
    answer = upload(client, text_file(HOSTILE, name))
    run_pending()
    for address in (answer.url, "/documents", f"{answer.url}/plain"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'onmouseover="alert' not in page
    text = client.get(answer.url).content.decode()
    assert "{{ settings.SECRET_KEY }}" in text
    assert "{% now" in text


def test_a_mended_item_with_script_stays_text(client_of, officer) -> None:
    document = brought(officer)
    row = named(document)["k1"]
    fields = {
        "title": "<script>alert(1)</script>",
        "theme": "<b>x",
        "kind": "action",
        "deadline_kind": "none",
    }
    client = client_of("supervision")
    client.post(f"/documents/{document.pk}/items/{row.pk}", {**fields, "version": row.version})
    assert record.tasks()[0].title == "<script>alert(1)</script>"
    assert "<script>alert" not in client.get(f"/documents/{document.pk}").content.decode()


def test_the_original_is_always_a_download(client_of, officer) -> None:
    document = brought(officer)
    answer = client_of("leader").get(f"/documents/{document.pk}/original")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content) == TEXT.encode()


def test_every_act_works_as_a_plain_form(client_of, officer, zone) -> None:
    document, client = brought(officer), client_of("supervision")
    base = f"/documents/{document.pk}"
    row = named(document)["o4"]
    form = client.get(f"{base}/items/{row.pk}").content.decode()
    assert 'value="38%"' in form
    fields = {
        "indicator": "进出口总额",
        "value": "38.5%",
        "period": "1—7月",
        "measure": "growth",
        "caliber": "unstated",
    }
    client.post(f"{base}/items/{row.pk}", {**fields, "version": row.version})
    added = client.get(f"{base}/add", {"quote": "进出口407亿元", "noun": "figure"}).content.decode()
    start = re.search(r'name="start" value="(\d+)"', added)[1]
    span = {"start": start, "end": int(start) + 8, "noun": "figure"}
    client.post(f"{base}/add", {**fields, **span, "value": "407亿元", "measure": ""})
    numbers = re.search(r'name="numbers" value="([\d,]+)"', client.get(f"{base}/plain").content.decode())[1]
    client.post(f"{base}/plain", {"numbers": numbers})
    client.post(f"{base}/finish", {"version": document.version})
    assert {str(row.value) for row in record.published(indicator="goods_trade")} == {"38.5", "40700000000"}
    assert (len(record.targets()), len(record.tasks())) == (1, 2)
    assert queries.document_by_number(document.pk).state == "done"


def test_a_form_with_a_mistake_says_so_beside_the_field(client_of, officer) -> None:
    document = brought(officer)
    row = named(document)["o1"]
    fields = {"indicator": "不存在的指标", "value": "很多", "period": "什么时候", "caliber": "unstated"}
    answer = client_of("supervision").post(
        f"/documents/{document.pk}/items/{row.pk}", {**fields, "version": row.version}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("不是带单位的数", "不是时期", "目录中没有"):
        assert words in page
    assert record.published() == []


def test_a_historic_page_shows_the_decisions_of_then_and_no_act(client_of, officer) -> None:
    document, client = brought(officer), client_of("supervision")
    then = audit.head()
    row = named(document)["o1"]
    decide(document.pk, row.pk, "rejected", by=officer, expected_version=row.version)
    page = client.get(f"/documents/{document.pk}?known_at={then}").content.decode()
    assert "不采纳" not in page
    assert 'name="choice"' not in page
    assert "不采纳" in client.get(f"/documents/{document.pk}").content.decode()


def test_a_document_that_came_later_was_not_there_then(client_of, officer) -> None:
    then = audit.head()
    document = brought(officer)
    assert client_of("supervision").get(f"/documents/{document.pk}?known_at={then}").status_code == 404


def test_numbers_in_the_page_are_figures_quotes_or_names(client_of, officer) -> None:
    document = brought(officer)
    page = client_of("supervision").get(f"/documents/{document.pk}").content.decode()
    main = re.search(r"<main.*</main>", page, re.DOTALL)[0]
    bare = re.sub(
        r"<(\w+)[^>]*(?:data-plain|class=\"figure\")[^>]*>.*?</\1>|<time.*?</time>|<[^>]+>",
        "",
        main,
        flags=re.DOTALL,
    )
    assert not re.search(r"\d", re.sub(r"<kbd>.*?</kbd>", "", bare))


def test_the_list_follows_a_file_that_is_being_read(zone, client_of):
    by = zone.actors["supervision"]
    document = receive("待识别的讲话".encode(), name="讲话.txt", by=by, mark="internal", day=None).document
    assert (
        f'data-job="/jobs/{document.job}.json"' in client_of("supervision").get("/documents").content.decode()
    )
    assert "data-job" not in client_of("statistics").get("/documents").content.decode()
