"""Documents wait on the desk of those who review them until their review ends."""

import pytest

from guatu.web.reading.actions.decide import decide
from guatu.web.reading.actions.finish import finish
from guatu.web.reading.queries.waiting import waiting_for
from tests.web.reading.making import brought

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


@pytest.mark.parametrize("who", ["supervision", "statistics"])
def test_a_document_in_review_stands_on_the_desk_with_what_waits_in_it(zone, client_of, who) -> None:
    document = brought(zone.actors["supervision"])
    [waiting] = waiting_for(zone.actors[who])
    assert (waiting.document.pk, waiting.pending.value, waiting.finished) == (document.pk, 7, False)
    html = client_of(who).get("/desk").content.decode()
    assert f'href="/documents/{document.pk}"' in html
    assert "待审核的文件" in html


@pytest.mark.parametrize("who", ["leader", "department", "auditor", "operator"])
def test_it_waits_for_nobody_who_may_not_decide(zone, who) -> None:
    brought(zone.actors["supervision"], mark="public")
    assert waiting_for(zone.actors[who]) == []


def test_it_leaves_the_desk_when_its_review_ends(zone) -> None:
    by = zone.actors["supervision"]
    document = brought(by)
    for row in document.candidates.all():
        decide(document.pk, row.pk, "rejected", by=by, expected_version=row.version)
    [waiting] = waiting_for(by)
    assert waiting.finished
    document.refresh_from_db()
    finish(document.pk, by=by, expected_version=document.version)
    assert waiting_for(by) == []
