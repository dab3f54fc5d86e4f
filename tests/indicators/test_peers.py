"""A place among zones and counties at once, from published figures, traced to the words of each."""

from decimal import Decimal

import pytest

from guatu.indicators import peers
from guatu.indicators.reckoning import is_computed
from guatu.tracing.explain import explain
from guatu.tracing.problems import FigureUnknownError
from guatu.vocabulary.figure import FigureKey
from guatu.vocabulary.period import Period
from tests.tracing.test_explain import Shelf, stated

JUNE = Period.of(2023, 1, 6)
OWN = FigureKey("industrial_output", "growth", JUNE)
ZONES = {"望潮高新区": "9.9", "临汐经开区": "12.1"}
COUNTIES = {"望潮县": "14", "北屏区": "13.2", "桐浔县": "8"}


def shelf(own: str = "12.1", *, measure: str = "growth") -> Shelf:
    key = FigureKey("industrial_output", measure, JUNE)
    said = {"": own, **ZONES, **COUNTIES}
    return Shelf(
        *(
            stated(FigureKey(key.subject, measure, JUNE, area=area or None), value)
            for area, value in said.items()
        )
    )


def place(scope: str, *, of: str = "growth", own: str = "12.1") -> Decimal | None:
    return explain(peers.rank_key(OWN, of=of, scope=scope), sources=shelf(own, measure=of)).figure.value


@pytest.mark.parametrize("of", ["level", "growth", "share", "completion"])
def test_one_zone_is_first_among_zones_and_third_among_counties_at_once(of: str) -> None:
    assert place("development_zones", of=of) == 1
    assert place("counties", of=of) == 3
    assert place("city", of=of) == 3


def test_the_trace_lists_who_was_compared_and_says_who_was_not() -> None:
    trace = explain(peers.rank_key(OWN, of="growth", scope="development_zones"), sources=shelf())
    assert [part.figure.key.area for part in trace.inputs] == [None, *ZONES]
    assert trace.how[0].words == {"peers": "开发区", "tied": "（并列）"}
    assert trace.how[1].words == {"names": "北屏开发区、沙溇新区"}
    assert list(trace.sources())


def test_without_a_figure_of_ones_own_or_of_any_other_there_is_no_place() -> None:
    key = peers.rank_key(OWN, of="growth", scope="counties")
    alone = explain(key, sources=Shelf(stated(OWN, "12.1")))
    assert (alone.figure.value, alone.figure.why_unknown) == (None, "这一组没有别的公布数")
    others = Shelf(stated(FigureKey("industrial_output", "growth", JUNE, area="望潮县"), "3"))
    assert explain(key, sources=others).figure.why_unknown == "本区这一期没有公布数"
    with pytest.raises(FigureUnknownError):
        explain(key, sources=Shelf())


def test_a_place_among_streets_is_another_room_s() -> None:
    streets = FigureKey("industrial_output", "rank", JUNE, of="level", scope="streets", origin="computed")
    assert not peers.is_peer_rank(streets)
    assert not is_computed(peers.rank_key(OWN, of="growth", scope="counties"))
    assert FigureKey.parse(peers.rank_key(OWN, of="growth", scope="counties").print())
