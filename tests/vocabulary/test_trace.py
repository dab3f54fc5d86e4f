"""A trace is a tree that ends in sources."""

from decimal import Decimal

from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.source import Span
from guatu.vocabulary.trace import Counted, Stated, Trace


def _stated(subject: str, start: int) -> Trace:
    figure = Figure(FigureKey(subject, "level", None), Decimal(1), "count")
    return Trace(figure=figure, stated=(Stated(figure=figure, source=Span("ab" * 32, start, start + 5)),))


def test_a_tree_gives_each_of_its_sources_once_in_reading_order() -> None:
    whole = Figure(FigureKey("target:1", "completion", None), Decimal(50), "percent")
    counted = Counted(kind="task", number=4, title="一项", source=Span("cd" * 32, 1, 2))
    tree = Trace(
        figure=whole, inputs=(_stated("a", 10), _stated("b", 3), _stated("c", 10)), counted=(counted,)
    )
    assert list(tree.sources()) == [Span("cd" * 32, 1, 2), Span("ab" * 32, 10, 15), Span("ab" * 32, 3, 8)]
