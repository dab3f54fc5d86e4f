"""A document's figures held against the record."""

from decimal import Decimal

import pytest

from guatu.reading.against import against, relatives
from guatu.vocabulary.statements import Observation, Target

HALF, SEVEN = "2022-01/2022-06", "2022-01/2022-07"


def seen(id_, indicator, value, *, measure="level", unit="CNY", period=HALF, **more):
    """A figure under a number of its own."""
    told = {"basis": "yoy" if measure == "growth" else None, "span": (0, 3), "quote": f"{value}", **more}
    return Observation(
        id=id_,
        indicator=indicator,
        measure=measure,
        value=Decimal(value),
        unit=unit,
        period=period,
        confidence=1.0,
        **told,
    )


def kinds(own, known, promised=()):
    """What kinds of disagreement are found, with the items of each."""
    return [(c.kind, set(c.items)) for c in against(own, known, promised)]


def test_parts_on_record_must_make_up_the_whole_that_a_document_states() -> None:
    parts = [seen("f1", "exports", 3000), seen("f2", "imports", 900)]
    assert kinds([seen("c1", "goods_trade", 4000)], parts) == [("sum", {"c1", "f1", "f2"})]
    assert kinds([seen("c1", "goods_trade", 3900)], parts) == []


def test_a_ratio_on_record_contradicts_the_levels_of_the_document() -> None:
    own = [seen("c1", "tax_revenue", 80, caliber="natural")]
    share = {"unit": "percent", "measure": "level", "caliber": "natural"}
    known = [
        seen("f1", "general_public_budget_revenue", 100, caliber="natural"),
        seen("f2", "tax_share_of_budget_revenue", "85.1", **share),
    ]
    assert kinds(own, known) == [("share", {"c1", "f1", "f2"})]


def test_growth_moved_otherwise_than_the_record_says() -> None:
    growth = {"measure": "growth", "unit": "percent"}
    own = [
        seen("c1", "goods_trade", 38, period=SEVEN, **growth),
        seen("c2", "goods_trade", 6, period=SEVEN, measure="growth_change", unit="pp", versus=HALF),
    ]
    known = [seen("f1", "goods_trade", 30, period=HALF, **growth)]
    assert ("growth", {"c1", "c2", "f1"}) in kinds(own, known)


def test_a_month_follows_from_cumulative_growth_on_record() -> None:
    growth = {"measure": "growth", "unit": "percent"}
    own = [seen("c1", "goods_trade", 38, period=SEVEN, **growth)]
    found = against(own, [seen("f1", "goods_trade", 30, period=HALF, **growth)])
    assert [(c.kind, c.items) for c in found] == [("implied", ("c1", "f1"))]
    assert "7月当月" in found[0].why


@pytest.mark.parametrize(("said", "told"), [("56.6", False), ("61", True)])
def test_a_completion_is_held_against_the_target_on_record(said, told) -> None:
    own = [
        seen("c1", "goods_trade", 566),
        seen("c2", "goods_trade", said, measure="completion", unit="percent"),
    ]
    goal = Target(
        id="g1",
        indicator="goods_trade",
        measure="level",
        comparator=">=",
        floor=Decimal(1000),
        unit="CNY",
        by="2022",
        span=(0, 1),
        quote="全年1000",
        confidence=1.0,
    )
    assert bool(against(own, [], [goal])) is told


def test_a_way_of_counting_left_unsaid_is_asked_for_when_the_record_differs() -> None:
    own = [seen("c1", "general_public_budget_revenue", 100, period="2021")]
    other = seen("f1", "general_public_budget_revenue", 108, period="2021", caliber="same_scope")
    assert kinds(own, [other]) == [("caliber", {"c1", "f1"})]
    assert kinds([seen("c1", "general_public_budget_revenue", 108, period="2021")], [other]) == []


def test_the_record_alone_or_the_document_alone_tells_nothing_here() -> None:
    whole = [seen("f0", "goods_trade", 50), seen("f1", "exports", 3000), seen("f2", "imports", 900)]
    assert kinds([seen("c1", "gdp", 7)], whole) == []
    assert relatives(frozenset({"exports"})) == {"exports", "imports", "goods_trade"}
