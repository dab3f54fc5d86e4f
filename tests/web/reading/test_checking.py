"""Disagreements with the record are shown on the desk, with the figures on record as links."""

from dataclasses import replace
from decimal import Decimal

from guatu.vocabulary import statements as core
from guatu.web.reading.checking import findings
from guatu.web.reading.describe import promise
from guatu.web.reading.plain_ones import plain_ones
from guatu.web.reading.queries import candidates
from guatu.web.statements import actions
from tests.web.reading.making import SEVEN, brought, named


def test_a_growth_that_implies_a_month_out_of_proportion_is_shown(zone, client_of) -> None:
    officer = zone.actors["supervision"]
    told = {"indicator": "goods_trade", "measure": "growth", "unit": "percent", "basis": "yoy"}
    actions.state_figure({**told, "value": "30", "period": "2022-01/2022-06"}, by=officer)
    document = brought(officer)
    found = findings(document, candidates(document))
    assert [f.candidates for f in found] == [(named(document)["o4"].pk,)]
    assert found[0].beside[0].figure.value == 30
    number = found[0].candidates[0]
    offered = plain_ones(document, by=officer, above=0.5)
    assert number not in {row.pk for row in offered.plain}
    page = client_of("supervision").get(f"/documents/{document.pk}").content.decode()
    assert "7月当月" in page
    assert "/figures/goods_trade/growth/2022-01--2022-06" in page
    assert "在册 <span" in page


def test_nothing_is_said_when_the_record_agrees_or_is_of_the_document_itself(zone) -> None:
    officer = zone.actors["supervision"]
    told = {"indicator": "goods_trade", "measure": "growth", "unit": "percent", "basis": "yoy"}
    actions.state_figure({**told, "value": "37", "period": "2022-01/2022-06"}, by=officer)
    actions.state_figure({**told, "value": "38", "period": SEVEN}, by=officer)
    document = brought(officer)
    assert findings(document, candidates(document)) == []


def test_a_promised_fall_is_said_as_one() -> None:
    fall = core.Target(
        id="t1",
        indicator="energy_intensity",
        measure="growth",
        comparator="<=",
        floor=Decimal("-2.5"),
        unit="percent",
        span=(0, 1),
        quote="",
        confidence=1.0,
    )
    assert promise(fall) == "下降2.5%以上"
    assert promise(replace(fall, floor=Decimal(3))) == "不超过3%"
