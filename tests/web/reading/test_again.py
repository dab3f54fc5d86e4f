"""A document read again: nothing that a person decided is lost, nothing is doubled."""

from django.db import transaction

from guatu.web.audit import queries as audit
from guatu.web.reading import queries
from guatu.web.reading.actions.decide import add, decide, mend
from guatu.web.reading.actions.read import lay
from guatu.web.statements import queries as record
from tests.web.reading.making import brought, named, observation, place, reading


def again(document, told, *, by):
    """Lay another reading over a document, as its job does."""
    with transaction.atomic():
        return lay(document.pk, reading=told, by=by)


def settle(document, ref, decision, *, by):
    """Decide a candidate as one who has just seen it."""
    row = named(document)[ref]
    return decide(document.pk, row.pk, decision, by=by, expected_version=row.version)


def test_the_same_reading_again_changes_nothing(zone) -> None:
    officer = zone.actors["supervision"]
    document = brought(officer)
    settle(document, "o1", "accepted", by=officer)
    before = [(row.pk, row.decision, row.version) for row in queries.candidates(document)]
    again(document, reading(), by=officer)
    assert [(row.pk, row.decision, row.version) for row in queries.candidates(document)] == before


def test_decisions_stay_with_what_they_were_about(zone) -> None:
    officer = zone.actors["supervision"]
    document = brought(officer)
    adopted, rejected = (
        settle(document, "o1", "accepted", by=officer),
        settle(document, "o3", "rejected", by=officer),
    )
    row = named(document)["o2"]
    mend(document.pk, row.pk, {**row.item, "value": "7.3"}, by=officer, expected_version=row.version)
    told = reading(
        observations=(
            observation("实际利用外资5亿美元", "o1", "actual_fdi", value=500000000, unit="USD"),
            observation("生产总值428亿元", "o2", "gdp", value=42800000000),
            observation("增长7.2%", "o3", "gdp", value="7.2", measure="growth", unit="percent"),
        )
    )
    again(document, told, by=officer)
    after = {row.pk: row for row in queries.candidates(document)}
    assert (after[adopted.pk].decision, after[adopted.pk].item["quote"]) == (
        "accepted",
        "地区生产总值428亿元",
    )
    assert after[rejected.pk].decision == "rejected"
    assert after[row.pk].edited["value"] == "7.3"
    assert len([r for r in after.values() if r.noun == "figure"]) == 3
    assert len(record.published()) == 2


def test_what_was_decided_and_is_no_longer_found_stays_and_is_marked(zone) -> None:
    officer = zone.actors["supervision"]
    document = brought(officer)
    settle(document, "o1", "accepted", by=officer)
    again(document, reading(observations=()), by=officer)
    figures = [row for row in queries.candidates(document) if row.noun == "figure"]
    assert [(row.decision, row.gone) for row in figures] == [("accepted", True)]
    assert len(record.published()) == 1


def test_what_a_person_added_is_not_found_a_second_time(zone) -> None:
    officer = zone.actors["supervision"]
    document = brought(officer)
    item = observation("进出口407亿元", "", "goods_trade", value=40700000000).to_json()
    add(document.pk, "figure", item, by=officer)
    first = reading()
    found = observation("1—7月进出口407亿元", "o9", "goods_trade", value=40700000000)
    again(document, reading(observations=(*first.observations, found)), by=officer)
    trade = [
        row
        for row in queries.candidates(document)
        if row.current.get("value") in (40700000000, "40700000000")
    ]
    assert [(row.origin, row.decision) for row in trade] == [("person", "accepted")]


def test_a_new_find_waits_for_its_decision(zone) -> None:
    officer = zone.actors["supervision"]
    document = brought(officer)
    then = audit.head()
    found = observation("1—7月进出口407亿元", "o9", "goods_trade", value=40700000000)
    again(document, reading(observations=(*reading().observations, found)), by=officer)
    assert named(document)["o9"].decision == "pending"
    assert "o9" not in {row.ref for row in queries.candidates(document, known_at=then)}
    assert place("66条")["quote"] in {row.item["quote"] for row in queries.candidates(document)}
