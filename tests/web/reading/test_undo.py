"""A deed is taken back as a whole; half-filled forms are kept; a newer reading loses nothing."""

import pytest
from django.db import transaction

from guatu.web.reading import queries
from guatu.web.reading.actions.decide import decide, mend
from guatu.web.reading.actions.draft import drop_draft, keep_draft
from guatu.web.reading.actions.finish import adopt_plain, finish
from guatu.web.reading.actions.read import lay
from guatu.web.reading.actions.undo import undo
from guatu.web.reading.desk import desk
from guatu.web.reading.plain_ones import plain_ones
from guatu.web.reading.problems import DeskError
from guatu.web.statements import queries as record
from tests.web.reading.making import brought, named, observation, reading


@pytest.fixture
def officer(zone):
    return zone.actors["supervision"]


@pytest.fixture
def document(officer):
    return brought(officer)


def settle(document, ref, decision, *, by):
    row = named(document)[ref]
    return decide(document.pk, row.pk, decision, by=by, expected_version=row.version)


def decisions(document):
    return {ref: row.decision for ref, row in named(document).items()}


def test_the_chosen_confidence_says_what_is_taken(document, officer) -> None:
    taken = {
        above: [row.ref for row in plain_ones(document, by=officer, above=above).plain]
        for above in (0.98, 0.95, 0.9)
    }
    assert taken == {0.98: [], 0.95: ["o1", "o2", "o3", "t1"], 0.9: ["o1", "o2", "o3", "t1", "k1", "k2"]}
    assert "o4" not in {row.ref for row in plain_ones(document, by=officer, above=0.5).plain}


def test_a_stroke_is_taken_back_in_one_step(document, officer) -> None:
    settle(document, "o4", "rejected", by=officer)
    numbers = [row.pk for row in plain_ones(document, by=officer, above=0.95).plain]
    assert len(adopt_plain(document.pk, by=officer, numbers=numbers, above=0.95)) == 4
    assert len(record.published()) == 3
    assert {row.ref for row in undo(document.pk, by=officer).back} == {"o1", "o2", "o3", "t1"}
    assert record.published() == []
    assert record.targets() == []
    assert decisions(document)["o4"] == "rejected"
    undo(document.pk, by=officer)
    assert decisions(document)["o4"] == "pending"
    with pytest.raises(DeskError, match="没有可以撤销的操作"):
        undo(document.pk, by=officer)


def test_undo_goes_back_to_what_was_written_before(document, officer) -> None:
    row = settle(document, "o2", "accepted", by=officer)
    mend(document.pk, row.pk, {**row.item, "value": "7.3"}, by=officer, expected_version=row.version)
    assert [str(one.value) for one in record.published()] == ["7.3"]
    back = undo(document.pk, by=officer).back[0]
    assert (back.decision, back.edited) == ("accepted", None)
    assert [str(one.value) for one in record.published()] == ["7.2"]
    undo(document.pk, by=officer)
    assert record.published() == []


def test_nobody_takes_back_the_work_of_another(document, officer, zone) -> None:
    settle(document, "o1", "accepted", by=officer)
    with pytest.raises(DeskError, match="没有可以撤销的操作"):
        undo(document.pk, by=zone.actors["statistics"])
    assert queries.undoable(document, by=officer)
    assert decisions(document)["o1"] == "accepted"


def test_a_draft_is_the_persons_own_and_goes_when_it_is_dropped(document, officer, zone) -> None:
    place = f"item:{named(document)['o1'].pk}"
    keep_draft(document, place, {"value": "428.5亿"}, by=officer)
    assert queries.draft(document, place, by=officer) == {"value": "428.5亿"}
    assert queries.draft(document, place, by=zone.actors["statistics"]) is None
    assert [card.draft for card in desk(document, actor=officer).cards if f"item:{card.number}" == place] == [
        True
    ]
    drop_draft(document, place, by=officer)
    assert queries.drafted(document, by=officer) == frozenset()


def test_filters_count_what_conflicts_and_what_is_new(document, officer) -> None:
    tags = {card.quote: card.tags for card in desk(document, actor=officer).cards}
    assert "conflict" in tags["增长38%"]
    assert "new" in tags["地区生产总值428亿元"]
    assert tags["66条"] == ("unread",)
    shown = {f.name: f.many for f in desk(document, actor=officer, show="task").filters}
    assert (shown["conflict"], shown["figure"], shown["task"], shown["unread"]) == (1, 4, 2, 1)


def newer(document, *, by, done=False):
    """The same speech read by a reader that sees another growth."""
    seen = observation("增长7.2%", "o2", "gdp", value="7.4", measure="growth", unit="percent", basis="yoy")
    others = tuple(item for item in reading().observations if item.id != "o2")
    with transaction.atomic():
        return lay(
            document.pk, reading=reading(observations=(*others, seen)), by=by, reader="next", done=done
        )


@pytest.mark.parametrize(("choice", "value"), [("newer", "7.4"), ("older", "7.2")])
def test_a_newer_reading_is_shown_beside_the_decision(document, officer, choice, value) -> None:
    row = settle(document, "o2", "accepted", by=officer)
    told = newer(document, by=officer)
    assert told.news == {"kept": 7, "differ": 1, "renewed": 0, "fresh": 0, "gone": 0}
    assert [str(one.value) for one in record.published()] == ["7.2"]
    card = next(card for card in desk(told, actor=officer).cards if card.number == row.pk)
    assert (card.decision, "conflict" in card.tags) == ("accepted", True)
    assert "7.4" in card.latest
    settle(document, "o2", choice, by=officer)
    assert [str(one.value) for one in record.published()] == [value]
    assert newer(document, by=officer).news["differ"] == 0


def test_what_nobody_has_decided_is_renewed_and_counted(document, officer, client_of) -> None:
    told = newer(document, by=officer)
    assert told.news == {"kept": 7, "differ": 0, "renewed": 1, "fresh": 0, "gone": 0}
    page = client_of("supervision").get(f"/documents/{document.pk}").content.decode()
    assert "未审核的已更新" in page


def test_a_finished_review_stays_finished_when_nothing_differs(document, officer) -> None:
    for ref, row in named(document).items():
        if row.noun != "unread":
            settle(document, ref, "accepted" if row.noun != "task" else "principle", by=officer)
    finish(document.pk, by=officer, expected_version=queries.document_by_number(document.pk).version)
    with transaction.atomic():
        assert lay(document.pk, reading=reading(), by=officer, done=True).state == "done"
    assert newer(document, by=officer, done=True).state == "review"
