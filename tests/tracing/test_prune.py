"""What a viewer may not see is taken away; the figure stays."""

from decimal import Decimal

from guatu.tracing.excerpt import excerpt
from guatu.tracing.prune import prune
from guatu.vocabulary.figure import Figure, FigureKey
from guatu.vocabulary.source import Source, Span
from guatu.vocabulary.trace import Comparison, Counted, Sentence, Stated, Trace

OPEN, SHUT = Span("aa" * 32, 1, 5), Span("bb" * 32, 1, 5)


def sees(source: Source) -> bool:
    return source == OPEN


def stated(source: Source) -> Stated:
    figure = Figure(FigureKey("gdp", "level", None), Decimal(7), "CNY")
    return Stated(figure=figure, source=source, quote="原文", title="文件", reason="理由", stated_by="督查")


def of(source: Source) -> Trace:
    one = stated(source)
    return Trace(figure=one.figure, how=(Sentence("{quote}", words={"quote": "原文"}),), stated=(one,))


def test_words_of_a_closed_document_go_and_its_number_stays() -> None:
    (shown,) = prune(of(SHUT), sees=sees).stated
    assert (shown.quote, shown.title, shown.reason, shown.hidden) == ("", None, "", True)
    assert shown.figure.value == 7


def test_the_sentence_does_not_quote_what_is_closed() -> None:
    pruned = prune(of(SHUT), sees=sees)
    assert "原文" not in str(pruned.how)


def test_what_is_open_stays_as_it_was() -> None:
    assert prune(of(OPEN), sees=sees) == of(OPEN)


def test_operands_comparisons_and_versions_are_pruned_alike() -> None:
    whole = of(OPEN)
    beside = Comparison(figure=whole.figure, agrees=True, difference=None, stated=stated(SHUT))
    tree = Trace(figure=whole.figure, inputs=(of(SHUT), of(OPEN)), others=(beside,), history=(stated(SHUT),))
    pruned = prune(tree, sees=sees)
    assert [branch.stated[0].hidden for branch in pruned.inputs] == [True, False]
    assert pruned.others[0].stated is not None
    assert pruned.others[0].stated.hidden
    assert pruned.history[0].hidden


def test_a_counted_thing_of_another_unit_is_counted_and_not_named() -> None:
    counted = (
        Counted(kind="task", number=1, title="甲"),
        Counted(kind="task", number=2, title="乙", source=OPEN),
    )
    figure = Figure.of_count(FigureKey("tasks", "count", None), 2)
    pruned = prune(Trace(figure=figure, counted=counted), sees=sees, sees_counted=lambda c: c.number == 1)
    assert pruned.figure.value == 2
    assert [(c.title, c.source, c.hidden) for c in pruned.counted] == [("甲", None, False), ("", None, True)]


def test_an_excerpt_is_the_sentence_around_the_words() -> None:
    text = "第一句。第二句说增长38%，居首！第三句"
    start = text.index("增长38%")
    found = excerpt(text, start=start, end=start + 5)
    assert (found.before, found.lit, found.after) == ("第二句说", "增长38%", "，居首！")


def test_a_sentence_without_end_is_cut_and_says_so() -> None:
    text = "长" * 500 + "38%" + "长" * 500
    found = excerpt(text, start=500, end=503)
    assert (len(found.before), found.cut_before, found.cut_after) == (160, True, True)


def test_words_at_the_very_edge_of_the_text() -> None:
    found = excerpt("38%", start=0, end=3)
    assert (found.before, found.lit, found.after, found.cut_before, found.cut_after) == (
        "",
        "38%",
        "",
        False,
        False,
    )
