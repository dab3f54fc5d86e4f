"""Two officers at the same moment, on a real database: one decision is kept, the other is told."""

import pytest

from guatu.web.audit import queries as audit
from guatu.web.reading.actions.decide import decide
from guatu.web.reading.actions.receive import receive
from guatu.web.reading.models import Document
from guatu.web.reading.problems import Decided
from guatu.web.statements import queries as record
from tests.web.reading.bad_files import GOOD
from tests.web.reading.making import brought, named
from tests.web.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"


def test_one_item_decided_twice_at_once_is_decided_once(zone) -> None:
    officers = [zone.actors["supervision"], zone.actors["statistics"]]
    document = brought(officers[0])
    row = named(document)["o1"]
    told = together(
        lambda: decide(document.pk, row.pk, "accepted", by=officers[0], expected_version=1),
        lambda: decide(document.pk, row.pk, "rejected", by=officers[1], expected_version=1),
    )
    assert sorted(isinstance(answer, Decided) for answer in told) == [False, True]
    kept = named(document)["o1"]
    assert kept.version == 2
    assert len(record.published()) == (kept.decision == "accepted")
    assert audit.first_break() is None


def test_different_items_decided_at_once_get_numbers_of_their_own(zone) -> None:
    officer = zone.actors["supervision"]
    document = brought(officer)
    rows = [named(document)[ref] for ref in ("o1", "o2", "o3")]
    together(
        *[
            lambda pk=row.pk: decide(document.pk, pk, "accepted", by=officer, expected_version=1)
            for row in rows
        ]
    )
    assert sorted(row.lineage for row in record.published()) == [1, 2, 3]


def test_one_file_brought_twice_at_once_is_one_document(zone) -> None:
    officer = zone.actors["supervision"]
    bring = [lambda: receive(GOOD.encode(), name="讲话.txt", by=officer)] * 2
    together(*bring)
    assert Document.objects.count() == 1
