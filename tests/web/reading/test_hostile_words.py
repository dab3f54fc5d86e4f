"""Script and markup in a document, its name and title and in taught words are shown as text."""

from datetime import date

import pytest

from guatu.web.reading.actions.read import lay
from guatu.web.reading.actions.receive import describe, receive
from guatu.web.reading.queries.words import taught
from guatu.web.reading.reader import read

STING = "<script>alert(7)</script>"
TEXT = f"""{STING}讲话{{{{ 7|add:7 }}}}
上半年，全区地区生产总值428亿元，{STING}增长7.2%。'; DROP TABLE guatu_document; --
加快推进{STING}园区建设，确保签约项目30个。
"""


@pytest.fixture
def hostile(zone):
    """A document full of stings, read."""
    officer = zone.actors["supervision"]
    name = f"../../{STING}讲话.txt"
    document = receive(TEXT.encode(), name=name, by=officer, day=date(2022, 8, 12)).document
    return lay(document.pk, reading=read(document, taught=taught()), by=officer)


def test_no_page_runs_what_a_document_says(zone, hostile, client_of) -> None:
    client, number = client_of("supervision"), hostile.pk
    title = {"title": STING + "标题", "day": hostile.date, "mark": "internal"}
    describe(number, by=zone.actors["supervision"], expected_version=hostile.version, **title)
    asked = {"kind": "alias", "word": "园区建设", "indicator": "进出口总额"}
    pages = [
        client.get(f"/documents/{number}"),
        client.get("/documents"),
        client.get(f"/documents/{number}/plain"),
        client.get(f"/documents/{number}/beside"),
        client.get("/documents/words/check", asked),
        client.get("/search", {"q": STING}),
        client.get("/search", {"q": "园区建设"}),
    ]
    for page in pages:
        assert page.status_code == 200
        assert STING not in page.content.decode()
        assert page.headers["Content-Security-Policy"]
    shown = pages[0].content.decode()
    assert "&lt;script&gt;alert(7)" in shown
    assert "|add:" in shown


def test_a_taught_word_with_markup_is_refused(zone, client_of) -> None:
    asked = {"kind": "alias", "word": STING, "indicator": "进出口总额"}
    answer = client_of("supervision").get("/documents/words/check", asked)
    assert answer.status_code == 400
    assert STING not in answer.content.decode()


def test_the_original_is_only_ever_a_download(zone, hostile, client_of) -> None:
    answer = client_of("supervision").get(f"/documents/{hostile.pk}/original")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ".." not in answer.headers["Content-Disposition"]
