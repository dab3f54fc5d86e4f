"""The places of streets and parks by how far each is with its own target."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guatu.indicators.reckoning import is_computed
from guatu.targets import league
from guatu.targets.explain import Case
from guatu.tracing.explain import explain
from guatu.tracing.problems import FigureUnknownError
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.trace import Stated
from tests.targets.making import figure, promise, text
from tests.tracing.test_explain import Shelf, stated

JULY = Period.of(2022, 1, 7)
NAMES = {"11": "澜汀街道", "12": "鹭屿街道", "13": "云埠街道", "14": "松溆街道", "21": "精密制造园"}


class Zone(Shelf):
    """Targets of streets with what each has done by July, in percent of its target."""

    def __init__(self, **done: str | None) -> None:
        super().__init__()
        self.done = {code.removeprefix("s"): value for code, value in done.items()}

    def statements(self, key: FigureKey) -> list[Stated]:
        value = self.done[key.area or ""]
        return [] if value is None else [stated(key, value)]

    def promised(self, key: FigureKey) -> dict[str, int]:
        return {code: int(code) for code in self.done}

    def target(self, number: int, *, known_at: int | None) -> Case | None:
        code = str(number)
        own = promise("industrial_tax", floor=100, unit="CNY", number=number, area=NAMES[code])
        value = self.done[code]
        if value is None:
            return Case(own, ())
        done = figure(value, "2022-01/2022-07", indicator="industrial_tax", unit="CNY", area=code)
        return Case(own, (done,))


def key(area: str = "11", *, scope: str = "streets") -> FigureKey:
    return league.rank_key("industrial_tax", JULY, area=area, scope=scope)


def place(zone: Zone, area: str, *, scope: str = "streets") -> Decimal | None:
    return explain(key(area, scope=scope), sources=zone).figure.value


def test_each_is_measured_by_its_own_target_and_equals_share_a_place() -> None:
    zone = Zone(s11="58", s12="70", s13="58", s14="40", s21="90")
    assert [place(zone, code) for code in zone.done] == [3, 2, 3, 5, 1]
    assert [place(zone, code, scope="kin") for code in ("11", "12", "13", "14")] == [2, 1, 2, 4]


def test_who_has_no_data_or_no_target_has_no_place_and_is_named() -> None:
    zone = Zone(s11="58", s12=None, s13="60")
    assert place(zone, "12") is None
    assert place(zone, "14") is None
    trace = explain(key(), sources=zone)
    assert trace.figure.value == 2
    assert trace.how[1].words == {"names": "鹭屿街道、松溆街道、精密制造园、生命科学园、港航物流园"}


def test_the_trace_goes_from_the_place_to_each_completion_with_its_target() -> None:
    zone = Zone(s11="58", s13="58")
    trace = explain(key(), sources=zone)
    assert [part.figure.key.print() for part in trace.inputs] == [
        "/figures/target:11/completion/2022-01--2022-07",
        "/figures/target:13/completion/2022-01--2022-07",
    ]
    assert text(trace.how[0]) == "各自完成率比高低：58.0%在街道、园区中排1位（并列）；相同的并列。"


def test_data_of_another_period_do_not_compare() -> None:
    zone = Zone(s11="58", s13="60")
    late = league.rank_key("industrial_tax", Period.of(2022, 1, 8), area="11")
    assert explain(late, sources=zone).figure.value is None


def test_nobody_to_compare_with_is_no_place_and_no_target_at_all_no_figure() -> None:
    alone = explain(key(), sources=Zone(s11="58")).figure
    assert (alone.value, alone.why_unknown) == (None, "别的区域没有可比的完成率")
    with pytest.raises(FigureUnknownError):
        explain(key(), sources=Zone())


def test_the_name_is_an_address_that_only_this_room_answers() -> None:
    assert FigureKey.parse(key().print()) == key()
    assert league.is_league(key())
    assert not is_computed(key())
    assert not league.is_league(key("51"))


@given(st.lists(st.none() | st.integers(0, 5), min_size=5, max_size=5))
def test_a_place_is_one_more_than_how_many_are_further(done: list[int | None]) -> None:
    known = {
        code: Figure(FigureKey(f"target:{code}", "completion", JULY), Decimal(value), "percent")
        for code, value in zip(NAMES, done, strict=True)
        if value is not None
    }
    for code, own in zip(NAMES, done, strict=True):
        found = league.derive(key(code), completions=known).value
        others = sum(value is not None for value in done) - 1
        if own is None or not others:
            assert found is None
        else:
            assert found == 1 + sum(value is not None and value > own for value in done)
