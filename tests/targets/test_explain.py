"""Each number of a target is traced to its words and to the published figure."""

import pytest

from guatu.targets.explain import Case, TargetFigureError, explain
from guatu.targets.why import figures_of
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.source import Entry, Span
from guatu.vocabulary.trace import Stated, Trace
from tests.targets.making import figure, growth, promise, text

SPOKEN = Span("ab" * 32, 10, 20)
PUBLISHED = Entry("figure", 3, 1)


class Given:
    """The sources of one case: published figures end in an entry."""

    def __init__(self, promised, *figures: Figure):
        floor = promised.promised(promised.bound_name)
        stated = {promised.bound_name: (Stated(figure=floor, source=SPOKEN),)}
        self.case = Case(promised, figures, stated)

    def target(self, number, *, known_at):
        return self.case if number == self.case.promise.number else None

    def explain(self, key):
        found = next(f for f in self.case.evidence if f.key == key)
        return Trace(figure=found, stated=(Stated(figure=found, source=PUBLISHED),))


CASES = [
    Given(promise(floor=30), figure(19, "2022-01/2022-07")),
    Given(promise(floor=30), figure(13, "2022-01/2022-07")),
    Given(promise(floor=30, comparator="<="), figure(13, "2022-01/2022-07")),
    Given(
        promise("industrial_taxable_sales", "growth", floor=25, unit="percent"),
        growth("23.1", "2022-01/2022-07"),
        figure(46, "2021-01/2021-07", indicator="industrial_taxable_sales", unit="CNY"),
        figure(100, "2021", indicator="industrial_taxable_sales", unit="CNY"),
    ),
    Given(
        promise("gdp", "rank", floor=1, unit="rank", comparator="<="),
        figure(2, "2022-01/2022-06", indicator="gdp", measure="rank", unit="rank"),
    ),
    Given(
        promise("x", "multiple", floor=2, unit="times", within="P3Y"),
        growth(20, "2022-01/2022-06", indicator="x"),
    ),
    Given(promise(floor=85, unit="percent"), figure(84, "2022-01/2022-06", unit="percent")),
]


@pytest.mark.parametrize("given", CASES)
def test_every_number_shown_is_explained_and_ends_in_its_sources(given):
    for name, shown in figures_of(given.case.pace()).items():
        if not shown.key.subject.startswith("target:"):
            continue
        trace = explain(shown.key, sources=given)
        assert trace.figure == shown
        assert trace.how or trace.stated
        ends = set(trace.sources())
        assert ends <= {SPOKEN, PUBLISHED}
        assert ends or name == "schedule", name


def test_a_lead_is_written_as_the_difference_that_it_is():
    given = CASES[0]
    key = figures_of(given.case.pace())["lead"].key
    assert text(explain(key, sources=given).how[0]) == "63.3% − 58.3% ＝ 5.0个百分点"


def test_a_lag_is_written_the_other_way_round():
    given = CASES[1]
    key = figures_of(given.case.pace())["lag"].key
    assert text(explain(key, sources=given).how[0]) == "58.3% − 43.3% ＝ 15.0个百分点"


def test_an_older_address_stays_true_when_newer_data_arrive():
    given = Given(promise(floor=30), figure(15, "2022-01/2022-06"), figure(19, "2022-01/2022-07"))
    june = FigureKey("target:7", "completion", Period.parse("2022-01/2022-06"))
    assert explain(june, sources=given).figure.value == 50


@pytest.mark.parametrize(
    "key",
    [
        FigureKey("target:8", "floor", Period.parse("2022")),
        FigureKey("target:7", "probability", Period.parse("2022-01/2022-07")),
        FigureKey("target:7", "stretch", Period.parse("2022")),
        FigureKey("target:7", "floor", Period.parse("2023")),
    ],
)
def test_a_number_that_does_not_exist_is_said_to_be_missing(key):
    with pytest.raises(TargetFigureError) as caught:
        explain(key, sources=CASES[0])
    assert caught.value.problem.what_to_do
