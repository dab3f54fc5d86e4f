"""A file comes in whole or not at all; the same file twice is one document."""

import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from guatu.vocabulary.problems import GuatuError, Problem
from guatu.web.audit import queries as audit
from guatu.web.jobs.worker import run_pending
from guatu.web.reading import queries, store
from guatu.web.reading.actions.receive import describe, receive
from guatu.web.reading.models import Document
from guatu.web.reading.problems import Decided
from guatu.web.reading.reader import clean_name
from tests.web.reading.bad_files import GOOD, bad_files, docx, paragraph

TROUBLE = Problem("reader.broken", message="读不下去", what_to_do="请换一份文件。")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def kept() -> list[Path]:
    """Every file in the data folder."""
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


def test_a_file_is_kept_under_its_checksum_and_read_by_a_job(officer) -> None:
    received = receive(GOOD.encode(), name="2022-08-12-讲话.txt", by=officer)
    document = received.document
    assert received.fresh
    assert (document.state, document.sha256) == ("reading", store.checksum(GOOD.encode()))
    assert store.read(document.sha256) == GOOD.encode()
    assert stat.S_IMODE(store.path_of(document.sha256).parent.stat().st_mode) == 0o700
    run_pending()
    document.refresh_from_db()
    assert (document.state, str(document.date)) == ("review", "2022-08-12")
    figures = [row for row in queries.candidates(document) if row.noun == "figure"]
    assert [row.item["indicator"] for row in figures] == ["gdp", "gdp"]


def test_the_same_file_twice_is_one_document(officer) -> None:
    first = receive(GOOD.encode(), name="讲话.txt", by=officer)
    head = audit.head()
    second = receive(GOOD.encode(), name="讲话（副本）.txt", by=officer, mark="public")
    assert (second.fresh, second.document.pk, second.document.mark) == (False, first.document.pk, "internal")
    assert (len(kept()), audit.head()) == (1, head)


@pytest.mark.parametrize(
    ("name", "data", "says"), [pytest.param(n, d, s, id=what) for what, n, d, s in bad_files()]
)
def test_what_cannot_be_read_gets_one_clear_sentence_and_leaves_nothing(officer, name, data, says) -> None:
    head = audit.head()
    with pytest.raises(GuatuError, match=says) as told:
        receive(data, name=name, by=officer)
    assert told.value.problem.what_to_do
    assert (Document.objects.count(), kept(), audit.head()) == (0, [], head)


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("utf-8 with mark", b"\xef\xbb\xbf" + GOOD.encode()),
        ("utf-16", GOOD.encode("utf-16")),
        ("gb18030", GOOD.encode("gb18030")),
        ("traditional", "上半年，全區地區生產總值428億元，同比增長7.2%。\n".encode()),
        ("carriage returns", GOOD.replace("\n", "\r\n").encode()),
        ("zero-width and right-to-left marks", GOOD.replace("428", "4\u200b28\u202e").encode()),
        ("word", docx(paragraph(GOOD))),
    ],
)
def test_what_can_be_read_is_read(officer, what, data) -> None:
    name = "讲话.docx" if what == "word" else "2022-08-12.txt"
    document = receive(data, name=name, by=officer).document
    run_pending()
    rows = queries.candidates(document)
    assert "gdp" in {row.item.get("indicator") for row in rows}
    for row in rows:
        assert document.text[row.start : row.end] == row.item["quote"]


@pytest.mark.parametrize("text", ["今天天气很好，大家辛苦了。\n", "428 7.2 38 66\n", "上半年工作顺利。\n"])
def test_a_text_without_figures_is_a_document_without_figures(officer, text) -> None:
    document = receive(text.encode(), name="讲话.txt", by=officer).document
    run_pending()
    document.refresh_from_db()
    assert document.state == "review"
    assert [row for row in queries.candidates(document) if row.noun == "figure"] == []


def test_when_the_database_refuses_the_file_is_taken_away_again(officer, monkeypatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr("guatu.web.reading.actions.receive.enqueue", refuse)
    with pytest.raises(RuntimeError):
        receive(GOOD.encode(), name="讲话.txt", by=officer)
    assert (Document.objects.count(), kept()) == (0, [])


def test_a_reading_that_breaks_off_leaves_no_candidates_and_says_why(officer, monkeypatch) -> None:
    document = receive(GOOD.encode(), name="讲话.txt", by=officer).document

    def broken(*args: object, **options: object) -> None:
        raise GuatuError(TROUBLE)

    monkeypatch.setattr("guatu.web.reading.jobs.read", broken)
    run_pending()
    document.refresh_from_db()
    assert (document.state, document.problem["message"]) == ("failed", "读不下去")
    assert queries.candidates(document) == []


def test_a_reader_that_breaks_leaves_a_way_on(officer, monkeypatch) -> None:
    document = receive(GOOD.encode(), name="讲话.txt", by=officer).document
    with monkeypatch.context() as patch:
        patch.setattr("guatu.web.reading.jobs.read", lambda _document: 1 / 0)
        run_pending()
    document.refresh_from_db()
    assert (document.state, document.problem["message"][:6]) == ("failed", "识别程序出错")
    describe(document.pk, by=officer, expected_version=1, title="讲话", day=None, mark="internal", again=True)
    run_pending()
    document.refresh_from_db()
    assert document.state == "review"


def test_names_lose_folders_and_hidden_characters() -> None:
    assert clean_name("../../etc/passwd") == "passwd"
    assert clean_name("C:\\讲话\\年中.txt") == "年中.txt"
    assert clean_name("讲\u202e话\x00.txt") == "讲话.txt"
    assert clean_name("..") == "未命名"
    assert len(clean_name("长" * 500 + ".txt")) <= 130


@pytest.mark.parametrize(
    "role", ["leader", "portfolio_leader", "department", "liaison", "auditor", "operator"]
)
def test_only_the_offices_in_charge_bring_documents(zone, role) -> None:
    with pytest.raises(PermissionDenied):
        receive(GOOD.encode(), name="讲话.txt", by=zone.actors[role])


def test_a_new_date_has_the_document_read_again(officer) -> None:
    document = receive(GOOD.encode(), name="讲话.txt", by=officer).document
    run_pending()
    document.refresh_from_db()
    mended = describe(
        document.pk, by=officer, expected_version=1, title="年中讲话", day="2022-08-12", mark="public"
    )
    assert (mended.state, mended.title) == ("reading", "年中讲话")
    run_pending()
    periods = {row.item["period"] for row in queries.candidates(document) if row.noun == "figure"}
    assert periods == {"2022-01/2022-06"}
    with pytest.raises(Decided):
        describe(document.pk, by=officer, expected_version=1, title="旧页面", day=None, mark="public")
