"""Any figure can be asked how it came about, and the answer ends in words that somebody said."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from guatu.indicators.changes import change_key
from guatu.targets.explain import Case, TargetFigureError
from guatu.tracing.explain import explain
from guatu.tracing.problems import FigureUnknownError
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.period import Period
from guatu.vocabulary.source import Entry, Source, Span
from guatu.vocabulary.trace import Counted, Stated

SPEECH, BULLETIN = "ab" * 32, "cd" * 32
JUNE, JULY = Period.of(2022, 1, 6), Period.of(2022, 1, 7)
GROWTH = FigureKey("goods_trade", "growth", JULY)


class Shelf:
    """Sources from a list."""

    def __init__(self, *said: Stated, counts: dict[FigureKey, list[Counted]] | None = None) -> None:
        self.said = said
        self.counts = counts or {}

    def statements(self, key: FigureKey) -> Sequence[Stated]:
        return [s for s in self.said if s.figure.key == key]

    def kin(self, key: FigureKey) -> Sequence[Stated]:
        return [
            s for s in self.said if s.figure.key != key and replace(s.figure.key, caliber=key.caliber) == key
        ]

    def counted(self, key: FigureKey) -> Sequence[Counted] | None:
        return self.counts.get(key)

    def facts(self, known_at: int | None) -> None:
        return None

    def promised(self, key: FigureKey) -> dict[str, int]:
        return {}

    def target(self, number: int, *, known_at: int | None) -> Case | None:
        return None


def stated(
    key: FigureKey, value: str, *, source: Source | None = None, decimals: int = 0, **more: object
) -> Stated:
    figure = Figure(key, Decimal(value), "percent", decimals=decimals)
    return Stated(figure=figure, source=source or Span(SPEECH, 10, 15), **{"number": 1, **more})  # type: ignore[arg-type]


def test_an_announced_figure_ends_in_its_words() -> None:
    trace = explain(
        GROWTH, sources=Shelf(stated(GROWTH, "38", title="年中讲话", quote="增长38%", stated_by="督查"))
    )
    assert trace.figure.value == 38
    assert list(trace.sources()) == [Span(SPEECH, 10, 15)]
    assert trace.how[0].words["quote"] == "增长38%"


def test_a_typed_figure_ends_in_the_entry() -> None:
    trace = explain(GROWTH, sources=Shelf(stated(GROWTH, "38", source=Entry("figure", 1, 1))))
    assert list(trace.sources()) == [Entry("figure", 1, 1)]


def test_a_change_lists_the_two_figures_that_it_subtracts() -> None:
    before = replace(GROWTH, period=JUNE)
    shelf = Shelf(stated(GROWTH, "38"), stated(before, "30", source=Span(BULLETIN, 3, 9), number=2))
    trace = explain(change_key(GROWTH, before=JUNE), sources=shelf)
    assert trace.figure.value == 8
    assert [t.figure.key for t in trace.inputs] == [GROWTH, before]
    assert list(trace.sources()) == [Span(SPEECH, 10, 15), Span(BULLETIN, 3, 9)]
    assert set(trace.how[0].figures) == {"now", "then", "change"}


def test_a_change_that_a_text_states_is_held_against_the_two_figures_that_imply_it() -> None:
    before = replace(GROWTH, period=JUNE)
    key = replace(GROWTH, measure="growth_change", basis=None, versus=str(JUNE))
    shelf = Shelf(stated(GROWTH, "38"), stated(before, "30", number=2), stated(key, "9", number=3))
    (comparison,) = explain(key, sources=shelf).others
    assert (comparison.figure.value, comparison.agrees) == (8, False)
    assert comparison.figure.key == change_key(GROWTH, before=JUNE)


@pytest.mark.parametrize(
    ("shown", "other", "agrees"),
    [(("38", 0), ("38", 0), True), (("38", 0), ("38.3", 1), True), (("38.0", 1), ("38.3", 1), False)],
)
def test_statements_agree_within_the_decimals_they_were_written_with(
    shown: tuple[str, int], other: tuple[str, int], agrees: bool
) -> None:
    said = stated(GROWTH, shown[0], decimals=shown[1])
    beside = stated(GROWTH, other[0], decimals=other[1], source=Span(BULLETIN, 1, 4), number=2)
    (comparison,) = explain(GROWTH, sources=Shelf(said, beside)).others
    assert comparison.agrees is agrees
    assert comparison.difference == Decimal(other[0]) - Decimal(shown[0])


def test_another_way_of_counting_is_told_and_not_judged() -> None:
    natural = replace(GROWTH, caliber="natural")
    (comparison,) = explain(
        GROWTH, sources=Shelf(stated(GROWTH, "38"), stated(natural, "35", number=2))
    ).others
    assert (comparison.agrees, bool(comparison.why)) == (False, True)


def test_earlier_versions_are_history_and_not_other_statements() -> None:
    now = stated(GROWTH, "38", version=2, reason="录入有误")
    then = stated(GROWTH, "83", version=1, state="superseded")
    trace = explain(GROWTH, sources=Shelf(now, then))
    assert trace.others == ()
    assert [s.version for s in trace.history] == [2, 1]
    assert trace.how[1].words == {"reason": "录入有误"}


def test_a_count_lists_what_it_counts() -> None:
    key = FigureKey("tasks", "count", None, cut="light:bad")
    things = [Counted(kind="task", number=n, title=f"任务{n}", source=Span(SPEECH, n, n + 1)) for n in (3, 5)]
    trace = explain(key, sources=Shelf(counts={key: things}))
    assert trace.figure.value == len(trace.counted) == 2
    assert list(trace.sources()) == [Span(SPEECH, 3, 4), Span(SPEECH, 5, 6)]


@pytest.mark.parametrize(
    "key",
    [
        GROWTH,
        change_key(GROWTH, before=JUNE),
        FigureKey("tasks", "count", None, cut="moon:full"),
        FigureKey("target:9", "completion", JULY),
        FigureKey("document:9", "count", None),
    ],
)
def test_what_nobody_said_is_refused_in_words(key: FigureKey) -> None:
    with pytest.raises((FigureUnknownError, TargetFigureError)) as caught:
        explain(key, sources=Shelf())
    assert caught.value.problem.what_to_do


def test_a_withdrawn_statement_says_nothing() -> None:
    with pytest.raises(FigureUnknownError):
        explain(GROWTH, sources=Shelf(stated(GROWTH, "38", state="withdrawn")))
